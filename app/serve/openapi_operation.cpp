// One operation of the API as OpenAPI spells it.
#include "app/serve/openapi_operation.h"

#include "app/serve/paths.h"

namespace ducha::app::serve {

using json::ObjectText;

namespace {

std::string content_of(std::string_view type, std::string schema)
{
    ObjectText media;
    media.put("schema", std::move(schema));
    ObjectText content;
    content.put(type, media.take());
    return content.take();
}

std::string problems()
{
    ObjectText answer;
    answer.put("description", json::quoted("为何不办 / why it is not done"));
    answer.put("content", content_of("application/problem+json", reference("Problem")));
    return answer.take();
}

} // namespace

std::string reference(std::string_view name)
{
    ObjectText object;
    object.put("$ref", json::quoted("#/components/schemas/" + std::string{name}));
    return object.take();
}

std::string answer_of(std::string_view description, std::string schema)
{
    ObjectText answer;
    answer.put("description", json::quoted(description));
    if (!schema.empty()) {
        answer.put("content", content_of("application/json", std::move(schema)));
    }
    return answer.take();
}

std::string parameter(std::string_view name, std::string_view in, std::string schema, bool required)
{
    ObjectText object;
    object.put("name", json::quoted(name));
    object.put("in", json::quoted(in));
    if (schema.ends_with(R"("type":"array"})")) {
        object.put("explode", "false"); // codes with commas between
        object.put("style", json::quoted("form"));
    }
    object.put("schema", std::move(schema));
    object.put("required", required ? "true" : "false");
    return object.take();
}

std::string text_schema()
{
    return R"({"type":"string"})";
}

std::vector<std::string> in_path(std::string_view path, std::vector<json::FieldShape> const& shapes)
{
    std::vector<std::string> parameters;
    for (auto const& name : parameters_in(path)) {
        auto schema = name == "proposal" ? std::string{R"({"type":"integer"})"} : text_schema();
        for (auto const& shape : shapes) {
            schema = shape.name == name ? shape.schema : schema;
        }
        parameters.push_back(parameter(name, "path", std::move(schema), true));
    }
    return parameters;
}

std::string text_of(Operation operation)
{
    ObjectText answers;
    for (auto& [status, answer] : operation.answers) {
        answers.put(status, std::move(answer));
    }
    answers.put("4XX", problems());
    ObjectText object;
    object.put("operationId", json::quoted(operation.id));
    object.put("tags", json::array_text({json::quoted(operation.tag)}));
    object.put("summary", json::quoted(operation.summary.zh + " / " + operation.summary.en));
    object.put("responses", answers.take());
    if (!operation.parameters.empty()) {
        object.put("parameters", json::array_text(operation.parameters));
    }
    if (operation.is_public) {
        object.put("security", "[{}]");
    }
    if (!operation.body.empty()) {
        ObjectText body;
        body.put("required", "true");
        body.put("content", content_of("application/json", std::move(operation.body)));
        object.put("requestBody", body.take());
    }
    return object.take();
}

} // namespace ducha::app::serve
