// Destroying the words of an event.
#include "domain/guard/erasure.h"

#include "platform/db/scrub.h"

#include "domain/guard/named_act.h"

#include "generated/ledger_schema.h"
#include "generated/ledger_sql.h"

namespace ducha::ledger {

guard::Facts guard_facts(PayloadErased const& /*event*/)
{
    return {};
}

} // namespace ducha::ledger

namespace ducha::guard {

template <class Fields>
void describe(Fields& fields, EraseWords& command)
{
    fields.field("seq", command.seq);
    fields.field("ground", command.ground);
}

namespace {

constexpr RefusalRow<ErasureRefusal> refusals[] = {
    {ErasureRefusal::no_such_event,
     "erasure.no_such_event",
     "没有该事件",
     "the log has no such event"},
    {ErasureRefusal::no_words,
     "erasure.no_words",
     "该事件没有可删除的文字",
     "the event has no words"},
    {ErasureRefusal::already_erased,
     "erasure.already_erased",
     "该事件的文字已删除",
     "the words were erased already"},
};

Result<Proposal> decide(Scene& scene, EraseWords const& command)
{
    auto const events = ledger::read_events(scene.connection, scene.log, command.seq, 1);
    auto const place = std::to_string(command.seq.get());
    if (events.empty()) {
        return refuse(refusals, ErasureRefusal::no_such_event, place);
    }
    if (!events.front().commitment) {
        return refuse(refusals, ErasureRefusal::no_words, place);
    }
    if (!events.front().words) {
        return refuse(refusals, ErasureRefusal::already_erased, place);
    }
    Proposal proposal;
    auto const erase = [&](ledger::Recorded const& event) {
        proposal.add(
            ledger::PayloadErased{
                .seq = event.seq,
                .event_type = event.type,
                .ground = std::string{code(command.ground)},
            },
            scene.now
        );
    };
    erase(events.front());
    for (auto const belongings : scene.belongings) {
        for (auto const seq : belongings(scene.connection, events.front())) {
            auto const later = ledger::read_events(scene.connection, scene.log, seq, 1).at(0);
            if (later.words) {
                erase(later);
            }
        }
    }
    return proposal;
}

} // namespace

Command erase_words(LogId log, EraseWords command)
{
    auto const connection = std::make_shared<db::Connection*>(nullptr);
    return {
        .log = log,
        .act = "erase_words",
        .key = {},
        .decide =
            [command, connection](Scene& scene) {
                *connection = &scene.connection;
                return decide(scene, command);
            },
        .settled =
            [connection](std::vector<ledger::Recorded> const& events) {
                if (!events.empty()) {
                    db::scrub(**connection);
                }
            },
    };
}

namespace {

// What is destroyed does not come back, and may be a reporter's: two people, one of them not of
// the team. What is recorded of everybody is for who looks at what everybody did.
std::vector<identity::ActRules> erasure_policy()
{
    using enum identity::Role;
    return {
        {"erase_words",
         "删除文字",
         "erase words",
         {{.roles = {triage_officer}, .second = {discipline_officer}}}},
        {"read_ledger",
         "查看台账中何时由谁办了什么",
         "see what was done, when and by whom",
         {{.roles = {auditor}, .sees = {identity::Field::summary}}}},
    };
}

} // namespace

Room const& erasure_room()
{
    static Room const room{
        .name = "ledger",
        .folds = ledger::ledger_folds(),
        .acts = {{
            .name = "erase_words",
            .zh = "删除一个事件的文字（证明和计数不变）",
            .en = "destroy the words of an event; proofs and counts stay",
            .example = R"({"seq": 12, "ground": "retention_ended"})",
            .read = reads<EraseWords>(erase_words),
        }},
        .policy = erasure_policy(),
        .schema = ledger::schema,
        .queries = ledger::sql::all,
    };
    return room;
}

} // namespace ducha::guard
