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

void GivenReader::to_list(std::string_view name)
{
    auto* const value = object_.if_contains(name);
    if (value == nullptr) {
        return;
    }
    boost::json::array list;
    for (auto const piece : split(std::string_view{value->get_string()}, ',')) {
        list.emplace_back(piece);
    }
    *value = std::move(list);
}

namespace {

/// Texts without commas, with commas between; nothing where it holds anything else. An empty list
/// is as if nothing was said, so it is no list of one empty text.
std::optional<std::string> pieces_of(boost::json::array const& list)
{
    std::string pieces;
    for (auto const& element : list) {
        auto const* const text = element.if_string();
        if (text == nullptr || text->empty() || text->find(',') != std::string_view::npos) {
            return std::nullopt;
        }
        pieces += (pieces.empty() ? "" : ",") + std::string{text->data(), text->size()};
    }
    return pieces;
}

} // namespace

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
        if (value.is_array()) {
            auto list = pieces_of(value.get_array());
            if (!list) {
                return std::unexpected{wrong_field(name, serialize(value), "a list of codes")};
            }
            if (!list->empty()) {
                given.emplace(std::move(name), std::move(*list));
            }
            continue;
        }
        if (value.is_object()) {
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
