// Reading what was published.
#include "domain/bulletin/published.h"

#include "base/text.h"

#include "platform/tabular/tabular.h"

#include <algorithm>
#include <array>

namespace ducha::bulletin {
namespace {

enum class PublishedRefusal { unknown_shape, no_number, no_parts, no_rate };

constexpr RefusalRow<PublishedRefusal> refusals[] = {
    {PublishedRefusal::unknown_shape,
     "published.unknown_shape",
     "表头不是可核对的四种之一",
     "the header is none of the four that can be audited"},
    {PublishedRefusal::no_number, "published.no_number", "不是数字", "this is no number"},
    {PublishedRefusal::no_parts,
     "published.no_parts",
     "应为 名称=数量;名称=数量",
     "this is no list of parts"},
    {PublishedRefusal::no_rate, "published.no_rate", "应为 名称7.01%", "this is no list of rates"},
};

constexpr std::string_view shapes =
    "id,valid_accepted,transferred,... | region,total,... | date,cases,types,cities,... | "
    "id,cases,closed,published_rate,...";

/// What is text in any of the four shapes.
constexpr auto texts = std::to_array<std::string_view>(
    {"id",
     "as_of",
     "round",
     "batch_or_phase",
     "scope",
     "cumulative_or_batch",
     "source",
     "source_url",
     "region",
     "date",
     "rate_formula"}
);
constexpr auto lists = std::to_array<std::string_view>({"types", "cities", "types_in_text"});

constexpr int most_places = 4;
constexpr std::size_t most_digits = 8;

bool has(std::vector<std::string> const& columns, std::string_view name)
{
    return std::ranges::find(columns, name) != columns.end();
}

std::optional<Layout> layout_of(std::vector<std::string> const& columns)
{
    if (has(columns, "valid_accepted") && has(columns, "transferred")) {
        return Layout::national;
    }
    if (has(columns, "region") && has(columns, "total")) {
        return Layout::regional;
    }
    if (has(columns, "date") && has(columns, "cases")) {
        return Layout::batches;
    }
    if (has(columns, "cases") && has(columns, "published_rate")) {
        return Layout::status;
    }
    return std::nullopt;
}

std::optional<Part> part_in(std::string_view text)
{
    auto const sides = split(text, '=');
    if (sides.size() != 2) {
        return std::nullopt;
    }
    auto const numbers = split(sides[1], '/');
    auto const count = parse_printed(trimmed(numbers[0]));
    if (!count || numbers.size() > 2 || trimmed(sides[0]).empty()) {
        return std::nullopt;
    }
    Part part{.name = std::string{trimmed(sides[0])}, .count = *count, .percent = {}};
    if (numbers.size() == 2) {
        auto share = trimmed(numbers[1]);
        if (!share.ends_with('%')) {
            return std::nullopt;
        }
        share.remove_suffix(1);
        part.percent = parse_printed(share);
        if (!part.percent) {
            return std::nullopt;
        }
    }
    return part;
}

std::optional<PrintedRate> rate_in(std::string_view text)
{
    auto const digits = std::min(text.find_first_of("0123456789"), text.size());
    auto number = text.substr(digits);
    if (digits == 0 || !number.ends_with('%')) {
        return std::nullopt;
    }
    number.remove_suffix(1);
    auto const percent = parse_printed(number);
    return percent
        ? std::optional{PrintedRate{std::string{trimmed(text.substr(0, digits))}, *percent}}
        : std::nullopt;
}

/// `a;b;c`, each read by `read`; nothing where one cannot be read.
template <class Item>
std::optional<std::vector<Item>>
list_in(std::string_view text, std::optional<Item> (*read)(std::string_view))
{
    std::vector<Item> items;
    for (auto const piece : split(text, ';')) {
        if (trimmed(piece).empty()) {
            continue;
        }
        auto item = read(trimmed(piece));
        if (!item) {
            return std::nullopt;
        }
        items.push_back(std::move(*item));
    }
    return items;
}

/// Puts one field where it belongs; says what is wrong with it.
std::optional<PublishedRefusal>
take(PublishedRow& row, std::string const& column, std::string_view field)
{
    if (field.empty() || std::ranges::find(texts, column) != texts.end()) {
        return std::nullopt;
    }
    if (std::ranges::find(lists, column) != lists.end()) {
        auto parts = list_in(field, part_in);
        if (!parts) {
            return PublishedRefusal::no_parts;
        }
        row.parts[column] = std::move(*parts);
        return std::nullopt;
    }
    if (column == "published_rate") {
        // What is no rate is a remark, such as 重点10 普通280.
        if (field.find('%') == std::string_view::npos) {
            return std::nullopt;
        }
        auto rates = list_in(field, rate_in);
        if (!rates) {
            return PublishedRefusal::no_rate;
        }
        row.rates = std::move(*rates);
        return std::nullopt;
    }
    if (field.ends_with('~')) {
        row.left_out.push_back(column);
        return std::nullopt;
    }
    auto const number = parse_printed(field);
    if (!number) {
        return PublishedRefusal::no_number;
    }
    row.figures[column] = *number;
    return std::nullopt;
}

} // namespace

std::optional<Printed> parse_printed(std::string_view text)
{
    auto const point = std::min(text.find('.'), text.size());
    auto const before = text.substr(0, point);
    auto const behind = point < text.size() ? text.substr(point + 1) : std::string_view{};
    auto const digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    bool const sound = !before.empty() && before.size() <= most_digits && digits(before) &&
        digits(behind) && behind.size() <= most_places && (point == text.size() || !behind.empty());
    if (!sound) {
        return std::nullopt;
    }
    auto scaled = std::string{before} + std::string{behind};
    scaled.append(most_places - behind.size(), '0');
    return Printed{*parse_integer(scaled), static_cast<int>(behind.size())};
}

std::string to_text(Printed number)
{
    auto const magnitude = std::abs(number.ten_thousandths);
    auto fraction = std::to_string(10'000 + magnitude % 10'000).substr(1);
    fraction.resize(static_cast<std::size_t>(number.places));
    return (number.ten_thousandths < 0 ? "-" : "") + std::to_string(magnitude / 10'000) +
        (fraction.empty() ? "" : "." + fraction);
}

Result<Published> read_published(std::filesystem::path const& file)
{
    auto reader = tabular::Reader::open(file);
    if (!reader) {
        return std::unexpected{reader.error()};
    }
    auto const layout = layout_of(reader->columns());
    if (!layout) {
        return refuse(
            refusals,
            PublishedRefusal::unknown_shape,
            reader->columns().front() + ",...",
            std::string{shapes},
            file.string()
        );
    }
    Published table{.layout = *layout, .columns = reader->columns(), .rows = {}};
    while (auto const row = reader->next()) {
        if (!*row) {
            return std::unexpected{row->error()};
        }
        auto& published = table.rows.emplace_back();
        published.line = (*row)->line();
        published.name = std::string{trimmed((**row)[0])};
        published.day = parse_day((*row)->text("date"));
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto const field = trimmed((**row)[i]);
            if (auto const reason = take(published, table.columns[i], field)) {
                return refuse(
                    refusals,
                    *reason,
                    std::string{field},
                    {},
                    file.string() + ":" + std::to_string(published.line) + ": " + table.columns[i]
                );
            }
        }
    }
    return table;
}

} // namespace ducha::bulletin
