// The counts in memory: the answers of `bulletin::count` in well under a millisecond, for whoever
// asks often. Everything in it comes from count_fact, and can be thrown away at any time.
#pragma once

#include "domain/bulletin/bulletin.h"
#include "domain/bulletin/columns.h"

namespace ducha::bulletin {

/// One column for each log, group and measure; follows the logs as they grow.
///
/// memory    about 15 bytes a fact (columns.h)
/// threads   any number may count while nobody catches up
/// limits    follows what is appended. After the rows were folded anew by another version of the
///           program, begin with a new one
class Rollup {
public:
    /// by   what it can be asked by, apart from totals and objects, which it always can
    explicit Rollup(Grouping by = Grouping::none);

    /// Takes in what was counted in this log since the last time, of whole acts only: facts up to
    /// the size that the log had at the beginning, which moves with them in one commit. Blocks that
    /// are packed are read as such.
    ///
    /// throws   Trouble(database): facts that are recorded before those of an earlier event. What
    ///          was taken in before stays right
    /// cost     O(new facts), packed about 0.1 us each, otherwise 1 us; and ranking (columns.h)
    void catch_up(db::Connection& connection, MayReadCounts const& may);

    /// What `bulletin::count` answers, of the logs as far as they were caught up with.
    ///
    /// Precondition: question.by is none, object, or that of the roll-up.
    /// cost   O(groups * measures), about 20 us each at a million facts
    [[nodiscard]] std::vector<Line>
    count(std::vector<Counted> const& objects, Question const& question) const;

    /// Facts held, and the bytes that they take.
    [[nodiscard]] std::size_t facts() const;
    [[nodiscard]] std::size_t memory() const;

private:
    using Measures = std::map<std::string, Column, std::less<>>;

    struct Log {
        Seq next{0};
        Instant last_recorded{INT64_MIN};
        std::map<std::string, Measures, std::less<>> groups; ///< by the names of lines

        [[nodiscard]] Column& column(std::string_view group, std::string_view measure);
    };

    /// What is read at once, before any of it is appended.
    struct Page {
        std::vector<std::pair<Column*, Fact>> facts;
        Instant last_recorded;
    };

    [[nodiscard]] Page block(db::Connection& connection, LogId id, std::int64_t number);
    [[nodiscard]] Page rows(db::Connection& connection, LogId id, Seq end);
    template <class Visitor>
    void each_column(Visitor const& visitor) const;

    Grouping by_;
    std::map<LogId, Log> logs_;
};

/// Holds the quick counts, those of the packed facts and of a roll-up filled for it, against
/// `count_facts`: the total of everything, and by each grouping what was recorded up to the event
/// in the middle of the log, as known then.
///
/// returns   for each way and question the first figure that differs
/// cost      O(facts of the log), about 3 us each
[[nodiscard]] std::vector<Breach>
check_quick_counts(db::Connection& connection, MayReadCounts const& may);

} // namespace ducha::bulletin
