// What can be asked of 检索 by name.
#include "domain/search/search_questions.h"

#include "domain/guard/named_question.h"
#include "domain/search/search.h"

#include <map>

namespace ducha::search {

template <class Fields>
void describe(Fields& fields, Span& span)
{
    fields.field("offset", span.offset);
    fields.field("length", span.length);
}

template <class Fields>
void describe(Fields& fields, Excerpt& excerpt)
{
    fields.field("field", excerpt.field);
    fields.field("text", excerpt.text);
    fields.field("offset", excerpt.offset);
    fields.field("ends_early", excerpt.ends_early);
    fields.field("marks", excerpt.marks);
}

namespace {

/// What is looked for may name a person, so it stands in no address.
struct Asked {
    Question question;
    std::optional<std::string> inspection;
    std::optional<std::string> object;
};

template <class Fields>
void describe(Fields& fields, Asked& asked)
{
    fields.field("words", asked.question.words);
    fields.field("channel", asked.question.channel);
    fields.field("type", asked.question.type);
    fields.field("from", asked.question.from);
    fields.field("to", asked.question.to);
    fields.field("case_number", asked.question.case_number);
    fields.field("inspection", asked.inspection);
    fields.field("object", asked.object);
}

struct AskedForPage : Asked {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
    std::optional<bool> counted; ///< usually true
};

template <class Fields>
void describe(Fields& fields, AskedForPage& asked)
{
    describe(fields, static_cast<Asked&>(asked));
    fields.field("after", asked.after);
    fields.field("limit", asked.limit);
    fields.field("counted", asked.counted);
}

struct ShownHit {
    std::string inspection;
    std::string object;
    Hit hit;
};

template <class Fields>
void describe(Fields& fields, ShownHit& shown)
{
    fields.field("inspection", shown.inspection);
    fields.field("object", shown.object);
    fields.field("matter", shown.hit.matter);
    fields.field("report", shown.hit.report);
    fields.field("case", shown.hit.in);
    fields.field("day", shown.hit.day);
    fields.field("excerpt", shown.hit.excerpt);
}

struct Found {
    std::vector<ShownHit> items;
    std::optional<std::string> next;
    std::optional<std::int64_t> count;
    bool counted_all = true;
};

template <class Fields>
void describe(Fields& fields, Found& found)
{
    fields.field("items", found.items);
    fields.field("next", found.next);
    fields.field("count", found.count);
    fields.field("counted_all", found.counted_all);
}

/// The logs whose texts the asker may read, and what they are called.
struct Reachable {
    std::vector<SearchedLog> logs;
    std::map<LogId, std::pair<std::string, std::string>> names;
    std::optional<Refusal> refusal; ///< of the first that may not be read
};

void reach(guard::Inquiry const& inquiry, inspection::InspectedObject const& object, Reachable& all)
{
    auto const texts = inquiry.permissions.authorize<ReadTexts>(object.log);
    auto const cases = inquiry.permissions.authorize<casefile::ReadCases>(object.log);
    auto const matters = inquiry.permissions.authorize<intake::ReadMatters>(object.log);
    if (texts && cases && matters) {
        all.logs.push_back({*texts, *cases, *matters});
    } else if (!all.refusal) {
        all.refusal = !texts ? texts.error() : !cases ? cases.error() : matters.error();
    }
}

Result<Reachable> reachable(guard::Inquiry const& inquiry, Asked const& asked)
{
    auto const settings = inquiry.permissions.authorize<inspection::ReadInspections>(office_log);
    if (!settings) {
        return std::unexpected{settings.error()};
    }
    Reachable all;
    for (auto const& inspection : inspection::load_all(inquiry.connection, *settings)) {
        for (auto const& object : inspection.objects) {
            bool const wanted = asked.inspection.value_or(inspection.id) == inspection.id &&
                asked.object.value_or(object.code) == object.code;
            if (wanted) {
                all.names[object.log] = {inspection.id, object.code};
                reach(inquiry, object, all);
            }
        }
    }
    if (all.logs.empty() && all.refusal) {
        return std::unexpected{*all.refusal};
    }
    return all;
}

Result<Found> look_for(guard::Inquiry const& inquiry, AskedForPage const& asked)
{
    auto const all = reachable(inquiry, asked);
    if (!all) {
        return std::unexpected{all.error()};
    }
    Portion portion{
        .hits = static_cast<std::size_t>(guard::page_size(asked.limit)),
        .after = {},
        .counted = asked.counted.value_or(true),
    };
    if (asked.after) {
        portion.after = parse_cursor(*asked.after);
        if (!portion.after) {
            return std::unexpected{guard::bad_cursor(*asked.after)};
        }
    }
    auto page = find(inquiry.connection, all->logs, asked.question, portion);
    Found found{.items = {}, .next = {}, .count = page.count, .counted_all = page.counted_all};
    for (auto& hit : page.hits) {
        auto const& [inspection, object] = all->names.at(hit.log);
        found.items.push_back({inspection, object, std::move(hit)});
    }
    if (page.next) {
        found.next = to_text(*page.next);
    }
    return found;
}

Result<guard::Count> count_hits(guard::Inquiry const& inquiry, Asked const& asked)
{
    auto const all = reachable(inquiry, asked);
    if (!all) {
        return std::unexpected{all.error()};
    }
    return count(inquiry.connection, all->logs, asked.question);
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    guard::NamedQuestion page{
        .name = "search",
        .about = guard::About::office,
        .path = "search",
        .zh = "按词查找工作文本，新的在前",
        .en = "working texts by the words in them, the newest first",
        .answerer = guard::answers<AskedForPage, Found>(look_for),
        .is_list = true,
        .is_in_body = true,
    };
    guard::NamedQuestion count{
        .name = "count_hits",
        .about = guard::About::office,
        .path = "search/count",
        .zh = "按词查找的工作文本共有多少",
        .en = "how many working texts are found by words",
        .answerer = guard::answers<Asked, guard::Count>(count_hits),
        .is_in_body = true,
    };
    return {std::move(page), std::move(count)};
}

} // namespace ducha::search
