// The shape of a struct as JSON Schema.
#include "platform/json/schema.h"

namespace ducha::json {

std::string object_schema(std::vector<FieldShape> const& fields)
{
    ObjectText properties;
    std::vector<std::string> required;
    for (auto const& field : fields) {
        properties.put(field.name, field.schema);
        if (field.required) {
            required.push_back(quoted(field.name));
        }
    }
    ObjectText object;
    object.put("type", quoted("object"));
    object.put("properties", properties.take());
    object.put("additionalProperties", "false");
    if (!required.empty()) {
        object.put("required", array_text(required));
    }
    return object.take();
}

} // namespace ducha::json
