// What can be asked of lists of cases by name.
#include "base/text.h"

#include "domain/casefile/casefile_codec.h"
#include "domain/casefile/casefile_questions.h"
#include "domain/casefile/lists.h"
#include "domain/guard/named_question.h"

namespace ducha::casefile {
namespace {

/// The filters of a list, each with codes separated by commas where there may be several.
struct Filters {
    std::optional<std::string> inspection;
    std::optional<std::string> object;
    std::optional<std::string> region;
    std::optional<std::vector<Standing>> standings;
    std::optional<std::vector<Channel>> channels;
    std::optional<std::vector<intake::Type>> types;
    std::optional<bool> watched;
    std::optional<bool> overdue;
    std::optional<Day> batch_day;
    std::optional<Day> due_before;
    std::optional<Day> from;
    std::optional<Day> until;

    [[nodiscard]] Wanted wanted(Day today) const
    {
        return {
            .where = {inspection, object, region},
            .standings = standings.value_or(std::vector<Standing>{}),
            .channels = channels.value_or(std::vector<Channel>{}),
            .types = types.value_or(std::vector<intake::Type>{}),
            .watched = watched,
            .batch_day = batch_day,
            .from = from,
            .until = until,
            .due_before = overdue.value_or(false) ? std::optional{today} : due_before,
        };
    }
};

struct AskForCases {
    Filters filters;
    std::optional<guard::Order> order;
    guard::AskForPage page;
};

template <class Fields>
void describe(Fields& fields, AskForCases& question)
{
    auto& filters = question.filters;
    fields.field("inspection", filters.inspection);
    fields.field("object", filters.object);
    fields.field("region", filters.region);
    fields.field("standing", filters.standings);
    fields.field("channel", filters.channels);
    fields.field("type", filters.types);
    fields.field("watched", filters.watched);
    fields.field("overdue", filters.overdue);
    fields.field("batch_day", filters.batch_day);
    fields.field("due_before", filters.due_before);
    fields.field("received_from", filters.from);
    fields.field("received_until", filters.until);
    fields.field("order", question.order);
    describe(fields, question.page);
}

/// A case in a list. What its founder says and how many matters it holds: for whoever may know.
struct Line {
    identity::Place place;
    CaseFile file;
    std::string text; ///< the founder's title, or how it begins
    std::string where;
    std::optional<bool> urgent;
    std::optional<std::int64_t> matters;
};

template <class Fields>
void describe(Fields& fields, Line& line)
{
    fields.field("inspection", line.place.inspection);
    fields.field("object", line.place.object);
    fields.field("file", line.file);
    fields.field("line", line.text);
    fields.field("place", line.where);
    fields.field("urgent", line.urgent);
    fields.field("matters", line.matters);
}

/// What the lines of one log say beside the case itself.
void complete(guard::Inquiry const& inquiry, LogId log, std::vector<Line*> const& lines)
{
    std::vector<CaseId> cases;
    std::vector<MatterId> founders;
    for (auto const* const line : lines) {
        cases.push_back(line->file.id);
        founders.push_back(founder(line->file.id));
    }
    std::map<CaseId, std::int64_t> sizes;
    if (auto const may = inquiry.permissions.authorize<ReadCases>(log)) {
        sizes = sizes_of(inquiry.connection, *may, cases);
    }
    std::map<MatterId, intake::Gist> gists;
    if (auto const may = inquiry.permissions.authorize<intake::ReadMatters>(log)) {
        gists = intake::gists_of(inquiry.connection, *may, founders);
    }
    for (auto* const line : lines) {
        if (auto const size = sizes.find(line->file.id); size != sizes.end()) {
            line->matters = size->second;
        }
        if (auto const found = gists.find(founder(line->file.id)); found != gists.end()) {
            line->text = std::move(found->second.line);
            line->where = std::move(found->second.place);
            line->urgent = found->second.urgent;
        }
    }
}

std::vector<Line> lines_of(guard::Inquiry const& inquiry, std::vector<ListedCase> cases)
{
    std::vector<Line> lines;
    lines.reserve(cases.size());
    std::map<LogId, std::vector<Line*>> by_log;
    for (auto& [place, file] : cases) {
        auto const log = place.log;
        auto& line = lines.emplace_back();
        line.place = std::move(place);
        line.file = std::move(file);
        by_log[log].push_back(&line);
    }
    for (auto const& [log, of_log] : by_log) {
        complete(inquiry, log, of_log);
    }
    return lines;
}

Result<guard::CountedPage<Line>> list(guard::Inquiry const& inquiry, AskForCases const& question)
{
    Wish wish{
        .wanted = question.filters.wanted(office_day(inquiry.now)),
        .order = question.order.value_or(guard::Order::newest),
        .after = {},
        .most = guard::page_size(question.page.limit),
    };
    auto const may = inquiry.permissions.authorize_all<ReadCases>();
    guard::CountedPage<Line> page;
    if (question.page.after) {
        auto const cursor = guard::cursor_of(question.page.after);
        if (!cursor) {
            return std::unexpected{cursor.error()};
        }
        wish.after = position_of(inquiry.connection, LogId{cursor->log}, CaseId{cursor->thing});
        if (!wish.after) {
            return std::unexpected{guard::bad_cursor(*question.page.after)};
        }
    } else {
        page.count = count_cases(inquiry.connection, may, wish.wanted);
    }
    auto portion = list_cases(inquiry.connection, may, wish);
    page.items = lines_of(inquiry, std::move(portion.items));
    if (portion.next) {
        page.next = guard::to_text({portion.next->log.get(), portion.next->thing});
    }
    return page;
}

struct StandingCount {
    Standing standing = Standing::open;
    guard::Count count;
};

template <class Fields>
void describe(Fields& fields, StandingCount& count)
{
    fields.field("standing", count.standing);
    fields.field("count", count.count.amount);
    fields.field("counted_all", count.count.is_all);
}

/// What the counters of a screen say of one object's cases.
struct Counters {
    std::vector<StandingCount> standings;
    guard::Count watched;
    guard::Count overdue;
};

template <class Fields>
void describe(Fields& fields, Counters& counters)
{
    fields.field("standings", counters.standings);
    fields.field("watched", counters.watched);
    fields.field("overdue", counters.overdue);
}

Result<Counters> count(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize_all<ReadCases>();
    auto const place = inspection::place_of(inquiry.connection, inquiry.log);
    // As the list itself: whoever may read those of some units counts these.
    auto const here = inquiry.permissions.authorize<ReadCases>(inquiry.log);
    if (!here && !may.object().touches(place)) {
        return std::unexpected{here.error()};
    }
    Wanted all;
    all.where = {.inspection = place.inspection, .object = place.object, .region = {}};
    Counters counters;
    for (auto const& row : Codes<Standing>::table) {
        auto of_standing = all;
        of_standing.standings = {row.value};
        counters.standings.push_back({row.value, count_cases(inquiry.connection, may, of_standing)}
        );
    }
    auto watched = all;
    watched.watched = true;
    counters.watched = count_cases(inquiry.connection, may, watched);
    auto overdue = all;
    overdue.due_before = office_day(inquiry.now);
    counters.overdue = count_cases(inquiry.connection, may, overdue);
    return counters;
}

} // namespace

std::vector<guard::NamedQuestion> questions_of_lists()
{
    return {
        {
            .name = "list_cases",
            .about = guard::About::office,
            .path = "cases",
            .zh = "交办件，新的在前；可按办理状态、类型、批次、期限等筛选",
            .en = "cases, the newest first, by standing, type, batch, due day and so on",
            .answerer = guard::answers<AskForCases, guard::CountedPage<Line>>(list),
            .is_list = true,
        },
        {
            .name = "count_cases",
            .about = guard::About::object,
            .path = "cases/counts",
            .zh = "一个对象的交办件有多少：各办理状态、重点关注、逾期",
            .en = "how many cases an object has: by standing, watched, overdue",
            .answerer = guard::answers<guard::AskForAll, Counters>(count),
            .is_list = true,
        },
    };
}

} // namespace ducha::casefile
