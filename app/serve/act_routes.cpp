// The routes of acts: alone, on a thing that must not have changed, many at once, and by two
// people.
#include "base/text.h"

#include "platform/crypto/crypto.h"

#include "domain/guard/named_question.h"
#include "domain/guard/second_person.h"

#include "app/rooms.h"
#include "app/serve/api.h"
#include "app/serve/paths.h"
#include "app/serve/serve_refusals.h"
#include "app/serve/shapes.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

constexpr std::size_t most_act_bytes = 1U << 20U;
constexpr std::size_t longest_key = 64;

/// What brings a report goes before all else when there is too much to do.
constexpr std::string_view bringing = "receive_report";

/// One person's key cannot call up what another's did.
///
/// part   of a request that holds several commands: which; else empty
Result<std::string> key_of(Call const& call, std::string_view part = {})
{
    auto const given = call.request.header("Idempotency-Key").value_or("");
    if (given.empty()) {
        return std::string{};
    }
    bool const fits = given.size() <= longest_key &&
        std::ranges::all_of(given, [](char letter) { return letter > ' ' && letter <= '~'; });
    if (!fits) {
        return refuse(api_refusals, ApiRefusal::bad_key, {}, {}, "Idempotency-Key");
    }
    return to_hex(crypto::sha256(
        {bytes_of(call.visitor.principal->pseudonym), bytes_of(given), bytes_of(part)}
    ));
}

ShownDone shown(Done const& done)
{
    ShownDone shown{.events = {}, .repeated = done.repeated};
    for (auto const& event : done.events) {
        shown.events.push_back({event.log, event.seq, event.type});
    }
    return shown;
}

http::Status status_of(Done const& done)
{
    return done.events.empty() || done.repeated ? http::Status::ok : http::Status::created;
}

/// The command of one person, as read from JSON.
Result<guard::Command>
command_of(Call const& call, guard::NamedAct const& act, std::string_view json, std::string key)
{
    auto const log = log_of(call, act.about);
    if (!log) {
        return std::unexpected{log.error()};
    }
    auto command = act.read(*log, json);
    if (command) {
        command->by = call.visitor.principal;
        command->key = std::move(key);
        command->content = json;
    }
    return command;
}

Result<http::Response> run(Call const& call, guard::Command command)
{
    auto const done = call.counter.recorder.run(std::move(command));
    if (!done) {
        return std::unexpected{done.error()};
    }
    return http::json(status_of(*done), json::write(shown(*done)));
}

Result<http::Response> act_alone(Call const& call, guard::NamedAct const& act)
{
    auto key = key_of(call);
    if (!key) {
        return std::unexpected{key.error()};
    }
    auto command = command_of(call, act, call.request.body(), std::move(*key));
    return command ? run(call, std::move(*command))
                   : Result<http::Response>{std::unexpected{command.error()}};
}

/// Makes a command ask, inside its transaction, whether the thing is still as it was seen.
void hold_to(guard::Command& command, Call const& call, guard::NamedQuestion const& question)
{
    auto const seen = call.request.header("If-Match");
    if (!seen || *seen == "*") {
        return;
    }
    command.decide = [&call,
                      &question,
                      inner = std::move(command.decide),
                      wanted = std::string{*seen}](guard::Scene& scene) -> Result<guard::Proposal> {
        auto const now = ask(call, question, scene.connection);
        if (!now) {
            return std::unexpected{now.error()};
        }
        auto const etag = etag_of(*now);
        if (!wanted.contains(etag)) {
            return refuse(api_refusals, ApiRefusal::changed_since, etag, wanted, "If-Match");
        }
        return inner(scene);
    };
}

/// The call's own thread waits while the recorder decides, so what it refers to is there.
Result<http::Response> act_on(Call const& call, guard::NamedQuestion const& question)
{
    auto const* const act = app::act_named(call.context.parameter("act"));
    if (act == nullptr || act->about != question.about) {
        return refuse(
            api_refusals, ApiRefusal::no_such_act, std::string{call.context.parameter("act")}
        );
    }
    auto key = key_of(call);
    if (!key) {
        return std::unexpected{key.error()};
    }
    auto command = command_of(call, *act, call.request.body(), std::move(*key));
    if (!command) {
        return std::unexpected{command.error()};
    }
    hold_to(*command, call, question);
    return run(call, std::move(*command));
}

/// One of many: its command, or why it is none.
using Item = Result<guard::Command>;

Result<std::vector<Item>> items_of(Call const& call, guard::NamedAct const& act)
{
    auto const object = json::parse_object(call.request.body());
    if (!object) {
        return std::unexpected{object.error()};
    }
    auto const* const list = object->if_contains("items");
    if (list == nullptr || !list->is_array() || object->size() != 1) {
        return std::unexpected{
            json::wrong_field("items", serialize(*object), "a list of commands and nothing else")
        };
    }
    if (list->get_array().size() > most_items) {
        return refuse(
            api_refusals,
            ApiRefusal::too_many_items,
            std::to_string(list->get_array().size()),
            std::to_string(most_items),
            "items"
        );
    }
    std::vector<Item> items;
    for (auto const& element : list->get_array()) {
        auto const number = "." + std::to_string(items.size());
        auto key = key_of(call, number);
        items.push_back(
            key ? command_of(call, act, serialize(element), std::move(*key))
                : Item{std::unexpected{key.error()}}
        );
    }
    return items;
}

std::string result_text(Result<Done> const& result, http::Language language)
{
    json::ObjectText object;
    if (result) {
        object.put("status", std::to_string(static_cast<int>(status_of(*result))));
        object.put("done", json::write(shown(*result)));
    } else {
        object.put("status", std::to_string(static_cast<int>(serve::status_of(result.error()))));
        object.put("problem", problem_text(result.error(), language));
    }
    return object.take();
}

Result<http::Response> act_many(Call const& call, guard::NamedAct const& act)
{
    auto items = items_of(call, act);
    if (!items) {
        return std::unexpected{items.error()};
    }
    std::vector<guard::Command> commands;
    for (auto& item : *items) {
        if (item) {
            commands.push_back(std::move(*item));
        }
    }
    auto const done = call.counter.recorder.run(std::move(commands));
    std::vector<std::string> results;
    std::size_t next = 0;
    for (auto const& item : *items) {
        Result<Done> const result =
            item ? done[next++] : Result<Done>{std::unexpected{item.error()}};
        results.push_back(result_text(result, call.request.language()));
    }
    json::ObjectText answer;
    answer.put("results", json::array_text(results));
    return http::json(http::Status::ok, answer.take());
}

// --- two people -------------------------------------------------------------------------------

Result<http::Response> propose(Call const& call, guard::NamedAct const& act)
{
    auto const log = log_of(call, act.about);
    if (!log) {
        return std::unexpected{log.error()};
    }
    auto command = guard::propose(*log, act, {.content = call.request.body()});
    if (!command) {
        return std::unexpected{command.error()};
    }
    command->by = call.visitor.principal;
    auto const done = call.counter.recorder.run(std::move(*command));
    if (!done) {
        return std::unexpected{done.error()};
    }
    Proposed const proposed{
        .digest = guard::digest_of(*log, act.name, call.request.body()),
        .done = shown(*done),
    };
    return http::json(status_of(*done), json::write(proposed));
}

/// The proposal that the path names.
Result<Seq> proposal_of(Call const& call)
{
    auto const number = parse_integer(call.context.parameter("proposal"));
    if (!number) {
        return std::unexpected{guard::not_found()};
    }
    return Seq{*number};
}

Result<http::Response> approve(Call const& call, guard::NamedAct const& act)
{
    auto const log = log_of(call, act.about);
    auto const proposal = proposal_of(call);
    auto const approval = json::read_command<Approval>(call.request.body());
    if (!log || !proposal || !approval) {
        return std::unexpected{
            !log            ? log.error()
                : !proposal ? proposal.error()
                            : approval.error()
        };
    }
    auto command =
        guard::approve(*log, act, {*proposal, approval->digest, approval->inspection.value_or("")});
    command.by = call.visitor.principal;
    return run(call, std::move(command));
}

Result<http::Response> object(Call const& call, guard::NamedAct const& act)
{
    auto const log = log_of(call, act.about);
    auto const proposal = proposal_of(call);
    auto const objecting = json::read_command<Objecting>(call.request.body());
    if (!log || !proposal || !objecting) {
        return std::unexpected{
            !log            ? log.error()
                : !proposal ? proposal.error()
                            : objecting.error()
        };
    }
    auto command = guard::refuse_act(
        *log, act, {*proposal, objecting->objection, objecting->inspection.value_or("")}
    );
    command.by = call.visitor.principal;
    return run(call, std::move(command));
}

// --- routes -----------------------------------------------------------------------------------

using OfAct = Result<http::Response> (*)(Call const&, guard::NamedAct const&);

http::Route route_of(
    Counter const& counter,
    std::string pattern,
    Answering answering,
    http::LoadClass load = http::LoadClass::write
)
{
    return {
        .method = http::Method::post,
        .pattern = std::move(pattern),
        .load = load,
        .handler = guarded(
            counter,
            [answering = std::move(answering)](Call const& call) -> Result<http::Response> {
                auto const json = check_json(call.request);
                return json ? answering(call) : std::unexpected{json.error()};
            }
        ),
        .most_body_bytes = most_act_bytes,
    };
}

void add(
    http::Router& router,
    Counter const& counter,
    std::string pattern,
    guard::NamedAct const& act,
    OfAct of
)
{
    auto const load = act.name == bringing ? http::LoadClass::intake : http::LoadClass::write;
    auto answering = [&act, of](Call const& call) { return of(call, act); };
    router.add(route_of(counter, std::move(pattern), std::move(answering), load));
}

} // namespace

void add_acts(http::Router& router, Counter const& counter)
{
    for (auto const* room : rooms()) {
        for (auto const& act : room->acts) {
            auto const path = path_of(act);
            add(router, counter, path, act, act_alone);
            add(router, counter, path + "/bulk", act, act_many);
            if (needs_two(act)) {
                add(router, counter, path + "/proposals", act, propose);
                add(router, counter, path + "/proposals/{proposal}/approve", act, approve);
                add(router, counter, path + "/proposals/{proposal}/refuse", act, object);
            }
        }
        for (auto const& question : room->questions) {
            if (!question.is_list && question.about == guard::About::object) {
                router.add(route_of(
                    counter,
                    path_of(question) + "/acts/{act}",
                    [&question](Call const& call) { return act_on(call, question); }
                ));
            }
        }
    }
}

} // namespace ducha::app::serve
