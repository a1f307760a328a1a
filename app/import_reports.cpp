// Reports from a table into the ledger.
#include "app/import_reports.h"

#include "app/report_rows.h"

#include <algorithm>

namespace ducha::app {
namespace {

/// Reads reports until an act is full, and takes them down.
class ReportRows {
public:
    ReportRows(
        Office& office,
        LogId log,
        ImportOptions const& options,
        std::vector<std::string> const& columns,
        ImportResult& result
    )
        : office_{office}, log_{log}, options_{options}, columns_{columns}, result_{result}
    {
    }

    Result<void> keep(tabular::Row const& row)
    {
        auto report = report_in(row, columns_, options_);
        if (!report) {
            return std::unexpected{std::move(report.error())};
        }
        if (last_ && comes_before(*report, *last_)) {
            ++result_.out_of_order;
        }
        last_ = {.own_id = report->own_id, .occurred = report->occurred};
        reports_.push_back(std::move(*report));
        return {};
    }

    Result<std::vector<std::optional<Refusal>>> record()
    {
        last_of_act_ = reports_.back().own_id;
        auto outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const done = office_.pipeline().run(intake::receive(
            log_, {.reports = std::exchange(reports_, {}), .strict = options_.strict}, outcome
        ));
        if (!done) {
            return std::unexpected{done.error()};
        }
        std::vector<std::optional<Refusal>> refusals;
        for (auto& row : outcome->rows) {
            using enum intake::ReceiveOutcome::Fate;
            result_.received += row.fate == received ? 1 : 0;
            result_.there_already += row.fate == there_already ? 1 : 0;
            refusals.push_back(
                row.fate == refused ? std::optional{std::move(row.refusal)} : std::nullopt
            );
        }
        return refusals;
    }

    [[nodiscard]] std::string const& last_of_act() const { return last_of_act_; }

private:
    Office& office_;
    LogId log_;
    ImportOptions const& options_;
    std::vector<std::string> const& columns_;
    ImportResult& result_;
    std::vector<intake::IncomingReport> reports_;
    std::optional<intake::IncomingReport> last_; ///< its place in the order only
    std::string last_of_act_;
};

} // namespace

Result<std::vector<intake::IncomingReport>>
read_in_order(ImportOptions const& options, ImportResult& result)
{
    auto reader = open_table(options);
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    tabular::RejectedRows rejected{options.file, reader->columns()};
    std::vector<intake::IncomingReport> reports;
    while (auto const row = reader->next()) {
        auto report =
            *row ? report_in(**row, reader->columns(), options) : std::unexpected{row->error()};
        if (report) {
            reports.push_back(std::move(*report));
        } else {
            rejected.add(reader->last(), to_line(report.error()));
            ++result.rejected;
        }
    }
    result.rejected_file = rejected.finish();
    std::ranges::sort(reports, comes_before);
    return reports;
}

Result<ImportResult> import_reports(
    Office& office, LogId log, ImportOptions const& options, Acknowledge const& acknowledge
)
{
    auto reader = open_table(options);
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    ImportResult result;
    ReportRows rows{office, log, options, reader->columns(), result};
    auto const done = import_table(
        *reader,
        {.file = options.file, .strict = options.strict},
        {.keep = [&](tabular::Row const& row) { return rows.keep(row); },
         .record = [&] { return rows.record(); },
         .acknowledge = [&] { acknowledge(result, rows.last_of_act()); }},
        result
    );
    if (!done) {
        return std::unexpected{done.error()};
    }
    return result;
}

} // namespace ducha::app
