// Documents: loading, places, and the keys that nobody asked for.
#include "platform/config/config.h"

#include "base/text.h"

#include "platform/config/tree.h"
#include "platform/trouble.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace ducha::config {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{16} << 20U;

struct Placed {
    detail::Place place;
    UnknownKey unknown;
};

void collect(detail::TableNode const& table, std::vector<Placed>& found);

void collect_below(detail::Node const& node, std::vector<Placed>& found)
{
    if (auto const* const below = std::get_if<std::shared_ptr<detail::TableNode>>(&node.value)) {
        collect(**below, found);
    } else if (auto const* const list = std::get_if<detail::List>(&node.value)) {
        for (auto const& element : *list) {
            collect_below(element, found);
        }
    }
}

void collect(detail::TableNode const& table, std::vector<Placed>& found)
{
    for (auto const& [name, node] : table.values) {
        if (table.asked.contains(name)) {
            collect_below(node, found);
            continue;
        }
        found.push_back(
            {.place = node.key,
             .unknown =
                 {.key = table.path + name,
                  .where = table.where(node.key),
                  .nearest = nearest_of(name, {table.asked.begin(), table.asked.end()})}}
        );
    }
}

} // namespace

Table::Table(std::shared_ptr<detail::TableNode const> node) : node_{std::move(node)} {}

std::vector<std::string> Table::keys() const
{
    std::vector<std::string> names;
    for (auto const& [name, node] : node_->values) {
        names.push_back(name);
    }
    return names;
}

std::string Table::where(std::string_view key) const
{
    auto const* const node = node_->find(key);
    return node == nullptr ? where() : node_->where(node->place);
}

std::string Table::where() const
{
    return node_->where(node_->place);
}

Refusal Table::bad_value(std::string_view key, std::string found, std::string expected) const
{
    return refuse(
               problems,
               Problem::bad_value,
               std::move(found),
               std::move(expected),
               where(key) + ": " + node_->path + std::string{key}
    )
        .error();
}

Document::Document(Table root) : root_{std::move(root)} {}

Result<Document> Document::load(std::filesystem::path const& path)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(path, error);
    std::ifstream stream{path, std::ios::binary};
    if (error || !stream) {
        return refuse(problems, Problem::no_file, {}, {}, path.string());
    }
    if (size > largest_file) {
        return refuse(
            problems,
            Problem::too_large,
            std::to_string(size) + " bytes",
            "at most " + std::to_string(largest_file) + " bytes",
            path.string()
        );
    }
    std::ostringstream text;
    text << stream.rdbuf();
    if (stream.bad()) {
        throw Trouble{Trouble::Kind::io, "cannot read " + path.string()};
    }
    return parse(text.view(), path.string());
}

Result<Document> Document::parse(std::string_view text, std::string_view name)
{
    auto tree = detail::parse_tree(text, name);
    if (!tree) {
        return std::unexpected{std::move(tree.error())};
    }
    return Document{Table{std::move(*tree)}};
}

Table const& Document::root() const
{
    return root_;
}

std::vector<UnknownKey> Document::unknown_keys() const
{
    std::vector<Placed> found;
    collect(*root_.node_, found);
    std::ranges::sort(found, {}, &Placed::place);
    std::vector<UnknownKey> unknown;
    unknown.reserve(found.size());
    for (auto& placed : found) {
        unknown.push_back(std::move(placed.unknown));
    }
    return unknown;
}

} // namespace ducha::config
