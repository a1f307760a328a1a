// What the API offers, as OpenAPI 3.1.
#include "app/serve/openapi.h"

#include "platform/json/schema.h"

#include "app/rooms.h"
#include "app/serve/openapi_operation.h"
#include "app/serve/openapi_own.h"
#include "app/serve/openapi_schemas.h"
#include "app/serve/paths.h"

#include <set>

namespace ducha::app::serve {
namespace {

using json::ObjectText;

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

    if (!needs_two(act)) {
        return;
    }
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
    schemas.put("Session", std::string{session_schema});
    schemas.put("Key", std::string{key_schema});
    schemas.put("WebReport", std::string{web_report_schema});
    schemas.put("Receipt", std::string{receipt_schema});
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
    for (auto const* const tag : own_tags) {
        add_tag(tag);
    }
    add_own(paths);
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
