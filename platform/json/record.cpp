// Structs as JSON: the parts of reading that are no templates.
#include "platform/json/record.h"

#include <algorithm>
#include <set>

namespace ducha::json {
namespace {

enum class JsonProblem { not_json, wrong_field, unknown_field, doubled_field, zero_character };

constexpr RefusalRow<JsonProblem> problems[] = {
    {JsonProblem::not_json, "json.not_json", "不是有效的 JSON", "this is no valid JSON object"},
    {JsonProblem::wrong_field,
     "json.wrong_field",
     "字段缺失或类型不符",
     "a field is missing or of another kind"},
    {JsonProblem::unknown_field, "json.unknown_field", "未知字段", "the field is not known"},
    {JsonProblem::doubled_field, "json.doubled_field", "字段重复", "a field is given twice"},
    {JsonProblem::zero_character,
     "json.zero_character",
     "内容含有空字符",
     "a field holds a character 0"},
};

/// Where a character 0 stands in `value`, as a path below `path`; nothing where there is none.
std::optional<std::string> zero_in(boost::json::value const& value, std::string const& path)
{
    auto const is_zero = [](std::string_view text) { return text.contains('\0'); };
    if (auto const* const text = value.if_string()) {
        return is_zero({text->data(), text->size()}) ? std::optional{path} : std::nullopt;
    }
    if (auto const* const list = value.if_array()) {
        for (auto const& element : *list) {
            if (auto found = zero_in(element, path)) {
                return found;
            }
        }
    }
    if (auto const* const object = value.if_object()) {
        for (auto const& member : *object) {
            std::string const name{member.key().data(), member.key().size()};
            auto const below = path.empty() ? name : path + "." + name;
            auto found = is_zero(name) ? std::optional{path} : zero_in(member.value(), below);
            if (found) {
                return found;
            }
        }
    }
    return std::nullopt;
}

/// The string at the front of `text`, quotes included. Precondition: there is one.
std::string_view quoted_at(std::string_view text)
{
    std::size_t end = 1;
    while (text[end] != '"') {
        end += text[end] == '\\' ? 2 : 1;
    }
    return text.substr(0, end + 1);
}

bool is_name(std::string_view behind)
{
    auto const next = behind.find_first_not_of(" \t\r\n");
    return next != std::string_view::npos && behind[next] == ':';
}

/// An object that is being read.
struct Open {
    std::set<std::string> names;
    std::string last;

    /// False where the name is there already.
    bool add(std::string_view quoted)
    {
        last = boost::json::value_to<std::string>(boost::json::parse(quoted));
        return names.insert(last).second;
    }
};

std::string path_of(std::vector<Open> const& open)
{
    std::string path;
    for (auto const& object : open) {
        path += (path.empty() ? "" : ".") + object.last;
    }
    return path;
}

} // namespace

void Reader::complain(std::string_view name, std::string found, std::string expected)
{
    if (!problem_) {
        problem_ = wrong_field(name, std::move(found), std::move(expected));
    }
}

Refusal wrong_field(std::string_view name, std::string found, std::string expected)
{
    return refuse(
               problems,
               JsonProblem::wrong_field,
               std::move(found),
               std::move(expected),
               std::string{name}
    )
        .error();
}

void Reader::read(boost::json::value const& json, std::string_view name, std::string& value)
{
    if (auto const* text = json.if_string()) {
        value.assign(text->data(), text->size());
        return;
    }
    complain(name, serialize(json), "a text");
}

void Reader::read(boost::json::value const& json, std::string_view name, bool& value)
{
    if (auto const* yes = json.if_bool()) {
        value = *yes;
        return;
    }
    complain(name, serialize(json), "true or false");
}

void Reader::read(boost::json::value const& json, std::string_view name, std::int64_t& value)
{
    if (auto const* integer = json.if_int64()) {
        value = *integer;
        return;
    }
    complain(name, serialize(json), "an integer");
}

void Reader::read(boost::json::value const& json, std::string_view name, Instant& value)
{
    if (auto const* integer = json.if_int64()) {
        value = {*integer};
        return;
    }
    auto const* const text = json.if_string();
    auto const instant = text == nullptr ? std::nullopt : parse_instant(*text);
    if (instant) {
        value = *instant;
        return;
    }
    complain(name, serialize(json), "an instant such as 2021-09-15T20:00:00+08:00");
}

void Reader::read(boost::json::value const& json, std::string_view name, Day& value)
{
    auto const* const text = json.if_string();
    auto const day = text == nullptr ? std::nullopt : parse_day(*text);
    if (day) {
        value = *day;
        return;
    }
    complain(name, serialize(json), "a day such as 2021-09-15");
}

void Reader::read(boost::json::value const& json, std::string_view name, TimeOfDay& value)
{
    std::int64_t minutes = 0;
    read(json, name, minutes);
    value = {static_cast<int>(minutes)};
}

Result<boost::json::object> parse_object(std::string_view text)
{
    boost::json::error_code error;
    boost::json::stream_parser parser;
    auto const read = parser.write_some(text.data(), text.size(), error);
    auto const rest = text.substr(std::min(read, text.size()));
    bool const clean = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!error) {
        parser.finish(error);
    }
    if (error || !clean) {
        return refuse(
            problems,
            JsonProblem::not_json,
            error ? error.message() : "more text after it",
            "one JSON object",
            "byte " + std::to_string(read)
        );
    }
    auto const value = parser.release();
    if (!value.is_object()) {
        return refuse(problems, JsonProblem::not_json, serialize(value), "one JSON object");
    }
    return value.get_object();
}

std::optional<Refusal> doubled_member(std::string_view text)
{
    std::vector<Open> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            open.emplace_back();
        }
        if (text[i] == '}') {
            open.pop_back();
        }
        if (text[i] != '"') {
            continue;
        }
        auto const quoted = quoted_at(text.substr(i));
        i += quoted.size() - 1;
        if (is_name(text.substr(i + 1)) && !open.back().add(quoted)) {
            return refuse(
                       problems,
                       JsonProblem::doubled_field,
                       open.back().last,
                       "each field once",
                       path_of(open)
            )
                .error();
        }
    }
    return std::nullopt;
}

std::optional<Refusal> zero_character(boost::json::object const& object)
{
    auto const place = zero_in(object, {});
    if (!place) {
        return std::nullopt;
    }
    return refuse(problems, JsonProblem::zero_character, "a character 0", "text without it", *place)
        .error();
}

std::optional<Refusal>
unknown_member(boost::json::object const& object, std::vector<std::string_view> const& names)
{
    for (auto const& member : object) {
        std::string_view const key{member.key().data(), member.key().size()};
        if (std::ranges::find(names, key) == names.end()) {
            std::string expected;
            for (auto const name : names) {
                expected += (expected.empty() ? "" : ", ") + std::string{name};
            }
            return refuse(
                       problems,
                       JsonProblem::unknown_field,
                       std::string{key},
                       "one of " + expected,
                       std::string{key}
            )
                .error();
        }
    }
    return std::nullopt;
}

} // namespace ducha::json
