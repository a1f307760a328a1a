// Tables written whole or not at all.
#include "base/invariant.h"

#include "platform/tabular/file.h"
#include "platform/tabular/tabular.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>

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

struct TemporaryFile {
    Descriptor file;
    std::filesystem::path path;
};

TemporaryFile create_beside(std::filesystem::path const& target)
{
    static std::atomic<unsigned> counter{0};
    while (true) {
        auto path = target;
        path += "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
        auto file = Descriptor{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640)};
        if (file.is_open()) {
            return {std::move(file), std::move(path)};
        }
        if (errno != EEXIST) {
            throw_trouble("cannot write", path, errno);
        }
    }
}

} // namespace

std::string quoted_cell(std::string_view cell, char separator)
{
    std::string text;
    append_cell(text, cell, needs_quotes(cell, separator));
    return text;
}

struct Writer::State {
    TemporaryFile made;
    std::filesystem::path target;
    WriterOptions options;
    std::size_t columns;
    std::string buffer{};
    bool committed = false;

    State(
        TemporaryFile made_file,
        std::filesystem::path path,
        WriterOptions chosen,
        std::size_t column_count
    )
        : made{std::move(made_file)},
          target{std::move(path)},
          options{chosen},
          columns{column_count}
    {
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State()
    {
        if (!committed) {
            ::unlink(made.path.c_str());
        }
    }

    void flush()
    {
        write_all(made.file, buffer, made.path);
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
        invariant(!committed, "nothing is written behind a committed table");
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
    auto made = create_beside(path);
    state_ = std::make_unique<State>(std::move(made), std::move(path), options, columns.size());
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
    invariant(!state_->committed, "a table is committed once");
    state_->flush();
    auto& made = state_->made;
    if (::fsync(made.file.get()) != 0) {
        throw_trouble("cannot sync", made.path, errno);
    }
    made.file.close();
    if (std::rename(made.path.c_str(), state_->target.c_str()) != 0) {
        throw_trouble("cannot replace", state_->target, errno);
    }
    state_->committed = true;
    sync_folder(state_->target.parent_path());
}

} // namespace ducha::tabular
