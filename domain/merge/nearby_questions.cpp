// What can be asked of reports like another by name.
#include "domain/guard/named_question.h"
#include "domain/merge/evidence_words.h"
#include "domain/merge/merge_questions.h"
#include "domain/merge/nearby.h"

namespace ducha::merge {
namespace {

struct Reason {
    neardup::Evidence evidence = neardup::Evidence::prior;
    std::string zh;
    std::string en;
};

template <class Fields>
void describe(Fields& fields, Reason& reason)
{
    fields.field("code", reason.evidence);
    fields.field("zh", reason.zh);
    fields.field("en", reason.en);
}

struct Shown {
    Similar similar;
    std::vector<Reason> reasons;
};

/// Numbers of the ledger are whole, so are those of the answers: parts per million, days.
template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    auto& similar = shown.similar;
    auto& matter = similar.matter;
    auto line = intake::line_of(matter);
    auto score = static_cast<std::int64_t>(similar.probability * 1e6);
    std::optional<std::int64_t> days;
    if (similar.days_apart) {
        days = static_cast<std::int64_t>(*similar.days_apart);
    }
    fields.field("matter", matter.of.matter);
    fields.field("report", matter.of.report);
    fields.field("channel", matter.of.channel);
    fields.field("reception_day", matter.of.reception_day);
    fields.field("types", matter.of.types);
    fields.field("state", matter.state);
    fields.field("case", similar.in);
    fields.field("case_number", similar.case_number);
    fields.field("line", line);
    fields.field("place", matter.place);
    fields.field("enterprise", matter.enterprise);
    fields.field("occurred", matter.occurred);
    fields.field("score_ppm", score);
    fields.field("days_apart", days);
    fields.field("reasons", shown.reasons);
    fields.field("shared_words", similar.shared_words);
}

struct ShownList {
    std::vector<Shown> items;
};

template <class Fields>
void describe(Fields& fields, ShownList& list)
{
    fields.field("items", list.items);
}

constexpr std::int64_t usual_similar = 5;
constexpr std::int64_t most_similar = 20;

Result<ShownList>
find(guard::Inquiry const& inquiry, intake::Matter const& like, std::optional<std::int64_t> limit)
{
    auto const may = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const cases = inquiry.permissions.authorize<casefile::ReadCases>(inquiry.log);
    auto const most = std::clamp(limit.value_or(usual_similar), std::int64_t{1}, most_similar);
    auto found = inquiry.memory.of<Nearby>()->find(
        inquiry.connection, *may, cases ? std::optional{*cases} : std::nullopt, like, most
    );
    ShownList list;
    for (auto& similar : found) {
        Shown shown;
        for (auto const& feature : similar.reasons) {
            auto const& row = code_row(feature.name);
            shown.reasons.push_back({feature.name, std::string{row.zh}, std::string{row.en}});
        }
        shown.similar = std::move(similar);
        list.items.push_back(std::move(shown));
    }
    return list;
}

/// What is asked is told by somebody, so it stands in no address.
struct AskForDraft {
    std::string text;
    std::optional<std::string> title;
    std::optional<std::string> place;
    std::optional<std::string> enterprise;
    std::optional<std::vector<intake::Type>> types;
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForDraft& question)
{
    fields.field("text", question.text);
    fields.field("title", question.title);
    fields.field("place", question.place);
    fields.field("enterprise", question.enterprise);
    fields.field("types", question.types);
    fields.field("limit", question.limit);
}

Result<ShownList> like_draft(guard::Inquiry const& inquiry, AskForDraft const& question)
{
    auto const draft = matter_of(
        {
            .title = question.title.value_or(""),
            .text = question.text,
            .place = question.place.value_or(""),
            .enterprise = question.enterprise.value_or(""),
            .types = question.types.value_or(std::vector<intake::Type>{}),
        },
        inquiry.now
    );
    return find(inquiry, draft, question.limit);
}

struct AskForMatter {
    MatterId matter;
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForMatter& question)
{
    fields.field("matter", question.matter);
    fields.field("limit", question.limit);
}

Result<ShownList> like_matter(guard::Inquiry const& inquiry, AskForMatter const& question)
{
    auto const may = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const matter = intake::load_matter(inquiry.connection, *may, question.matter);
    return matter ? find(inquiry, *matter, question.limit) : std::unexpected{guard::not_found()};
}

} // namespace

std::vector<guard::NamedQuestion> questions_of_nearby()
{
    return {
        {
            .name = "similar_to_draft",
            .about = guard::About::object,
            .path = "similar",
            .zh = "与正在登记的内容相似的举报及理由；不保存所问内容",
            .en =
                "reports like what is being written down, with reasons; what is asked is not kept",
            .answerer = guard::answers<AskForDraft, ShownList>(like_draft),
            .is_list = true,
            .is_in_body = true,
        },
        {
            .name = "similar_to_matter",
            .about = guard::About::object,
            .path = "matters/{matter}/similar",
            .zh = "与一个反映问题相似的举报及理由",
            .en = "reports like a matter, with reasons",
            .answerer = guard::answers<AskForMatter, ShownList>(like_matter),
            .is_list = true,
        },
    };
}

} // namespace ducha::merge
