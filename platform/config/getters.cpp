// The typed getters of a table.
#include "platform/config/tree.h"

#include <cmath>

namespace ducha::config {
namespace {

using detail::Node;

/// How each type is read from a value; nothing where the value is of another kind.
template <class T>
struct As;

template <class T>
std::optional<T> exactly(Node const& node)
{
    auto const* const value = std::get_if<T>(&node.value);
    return value == nullptr ? std::nullopt : std::optional{*value};
}

template <>
struct As<std::string> {
    static constexpr std::string_view name = "a text";
    static constexpr auto read = exactly<std::string>;
};
template <>
struct As<std::int64_t> {
    static constexpr std::string_view name = "an integer";
    static constexpr auto read = exactly<std::int64_t>;
};
template <>
struct As<bool> {
    static constexpr std::string_view name = "true or false";
    static constexpr auto read = exactly<bool>;
};
template <>
struct As<double> {
    static constexpr std::string_view name = "a number";
    static std::optional<double> read(Node const& node)
    {
        if (auto const whole = exactly<std::int64_t>(node)) {
            return static_cast<double>(*whole);
        }
        auto const number = exactly<double>(node);
        return number && std::isfinite(*number) ? number : std::nullopt;
    }
};
template <>
struct As<Day> {
    static constexpr std::string_view name = "a day such as 2021-08-26";
    static std::optional<Day> read(Node const& node)
    {
        auto const text = exactly<std::string>(node);
        return text ? parse_day(*text) : exactly<Day>(node);
    }
};
template <>
struct As<TimeOfDay> {
    static constexpr std::string_view name = "a time such as 20:00:00";
    static std::optional<TimeOfDay> read(Node const& node)
    {
        auto const text = exactly<std::string>(node);
        return text ? parse_time_of_day(*text) : exactly<TimeOfDay>(node);
    }
};

template <class T>
std::optional<std::vector<T>> each(Node const& node)
{
    auto const* const list = std::get_if<detail::List>(&node.value);
    if (list == nullptr) {
        return std::nullopt;
    }
    std::vector<T> values;
    for (auto const& element : *list) {
        auto value = exactly<T>(element);
        if (!value) {
            return std::nullopt;
        }
        values.push_back(std::move(*value));
    }
    return values;
}

using Below = std::shared_ptr<detail::TableNode>;

template <>
struct As<std::vector<std::string>> {
    static constexpr std::string_view name = "a list of texts";
    static constexpr auto read = each<std::string>;
};
template <>
struct As<Below> {
    static constexpr std::string_view name = "a table";
    static constexpr auto read = exactly<Below>;
};
template <>
struct As<std::vector<Below>> {
    static constexpr std::string_view name = "tables, [[...]]";
    static constexpr auto read = each<Below>;
};

} // namespace

template <class T>
Result<std::optional<T>> Table::read(std::string_view key) const
{
    node_->asked.emplace(key);
    auto const* const node = node_->find(key);
    if (node == nullptr) {
        return std::optional<T>{};
    }
    auto value = As<T>::read(*node);
    if (!value) {
        return refuse(
            problems,
            Problem::wrong_type,
            node->shown,
            std::string{As<T>::name},
            where(key) + ": " + node_->path + std::string{key}
        );
    }
    return value;
}

template <class T>
Result<T> Table::require(std::string_view key) const
{
    auto value = read<T>(key);
    if (!value) {
        return std::unexpected{std::move(value.error())};
    }
    auto& given = *value;
    if (!given) {
        return refuse(
            problems,
            Problem::missing_key,
            "nothing",
            node_->path + std::string{key} + " = " + std::string{As<T>::name},
            where()
        );
    }
    return std::move(*given);
}

template <class T>
Result<T> Table::read_or(std::string_view key, T fallback) const
{
    auto value = read<T>(key);
    if (!value) {
        return std::unexpected{std::move(value.error())};
    }
    return std::move(*value).value_or(std::move(fallback));
}

Result<std::string> Table::text(std::string_view key) const
{
    return require<std::string>(key);
}

Result<std::string> Table::text(std::string_view key, std::string fallback) const
{
    return read_or<std::string>(key, std::move(fallback));
}

Result<std::optional<std::string>> Table::optional_text(std::string_view key) const
{
    return read<std::string>(key);
}

Result<std::int64_t> Table::integer(std::string_view key) const
{
    return require<std::int64_t>(key);
}

Result<std::int64_t> Table::integer(std::string_view key, std::int64_t fallback) const
{
    return read_or<std::int64_t>(key, fallback);
}

Result<std::optional<std::int64_t>> Table::optional_integer(std::string_view key) const
{
    return read<std::int64_t>(key);
}

Result<double> Table::number(std::string_view key) const
{
    return require<double>(key);
}

Result<double> Table::number(std::string_view key, double fallback) const
{
    return read_or<double>(key, fallback);
}

Result<std::optional<double>> Table::optional_number(std::string_view key) const
{
    return read<double>(key);
}

Result<bool> Table::boolean(std::string_view key) const
{
    return require<bool>(key);
}

Result<bool> Table::boolean(std::string_view key, bool fallback) const
{
    return read_or<bool>(key, fallback);
}

Result<std::optional<bool>> Table::optional_boolean(std::string_view key) const
{
    return read<bool>(key);
}

Result<Day> Table::day(std::string_view key) const
{
    return require<Day>(key);
}

Result<Day> Table::day(std::string_view key, Day fallback) const
{
    return read_or<Day>(key, fallback);
}

Result<std::optional<Day>> Table::optional_day(std::string_view key) const
{
    return read<Day>(key);
}

Result<TimeOfDay> Table::time_of_day(std::string_view key) const
{
    return require<TimeOfDay>(key);
}

Result<TimeOfDay> Table::time_of_day(std::string_view key, TimeOfDay fallback) const
{
    return read_or<TimeOfDay>(key, fallback);
}

Result<std::optional<TimeOfDay>> Table::optional_time_of_day(std::string_view key) const
{
    return read<TimeOfDay>(key);
}

Result<std::vector<std::string>> Table::texts(std::string_view key) const
{
    return require<std::vector<std::string>>(key);
}

Result<std::vector<std::string>> Table::optional_texts(std::string_view key) const
{
    return read_or<std::vector<std::string>>(key, {});
}

Result<std::vector<Table>> Table::optional_tables(std::string_view key) const
{
    auto found = read_or<std::vector<Below>>(key, {});
    if (!found) {
        return std::unexpected{std::move(found.error())};
    }
    std::vector<Table> tables;
    for (auto& below : *found) {
        tables.push_back(Table{std::move(below)});
    }
    return tables;
}

Result<std::vector<Table>> Table::tables(std::string_view key) const
{
    auto found = optional_tables(key);
    if (found && found->empty()) {
        return refuse(
            problems,
            Problem::missing_key,
            "nothing",
            "[[" + node_->path + std::string{key} + "]]",
            where()
        );
    }
    return found;
}

Result<std::optional<Table>> Table::optional_table(std::string_view key) const
{
    auto found = read<Below>(key);
    if (!found) {
        return std::unexpected{std::move(found.error())};
    }
    auto& below = *found;
    return below ? std::optional{Table{std::move(*below)}} : std::nullopt;
}

Result<Table> Table::table(std::string_view key) const
{
    auto found = optional_table(key);
    if (!found) {
        return std::unexpected{std::move(found.error())};
    }
    auto& below = *found;
    if (!below) {
        return refuse(
            problems,
            Problem::missing_key,
            "nothing",
            "[" + node_->path + std::string{key} + "]",
            where()
        );
    }
    return std::move(*below);
}

} // namespace ducha::config
