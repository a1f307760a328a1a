// What the API offers, as OpenAPI 3.1.
#include "app/serve/openapi.h"

#include "base/invariant.h"

#include "platform/json/schema.h"

#include "app/rooms.h"
#include "app/serve/openapi_operation.h"
#include "app/serve/openapi_own.h"
#include "app/serve/openapi_schemas.h"
#include "app/serve/paths.h"
#include "app/serve/shapes.h"

#include <algorithm>
#include <iterator>
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
        path + std::string{approve.path}, "post", operation(approve, json::schema_of<Approval>())
    );
    Form const object{
        "/proposals/{proposal}/refuse", "_refuse", "（驳回）", ": say no to a proposal"
    };
    paths.add(
        path + std::string{object.path}, "post", operation(object, json::schema_of<Objecting>())
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

/// What the operations of a tag are about: a room, or what the server offers of itself.
struct Tag {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

constexpr Tag tags[] = {
    {"ledger", "台账", "the record of all acts"},
    {"guard", "双人行为", "acts of two people"},
    {"inspection", "督察与对象", "inspections and their objects"},
    {"staff", "人员与角色", "people and their roles"},
    {"intake", "受理", "reports come in and are judged"},
    {"attachment", "附件", "scans and photographs of reports"},
    {"casefile", "交办件", "cases"},
    {"merge", "并案", "which case a matter belongs to"},
    {"transfer", "转办", "the day's batch"},
    {"handling", "办理", "what comes back of a case"},
    {"search", "检索", "working texts by the words in them"},
    {"history", "经过", "what happened to a matter or a case"},
    {"reporter", "举报人", "reports of the web, receipts, what reporters add and tell"},
    {"bulletin", "进展情况", "counts and bulletins"},
    {"session", "登录与会话", "signing in, locking, signing out"},
    {"me", "本人的登录方式", "one's own ways in"},
    {"jobs", "任务", "work that takes longer than a request"},
    {"imports", "导入", "tables of reports"},
    {"events", "实时事件", "events as they come"},
    {"public", "公众", "reports of the public by programs"},
};

std::string tag_text(std::string_view name)
{
    auto const* const tag = std::ranges::find(tags, name, &Tag::name);
    invariant(tag != std::end(tags), "every room and every tag of ours is described");
    ObjectText object;
    object.put("name", json::quoted(name));
    object.put("description", json::quoted(std::string{tag->zh} + " / " + std::string{tag->en}));
    return object.take();
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
    schemas.put("Done", json::schema_of<ShownDone>());
    schemas.put("Results", std::string{results_schema});
    schemas.put("Proposed", json::schema_of<Proposed>());
    schemas.put("Who", json::schema_of<ShownWho>());
    schemas.put("Job", json::schema_of<Job>());
    schemas.put("Import", json::schema_of<ShownImport>());
    schemas.put("WebReport", json::schema_of<Reported>());
    schemas.put("Receipt", json::schema_of<ShownReceipt>());
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
    std::vector<std::string> described;
    for (auto const* room : rooms()) {
        if (!room->acts.empty() || !room->questions.empty()) {
            described.push_back(tag_text(room->name));
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
        described.push_back(tag_text(tag));
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
    document.put("tags", json::array_text(described));
    document.put("paths", paths.take());
    document.put("components", components());
    return document.take();
}

} // namespace ducha::app::serve
