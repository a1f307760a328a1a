// Comma-separated tables, in and out (RFC 4180).
//
// Input comes from offices, spreadsheets and hotlines, and one bad row must not keep a thousand
// good ones out: a row is given or refused on its own, with the line on which it begins, and
// reading goes on behind it. Only what concerns the whole file refuses the file.
//
//     auto reader = tabular::Reader::open("reports.csv", {.required = {"id", "text"}});
//     if (!reader) { return reader.error(); }
//     auto rejected = tabular::RejectedRows{"reports.csv", reader->columns()};
//     while (auto row = reader->next()) {
//         if (!*row) { rejected.add(reader->last(), to_line(row->error())); continue; }
//         use((*row)->text("id"), (*row)->text("text"));
//     }
//     rejected.finish();
#pragma once

#include "base/refusal.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::tabular {

enum class Encoding { utf8, gb18030, utf16_little_endian, utf16_big_endian };

[[nodiscard]] std::string_view name_of(Encoding encoding);

struct Options {
    /// Columns that the header must have; their order is free, and so are further columns.
    std::vector<std::string> required{};
    /// Bounds of one field and of one row with its quotes, in bytes of UTF-8.
    std::size_t most_field_bytes = std::size_t{8} << 20U;
    std::size_t most_row_bytes = std::size_t{8} << 20U;
    char separator = ',';
};

/// One row of the table: views into the reader's buffer, valid until its next `next()`.
class Row {
public:
    /// The line on which the row begins, from 1; the header is on line 1. CRLF, LF and CR each
    /// end a line, within quotes as well.
    [[nodiscard]] std::int64_t line() const;

    /// The row as read, in UTF-8, quotes included, without its line end.
    [[nodiscard]] std::string_view raw() const;

    [[nodiscard]] std::size_t size() const;

    /// index   < size()
    [[nodiscard]] std::string_view operator[](std::size_t index) const;

    /// The field of the column `name`, as given, blanks included; empty where there is no such
    /// column. Cost: O(columns); for a tight loop, take `Reader::column()` once.
    [[nodiscard]] std::string_view text(std::string_view name) const;

    /// The same; nothing where there is no such column.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

private:
    friend class Reader;
    struct State;
    explicit Row(State const& state) : state_{&state} {}

    State const* state_;
};

/// Reads a table row by row.
///
/// encoding   UTF-8 (with or without a byte order mark), else GB18030, which spreadsheets write
///            under Chinese Windows, else UTF-16 with a byte order mark. A file without a mark
///            that is not wholly valid UTF-8 is GB18030 if all of it decodes so and it does not
///            look like UTF-8 with single bad bytes; otherwise it is UTF-8, and the rows with
///            bad bytes are refused.
/// rows       blank lines are skipped; everything else is given or refused
/// quotes     `"` opens a field only at its beginning, and is itself doubled within; inside a
///            field that does not begin with one it is an ordinary character
/// memory     the buffer of one row, at most twice `most_row_bytes` + 2 MiB, however long a
///            line is
/// cost       the file is read twice: once to find its encoding, once for its rows
/// threads    one reader, one thread
class Reader {
public:
    /// Refuses a file that is not there, is no plain file, is empty, is UTF-16 that does not
    /// decode, has a header with a column that is unnamed, named twice or missing, or one that
    /// cannot be read as a row. Codes: tabular.no_file, .not_a_file, .empty, .bad_encoding,
    /// .unnamed_column, .repeated_column, .missing_column, and those of `next()`.
    /// Throws Trouble (io) where the disk fails.
    [[nodiscard]] static Result<Reader>
    open(std::filesystem::path const& path, Options const& options = {});

    Reader(Reader&& other) noexcept;
    Reader& operator=(Reader&& other) noexcept;
    ~Reader();

    /// The names of the header, without blanks around them.
    [[nodiscard]] std::vector<std::string> const& columns() const;

    /// The place of a column in every row.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

    [[nodiscard]] Encoding encoding() const;

    /// The next row, or why it is refused; nothing at the end of the file.
    ///
    /// A refusal's `where` is `file:line` or `file:line:column`, the column counted in
    /// characters. Its codes:
    ///   tabular.row_too_long        reading goes on behind the end of the row
    ///   tabular.field_too_long      likewise
    ///   tabular.unclosed_quote      `where` is the opening quote; the rest of the file is lost
    ///   tabular.text_after_quote    a quote was not doubled; goes on with the next line
    ///   tabular.too_few_fields, tabular.too_many_fields
    ///   tabular.bad_byte            not UTF-8
    ///   tabular.zero_byte           a character 0, which no database text holds
    /// Throws Trouble (io).
    [[nodiscard]] std::optional<Result<Row>> next();

    /// The row that `next()` just gave or refused, as far as it could be read: of a row that is
    /// too long or whose quote does not end, one field with its beginning; bad bytes are
    /// replaced by U+FFFD. Not meant for use, only for showing.
    [[nodiscard]] Row last() const;

    /// Bytes taken from the file so far, up to 256 KiB ahead of the row, and the bytes of the
    /// whole file: for a progress bar.
    [[nodiscard]] std::int64_t bytes_read() const;
    [[nodiscard]] std::int64_t bytes_total() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

struct WriterOptions {
    /// A spreadsheet runs a cell that begins with = + - @ TAB or CR as a formula. With this
    /// set, such a cell is written with a leading apostrophe, and a program that reads the
    /// file gets a changed text: set it only for files that people open.
    bool for_spreadsheets = false;
    /// Spreadsheets under Windows take a file without it for GB18030.
    bool byte_order_mark = false;
    char separator = ',';
};

/// A cell as it stands in a row: quoted where it must be.
[[nodiscard]] std::string quoted_cell(std::string_view cell, char separator = ',');

/// Writes a table: the whole of it appears under its name at `commit()`, or nothing does and
/// what was there before stays. Until then the rows lie in `PATH.PROCESS.NUMBER.tmp` beside it,
/// readable by owner and group only, as tables hold the words of citizens.
///
/// Every member throws Trouble (disk_full or io). Cost: O(bytes); one fsync of the file and one
/// of its folder. Lines end with CRLF, as RFC 4180 has it.
class Writer {
public:
    /// columns   the header; at least one
    Writer(
        std::filesystem::path path, std::span<std::string const> columns, WriterOptions options = {}
    );
    Writer(Writer&& other) noexcept;
    Writer& operator=(Writer&& other) noexcept;
    /// Without `commit()` before it, removes the unfinished file.
    ~Writer();

    /// fields   as many as there are columns, UTF-8
    void write(std::span<std::string_view const> fields);
    void write(std::span<std::string const> fields);
    void write(std::initializer_list<std::string_view> fields);

    /// Flushes, syncs and renames. Nothing may be written afterwards.
    void commit();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The rows of a file that were not taken, in a file beside it: its own columns, then `line`
/// and `reason`. A person mends it and imports it again: where the columns already end with
/// `line,reason`, these are replaced.
///
/// The file is made at the first rejected row and appears at `finish()`; one left by an earlier
/// run is replaced then, and removed if nothing is rejected: its rows are in.
class RejectedRows {
public:
    /// source    the file that is read: `reports.csv` gives `reports.rejected.csv`
    /// columns   of the source
    RejectedRows(
        std::filesystem::path const& source,
        std::span<std::string const> columns,
        WriterOptions options = {.byte_order_mark = true}
    );

    /// Missing fields are left empty; surplus ones are joined to the last with separators.
    void add(Row const& row, std::string_view reason);

    /// The same for a row that is not at hand any more.
    void add(std::int64_t line, std::span<std::string const> fields, std::string_view reason);

    /// The path of the file, if a row was added. Throws Trouble.
    std::optional<std::filesystem::path> finish();

    [[nodiscard]] std::int64_t count() const;

private:
    std::filesystem::path path_;
    std::vector<std::string> columns_; ///< with line and reason
    WriterOptions options_;
    std::optional<Writer> writer_;
    std::int64_t count_ = 0;
};

} // namespace ducha::tabular
