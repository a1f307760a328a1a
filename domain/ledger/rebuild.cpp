// Are the rows what the log says?
#include "platform/db/connection.h"
#include "platform/db/table.h"

#include "domain/ledger/audit.h"

namespace ducha::ledger {
namespace {

constexpr std::int64_t page = 5000;
constexpr std::int64_t events_between_commits = 50'000;

/// Reads every event of every log, a page at a time.
template <class Take>
void each_page(db::Connection& connection, Progress const& progress, Take const& take)
{
    std::int64_t done = 0;
    for (auto const& name : logs(connection)) {
        for (Seq next{0};;) {
            auto const events = read_events(connection, name.log, next, page);
            if (events.empty()) {
                break;
            }
            take(events);
            next = Seq{events.back().seq.get() + 1};
            done += static_cast<std::int64_t>(events.size());
            progress(done);
        }
    }
}

std::vector<std::string> spelled_rows(db::Connection& connection, RowTable const& table, LogId log)
{
    std::vector<std::string> rows;
    db::each_row_of(connection, table.name, table.order, log.get(), [&](db::Row const& row) {
        rows.push_back(db::spelled(row));
    });
    return rows;
}

/// Names the first row that differs, and how many rows there are of each.
void compare(
    std::vector<std::string> const& stored,
    std::vector<std::string> const& folded,
    RowTable const& table,
    std::string const& origin,
    std::vector<Finding>& findings
)
{
    if (stored == folded) {
        return;
    }
    std::size_t first = 0;
    while (first < stored.size() && first < folded.size() && stored[first] == folded[first]) {
        ++first;
    }
    auto const show = [&](std::vector<std::string> const& rows) {
        return std::to_string(rows.size()) +
            " rows, the first that differs: " + (first < rows.size() ? rows[first] : "none");
    };
    findings.push_back(
        {.origin = origin,
         .seq = -1,
         .problem =
             {"数据表 " + std::string{table.name} + " 与事件不符",
              "table " + std::string{table.name} + " is not what the events say"},
         .found = show(stored),
         .expected = show(folded)}
    );
}

} // namespace

std::vector<Finding> check_rows(
    db::Connection& connection,
    db::Connection& shadow,
    std::span<Folds const* const> rooms,
    Progress const& progress
)
{
    std::int64_t uncommitted = 0;
    auto transaction = std::make_unique<db::Transaction>(shadow);
    each_page(connection, progress, [&](std::vector<Recorded> const& events) {
        fold(shadow, events, rooms);
        uncommitted += static_cast<std::int64_t>(events.size());
        if (uncommitted >= events_between_commits) {
            transaction->commit();
            transaction = std::make_unique<db::Transaction>(shadow);
            uncommitted = 0;
        }
    });
    transaction->commit();

    std::vector<Finding> findings;
    for (auto const& name : logs(connection)) {
        for (auto const* room : rooms) {
            for (auto const& table : room->tables) {
                compare(
                    spelled_rows(connection, table, name.log),
                    spelled_rows(shadow, table, name.log),
                    table,
                    name.origin,
                    findings
                );
            }
        }
    }
    return findings;
}

void rebuild_rows(
    db::Connection& connection, std::span<Folds const* const> rooms, Progress const& progress
)
{
    // Nobody may act meanwhile, on any log.
    for (auto const& name : logs(connection)) {
        static_cast<void>(state_of(connection, name.log, true));
    }
    for (auto const* room : rooms) {
        if (room->clear_beside != nullptr) {
            room->clear_beside(connection);
        }
        for (auto const& table : room->tables) {
            db::clear_table(connection, table.name);
        }
    }
    each_page(connection, progress, [&](std::vector<Recorded> const& events) {
        fold(connection, events, rooms);
    });
}

} // namespace ducha::ledger
