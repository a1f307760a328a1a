// The values of a file with their places, free of the TOML library. Inside of config.
#pragma once

#include "platform/config/config.h"

#include <map>
#include <set>
#include <variant>

namespace ducha::config {

enum class Problem { no_file, too_large, not_toml, missing_key, wrong_type, bad_value };

inline constexpr RefusalRow<Problem> problems[] = {
    {Problem::no_file,
     "config.no_file",
     "设置文件不存在或无权读取",
     "the file is not there or may not be read"},
    {Problem::too_large, "config.too_large", "设置文件过大", "the file is too large"},
    {Problem::not_toml, "config.not_toml", "不是有效的 TOML", "this is no valid TOML"},
    {Problem::missing_key, "config.missing_key", "缺少设置项", "a key is missing"},
    {Problem::wrong_type, "config.wrong_type", "设置项的类型不符", "the value is of another kind"},
    {Problem::bad_value, "config.bad_value", "设置项的值不可用", "the value cannot be used"},
};

namespace detail {

/// From 1.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend auto operator<=>(Place, Place) = default;
};

/// A value that no getter takes: an instant, or a time with seconds. Its kind is refused.
struct Unreadable {};

struct Node;
using List = std::vector<Node>;

struct Node {
    std::variant<
        Unreadable,
        std::string,
        std::int64_t,
        double,
        bool,
        Day,
        TimeOfDay,
        List,
        std::shared_ptr<TableNode>>
        value;
    Place key;
    Place place;
    std::string shown; ///< as a person wrote it, roughly; of a list or table its kind
};

struct TableNode {
    std::shared_ptr<std::string const> file;
    std::string path; ///< `unit[2].`, empty for the root
    Place place;
    std::map<std::string, Node, std::less<>> values;
    mutable std::set<std::string, std::less<>> asked;

    [[nodiscard]] std::string where(Place at) const
    {
        return *file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    [[nodiscard]] Node const* find(std::string_view key) const
    {
        auto const found = values.find(key);
        return found == values.end() ? nullptr : &found->second;
    }
};

/// Parses a whole file; the only user of the TOML library.
[[nodiscard]] Result<std::shared_ptr<TableNode>>
parse_tree(std::string_view text, std::string_view name);

} // namespace detail
} // namespace ducha::config
