// TOML into our own tree.
#include "base/text.h"

#include "platform/config/tree.h"

// The library asserts at places that bad input reaches ("[!"), although the code behind them
// refuses it well; without NDEBUG the assertions are ours to define, as nothing.
// NOLINTBEGIN(cppcoreguidelines-macro-usage): the library's own switches
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_EXCEPTIONS 0
// NOLINTEND(cppcoreguidelines-macro-usage)
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace ducha::config::detail {
namespace {

Place place_of(toml::source_region const& region)
{
    return {region.begin.line, region.begin.column};
}

/// Behind the string that begins with the quote at `from`, or at the end of the line or text
/// where it has none.
std::size_t behind_string(std::string_view text, std::size_t from)
{
    auto const quote = text[from];
    auto const triple = text.substr(from).starts_with(std::string(3, quote));
    auto const opening = std::string(triple ? 3 : 1, quote);
    auto at = from + opening.size();
    while (at < text.size() && !text.substr(at).starts_with(opening)) {
        if (text[at] == '\n' && !triple) {
            return at;
        }
        at += quote == '"' && text[at] == '\\' ? 2 : 1;
    }
    at += opening.size();
    // Up to two quotes may stand just within the closing three.
    for (auto more = 0; triple && more < 2 && at < text.size() && text[at] == quote; ++more) {
        ++at;
    }
    return std::min(at, text.size());
}

/// The first character outside ASCII that is in no string and no comment, where TOML has none:
/// an unquoted Chinese key, or a full-width sign typed for = , or ". The library would say so
/// less plainly, and has undefined behaviour on some of them.
std::optional<std::size_t> first_stray_character(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    auto at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (at < text.size()) {
        if (text[at] == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (text[at] == '"' || text[at] == '\'') {
            at = behind_string(text, at);
        } else if (static_cast<unsigned char>(text[at]) >= 0x80) {
            return at;
        } else {
            ++at;
        }
    }
    return std::nullopt;
}

Place place_at(std::string_view text, std::size_t offset)
{
    auto const before = text.substr(0, offset);
    auto const line_begin = before.rfind('\n') + 1; // 0 where there is none
    auto const lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
    auto const characters = length_in_code_points(before.substr(line_begin));
    return {lines + 1, static_cast<std::uint32_t>(characters) + 1};
}

std::string shown(toml::node const& node)
{
    constexpr std::size_t most_characters = 60;
    if (node.is_table()) {
        return "a table";
    }
    if (node.is_array()) {
        return "a list";
    }
    std::ostringstream text;
    node.visit([&](auto const& value) {
        if constexpr (toml::is_value<decltype(value)>) {
            text << value;
        }
    });
    return std::string{first_code_points(text.str(), most_characters)};
}

std::shared_ptr<TableNode>
tree_of(toml::table const& table, TableNode const& around, std::string path);

/// path   of the value, without a point behind
Node node_of(toml::node const& from, TableNode const& around, std::string const& path)
{
    Node node{
        .value = Unreadable{},
        .key = place_of(from.source()),
        .place = place_of(from.source()),
        .shown = shown(from)
    };
    if (auto const* const text = from.as_string()) {
        node.value = text->get();
    } else if (auto const* const whole = from.as_integer()) {
        node.value = whole->get();
    } else if (auto const* const number = from.as_floating_point()) {
        node.value = number->get();
    } else if (auto const* const truth = from.as_boolean()) {
        node.value = truth->get();
    } else if (auto const* const date = from.as_date()) {
        auto const& [year, month, day] = date->get();
        node.value = day_of(std::chrono::year{year} / month / day);
    } else if (auto const* const time = from.as_time()) {
        auto const& given = time->get();
        if (given.second == 0 && given.nanosecond == 0) {
            node.value = TimeOfDay{given.hour * 60 + given.minute};
        }
    } else if (auto const* const table = from.as_table()) {
        node.value = tree_of(*table, around, path + ".");
    } else if (auto const* const array = from.as_array()) {
        List list;
        for (auto const& element : *array) {
            list.push_back(
                node_of(element, around, path + "[" + std::to_string(list.size() + 1) + "]")
            );
        }
        node.value = std::move(list);
    }
    return node;
}

std::shared_ptr<TableNode>
tree_of(toml::table const& table, TableNode const& around, std::string path)
{
    auto tree = std::make_shared<TableNode>();
    tree->file = around.file;
    tree->path = std::move(path);
    tree->place = place_of(table.source());
    for (auto const& [key, value] : table) {
        std::string const name{key.str()};
        auto node = node_of(value, around, tree->path + name);
        node.key = place_of(key.source());
        tree->values.emplace(name, std::move(node));
    }
    return tree;
}

} // namespace

Result<std::shared_ptr<TableNode>> parse_tree(std::string_view text, std::string_view name)
{
    TableNode around;
    around.file = std::make_shared<std::string const>(name);
    if (auto const bad = first_invalid_utf8(text)) {
        return refuse(
            problems,
            Problem::not_toml,
            "a byte that is not UTF-8",
            "UTF-8",
            around.where(place_at(text, *bad))
        );
    }
    if (auto const stray = first_stray_character(text)) {
        auto const character = text.substr(*stray, code_point_at(text, *stray).length);
        return refuse(
            problems,
            Problem::not_toml,
            std::string{character},
            "plain signs outside of quotes",
            around.where(place_at(text, *stray))
        );
    }
    auto const parsed = toml::parse(text, name);
    if (!parsed) {
        return refuse(
            problems,
            Problem::not_toml,
            std::string{parsed.error().description()},
            {},
            around.where(place_of(parsed.error().source()))
        );
    }
    return tree_of(parsed.table(), around, "");
}

} // namespace ducha::config::detail
