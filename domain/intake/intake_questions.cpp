// What can be asked of 受理 by name.
#include "domain/intake/intake_questions.h"

#include "domain/guard/named_question.h"
#include "domain/intake/intake_codec.h"

namespace ducha::intake {
namespace {

/// A matter and what the lists say beside it.
struct Shown {
    std::string inspection;
    std::string object;
    Matter matter;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    auto& matter = shown.matter;
    fields.field("inspection", shown.inspection);
    fields.field("object", shown.object);
    fields.field("of", matter.of);
    fields.field("kind", matter.kind);
    fields.field("state", matter.state);
    fields.field("urgent", matter.urgent);
    fields.field("occurred", matter.occurred);
    fields.field("postmark", matter.postmark);
    fields.field("title", matter.title);
    fields.field("text", matter.text);
    fields.field("place", matter.place);
    fields.field("enterprise", matter.enterprise);
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

struct AskForMatters {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForMatters& question)
{
    fields.field("after", question.after);
    fields.field("limit", question.limit);
}

Shown shown(guard::Inquiry const& inquiry, LogId log, Matter matter)
{
    auto place = inspection::place_of(inquiry.connection, log);
    return {std::move(place.inspection), std::move(place.object), std::move(matter)};
}

Result<std::optional<Shown>>
find_matter(guard::Inquiry const& inquiry, AskForMatter const& question)
{
    auto const may = inquiry.permissions.authorize<ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto matter = load_matter(inquiry.connection, *may, question.matter);
    return matter ? std::optional{shown(inquiry, inquiry.log, std::move(*matter))} : std::nullopt;
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

Result<guard::Page<Shown>> list(guard::Inquiry const& inquiry, AskForMatters const& question)
{
    auto const after = guard::cursor_of(question.after);
    if (!after) {
        return std::unexpected{after.error()};
    }
    auto const most = guard::page_size(question.limit);
    auto listed = list_matters(
        inquiry.connection,
        inquiry.permissions.authorize_all<ReadMatters>(),
        {LogId{after->log}, MatterId{after->thing}},
        most
    );
    guard::Page<Shown> page;
    for (auto& [log, matter] : listed) {
        page.items.push_back(shown(inquiry, log, std::move(matter)));
    }
    if (std::cmp_equal(listed.size(), most)) {
        auto const& last = listed.back();
        page.next = guard::to_text({last.log.get(), page.items.back().matter.of.matter.get()});
    }
    return page;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {
        {
            .name = "list_matters",
            .about = guard::About::office,
            .path = "matters",
            .zh = "反映问题，按日志与编号",
            .en = "matters, by log and number",
            .answerer = guard::answers<AskForMatters, guard::Page<Shown>>(list),
            .is_list = true,
        },
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
}

} // namespace ducha::intake
