// A table into the ledger.
#include "app/import_table.h"

#include "app/interrupt.h"
#include "app/progress.h"

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
    Import(
        tabular::Reader const& reader,
        TableFile const& file,
        RowsOfActs const& rows,
        TableTaken& taken
    )
        : file_{file}, rows_{rows}, taken_{taken}, rejected_{file.file, reader.columns()}
    {
    }

    void take(tabular::Row const& row)
    {
        if (auto kept = rows_.keep(row); !kept) {
            reject(row, at_line(file_.file, row.line(), std::move(kept.error())));
            return;
        }
        lines_.push_back({row.line(), {}});
        for (std::size_t i = 0; i < row.size(); ++i) {
            lines_.back().fields.emplace_back(row[i]);
        }
    }

    /// A row that says nothing. A strict import ends with it.
    void reject(tabular::Row const& row, Refusal refusal)
    {
        if (file_.strict) {
            taken_.stopped_by = std::move(refusal);
            return;
        }
        rejected_.add(row, to_line(refusal));
        ++taken_.rejected;
    }

    [[nodiscard]] bool is_full() const { return lines_.size() >= rows_an_act; }
    [[nodiscard]] bool has_stopped() const { return taken_.stopped_by.has_value(); }

    Result<void> commit()
    {
        if (lines_.empty()) {
            return {};
        }
        auto refusals = rows_.record();
        if (!refusals) {
            return std::unexpected{std::move(refusals.error())};
        }
        for (std::size_t i = 0; i < refusals->size(); ++i) {
            if (auto& refusal = (*refusals)[i]) {
                note(lines_[i], std::move(*refusal));
            }
        }
        lines_.clear();
        rows_.acknowledge();
        return {};
    }

    /// A strict import that stopped leaves the rejected file of an earlier one alone.
    void finish()
    {
        if (!has_stopped()) {
            taken_.rejected_file = rejected_.finish();
        }
    }

private:
    struct Line {
        std::int64_t number = 0;
        std::vector<std::string> fields;
    };

    void note(Line const& line, Refusal refusal)
    {
        auto placed = at_line(file_.file, line.number, std::move(refusal));
        if (file_.strict) {
            taken_.stopped_by = std::move(placed);
            return;
        }
        rejected_.add(line.number, line.fields, to_line(placed));
        ++taken_.rejected;
    }

    TableFile const& file_;
    RowsOfActs const& rows_;
    TableTaken& taken_;
    tabular::RejectedRows rejected_;
    std::vector<Line> lines_;
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

Result<void> import_table(
    tabular::Reader& reader, TableFile const& file, RowsOfActs const& rows, TableTaken& taken
)
{
    Import import{reader, file, rows, taken};
    Bar bar{reader};
    while (!import.has_stopped()) {
        auto const row = reader.next();
        if (!row) {
            break;
        }
        if (*row) {
            import.take(**row);
        } else {
            import.reject(reader.last(), row->error());
        }
        if (import.is_full()) {
            end_if_asked();
            bar.show();
            if (auto const done = import.commit(); !done) {
                return done;
            }
        }
    }
    if (auto const done = import.commit(); !done) {
        return done;
    }
    bar.done();
    import.finish();
    return {};
}

} // namespace ducha::app
