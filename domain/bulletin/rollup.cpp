// The counts in memory.
#include "domain/bulletin/rollup.h"

#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/bulletin/packed.h"
#include "domain/ledger/ledger.h"

#include "generated/bulletin_sql.h"

#include <algorithm>

namespace ducha::bulletin {
namespace {

constexpr Instant always{INT64_MAX};
std::string const no_group;

/// The group of a fact, as lines name it.
std::string group_of(db::Row const& row, Grouping by)
{
    switch (by) {
    case Grouping::type:
        return std::string{row.text(1)};
    case Grouping::channel:
        return std::string{row.text(2)};
    case Grouping::day:
        return to_text(row.day(3));
    case Grouping::none:
    case Grouping::object:
        break;
    }
    return {};
}

void require_order(Instant earlier, Instant later, LogId log)
{
    if (later < earlier) {
        throw Trouble{
            Trouble::Kind::database,
            "count_fact: log " + std::to_string(log.get()) + " has a fact recorded at " +
                to_text(later) + " behind one recorded at " + to_text(earlier)
        };
    }
}

/// The total of everything, and by each grouping the first half of the log as it was known then.
/// By object is the total under another name.
std::vector<Question> questions_to(db::Connection& connection, LogId log)
{
    std::vector<Question> questions{{.as_of = always, .known_at = {}}};
    auto const size = ledger::state_of(connection, log, false).size;
    for (auto const& event : ledger::read_events(connection, log, Seq{size / 2}, 1)) {
        for (auto const by : {Grouping::none, Grouping::type, Grouping::channel, Grouping::day}) {
            questions.push_back({.as_of = event.recorded, .known_at = event.recorded, .by = by});
        }
    }
    return questions;
}

/// Every figure of a count with its group and measure.
std::vector<std::string> figures_of(std::vector<Line> const& lines)
{
    std::vector<std::string> figures;
    for (auto const& line : lines) {
        for (auto const& [measure, sum] : line.sums) {
            auto const group = line.group.empty() ? "" : line.group + " ";
            figures.push_back(group + measure + " " + std::to_string(sum));
        }
    }
    return figures;
}

/// Adds the first figure in which two counts differ.
void compare(
    std::vector<Line> const& quick,
    std::vector<Line> const& counted,
    Sentence const& law,
    std::vector<Breach>& breaches
)
{
    auto const found = figures_of(quick);
    auto const expected = figures_of(counted);
    auto const [left, right] = std::ranges::mismatch(found, expected);
    if (left == found.end() && right == expected.end()) {
        return;
    }
    breaches.push_back(
        {law, left == found.end() ? "nothing" : *left, right == expected.end() ? "nothing" : *right}
    );
}

template <class Map>
auto& entry_of(Map& map, std::string_view key)
{
    auto found = map.find(key);
    if (found == map.end()) {
        found = map.try_emplace(std::string{key}).first;
    }
    return found->second;
}

} // namespace

Column& Rollup::Log::column(std::string_view group, std::string_view measure)
{
    return entry_of(entry_of(groups, group), measure);
}

Rollup::Rollup(Grouping by) : by_{by} {}

void Rollup::catch_up(db::Connection& connection, MayReadCounts const& may)
{
    auto const id = may.object();
    auto& log = logs_[id];
    auto const size = ledger::state_of(connection, id, false).size;
    auto const packed = ledger::packed_blocks(connection, id);
    while (log.next.get() < size) {
        auto const number = log.next.get() / ledger::events_a_block;
        bool const begins = log.next.get() % ledger::events_a_block == 0;
        Seq const end{std::min((number + 1) * ledger::events_a_block, size)};
        auto const page =
            begins && number < packed ? block(connection, id, number) : rows(connection, id, end);
        for (auto const& [column, fact] : page.facts) {
            column->append(fact);
        }
        log.last_recorded = page.last_recorded;
        log.next = end;
    }
    for (auto& [group, measures] : log.groups) {
        for (auto& [measure, column] : measures) {
            column.settle();
        }
    }
}

/// The facts of a packed block.
Rollup::Page Rollup::block(db::Connection& connection, LogId id, std::int64_t number)
{
    auto& log = logs_[id];
    Page page{.facts = {}, .last_recorded = log.last_recorded};
    ledger::PackedSpan const span{
        .log = id,
        .first_block = number,
        .end_block = number + 1,
        .as_of = always,
        .known_at = always,
    };
    ledger::each_packed(connection, span, [&](ledger::PackedFacts const& facts) {
        auto const* const keys = keys_of(facts, by_);
        std::map<std::int64_t, Column*> columns;
        auto last = log.last_recorded;
        for (std::size_t i = 0; i < facts.facts; ++i) {
            auto const key = keys == nullptr ? 0 : (*keys)[i];
            auto*& column = columns[key];
            if (column == nullptr) {
                column = &log.column(bulletin::group_of(facts, key, by_), facts.measure);
            }
            Fact const fact{
                .occurred = {facts.occurred[i]},
                .recorded = {facts.recorded[i]},
                .amount = facts.amounts[i],
            };
            require_order(last, fact.recorded, id);
            last = fact.recorded;
            page.facts.emplace_back(column, fact);
        }
        page.last_recorded = std::max(page.last_recorded, last);
    });
    return page;
}

/// The facts of the events from the next one to the one before `end`.
Rollup::Page Rollup::rows(db::Connection& connection, LogId id, Seq end)
{
    auto& log = logs_[id];
    Page page{.facts = {}, .last_recorded = log.last_recorded};
    connection.each(sql::facts_of_events, {id, log.next, end}, [&](db::Row const& row) {
        Fact const fact{
            .occurred = row.instant(4), .recorded = row.instant(5), .amount = row.integer(6)
        };
        require_order(page.last_recorded, fact.recorded, id);
        page.last_recorded = fact.recorded;
        page.facts.emplace_back(&log.column(group_of(row, by_), row.text(0)), fact);
    });
    return page;
}

std::vector<Line> Rollup::count(std::vector<Counted> const& objects, Question const& question) const
{
    bool const total = question.by == Grouping::none || question.by == Grouping::object;
    invariant(total || question.by == by_, "a roll-up is asked by what it groups by");
    auto const known_at = question.known_at.value_or(always);
    Lines lines;
    for (auto const& of : objects) {
        auto const log = logs_.find(of.may.object());
        if (log == logs_.end()) {
            continue;
        }
        for (auto const& [group, measures] : log->second.groups) {
            // A total is the sum of all groups, whatever they are.
            auto const& name = question.by == Grouping::object ? of.object
                : total                                        ? no_group
                                                               : group;
            for (auto const& [measure, column] : measures) {
                if (auto const sum = column.sum(question.as_of, known_at)) {
                    add(lines, name, measure, *sum);
                }
            }
        }
    }
    return in_order(std::move(lines), question.by);
}

template <class Visitor>
void Rollup::each_column(Visitor const& visitor) const
{
    for (auto const& [id, log] : logs_) {
        for (auto const& [group, measures] : log.groups) {
            for (auto const& [measure, column] : measures) {
                visitor(column);
            }
        }
    }
}

std::size_t Rollup::facts() const
{
    std::size_t facts = 0;
    each_column([&](Column const& column) { facts += column.size(); });
    return facts;
}

std::size_t Rollup::memory() const
{
    std::size_t bytes = 0;
    each_column([&](Column const& column) { bytes += column.memory(); });
    return bytes;
}

std::vector<Breach> check_quick_counts(db::Connection& connection, MayReadCounts const& may)
{
    std::vector<Breach> breaches;
    std::vector<Counted> const objects{{"", may}};
    for (auto const& question : questions_to(connection, may.object())) {
        Rollup rollup{question.by};
        rollup.catch_up(connection, may);
        auto const counted = count_facts(connection, objects, question);
        compare(
            rollup.count(objects, question),
            counted,
            {"内存汇总的计数与 count_fact 一致", "the roll-up's counts are those of count_fact"},
            breaches
        );
        compare(
            count(connection, objects, question),
            counted,
            {"打包的计数与 count_fact 一致", "the packed counts are those of count_fact"},
            breaches
        );
    }
    return breaches;
}

} // namespace ducha::bulletin
