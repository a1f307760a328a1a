// What is said of a struct without its type: the shapes of its fields, and texts for them.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace ducha::json {

/// One field of a struct: its name and the JSON Schema of its value.
struct FieldShape {
    std::string name;
    std::string schema; ///< JSON text
    bool required = true;
};

/// Texts by name, as a path and a query give them.
using Given = std::map<std::string, std::string, std::less<>>;

} // namespace ducha::json
