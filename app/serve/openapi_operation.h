// One operation of the API as OpenAPI spells it. Inside of serve.
#pragma once

#include "base/refusal.h"

#include "platform/json/shape.h"
#include "platform/json/text.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::app::serve {

/// `{"$ref":"#/components/schemas/NAME"}`.
[[nodiscard]] std::string reference(std::string_view name);

/// schema   empty: no content
[[nodiscard]] std::string answer_of(std::string_view description, std::string schema);

[[nodiscard]] std::string
parameter(std::string_view name, std::string_view in, std::string schema, bool required);

[[nodiscard]] std::string text_schema();

/// The parameters that a path names, with the schemas that are known of them.
[[nodiscard]] std::vector<std::string>
in_path(std::string_view path, std::vector<json::FieldShape> const& shapes);

/// One operation.
struct Operation {
    std::string id;
    std::string tag;
    Sentence summary;
    std::vector<std::string> parameters;
    std::string body;                                         ///< schema; empty: none
    std::vector<std::pair<std::string, std::string>> answers; ///< status, answer
    bool is_public = false;
};

[[nodiscard]] std::string text_of(Operation operation);

/// Paths, each with its operations by method.
class Paths {
public:
    void add(std::string const& path, std::string_view method, Operation operation)
    {
        paths_[path].put(method, text_of(std::move(operation)));
    }

    [[nodiscard]] std::string take()
    {
        json::ObjectText object;
        for (auto& [path, operations] : paths_) {
            object.put(path, operations.take());
        }
        return object.take();
    }

private:
    std::map<std::string, json::ObjectText> paths_;
};

} // namespace ducha::app::serve
