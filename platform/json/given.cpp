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

} // namespace ducha::json
