// A table on its way in, in memory.
#include "app/serve/imports.h"

#include "base/bytes.h"

#include "platform/random/random.h"
#include "platform/trouble.h"

#include "app/serve/serve_refusals.h"

#include <sys/mman.h>
#include <unistd.h>

namespace ducha::app::serve {
namespace {

constexpr std::size_t rows_a_step = 100;
constexpr std::int64_t time_kept = hour;

/// A file that no disk holds: tables are read from files.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content) : file_{memfd_create("table", MFD_CLOEXEC)}
    {
        if (file_ < 0) {
            throw Trouble{Trouble::Kind::io, "no file in memory for a table"};
        }
        while (!content.empty()) {
            auto const written = write(file_, content.data(), content.size());
            if (written <= 0) {
                close(file_);
                throw Trouble{Trouble::Kind::io, "no memory for a table"};
            }
            content.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    ~MemoryFile() { close(file_); }

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

private:
    int file_;
};

/// The refusal without the name of a file that nobody has seen.
Refusal without_path(Refusal refusal, std::string const& path)
{
    if (refusal.where.starts_with(path)) {
        refusal.where.erase(0, path.size());
        refusal.where.erase(0, refusal.where.find_first_not_of(": "));
    }
    return refusal;
}

} // namespace

Result<std::shared_ptr<Import>> Import::read(
    std::string_view csv, ImportOptions options, inspection::Placed const& where, Instant now
)
{
    MemoryFile const file{csv};
    options.file = file.path();
    auto reader = open_table(options);
    if (!reader) {
        return std::unexpected{without_path(std::move(reader.error()), file.path())};
    }
    auto import = std::make_shared<Import>();
    while (auto const row = reader->next()) {
        auto& shown = import->rows_.emplace_back();
        shown.line = reader->last().line();
        auto report = *row ? report_in(**row, reader->columns(), options)
                           : Result<intake::IncomingReport>{std::unexpected{row->error()}};
        if (report) {
            shown.own_id = report->own_id;
        }
        auto const working = report
            ? intake::working_report(*report, where, now)
            : Result<intake::ReportReceived>{std::unexpected{report.error()}};
        if (working) {
            import->waiting_.emplace(import->rows_.size() - 1, std::move(*report));
        } else {
            shown.fate = RowFate::refused;
            shown.refusal = without_path(working.error(), file.path());
        }
    }
    return import;
}

Import::Figures Import::figures() const
{
    std::scoped_lock const lock{changing_};
    Figures figures{.rows = std::ssize(rows_)};
    for (auto const& row : rows_) {
        figures.fits += row.fate == RowFate::fits ? 1 : 0;
        figures.refused += row.fate == RowFate::refused ? 1 : 0;
        figures.received += row.fate == RowFate::received ? 1 : 0;
        figures.there_already += row.fate == RowFate::there_already ? 1 : 0;
    }
    return figures;
}

std::vector<ImportRow>
Import::rows(std::int64_t behind_line, std::int64_t most, std::optional<RowFate> fate) const
{
    std::scoped_lock const lock{changing_};
    std::vector<ImportRow> some;
    for (auto const& row : rows_) {
        if (std::ssize(some) == most) {
            break;
        }
        if (row.line > behind_line && row.fate == fate.value_or(row.fate)) {
            some.push_back(row);
        }
    }
    return some;
}

Result<Stepped>
Import::step(Recorder& recorder, LogId log, std::shared_ptr<identity::Principal const> const& by)
{
    std::vector<std::size_t> places;
    intake::ReceiveReports wish;
    {
        std::scoped_lock const lock{changing_};
        for (auto const& [place, report] : waiting_) {
            if (places.size() == rows_a_step) {
                break;
            }
            places.push_back(place);
            wish.reports.push_back(report);
        }
    }
    if (places.empty()) {
        return Stepped{.events = 0, .is_last = true};
    }
    auto outcome = std::make_shared<intake::ReceiveOutcome>();
    auto command = intake::receive(log, std::move(wish), outcome);
    command.by = by;
    auto const done = recorder.run(std::move(command));
    if (!done) {
        return std::unexpected{done.error()};
    }
    settle(places, *outcome);
    return Stepped{.events = std::ssize(done->events), .is_last = false};
}

void Import::settle(std::vector<std::size_t> const& places, intake::ReceiveOutcome const& outcome)
{
    using Fate = intake::ReceiveOutcome::Fate;
    std::scoped_lock const lock{changing_};
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto const& became = outcome.rows[i];
        auto& row = rows_[places[i]];
        row.fate = became.fate == Fate::received ? RowFate::received
            : became.fate == Fate::there_already ? RowFate::there_already
                                                 : RowFate::refused;
        row.refusal = became.refusal;
        waiting_.erase(places[i]);
    }
}

Result<std::string> Imports::keep(Entry entry)
{
    std::scoped_lock const lock{changing_};
    std::erase_if(entries_, [&](auto const& known) {
        return entry.came.microseconds - known.second.came.microseconds > time_kept;
    });
    if (entries_.size() >= most_remembered) {
        return refuse(table_refusals, TableRefusal::too_many_imports);
    }
    std::array<std::uint8_t, 8> bytes{};
    random_.fill(bytes);
    auto id = to_hex(bytes);
    entries_.emplace(id, std::move(entry));
    return id;
}

Result<Imports::Entry> Imports::find(std::string_view id, identity::Principal const& by)
{
    std::scoped_lock const lock{changing_};
    auto const found = entries_.find(id);
    if (found == entries_.end() || found->second.by->pseudonym != by.pseudonym) {
        return refuse(table_refusals, TableRefusal::no_such_import, std::string{id});
    }
    return found->second;
}

void Imports::begun(std::string_view id, std::string job)
{
    std::scoped_lock const lock{changing_};
    if (auto const found = entries_.find(id); found != entries_.end()) {
        found->second.job = std::move(job);
    }
}

void Imports::forget(std::string_view id)
{
    std::scoped_lock const lock{changing_};
    if (auto const found = entries_.find(id); found != entries_.end()) {
        entries_.erase(found);
    }
}

} // namespace ducha::app::serve
