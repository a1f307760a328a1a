// A struct from named texts.
#include "platform/json/given.h"

#include "base/text.h"

namespace ducha::json {

GivenReader::GivenReader(Given const& given)
{
    for (auto const& [name, text] : given) {
        object_.emplace(name, text);
    }
}

void GivenReader::to_number(std::string_view name)
{
    auto* const value = object_.if_contains(name);
    if (value == nullptr) {
        return;
    }
    std::string_view const text = value->get_string();
    if (auto const number = parse_integer(text)) {
        *value = *number;
    }
}

void GivenReader::to_boolean(std::string_view name)
{
    auto* const value = object_.if_contains(name);
    if (value != nullptr && (*value == "true" || *value == "false")) {
        *value = *value == "true";
    }
}

Result<Given> given_in(std::string_view json)
{
    auto const object = parse_object(json);
    if (!object) {
        return std::unexpected{object.error()};
    }
    if (auto doubled = doubled_member(json)) {
        return std::unexpected{std::move(*doubled)};
    }
    Given given;
    for (auto const& member : *object) {
        std::string name{member.key().data(), member.key().size()};
        auto const& value = member.value();
        if (value.is_object() || value.is_array()) {
            return std::unexpected{wrong_field(name, serialize(value), "a text or a number")};
        }
        if (auto const* const text = value.if_string()) {
            given.emplace(std::move(name), std::string{text->data(), text->size()});
        } else if (!value.is_null()) {
            given.emplace(std::move(name), serialize(value));
        }
    }
    return given;
}

} // namespace ducha::json
