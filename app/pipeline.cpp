// One way through.
#include "app/pipeline.h"

#include "base/bytes.h"
#include "base/invariant.h"

#include "platform/clock/clock.h"
#include "platform/db/connection.h"
#include "platform/logging/logging.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"
#include "domain/inspection/inspection.h"
#include "domain/ledger/idempotency.h"

#include <algorithm>

namespace ducha::app {
namespace {

constexpr std::size_t largest_group = 60;
constexpr int most_attempts = 5;

constexpr RefusalRow<PipelineRefusal> pipeline_refusals[] = {
    {PipelineRefusal::key_of_other_content,
     "act.key_of_other_content",
     "这个幂等键已用于其他内容，请换一个",
     "the idempotency key was used for other content: take another"},
};

bool has_erasure(std::vector<ledger::Recorded> const& events)
{
    return std::ranges::any_of(events, [](ledger::Recorded const& event) {
        return event.type == ledger::PayloadErased::type.name ||
            event.type == attachment::AttachmentRemoved::type.name;
    });
}

/// What was done in a transaction that was given up is not.
void tell_undone(std::span<guard::Command const> group)
{
    for (auto const& command : group) {
        if (command.settled) {
            command.settled({});
        }
    }
}

} // namespace

Result<Done> Pipeline::run(guard::Command const& command)
{
    return std::move(run(std::span{&command, 1}).front());
}

std::vector<Result<Done>> Pipeline::run(std::span<guard::Command const> group)
{
    invariant(group.size() <= largest_group, "a group has at most 60 commands");
    std::vector<Result<Done>> results;
    for (int attempts = 1;; ++attempts) {
        try {
            results = attempt(group);
            break;
        } catch (Trouble const& trouble) {
            tell_undone(group);
            // Not what it says: a server's words may quote what was to be stored.
            ports_.log.event(
                logging::Level::warning,
                "group of acts undone",
                {{"act", group.front().act},
                 {"log", group.front().log.get()},
                 {"trouble", code(trouble.kind())},
                 {"attempt", attempts}}
            );
            if (trouble.kind() != Trouble::Kind::conflict || attempts == most_attempts) {
                throw;
            }
        }
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        log(group[i], results[i]);
        if (ports_.words_erased && results[i] && has_erasure(results[i]->events)) {
            ports_.words_erased(group[i].log);
        }
        if (group[i].settled) {
            group[i].settled(results[i] ? results[i]->events : std::vector<ledger::Recorded>{});
        }
    }
    return results;
}

std::vector<Result<Done>> Pipeline::attempt(std::span<guard::Command const> group)
{
    if (auto whole = attempt_whole(group)) {
        return std::move(*whole);
    }
    tell_undone(group);
    return attempt_apart(group);
}

/// Without savepoints, at each of which SQLite would write a piece of the search index; nothing
/// where one of several is refused.
std::optional<std::vector<Result<Done>>>
Pipeline::attempt_whole(std::span<guard::Command const> group)
{
    std::vector<Result<Done>> results;
    results.reserve(group.size());
    db::Transaction transaction{ports_.connection};
    for (auto const& command : group) {
        results.push_back(perform(command));
        if (!results.back()) {
            return group.size() == 1 ? std::optional{std::move(results)} : std::nullopt;
        }
    }
    transaction.commit();
    return results;
}

/// Each under a savepoint of its own.
std::vector<Result<Done>> Pipeline::attempt_apart(std::span<guard::Command const> group)
{
    std::vector<Result<Done>> results;
    results.reserve(group.size());
    db::Transaction transaction{ports_.connection};
    for (auto const& command : group) {
        db::Savepoint savepoint{ports_.connection};
        results.push_back(perform(command));
        if (results.back()) {
            savepoint.release();
        } else {
            savepoint.undo();
        }
    }
    transaction.commit();
    return results;
}

Result<Done> Pipeline::perform(guard::Command const& command)
{
    // From here on nobody else writes to this log, so what is decided still holds at commit.
    auto const state = ledger::state_of(ports_.connection, command.log, true);
    auto const& person = person_of(command);
    auto const now = ports_.clock.now();
    auto const may = permit(command, person, now);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto known = repeated(command);
    if (!known || *known) {
        return known ? Result<Done>{std::move(**known)} : std::unexpected{known.error()};
    }
    guard::Scene scene{
        .connection = ports_.connection,
        .person = person,
        .permit = *may,
        .originals = ports_.originals,
        .receipts = ports_.receipts,
        .random = ports_.random,
        .now = now,
        .log = command.log,
        .belongings = ports_.belongings,
    };
    auto const proposal = command.decide(scene);
    if (!proposal) {
        return std::unexpected{proposal.error()};
    }
    auto const guarded = guard::Gate::pass(*proposal);
    if (!guarded) {
        return std::unexpected{guarded.error()};
    }
    Done done;
    done.events = ledger::append(
        {ports_.connection, ports_.signer, ports_.random},
        *guarded,
        {.log = command.log, .actor = guard::actor_of(scene), .now = scene.now},
        ledger::PipelineToken{}
    );
    ledger::fold(ports_.connection, done.events, ports_.folds);
    if (!command.key.empty()) {
        ledger::remember_command(
            ports_.connection,
            command.log,
            command.key,
            {.first = Seq{state.size},
             .events = static_cast<std::int64_t>(done.events.size()),
             .content = digest_of(command)}
        );
    }
    return done;
}

void Pipeline::log(guard::Command const& command, Result<Done> const& result)
{
    if (!result) {
        ports_.log.event(
            "act refused",
            {{"act", command.act},
             {"log", command.log.get()},
             {"refusal", result.error().code},
             {"actor", person_of(command).pseudonym}}
        );
        return;
    }
    if (result->events.empty()) {
        return;
    }
    ports_.log.event(
        result->repeated ? "act known already" : "act recorded",
        {{"act", command.act},
         {"log", command.log.get()},
         {"act_id", result->events.front().act.get()},
         {"events", result->events.size()},
         {"actor", person_of(command).pseudonym}}
    );
}

identity::Principal const& Pipeline::person_of(guard::Command const& command) const
{
    static identity::Principal const nobody;
    return command.by ? *command.by : ports_.local ? *ports_.local : nobody;
}

Result<identity::Permit>
Pipeline::permit(guard::Command const& command, identity::Principal const& person, Instant now)
{
    identity::Permissions const permissions{
        ports_.policy,
        person,
        [this](LogId log) { return inspection::place_of(ports_.connection, log); },
        now,
    };
    auto place = permissions.place(command.log);
    if (!command.inspection.empty()) {
        place.inspection = command.inspection;
    }
    return permissions.permit({.act = command.act, .place = place, .hand = command.hand});
}

std::string Pipeline::digest_of(guard::Command const& command) const
{
    auto const said = "ducha/command/1\n" + std::string{command.act} + "\n" + command.content;
    return to_hex(ports_.originals.recognition_of({said}));
}

Result<std::optional<Done>> Pipeline::repeated(guard::Command const& command)
{
    if (command.key.empty()) {
        return std::nullopt;
    }
    auto const known = ledger::find_command(ports_.connection, command.log, command.key);
    if (!known) {
        return std::nullopt;
    }
    if (!known->content.empty() && known->content != digest_of(command)) {
        return refuse(pipeline_refusals, PipelineRefusal::key_of_other_content, {}, {}, "key");
    }
    return Done{
        .events = ledger::read_events(ports_.connection, command.log, known->first, known->events),
        .repeated = true,
    };
}

} // namespace ducha::app
