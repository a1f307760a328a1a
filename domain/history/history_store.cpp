// 经过: read from the ledger.
#include "platform/db/connection.h"
#include "platform/db/migration.h"
#include "platform/json/record.h"

#include "domain/history/collected.h"
#include "domain/history/history.h"
#include "domain/history/history_questions.h"
#include "domain/ledger/audit.h"
#include "domain/ledger/proof.h"

#include <set>

namespace ducha::history {
namespace {

std::string text_in(boost::json::object const& object, std::string_view name)
{
    auto const* const value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string{value->get_string()}
                                                  : std::string{};
}

Step step_of(ledger::Recorded const& event, std::optional<MatterId> matter, bool shows_words)
{
    auto const body = boost::json::parse(event.body).as_object();
    auto ground = text_in(body, "reason");
    Step step{
        .seq = event.seq,
        .type = event.type,
        .words = words_of(event.type),
        .occurred = event.occurred,
        .recorded = event.recorded,
        .role = event.actor.substr(0, event.actor.find(':')),
        .matter = matter,
        .ground = ground.empty() ? text_in(body, "ground") : std::move(ground),
        .why = {},
    };
    if (shows_words && event.words) {
        step.why = text_in(boost::json::parse(*event.words).as_object(), "why");
    }
    return step;
}

/// shows_words   of which matter the reasons may be seen; of none where there is no matter
template <class Shows>
History
told(db::Connection& connection, LogId log, Collected const& collected, Shows const& shows_words)
{
    History history;
    for (auto const& [seq, matter] : collected.events()) {
        if (std::ssize(history.steps) == most_steps) {
            history.is_whole = false;
            break;
        }
        auto const event = ledger::read_events(connection, log, seq, 1).at(0);
        history.steps.push_back(step_of(event, matter, shows_words(matter)));
    }
    return history;
}

bool shows_words(intake::MayReadMatters const& may, intake::Matter const& matter)
{
    return may.sees(intake::state_of(matter.state), identity::Field::working_text);
}

/// All about a case, and of which of its matters the reader may see words.
struct OfCase {
    Collected events;
    std::set<MatterId> with_words = {};

    [[nodiscard]] bool shows_words_of(std::optional<MatterId> const& matter) const
    {
        return matter && with_words.contains(*matter);
    }
};

OfCase collect(
    db::Connection& connection,
    casefile::MayReadCases const& may,
    std::optional<intake::MayReadMatters> const& matters,
    casefile::CaseFile const& file
)
{
    OfCase of{.events = Collected{connection, may.object(), most_steps + 1}};
    if (matters) {
        auto const ids = casefile::matters_of(connection, may, file.id);
        for (auto const& matter : intake::load_matters(connection, *matters, ids)) {
            of.events.add_matter(matter.of.matter, matter.of.report);
            if (shows_words(*matters, matter)) {
                of.with_words.insert(matter.of.matter);
            }
        }
    }
    of.events.add_case(file.id, file.batch_day);
    return of;
}

} // namespace

std::optional<History>
of_matter(db::Connection& connection, intake::MayReadMatters const& may, MatterId matter)
{
    auto const found = intake::load_matter(connection, may, matter);
    if (!found) {
        return std::nullopt;
    }
    Collected collected{connection, may.object(), most_steps + 1};
    collected.add_matter(matter, found->of.report);
    auto const shows = [is_shown = shows_words(may, *found)](auto const&) { return is_shown; };
    return told(connection, may.object(), collected, shows);
}

std::optional<History> of_case(
    db::Connection& connection,
    casefile::MayReadCases const& may,
    std::optional<intake::MayReadMatters> const& matters,
    CaseId id
)
{
    auto const file = casefile::load(connection, may, id);
    if (!file) {
        return std::nullopt;
    }
    auto const of = collect(connection, may, matters, *file);
    auto const shows = [&](std::optional<MatterId> const& one) { return of.shows_words_of(one); };
    return told(connection, may.object(), of.events, shows);
}

std::optional<std::string> prove_of_case(
    db::Connection& connection,
    casefile::MayReadCases const& may,
    std::optional<intake::MayReadMatters> const& matters,
    CaseId id,
    std::optional<Seq> event
)
{
    auto const file = casefile::load(connection, may, id);
    bool const knows_all =
        file && may.sees(casefile::state_of(file->standing), identity::Field::repeats);
    if (!knows_all) {
        return std::nullopt;
    }
    auto const seq = event.value_or(Seq{id.get()});
    auto const of = collect(connection, may, matters, *file);
    auto const event_of_it = of.events.events().find(seq);
    if (event_of_it == of.events.events().end()) {
        return std::nullopt;
    }
    auto const key = ledger::office_key(connection, "heads").value_or("");
    return of.shows_words_of(event_of_it->second)
        ? ledger::prove(connection, may.object(), seq, key)
        : ledger::prove_without_words(connection, may.object(), seq, key);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "history",
        .folds = {},
        .acts = {},
        .questions = questions(),
        .policy = {}, // whoever may read a matter, or a case, may read what happened to it
        .schema = [] { return std::span<db::Migration const>{}; },
        .queries = [] { return std::span<db::Query const* const>{}; },
    };
    return room;
}

} // namespace ducha::history
