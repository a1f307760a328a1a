// Results of cases from a table into the ledger.
#include "app/import_results.h"

#include "app/import_refusals.h"
#include "app/result_rows.h"

#include <map>

namespace ducha::app {
namespace {

/// A case number without the `*` of a watched case.
std::string unmarked(std::string number)
{
    if (number.ends_with('*')) {
        number.pop_back();
    }
    return number;
}

/// Reads results until an act is full, and records them.
class ResultRows {
public:
    ResultRows(Office& office, LogId log, bool strict, ResultsTaken& taken)
        : office_{office}, log_{log}, strict_{strict}, taken_{taken}, now_{office.clock().now()}
    {
    }

    Result<void> keep(tabular::Row const& row)
    {
        auto result = result_in(row, now_);
        if (!result) {
            return std::unexpected{std::move(result.error())};
        }
        // Taken as a correction, the second of two would win whenever the table comes again.
        auto const [said, is_new] =
            said_.try_emplace({unmarked(result->case_number), result->occurred}, result->outcome);
        if (!is_new && said->second != result->outcome) {
            return refuse(
                import_refusals,
                ImportRefusal::said_otherwise,
                result->case_number + " at " + to_text(result->occurred),
                "one result of a case at a time",
                "case_number"
            );
        }
        results_.push_back(std::move(*result));
        return {};
    }

    Result<std::vector<std::optional<Refusal>>> record()
    {
        last_ = results_.back().case_number;
        auto outcome = std::make_shared<handling::ResultsOutcome>();
        auto const done = office_.pipeline().run(handling::report(
            log_, {.results = std::exchange(results_, {}), .strict = strict_}, outcome
        ));
        if (!done) {
            return std::unexpected{done.error()};
        }
        std::vector<std::optional<Refusal>> refusals;
        for (auto& row : outcome->rows) {
            using enum handling::ResultsOutcome::Fate;
            taken_.recorded += row.fate == recorded ? 1 : 0;
            taken_.corrected += row.fate == corrected ? 1 : 0;
            taken_.there_already += row.fate == there_already ? 1 : 0;
            refusals.push_back(
                row.fate == refused ? std::optional{std::move(row.refusal)} : std::nullopt
            );
        }
        return refusals;
    }

    [[nodiscard]] std::string const& last() const { return last_; }

private:
    Office& office_;
    LogId log_;
    bool strict_;
    ResultsTaken& taken_;
    Instant now_;
    std::vector<handling::CaseResult> results_;
    std::map<std::pair<std::string, Instant>, handling::Outcome> said_; ///< by the whole table
    std::string last_;
};

} // namespace

Result<ResultsTaken> import_results(
    Office& office, LogId log, TableFile const& file, AcknowledgeResults const& acknowledge
)
{
    auto reader = open_results(file.file);
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    ResultsTaken taken;
    ResultRows rows{office, log, file.strict, taken};
    auto const done = import_table(
        *reader,
        file,
        {.keep = [&](tabular::Row const& row) { return rows.keep(row); },
         .record = [&] { return rows.record(); },
         .acknowledge = [&] { acknowledge(taken, rows.last()); }},
        taken
    );
    if (!done) {
        return std::unexpected{done.error()};
    }
    return taken;
}

} // namespace ducha::app
