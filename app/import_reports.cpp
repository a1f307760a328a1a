// Reports from a table into the ledger.
#include "app/import_reports.h"

#include "app/interrupt.h"
#include "app/progress.h"
#include "app/report_rows.h"

#include <algorithm>

namespace ducha::app {
namespace {

constexpr std::size_t rows_an_act = 1000;

/// The refusal with its place in the file before the field.
Refusal at_line(std::filesystem::path const& file, std::int64_t line, Refusal refusal)
{
    refusal.where = file.string() + ":" + std::to_string(line) + ": " + refusal.where;
    return refusal;
}

/// Collects rows until an act is full, runs it, and sends refused rows to the rejected file.
class Import {
public:
    Import(Office& office, LogId log, ImportOptions const& options, tabular::Reader& reader)
        : office_{office}, log_{log}, options_{options}, rejected_{options.file, reader.columns()}
    {
    }

    void take(intake::IncomingReport report, tabular::Row const& row)
    {
        if (last_ && comes_before(report, *last_)) {
            ++result_.out_of_order;
        }
        last_ = {.own_id = report.own_id, .occurred = report.occurred};
        reports_.push_back(std::move(report));
        lines_.push_back({row.line(), {}});
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines_.back().fields.emplace_back(row[i]);
        }
    }

    /// A row that is no report. A strict import ends with it.
    void reject(tabular::Row const& row, Refusal refusal)
    {
        if (options_.strict) {
            result_.stopped_by = std::move(refusal);
            return;
        }
        rejected_.add(row, to_line(refusal));
        ++result_.rejected;
    }

    [[nodiscard]] bool is_full() const { return reports_.size() >= rows_an_act; }
    [[nodiscard]] bool has_stopped() const { return result_.stopped_by.has_value(); }

    Result<void> commit(Acknowledge const& acknowledge)
    {
        if (reports_.empty()) {
            return {};
        }
        auto const last = reports_.back().own_id;
        auto outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const done = office_.pipeline().run(intake::receive(
            log_, {.reports = std::move(reports_), .strict = options_.strict}, outcome
        ));
        reports_ = {};
        if (!done) {
            return std::unexpected{done.error()};
        }
        for (std::size_t i = 0; i < outcome->rows.size(); ++i) {
            note(outcome->rows[i], lines_[i]);
        }
        lines_.clear();
        acknowledge(result_, last);
        return {};
    }

    /// A strict import that stopped leaves the rejected file of an earlier one alone.
    ImportResult finish()
    {
        if (!has_stopped()) {
            result_.rejected_file = rejected_.finish();
        }
        return result_;
    }

private:
    struct Line {
        std::int64_t number = 0;
        std::vector<std::string> fields;
    };

    void note(intake::ReceiveOutcome::Row const& row, Line const& line)
    {
        using enum intake::ReceiveOutcome::Fate;
        if (row.fate == received) {
            ++result_.received;
        } else if (row.fate == there_already) {
            ++result_.there_already;
        } else if (row.fate == refused) {
            auto refusal = at_line(options_.file, line.number, row.refusal);
            if (options_.strict) {
                result_.stopped_by = std::move(refusal);
                return;
            }
            rejected_.add(line.number, line.fields, to_line(refusal));
            ++result_.rejected;
        }
    }

    Office& office_;
    LogId log_;
    ImportOptions const& options_;
    tabular::RejectedRows rejected_;
    std::vector<intake::IncomingReport> reports_;
    std::vector<Line> lines_;
    std::optional<intake::IncomingReport> last_; ///< its place in the order only
    ImportResult result_;
};

/// How much of the file has been read.
class Bar {
public:
    explicit Bar(tabular::Reader const& reader)
        : reader_{reader}, progress_{"导入 import (KiB)", reader.bytes_total() / kibibyte}
    {
    }

    void show()
    {
        auto const read = reader_.bytes_read() / kibibyte;
        progress_.advance(read - shown_);
        shown_ = read;
    }

    void done()
    {
        show();
        progress_.done();
    }

private:
    static constexpr std::int64_t kibibyte = 1024;

    tabular::Reader const& reader_;
    Progress progress_;
    std::int64_t shown_ = 0;
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
    Import import{office, log, options, *reader};
    Bar bar{*reader};
    while (!import.has_stopped()) {
        auto const row = reader->next();
        if (!row) {
            break;
        }
        auto report =
            *row ? report_in(**row, reader->columns(), options) : std::unexpected{row->error()};
        if (report) {
            import.take(std::move(*report), **row);
        } else if (*row) {
            auto const last = reader->last();
            import.reject(last, at_line(options.file, last.line(), report.error()));
        } else {
            import.reject(reader->last(), report.error());
        }
        if (import.is_full()) {
            end_if_asked();
            bar.show();
            if (auto const done = import.commit(acknowledge); !done) {
                return std::unexpected{done.error()};
            }
        }
    }
    if (auto const done = import.commit(acknowledge); !done) {
        return std::unexpected{done.error()};
    }
    bar.done();
    return import.finish();
}

} // namespace ducha::app
