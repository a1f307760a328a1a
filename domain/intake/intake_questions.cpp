// What can be asked of 受理 by name.
#include "domain/intake/intake_questions.h"

#include "domain/guard/named_question.h"
#include "domain/intake/list_questions.h"

namespace ducha::intake {
template <class Fields>
void describe(Fields& fields, Judgement& judgement)
{
    fields.field("matter", judgement.matter);
    fields.field("state", judgement.state);
    fields.field("since", judgement.since);
    fields.field("reason", judgement.reason);
    fields.field("office", judgement.office);
    fields.field("why", judgement.why);
}

namespace {

/// A matter by itself.
struct Shown {
    ShownMatter matter;
    std::vector<Judgement> report; ///< how all matters of its report stand, this one among them
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    describe(fields, shown.matter);
    fields.field("matters_of_report", shown.report);
}

struct AskForMatter {
    MatterId matter;
};

template <class Fields>
void describe(Fields& fields, AskForMatter& question)
{
    fields.field("matter", question.matter);
}

struct AskForReport {
    std::string own_id;
};

template <class Fields>
void describe(Fields& fields, AskForReport& question)
{
    fields.field("own_id", question.own_id);
}

Result<std::optional<Shown>>
find_matter(guard::Inquiry const& inquiry, AskForMatter const& question)
{
    auto const may = inquiry.permissions.authorize<ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto matter = load_matter(inquiry.connection, *may, question.matter);
    if (!matter) {
        return std::nullopt;
    }
    auto const report = matter->of.report;
    return Shown{
        .matter =
            {
                .place = inspection::place_of(inquiry.connection, inquiry.log),
                .own_id = own_id_of(inquiry.connection, *may, report),
                .matter = std::move(*matter),
            },
        .report = judgements_of(inquiry.connection, *may, report),
    };
}

Result<std::optional<Shown>>
find_by_own_id(guard::Inquiry const& inquiry, AskForReport const& question)
{
    auto const may = inquiry.permissions.authorize<ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const report = find_report(inquiry.connection, *may, question.own_id);
    return report ? find_matter(inquiry, {first_matter(*report)})
                  : Result<std::optional<Shown>>{std::nullopt};
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    auto all = questions_of_lists();
    std::vector<guard::NamedQuestion> const alone{
        {
            .name = "read_matter",
            .about = guard::About::object,
            .path = "matters/{matter}",
            .zh = "一个反映问题",
            .en = "one matter",
            .answerer = guard::answers_one<AskForMatter, Shown>(find_matter),
        },
        {
            .name = "find_report",
            .about = guard::About::object,
            .path = "report",
            .zh = "按自编号查找举报",
            .en = "a report by its own id",
            .answerer = guard::answers_one<AskForReport, Shown>(find_by_own_id),
        },
    };
    all.insert(all.end(), alone.begin(), alone.end());
    return all;
}

} // namespace ducha::intake
