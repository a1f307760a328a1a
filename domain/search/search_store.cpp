// 检索: finding.
#include "base/text.h"

#include "domain/ledger/audit.h"
#include "domain/search/index.h"

#include "generated/search_sql.h"

#include <algorithm>
#include <limits>
#include <map>
#include <ranges>

namespace ducha::search {
namespace {

/// Whether everything that the log holds may be read.
bool sees_all(MayReadTexts const& may)
{
    bool const covers_all =
        std::ranges::all_of(Codes<identity::State>::table, [&](auto const& row) {
            return may.covers(row.value);
        });
    return covers_all && may.sees(identity::Field::working_text);
}

Wanted wanted_of(std::span<SearchedLog const> logs, Question const& question)
{
    Wanted wanted{
        .logs = {},
        .words = read_words(question.words),
        .channel = question.channel,
        .type = question.type,
        .from = question.from,
        .to = question.to,
    };
    for (auto const& log : logs) {
        if (sees_all(log.texts)) {
            wanted.logs.push_back(log.texts.object());
        }
    }
    return wanted;
}

/// The texts of one case that are wanted, the newest first: so few that each is read.
std::vector<Found> found_in_case(
    db::Connection& connection,
    std::span<SearchedLog const> logs,
    std::string_view number,
    Wanted const& wanted
)
{
    std::vector<Found> found;
    auto const take = [&](db::Row const& row) {
        auto const one = found_in(row);
        auto const words = row.text(5);
        auto const marks = wanted.marks();
        bool const marked = std::ranges::all_of(marks, [&](std::string const& mark) {
            return words.contains(mark);
        });
        bool const in_time = one.day >= wanted.first_day() && one.day <= wanted.last_day();
        if (marked && in_time && holds(words, wanted.words)) {
            found.push_back(one);
        }
    };
    for (auto const& log : logs) {
        auto const file = casefile::find_by_number(connection, log.cases, number);
        if (!file || !sees_all(log.texts)) {
            continue;
        }
        for (auto const matter : casefile::matters_of(connection, log.cases, file->id)) {
            connection.each(sql::text_of_matter, {log.texts.object(), matter}, take);
        }
    }
    std::ranges::sort(found, std::ranges::greater{}, &Found::at);
    return found;
}

/// One more than a page holds says whether there is a next one.
struct Sought {
    std::vector<Found> found;
    std::optional<std::int64_t> count;
};

bool finds_nothing(Wanted const& wanted)
{
    return wanted.words.all_passed_over || wanted.logs.empty();
}

Sought seek(
    db::Connection& connection,
    std::span<SearchedLog const> logs,
    Question const& question,
    Portion const& portion
)
{
    bool const is_first = !portion.after;
    auto const wanted = wanted_of(logs, question);
    if (finds_nothing(wanted)) {
        return {.found = {}, .count = is_first ? std::optional{0} : std::nullopt};
    }
    auto const after = portion.after.value_or(beginning());
    Sought sought;
    if (question.case_number) {
        sought.found = found_in_case(connection, logs, *question.case_number, wanted);
        if (is_first) {
            sought.count = std::ssize(sought.found);
        }
        std::erase_if(sought.found, [&](Found const& one) { return one.at >= after; });
        return sought;
    }
    auto const index = index_of(connection);
    sought.found = index->find(wanted, after, portion.hits + 1);
    bool const all_there = sought.found.size() <= portion.hits;
    if (is_first && all_there) {
        sought.count = std::ssize(sought.found);
    } else if (is_first && portion.counted) {
        sought.count = index->count(wanted, most_counted + 1);
    }
    return sought;
}

guard::Count up_to_most(std::int64_t found)
{
    return {.amount = std::min(found, most_counted), .is_all = found <= most_counted};
}

/// The hits of one log, with their texts and cases.
void add_hits(
    db::Connection& connection,
    SearchedLog const& log,
    Question const& question,
    std::vector<Found> const& found,
    std::map<Cursor, Hit>& hits
)
{
    std::map<MatterId, Found> here;
    std::vector<MatterId> ids;
    for (auto const& one : found) {
        if (one.at.log == log.texts.object()) {
            here.emplace(one.matter, one);
            ids.push_back(one.matter);
        }
    }
    if (ids.empty()) {
        return;
    }
    auto const cases = casefile::cases_of(connection, log.cases, ids);
    for (auto const& matter : intake::load_matters(connection, log.matters, ids)) {
        auto const& one = here.at(matter.of.matter);
        auto const in = cases.find(one.matter);
        hits.emplace(
            one.at,
            Hit{
                .log = one.at.log,
                .matter = one.matter,
                .report = one.report,
                .in = in == cases.end() ? std::nullopt : std::optional{in->second},
                .day = one.day,
                .excerpt = excerpt_of(matter, question),
            }
        );
    }
}

} // namespace

Found found_in(db::Row const& row)
{
    return {
        .at = {row.instant(4), row.id<LogId>(0)},
        .matter = row.id<MatterId>(1),
        .report = row.id<ReportId>(2),
        .day = row.day(3),
    };
}

Cursor beginning()
{
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    return {{last}, LogId{last}};
}

std::string to_text(Cursor const& cursor)
{
    return std::to_string(cursor.recorded.microseconds) + "-" + std::to_string(cursor.log.get());
}

std::optional<Cursor> parse_cursor(std::string_view text)
{
    auto const parts = split(text, '-');
    if (parts.size() != 2) {
        return std::nullopt;
    }
    auto const recorded = parse_integer(parts[0]);
    auto const log = parse_integer(parts[1]);
    return recorded && log ? std::optional{Cursor{{*recorded}, LogId{*log}}} : std::nullopt;
}

std::unique_ptr<Index> index_of(db::Connection& connection)
{
    return connection.dialect() == db::Dialect::sqlite ? sqlite_index(connection)
                                                       : postgres_index(connection);
}

Page find(
    db::Connection& connection,
    std::span<SearchedLog const> logs,
    Question const& question,
    Portion const& portion
)
{
    auto bounded = portion;
    bounded.hits = std::clamp<std::size_t>(portion.hits, 1, most_hits);
    auto sought = seek(connection, logs, question, bounded);
    Page page;
    if (sought.count) {
        auto const [amount, is_all] = up_to_most(*sought.count);
        page.count = amount;
        page.counted_all = is_all;
    }
    if (sought.found.size() > bounded.hits) {
        sought.found.resize(bounded.hits);
        page.next = sought.found.back().at;
    }
    std::map<Cursor, Hit> hits;
    for (auto const& log : logs) {
        add_hits(connection, log, question, sought.found, hits);
    }
    for (auto& [at, hit] : std::views::reverse(hits)) {
        page.hits.push_back(std::move(hit));
    }
    return page;
}

guard::Count
count(db::Connection& connection, std::span<SearchedLog const> logs, Question const& question)
{
    auto const wanted = wanted_of(logs, question);
    if (finds_nothing(wanted)) {
        return {};
    }
    if (question.case_number) {
        return up_to_most(std::ssize(found_in_case(connection, logs, *question.case_number, wanted))
        );
    }
    return up_to_most(index_of(connection)->count(wanted, most_counted + 1));
}

std::vector<ledger::Finding> check_index(db::Connection& connection)
{
    if (index_of(connection)->is_whole()) {
        return {};
    }
    return {
        {.origin = "search_index",
         .seq = -1,
         .problem =
             {"检索索引与文本不符；`ducha rebuild` 可重建",
              "the search index is not that of the texts; `ducha rebuild` makes it anew"},
         .found = {},
         .expected = {}}
    };
}

void fill(db::Connection& connection, ledger::Progress const& progress)
{
    if (!connection.integer(sql::any_text, {})) {
        ledger::Folds const* const only[] = {&room().folds};
        ledger::rebuild_rows(connection, only, progress);
    }
}

} // namespace ducha::search
