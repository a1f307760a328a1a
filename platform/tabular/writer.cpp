// Tables written whole or not at all.
#include "base/invariant.h"

#include "platform/tabular/tabular.h"
#include "platform/tabular/whole_file.h"

#include <algorithm>

namespace ducha::tabular {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} << 10U;

bool runs_as_formula(std::string_view cell)
{
    return !cell.empty() && std::string_view{"=+-@\t\r"}.contains(cell.front());
}

bool needs_quotes(std::string_view cell, char separator)
{
    auto const blank = [](char c) { return c == ' ' || c == '\t'; };
    return std::ranges::any_of(
               cell, [=](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; }
           ) ||
        (!cell.empty() && (blank(cell.front()) || blank(cell.back())));
}

void append_cell(std::string& buffer, std::string_view cell, bool quoted)
{
    if (!quoted) {
        buffer += cell;
        return;
    }
    buffer += '"';
    for (auto const c : cell) {
        buffer += c;
        if (c == '"') {
            buffer += c;
        }
    }
    buffer += '"';
}

} // namespace

std::string quoted_cell(std::string_view cell, char separator)
{
    std::string text;
    append_cell(text, cell, needs_quotes(cell, separator));
    return text;
}

struct Writer::State {
    WholeFile file;
    WriterOptions options;
    std::size_t columns;
    std::string buffer{};

    State(std::filesystem::path path, WriterOptions chosen, std::size_t column_count)
        : file{std::move(path)}, options{chosen}, columns{column_count}
    {
    }

    void flush()
    {
        file.write(buffer);
        buffer.clear();
    }

    void put_cell(std::string_view cell)
    {
        auto const guarded = options.for_spreadsheets && runs_as_formula(cell);
        // One empty cell alone would be a blank line, which readers skip.
        auto const quoted = needs_quotes(cell, options.separator) || (columns == 1 && cell.empty());
        auto const text = (guarded ? "'" : "") + std::string{cell};
        append_cell(buffer, text, quoted);
    }

    template <class Cells>
    void put_row(Cells const& cells)
    {
        invariant(!file.is_committed(), "nothing is written behind a committed table");
        invariant(cells.size() == columns, "a row has as many cells as the table has columns");
        auto first = true;
        for (std::string_view const cell : cells) {
            if (!first) {
                buffer += options.separator;
            }
            put_cell(cell);
            first = false;
        }
        buffer += "\r\n";
        if (buffer.size() >= buffer_bytes) {
            flush();
        }
    }
};

Writer::Writer(
    std::filesystem::path path, std::span<std::string const> columns, WriterOptions options
)
{
    invariant(!columns.empty(), "a table has at least one column");
    state_ = std::make_unique<State>(std::move(path), options, columns.size());
    if (options.byte_order_mark) {
        state_->buffer = "\xEF\xBB\xBF";
    }
    state_->put_row(columns);
}

Writer::Writer(Writer&& other) noexcept = default;
Writer& Writer::operator=(Writer&& other) noexcept = default;
Writer::~Writer() = default;

void Writer::write(std::span<std::string_view const> fields)
{
    state_->put_row(fields);
}

void Writer::write(std::span<std::string const> fields)
{
    state_->put_row(fields);
}

void Writer::write(std::initializer_list<std::string_view> fields)
{
    state_->put_row(fields);
}

void Writer::commit()
{
    state_->flush();
    state_->file.commit();
}

} // namespace ducha::tabular
