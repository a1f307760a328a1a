// Tables of reports that somebody sends in: read and shown first, taken down when he says so.
//
//     POST   .../imports?channel=letter      a table (text/csv): what it holds, what is wrong in it
//     POST   /api/v1/imports/{import}/begin  a job takes the good rows down, a hundred to an act;
//                                            `table` says of which table it is a part
//     GET    /api/v1/imports/{import}        how far it is
//     GET    /api/v1/imports/{import}/rows   row by row: what it is, what became of it
//     DELETE /api/v1/imports/{import}        forgets it
//
// Tables hold the words and names of citizens: they lie in memory alone, for whoever sent them, and
// for an hour. The same table again adds nothing.
#pragma once

#include "app/report_rows.h"
#include "app/serve/api.h"
#include "app/serve/jobs.h"

#include <map>
#include <memory>
#include <mutex>

namespace ducha::app::serve {

enum class TableRefusal {
    not_csv,
    no_such_import,
    too_many_imports,
    is_running,
    bad_channel,
    bad_table,
};

/// What is, or became, of a row.
enum class RowFate { fits, refused, received, there_already };

struct ImportRow {
    std::int64_t line = 0; ///< of the table, its header being 1
    std::string own_id;    ///< empty where it could not be read
    RowFate fate = RowFate::fits;
    Refusal refusal; ///< of a refused one
};

/// A table on its way in.
///
/// threads   safe
class Import {
public:
    struct Figures {
        std::int64_t rows = 0;
        std::int64_t fits = 0; ///< that wait to be taken down
        std::int64_t refused = 0;
        std::int64_t received = 0;
        std::int64_t there_already = 0;
    };

    /// Reads every row and judges it as intake would.
    ///
    /// refuses   what is no table of reports at all
    /// memory    that of the table, twice
    [[nodiscard]] static Result<std::shared_ptr<Import>>
    read(std::string_view csv, ImportOptions options, inspection::Placed const& where, Instant now);

    [[nodiscard]] Figures figures() const;

    /// At most `most` rows behind a line.
    [[nodiscard]] std::vector<ImportRow>
    rows(std::int64_t behind_line, std::int64_t most, std::optional<RowFate> fate) const;

    /// Takes the next hundred down.
    [[nodiscard]] Result<Stepped>
    step(Recorder& recorder, LogId log, std::shared_ptr<identity::Principal const> const& by);

private:
    void settle(std::vector<std::size_t> const& places, intake::ReceiveOutcome const& outcome);

    mutable std::mutex changing_;
    std::vector<ImportRow> rows_;
    std::map<std::size_t, intake::IncomingReport> waiting_; ///< by place in `rows_`
};

/// The tables of all people.
///
/// threads   safe
class Imports {
public:
    static constexpr std::size_t most_remembered = 20;

    struct Entry {
        std::shared_ptr<Import> import;
        std::string inspection;
        std::string object; ///< its code
        LogId log;
        std::shared_ptr<identity::Principal const> by;
        Instant came;
        std::string job; ///< that takes it down; empty: not begun
    };

    explicit Imports(Random& random) : random_{random} {}

    /// refuses   where as many are there, none of them older than an hour
    [[nodiscard]] Result<std::string> keep(Entry entry);

    /// Of this person.
    [[nodiscard]] Result<Entry> find(std::string_view id, identity::Principal const& by);
    void begun(std::string_view id, std::string job);
    void forget(std::string_view id);

private:
    std::mutex changing_;
    std::map<std::string, Entry, std::less<>> entries_;
    Random& random_;
};

void add_imports(http::Router& router, Counter const& counter, Imports& imports, Jobs& jobs);

} // namespace ducha::app::serve

template <>
struct ducha::Codes<ducha::app::serve::RowFate> {
    using Fate = app::serve::RowFate;
    static constexpr CodeRow<Fate> table[] = {
        {Fate::fits, "fits", "可导入", "fits"},
        {Fate::refused, "refused", "不予导入", "refused"},
        {Fate::received, "received", "已登记", "received"},
        {Fate::there_already, "there_already", "此前已有", "was there already"},
    };
};
