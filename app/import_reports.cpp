// Reports from a table into the ledger.
#include "app/import_reports.h"

#include "app/interrupt.h"
#include "app/progress.h"
#include "app/report_rows.h"

#include <algorithm>

namespace ducha::app {
namespace {

constexpr std::size_t rows_an_act = 1000;

/// Collects rows until an act is full, runs it, and sends refused rows to the rejected file.
class Import {
public:
    Import(Office& office, LogId log, ImportOptions const& options, tabular::Reader& reader)
        : office_{office}, log_{log}, options_{options}, rejected_{options.file, reader.columns()}
    {
    }

    void take(intake::IncomingReport report, tabular::Row const& row)
    {
        reports_.push_back(std::move(report));
        lines_.push_back({row.line(), {}});
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines_.back().fields.emplace_back(row[i]);
        }
    }

    void reject(tabular::Row const& row, Refusal const& refusal)
    {
        rejected_.add(row, to_line(refusal));
        ++result_.rejected;
    }

    [[nodiscard]] bool is_full() const { return reports_.size() >= rows_an_act; }

    /// Returns the first refusal of a row where the import is strict.
    std::optional<Refusal> commit(Acknowledge const& acknowledge)
    {
        if (reports_.empty()) {
            return std::nullopt;
        }
        auto const last = reports_.back().own_id;
        auto outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const done =
            office_.pipeline().run(intake::receive(log_, {.reports = std::move(reports_)}, outcome)
            );
        reports_ = {};
        if (!done) {
            return done.error();
        }
        std::optional<Refusal> first;
        for (std::size_t i = 0; i < outcome->rows.size(); ++i) {
            note(outcome->rows[i], lines_[i], first);
        }
        lines_.clear();
        acknowledge(result_, last);
        return options_.strict ? first : std::nullopt;
    }

    ImportResult finish()
    {
        result_.rejected_file = rejected_.finish();
        return result_;
    }

private:
    struct Line {
        std::int64_t number = 0;
        std::vector<std::string> fields;
    };

    void
    note(intake::ReceiveOutcome::Row const& row, Line const& line, std::optional<Refusal>& first)
    {
        using Fate = intake::ReceiveOutcome::Fate;
        if (row.fate == Fate::received) {
            ++result_.received;
            return;
        }
        if (row.fate == Fate::there_already) {
            ++result_.there_already;
            return;
        }
        auto refusal = row.refusal;
        refusal.where =
            options_.file.string() + ":" + std::to_string(line.number) + ": " + refusal.where;
        rejected_.add(line.number, line.fields, to_line(refusal));
        ++result_.rejected;
        if (!first) {
            first = std::move(refusal);
        }
    }

    Office& office_;
    LogId log_;
    ImportOptions const& options_;
    tabular::RejectedRows rejected_;
    std::vector<intake::IncomingReport> reports_;
    std::vector<Line> lines_;
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
    // Own ids are numbers mostly: the shorter one comes first.
    std::ranges::sort(reports, {}, [](intake::IncomingReport const& report) {
        return std::tuple{report.occurred, report.own_id.size(), report.own_id};
    });
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
    while (auto const row = reader->next()) {
        auto report =
            *row ? report_in(**row, reader->columns(), options) : std::unexpected{row->error()};
        if (report) {
            import.take(std::move(*report), **row);
        } else if (options.strict) {
            return std::unexpected{report.error()};
        } else {
            auto refusal = report.error();
            if (*row) {
                refusal.where = options.file.string() + ":" + std::to_string((*row)->line()) +
                    ": " + refusal.where;
            }
            import.reject(reader->last(), refusal);
        }
        if (import.is_full()) {
            end_if_asked();
            bar.show();
            if (auto const stop = import.commit(acknowledge)) {
                return std::unexpected{*stop};
            }
        }
    }
    if (auto const stop = import.commit(acknowledge)) {
        return std::unexpected{*stop};
    }
    bar.done();
    return import.finish();
}

} // namespace ducha::app
