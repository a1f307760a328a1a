// A day of acts in an office that may fail at any moment, and what must be there afterwards.
#pragma once

#include "tests/journeys/test_office.h"

#include <functional>
#include <set>
#include <tuple>

namespace ducha::tests {

/// How far the log had come when an act was acknowledged, and the head that was signed then.
struct Acknowledged {
    std::int64_t size = 0;
    std::string head;
};

/// What was found when the office was opened again.
struct Found {
    std::int64_t size = -1; ///< events in the log; -1 where it cannot be read
    bool lost = false;      ///< something acknowledged is not there
    bool half = false;      ///< an act is there in part, or a whole day is not as rehearsed
    bool corrupt = false;   ///< the office cannot be opened, or does not hold
    std::string why;        ///< the first thing that does not hold

    [[nodiscard]] bool is_sound() const { return !lost && !half && !corrupt; }
};

/// An office with an open inspection and three reports, its clock at the cut of the first day.
class Day {
public:
    /// Makes the office at the address.
    static void found(app::OfficeAddress const& address);

    [[nodiscard]] static std::unique_ptr<app::Office> open(app::OfficeAddress const& address);

    /// rounds   of three reports each, received, accepted and placed, before the day's batch is
    ///          sealed, handed over and acknowledged, and the results of two cases come back
    explicit Day(int rounds) : rounds_{rounds} {}

    /// Runs the acts one after the other; each is acknowledged when it has been committed. Acts
    /// that were done before add nothing.
    ///
    /// desk   the one of an earlier run that failed, where the office goes on
    using Acknowledge = std::function<void(Acknowledged const&)>;
    void work(
        app::Office& office,
        Acknowledge const& acknowledge,
        std::shared_ptr<merge::Desk> const& desk = merge::make_desk()
    ) const;

    /// Works a whole day on which nothing fails, to learn where its acts end.
    void rehearse(app::Office& office);

    /// Opens the office again and holds it against what was acknowledged: the log with the head
    /// of that moment, the rows with the log, the counts with the rows. Needs `rehearse`.
    [[nodiscard]] Found look(app::OfficeAddress const& address, Acknowledged const& acknowledged);

    /// The events of a whole day.
    [[nodiscard]] std::int64_t whole() const { return *ends_.rbegin(); }

private:
    using Placed = std::tuple<MatterId, CaseId, merge::How>;

    void inspect(app::Office& office, Acknowledged const& acknowledged, Found& found);
    static std::vector<Placed> placements(app::Office& office);
    db::Connection& empty_twin(db::Connection& connection);

    int rounds_;
    std::unique_ptr<db::Connection> twin_; ///< made once: its tables cost more than its rows
    std::set<std::int64_t> ends_;          ///< the sizes of the log at which an act ends
    std::vector<Placed> placed_;           ///< where every matter lies in the end
};

} // namespace ducha::tests
