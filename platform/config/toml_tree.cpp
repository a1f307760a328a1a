// TOML into our own tree.
#include "base/text.h"

#include "platform/config/tree.h"

#define TOML_EXCEPTIONS 0 // NOLINT(cppcoreguidelines-macro-usage): the library's own switch
#include <toml++/toml.h>

#include <sstream>

namespace ducha::config::detail {
namespace {

Place place_of(toml::source_region const& region)
{
    return {region.begin.line, region.begin.column};
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
    auto const parsed = toml::parse(text, name);
    TableNode around;
    around.file = std::make_shared<std::string const>(name);
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
