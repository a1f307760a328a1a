// What the API offers, as OpenAPI 3.1.
#include "app/serve/openapi.h"

#include "platform/json/schema.h"

#include "app/rooms.h"
#include "app/serve/jobs.h"
#include "app/serve/openapi_schemas.h"
#include "app/serve/paths.h"

#include <map>
#include <set>

namespace ducha::app::serve {
namespace {

using json::ObjectText;

std::string reference(std::string_view name)
{
    ObjectText object;
    object.put("$ref", json::quoted("#/components/schemas/" + std::string{name}));
    return object.take();
}

std::string content_of(std::string_view type, std::string schema)
{
    ObjectText media;
    media.put("schema", std::move(schema));
    ObjectText content;
    content.put(type, media.take());
    return content.take();
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

std::string problems()
{
    ObjectText answer;
    answer.put("description", json::quoted("为何不办 / why it is not done"));
    answer.put("content", content_of("application/problem+json", reference("Problem")));
    return answer.take();
}

std::string parameter(std::string_view name, std::string_view in, std::string schema, bool required)
{
    ObjectText object;
    object.put("name", json::quoted(name));
    object.put("in", json::quoted(in));
    object.put("schema", std::move(schema));
    object.put("required", required ? "true" : "false");
    return object.take();
}

std::string text_schema()
{
    return R"({"type":"string"})";
}

/// The parameters that a path names, with the schemas that are known of them.
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

/// Paths, each with its operations by method.
class Paths {
public:
    void add(std::string const& path, std::string_view method, Operation operation)
    {
        paths_[path].put(method, text_of(std::move(operation)));
    }

    [[nodiscard]] std::string take()
    {
        ObjectText object;
        for (auto& [path, operations] : paths_) {
            object.put(path, operations.take());
        }
        return object.take();
    }

private:
    std::map<std::string, ObjectText> paths_;
};

void add_question(Paths& paths, std::string_view room, guard::NamedQuestion const& question)
{
    auto const path = path_of(question);
    auto const shapes = question.answerer.parameters();
    auto const names = parameters_in(path);
    std::set<std::string> const named{names.begin(), names.end()};
    auto parameters = in_path(path, shapes);
    for (auto const& shape : shapes) {
        if (!named.contains(shape.name) && !question.is_in_body) {
            parameters.push_back(parameter(shape.name, "query", shape.schema, shape.required));
        }
    }
    paths.add(
        path,
        question.is_in_body ? "post" : "get",
        {
            .id = std::string{question.name},
            .tag = std::string{room},
            .summary = {std::string{question.zh}, std::string{question.en}},
            .parameters = std::move(parameters),
            .body = question.is_in_body ? json::object_schema(shapes) : std::string{},
            .answers =
                {{"200", answer_of("答复 / the answer", question.answerer.schema())},
                 {"304", answer_of("未变 / as the asker has it", {})}},
            .is_public = question.is_public,
        }
    );
}

/// The forms in which an act is done.
struct Form {
    std::string_view path;
    std::string_view id;
    std::string_view zh;
    std::string_view en;
};

void add_act(Paths& paths, std::string_view room, guard::NamedAct const& act)
{
    auto const path = path_of(act);
    auto const done = answer_of("已记入台账 / recorded", reference("Done"));
    auto const nothing =
        answer_of("无可更改，或此前已办 / nothing to do, or done before", reference("Done"));
    auto const operation = [&](Form const& form, std::string body) {
        return Operation{
            .id = std::string{act.name} + std::string{form.id},
            .tag = std::string{room},
            .summary =
                {std::string{act.zh} + std::string{form.zh},
                 std::string{act.en} + std::string{form.en}},
            .parameters = in_path(path + std::string{form.path}, {}),
            .body = std::move(body),
            .answers = {{"200", nothing}, {"201", done}},
        };
    };
    auto const key = parameter("Idempotency-Key", "header", text_schema(), false);
    auto alone = operation({}, reference(act.name));
    alone.parameters.push_back(key);
    paths.add(path, "post", std::move(alone));

    auto many = operation(
        {"/bulk", "_bulk", "（批量）", ", many at once"},
        R"({"additionalProperties":false,"properties":{"items":{"items":)" + reference(act.name) +
            R"(,"maxItems":500,"type":"array"}},"required":["items"],"type":"object"})"
    );
    many.parameters.push_back(key);
    many.answers = {{"200", answer_of("逐项结果 / a result for each", reference("Results"))}};
    paths.add(path + "/bulk", "post", std::move(many));

    auto proposal = operation(
        {"/proposals", "_propose", "（提请）", ": propose it to a second person"},
        reference(act.name)
    );
    proposal.answers = {{"201", answer_of("已提请 / proposed", reference("Proposed"))}};
    paths.add(path + "/proposals", "post", std::move(proposal));

    Form const approve{
        "/proposals/{proposal}/approve", "_approve", "（批准）", ": approve a proposal"
    };
    paths.add(
        path + std::string{approve.path}, "post", operation(approve, std::string{approval_schema})
    );
    Form const object{
        "/proposals/{proposal}/refuse", "_refuse", "（驳回）", ": say no to a proposal"
    };
    paths.add(
        path + std::string{object.path}, "post", operation(object, std::string{objection_schema})
    );
}

void add_act_on(Paths& paths, std::string_view room, guard::NamedQuestion const& question)
{
    auto const path = path_of(question) + "/acts/{act}";
    auto parameters = in_path(path, question.answerer.parameters());
    parameters.push_back(parameter("If-Match", "header", text_schema(), false));
    parameters.push_back(parameter("Idempotency-Key", "header", text_schema(), false));
    paths.add(
        path,
        "post",
        {
            .id = "act_on_" + std::string{question.name},
            .tag = std::string{room},
            .summary =
                {"对此办理一项，若内容未变", "an act on this, if it is still as If-Match says"},
            .parameters = std::move(parameters),
            .body = R"({"type":"object"})",
            .answers =
                {{"200",
                  answer_of(
                      "无可更改，或此前已办 / nothing to do, or done before", reference("Done")
                  )},
                 {"201", answer_of("已记入台账 / recorded", reference("Done"))}},
        }
    );
}

void add_sessions(Paths& paths)
{
    auto const operation = [](std::string id,
                              Sentence summary,
                              std::string_view body,
                              std::pair<std::string, std::string> answer) {
        return Operation{
            .id = std::move(id),
            .tag = "session",
            .summary = std::move(summary),
            .parameters = {},
            .body = std::string{body},
            .answers = {std::move(answer)},
            .is_public = true,
        };
    };
    std::string const path = "/api/v1/session";
    auto const who = answer_of("本人及角色 / who it is, with roles", reference("Who"));
    auto const nothing = answer_of("已办 / done", {});
    paths.add(
        path, "post", operation("sign_in", {"登录", "sign in"}, sign_in_schema, {"201", who})
    );
    paths.add(path, "delete", operation("sign_out", {"退出", "sign out"}, {}, {"204", nothing}));
    paths.add(
        path + "/lock",
        "post",
        operation("lock", {"锁定", "lock the session"}, {}, {"204", nothing})
    );
    paths.add(
        path + "/unlock",
        "post",
        operation(
            "unlock",
            {"解锁，或为正式行为重新验证身份", "open a locked session, or prove again who it is"},
            unlock_schema,
            {"200", who}
        )
    );
    auto show = operation("read_session", {"本人及角色", "who I am"}, {}, {"200", who});
    show.is_public = false;
    paths.add(path, "get", std::move(show));
}

void add_jobs(Paths& paths)
{
    for (auto const& row : Codes<JobKind>::table) {
        auto const path = base_of(guard::About::object) + "/jobs/" + std::string{row.code};
        paths.add(
            path,
            "post",
            {
                .id = "begin_" + std::string{row.code},
                .tag = "jobs",
                .summary = {std::string{row.zh}, std::string{row.en}},
                .parameters = in_path(path, {}),
                .body = {},
                .answers = {{"202", answer_of("已开始 / begun", reference("Job"))}},
            }
        );
    }
    paths.add(
        "/api/v1/jobs/{job}",
        "get",
        {
            .id = "read_job",
            .tag = "jobs",
            .summary = {"任务进展", "how a job is going"},
            .parameters = in_path("/{job}", {}),
            .body = {},
            .answers = {{"200", answer_of("进展 / how it is going", reference("Job"))}},
        }
    );
}

std::string components()
{
    ObjectText schemas;
    for (auto const* room : rooms()) {
        for (auto const& act : room->acts) {
            schemas.put(act.name, act.read.schema());
        }
    }
    schemas.put("Problem", std::string{problem_schema});
    schemas.put("Done", std::string{done_schema});
    schemas.put("Results", std::string{results_schema});
    schemas.put("Proposed", std::string{proposed_schema});
    schemas.put("Who", std::string{who_schema});
    schemas.put("Job", std::string{job_schema});
    ObjectText security;
    security.put("session", R"({"in":"cookie","name":"__Host-ducha","type":"apiKey"})");
    security.put("key", R"({"scheme":"bearer","type":"http"})");
    ObjectText object;
    object.put("schemas", schemas.take());
    object.put("securitySchemes", security.take());
    return object.take();
}

} // namespace

std::string openapi_text()
{
    Paths paths;
    std::vector<std::string> tags;
    auto const add_tag = [&tags](std::string_view name) {
        ObjectText tag;
        tag.put("name", json::quoted(name));
        tags.push_back(tag.take());
    };
    for (auto const* room : rooms()) {
        if (!room->acts.empty() || !room->questions.empty()) {
            add_tag(room->name);
        }
        for (auto const& question : room->questions) {
            add_question(paths, room->name, question);
            if (!question.is_list && question.about == guard::About::object) {
                add_act_on(paths, room->name, question);
            }
        }
        for (auto const& act : room->acts) {
            add_act(paths, room->name, act);
        }
    }
    add_tag("session");
    add_tag("jobs");
    add_sessions(paths);
    add_jobs(paths);
    ObjectText about;
    about.put("title", json::quoted("ducha 督察"));
    about.put("version", json::quoted("1"));
    about.put("license", R"({"identifier":"Apache-2.0","name":"Apache-2.0"})");
    ObjectText document;
    document.put("openapi", json::quoted("3.1.0"));
    document.put("info", about.take());
    document.put("servers", R"([{"url":"/"}])");
    document.put("security", R"([{"session":[]},{"key":[]}])");
    document.put("tags", json::array_text(tags));
    document.put("paths", paths.take());
    document.put("components", components());
    return document.take();
}

} // namespace ducha::app::serve
