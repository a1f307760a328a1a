// Which events of a log are about a thing, for an auditor.
#include "domain/history/audited.h"

#include "domain/casefile/traced.h"
#include "domain/history/collected.h"
#include "domain/intake/intake.h"

#include <boost/json.hpp>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace ducha::history {
namespace {

/// The report that a matter came with, as the event that brought the matter says.
std::optional<ReportId> report_of(db::Connection& connection, LogId log, MatterId matter)
{
    for (auto const& event : ledger::read_events(connection, log, Seq{matter.get()}, 1)) {
        if (event.type == intake::ReportReceived::type.name) {
            return ReportId{matter.get()};
        }
        if (event.type == intake::MatterSplitOff::type.name) {
            return ReportId{boost::json::parse(event.body).at("report").as_int64()};
        }
    }
    return std::nullopt;
}

/// The events about one thing after another, and those that are about all of them.
class Narrowed {
public:
    Narrowed(db::Connection& connection, LogId log) : connection_{connection}, log_{log} {}

    /// add   adds to what it is given the events about one thing
    template <class Add>
    void to(Add const& add)
    {
        Collected collected{connection_, log_, Collected::all};
        add(collected);
        std::vector<Seq> both;
        for (auto const seq : collected.events() | std::views::keys) {
            if (!left_ || std::ranges::binary_search(*left_, seq)) {
                both.push_back(seq);
            }
        }
        left_ = std::move(both);
    }

    void to_case(std::optional<casefile::Traced> const& found)
    {
        to([&](Collected& collected) {
            if (found) {
                collected.add_case(found->id, found->batch_day);
            }
        });
    }

    [[nodiscard]] std::optional<std::vector<Seq>> const& left() const { return left_; }

private:
    db::Connection& connection_;
    LogId log_;
    std::optional<std::vector<Seq>> left_;
};

} // namespace

std::optional<std::vector<Seq>>
about(db::Connection& connection, guard::MayReadLedger const& may, Audited const& audited)
{
    auto const log = may.object();
    Narrowed events{connection, log};
    if (audited.in) {
        events.to_case(casefile::trace(connection, may, *audited.in));
    }
    if (audited.case_number) {
        events.to_case(casefile::trace(connection, may, *audited.case_number));
    }
    if (audited.matter) {
        events.to([&](Collected& collected) {
            if (auto const report = report_of(connection, log, *audited.matter)) {
                collected.add_matter(*audited.matter, *report);
            }
        });
    }
    if (audited.batch_day) {
        events.to([&](Collected& collected) { collected.add_batch(*audited.batch_day); });
    }
    return events.left();
}

} // namespace ducha::history
