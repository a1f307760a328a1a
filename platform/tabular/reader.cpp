// Rows, given or refused.
#include "base/text.h"

#include "platform/tabular/refusals.h"
#include "platform/tabular/scanner.h"
#include "platform/tabular/tabular.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ducha::tabular {
namespace {

/// What the common spreadsheets can have.
constexpr std::size_t most_columns = 16'384;
/// Surplus fields that are kept apart, for showing.
constexpr std::size_t most_surplus_fields = 64;

constexpr std::size_t most_shown_characters = 200;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::string in_hexadecimal(char byte)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    auto const value = static_cast<unsigned char>(byte);
    return {'0', 'x', digits[value >> 4U], digits[value & 0xFU]};
}

/// The text with U+FFFD for every byte that no database text holds.
std::string shown(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        auto const bad = std::min(
            first_invalid_utf8(text).value_or(text.size()), std::min(text.find('\0'), text.size())
        );
        result += text.substr(0, bad);
        text.remove_prefix(bad);
        if (!text.empty()) {
            result += replacement;
            text.remove_prefix(1);
        }
    }
    return result;
}

/// A cut may fall within a character: that one goes.
std::string shown_beginning(std::string_view text)
{
    for (std::size_t cut = 0; cut < 3 && !text.empty() && first_invalid_utf8(text); ++cut) {
        text.remove_suffix(1);
    }
    return shown(text) + "…";
}

struct Position {
    std::int64_t line = 0;
    std::size_t column = 0;
};

/// Where the byte at `offset` of a row stands, the column counted in characters.
Position position_in(std::string_view raw, std::int64_t line, std::size_t offset)
{
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        auto const pair = raw[i] == '\r' && raw[i + 1] == '\n';
        if (!pair && (raw[i] == '\n' || raw[i] == '\r')) {
            ++line;
            line_begin = i + 1;
        }
    }
    return {line, 1 + length_in_code_points(raw.substr(line_begin, offset - line_begin))};
}

} // namespace

struct Row::State {
    std::int64_t line = 0;
    std::string_view raw;
    std::vector<std::string_view> fields;
    std::vector<std::string> const* columns = nullptr;
};

std::int64_t Row::line() const
{
    return state_->line;
}

std::string_view Row::raw() const
{
    return state_->raw;
}

std::size_t Row::size() const
{
    return state_->fields.size();
}

std::string_view Row::operator[](std::size_t index) const
{
    return state_->fields[index];
}

std::optional<std::string_view> Row::find(std::string_view name) const
{
    auto const place = std::ranges::find(*state_->columns, name);
    auto const index = static_cast<std::size_t>(place - state_->columns->begin());
    return index < state_->fields.size() && place != state_->columns->end()
        ? std::optional{state_->fields[index]}
        : std::nullopt;
}

std::string_view Row::text(std::string_view name) const
{
    return find(name).value_or(std::string_view{});
}

struct Reader::State {
    Scanner scanner;
    Options options;
    std::string file;
    std::vector<std::string> columns{};
    Row::State row{};
    std::string unquoted{};           ///< the fields that held doubled quotes
    std::vector<std::string> shown{}; ///< raw and fields of a refused row

    [[nodiscard]] std::string where(Position position) const
    {
        auto result = file + ":" + std::to_string(position.line);
        return position.column == 0 ? result : result + ":" + std::to_string(position.column);
    }

    std::unexpected<Refusal>
    say(Reason reason, Position position, std::string found = {}, std::string expected = {}) const
    {
        return refuse(refusals, reason, std::move(found), std::move(expected), where(position));
    }

    std::optional<Refusal> fault_of(ScannedRow const& scanned) const;
    std::optional<Refusal> bad_byte_of(ScannedRow const& scanned) const;
    std::optional<Refusal> misfit_of(ScannedRow const& scanned) const;
    std::optional<Refusal> why_not(ScannedRow const& scanned, bool header) const;

    void take(ScannedRow const& scanned);
    std::string_view without_doubled_quotes(std::string_view text);
    void show_refused(ScannedRow const& scanned);

    Result<void> read_header();
    Result<void> check_header() const;
};

std::optional<Refusal> Reader::State::fault_of(ScannedRow const& scanned) const
{
    auto const at = Position{scanned.fault_line, scanned.fault_column};
    auto const bytes = [](std::size_t most) { return "≤ " + std::to_string(most) + " B"; };
    switch (scanned.fault) {
    case Fault::none:
        break;
    case Fault::row_too_long:
        return say(Reason::row_too_long, at, {}, bytes(options.most_row_bytes)).error();
    case Fault::field_too_long:
        return say(Reason::field_too_long, at, {}, bytes(options.most_field_bytes)).error();
    case Fault::unclosed_quote:
        return say(Reason::unclosed_quote, at).error();
    case Fault::text_after_quote:
        return say(Reason::text_after_quote, at).error();
    }
    return std::nullopt;
}

std::optional<Refusal> Reader::State::bad_byte_of(ScannedRow const& scanned) const
{
    auto const raw = scanned.raw;
    if (auto const zero = raw.find('\0'); zero != std::string_view::npos) {
        return say(Reason::zero_byte, position_in(raw, scanned.line, zero), "0x00").error();
    }
    if (!scanner.source().is_valid()) {
        if (auto const bad = first_invalid_utf8(raw)) {
            return say(Reason::bad_byte,
                       position_in(raw, scanned.line, *bad),
                       in_hexadecimal(raw[*bad]),
                       "UTF-8")
                .error();
        }
    }
    return std::nullopt;
}

std::optional<Refusal> Reader::State::misfit_of(ScannedRow const& scanned) const
{
    if (scanned.field_count == columns.size()) {
        return std::nullopt;
    }
    auto const reason =
        scanned.field_count < columns.size() ? Reason::too_few_fields : Reason::too_many_fields;
    return say(reason,
               {scanned.line, 0},
               std::to_string(scanned.field_count),
               std::to_string(columns.size()))
        .error();
}

std::optional<Refusal> Reader::State::why_not(ScannedRow const& scanned, bool header) const
{
    auto refusal = fault_of(scanned);
    if (!refusal) {
        refusal = bad_byte_of(scanned);
    }
    if (!refusal && !header) {
        refusal = misfit_of(scanned);
    }
    return refusal;
}

std::string_view Reader::State::without_doubled_quotes(std::string_view text)
{
    auto const begin = unquoted.size();
    while (!text.empty()) {
        auto const quote = std::min(text.find('"'), text.size() - 1);
        unquoted += text.substr(0, quote + 1);
        text.remove_prefix(std::min(quote + 2, text.size()));
    }
    return std::string_view{unquoted}.substr(begin);
}

void Reader::State::take(ScannedRow const& scanned)
{
    row.line = scanned.line;
    row.raw = scanned.raw;
    row.fields.clear();
    unquoted.clear();
    // The views into it must not move while it grows.
    if (std::ranges::any_of(scanned.fields, &ScannedField::doubled)) {
        unquoted.reserve(scanned.raw.size());
    }
    for (auto const& field : scanned.fields) {
        row.fields.push_back(field.doubled ? without_doubled_quotes(field.text) : field.text);
    }
}

void Reader::State::show_refused(ScannedRow const& scanned)
{
    row.line = scanned.line;
    row.fields.clear();
    shown.clear();
    auto const whole = !scanned.fields.empty();
    shown.push_back(whole ? tabular::shown(scanned.raw) : shown_beginning(scanned.raw));
    unquoted.clear();
    unquoted.reserve(scanned.raw.size());
    for (auto const& field : scanned.fields) {
        shown.push_back(
            tabular::shown(field.doubled ? without_doubled_quotes(field.text) : field.text)
        );
    }
    row.raw = shown.front();
    // Short strings move with their vector: views only once it has its final size.
    row.fields.assign(shown.begin() + (whole ? 1 : 0), shown.end());
}

Result<void> Reader::State::read_header()
{
    if (!scanner.next(most_columns)) {
        return refuse(refusals, Reason::empty, {}, {}, file);
    }
    auto const& scanned = scanner.row();
    if (auto refusal = why_not(scanned, true)) {
        return std::unexpected{std::move(*refusal)};
    }
    if (scanned.field_count > most_columns) {
        return say(
            Reason::too_many_columns,
            {scanned.line, 0},
            std::to_string(scanned.field_count),
            "≤ " + std::to_string(most_columns)
        );
    }
    take(scanned);
    for (auto const field : row.fields) {
        columns.emplace_back(trimmed(field));
    }
    row.columns = &columns;
    return check_header();
}

Result<void> Reader::State::check_header() const
{
    auto const at = Position{row.line, 0};
    auto sorted = columns;
    std::ranges::sort(sorted);
    if (sorted.front().empty()) {
        auto const index = std::ranges::find(columns, "") - columns.begin();
        return say(Reason::unnamed_column, at, "#" + std::to_string(index + 1));
    }
    if (auto const twice = std::ranges::adjacent_find(sorted); twice != sorted.end()) {
        return say(Reason::repeated_column, at, *twice);
    }
    auto const missing = std::ranges::find_if(options.required, [&](std::string const& name) {
        return !std::ranges::binary_search(sorted, name);
    });
    if (missing != options.required.end()) {
        std::string found;
        for (auto const& column : columns) {
            found += (found.empty() ? "" : ", ") + column;
        }
        found.resize(first_code_points(found, most_shown_characters).size());
        return say(Reason::missing_column, at, std::move(found), *missing);
    }
    return {};
}

Result<Reader> Reader::open(std::filesystem::path const& path, Options const& options)
{
    auto source = Source::open(path);
    if (!source) {
        return std::unexpected{std::move(source.error())};
    }
    auto scanner = Scanner{
        std::move(*source),
        {.field_bytes = options.most_field_bytes,
         .row_bytes = options.most_row_bytes,
         .separator = options.separator}
    };
    auto state = std::make_unique<State>(
        State{.scanner = std::move(scanner), .options = options, .file = path.string()}
    );
    if (auto const header = state->read_header(); !header) {
        return std::unexpected{header.error()};
    }
    return Reader{std::move(state)};
}

Reader::Reader(std::unique_ptr<State> state) : state_{std::move(state)} {}
Reader::Reader(Reader&& other) noexcept = default;
Reader& Reader::operator=(Reader&& other) noexcept = default;
Reader::~Reader() = default;

std::vector<std::string> const& Reader::columns() const
{
    return state_->columns;
}

std::optional<std::size_t> Reader::column(std::string_view name) const
{
    auto const place = std::ranges::find(state_->columns, name);
    return place == state_->columns.end()
        ? std::nullopt
        : std::optional{static_cast<std::size_t>(place - state_->columns.begin())};
}

Encoding Reader::encoding() const
{
    return state_->scanner.source().encoding();
}

std::optional<Result<Row>> Reader::next()
{
    if (!state_->scanner.next(state_->columns.size() + most_surplus_fields)) {
        return std::nullopt;
    }
    auto const& scanned = state_->scanner.row();
    if (auto refusal = state_->why_not(scanned, false)) {
        state_->show_refused(scanned);
        return std::unexpected{std::move(*refusal)};
    }
    state_->take(scanned);
    return Row{state_->row};
}

Row Reader::last() const
{
    return Row{state_->row};
}

std::int64_t Reader::bytes_read() const
{
    return state_->scanner.source().bytes_read();
}

std::int64_t Reader::bytes_total() const
{
    return state_->scanner.source().bytes_total();
}

} // namespace ducha::tabular
