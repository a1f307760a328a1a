// The log of an object walked again.
#include "domain/merge/replay.h"

#include "domain/casefile/changes.h"
#include "domain/ledger/ledger.h"
#include "domain/merge/desk.h"
#include "domain/merge/models.h"

#include <algorithm>
#include <cmath>

namespace ducha::merge {
namespace {

using casefile::ChangeKind;
using casefile::Standing;
using ledger::Codec;

constexpr std::int64_t page = 1000;
/// A case is compared member by member up to here; the newest of a larger one.
constexpr std::size_t most_compared = 24;

template <class Event>
bool is(ledger::Recorded const& event)
{
    return event.type == Event::type.name;
}

/// A ruling that the engine made, and whether it moves the matter into the case.
std::optional<Ruled> ruled_by_engine(ledger::Recorded const& event)
{
    if (is<JoinProposed>(event)) {
        auto const it = Codec<JoinProposed>::read(event);
        return Ruled{Ruling::proposed, it.matter, it.into, it.score_ppm, it.model, event.seq};
    }
    if (is<MatterStoodAlone>(event)) {
        auto const it = Codec<MatterStoodAlone>::read(event);
        return Ruled{Ruling::alone, it.matter, it.nearest_case, it.score_ppm, it.model, event.seq};
    }
    if (is<RepeatNoted>(event)) {
        auto const it = Codec<RepeatNoted>::read(event);
        return Ruled{
            Ruling::repeat_noted, it.matter, it.repeats, it.score_ppm, it.model, event.seq
        };
    }
    if (is<MatterJoined>(event)) {
        auto const it = Codec<MatterJoined>::read(event);
        bool const first = event.act.get() == event.seq.get();
        auto const ruling = it.how == How::joined_by_engine ? Ruling::joined_by_engine
            : first                                         ? Ruling::joined_by_person
                                                            : Ruling::taken_along;
        auto const model = it.how == How::joined_by_engine ? it.model : std::string{};
        return Ruled{ruling, it.matter, it.into, it.score_ppm, model, event.seq};
    }
    return std::nullopt;
}

bool moves(Ruling ruling)
{
    return ruling == Ruling::joined_by_engine || ruling == Ruling::joined_by_person ||
        ruling == Ruling::taken_along;
}

std::optional<Standing> standing_after(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::sealed:
        return Standing::sealed;
    case ChangeKind::handed_over:
    case ChangeKind::reopened:
        return Standing::handed_over;
    case ChangeKind::closed:
        return Standing::closed;
    case ChangeKind::matter_joined:
    case ChangeKind::matter_left:
    case ChangeKind::listed:
    case ChangeKind::watched:
    case ChangeKind::unwatched:
        break;
    }
    return std::nullopt;
}

} // namespace

Replay::Replay(
    db::Connection& connection,
    intake::MayReadMatters const& may,
    std::optional<neardup::Model> with
)
    : connection_{connection},
      may_{may},
      follows_models_{!with},
      index_{std::make_unique<neardup::Index>(with ? *with : neardup::Model::standard())}
{
}

void Replay::walk(Before const& before, std::optional<Seq> until)
{
    for (Seq next{0};;) {
        auto const events = ledger::read_events(connection_, may_.object(), next, page);
        for (auto const& event : events) {
            if ((until && event.seq > *until) || !step(event, before)) {
                return;
            }
            change_standings(event);
        }
        if (events.empty()) {
            return;
        }
        next = Seq{events.back().seq.get() + 1};
    }
}

bool Replay::step(ledger::Recorded const& event, Before const& before)
{
    if (auto const ruled = ruled_by_engine(event)) {
        bool const into = moves(ruled->ruling);
        return place(*ruled, into ? *ruled->of : own_case(ruled->matter), before);
    }
    if (is<JoinRefused>(event) || is<MatterParted>(event)) {
        return step_of_person(event, before);
    }
    if (is<intake::MatterWithdrawn>(event)) {
        detach(Codec<intake::MatterWithdrawn>::read(event).of.matter);
    } else if (is<intake::MatterForwarded>(event)) {
        detach(Codec<intake::MatterForwarded>::read(event).of.matter);
    } else if (follows_models_ && is<ModelAdopted>(event)) {
        change_model(adopted(Codec<ModelAdopted>::read(event).text));
    }
    return true;
}

bool Replay::place(Ruled const& ruled, CaseId in, Before const& before)
{
    if (!before(ruled)) {
        return false;
    }
    detach(ruled.matter);
    attach(ruled.matter, in);
    if (ruled.ruling == Ruling::proposed) {
        proposed_[ruled.matter] = *ruled.of;
    }
    return true;
}

bool Replay::step_of_person(ledger::Recorded const& event, Before const& before)
{
    if (is<MatterParted>(event)) {
        return part(Codec<MatterParted>::read(event), event.seq, before);
    }
    auto const refused = Codec<JoinRefused>::read(event);
    if (!before({Ruling::refused, refused.matter, refused.from, 0, {}, event.seq})) {
        return false;
    }
    keep_apart(refused.matter, refused.never_with);
    auto const proposal = proposed_.find(refused.matter);
    // As the desk does: the placement is written anew, so the matter is attached as the newest.
    if (proposal != proposed_.end() && proposal->second == refused.from) {
        detach(refused.matter);
        attach(refused.matter, own_case(refused.matter));
    }
    return true;
}

bool Replay::part(MatterParted const& parted, Seq seq, Before const& before)
{
    detach(parted.matter);
    std::ranges::for_each(parted.freed, [&](MatterId matter) { detach(matter); });
    if (!before({Ruling::parted, parted.matter, parted.from, 0, {}, seq})) {
        return false;
    }
    auto const& changes = parted.changes;
    bool const leaves =
        std::ranges::find(changes, parted.matter, &casefile::CaseChange::matter) != changes.end();
    attach(parted.matter, leaves ? own_case(parted.matter) : parted.from);
    keep_apart(parted.matter, parted.never_with);
    return true;
}

void Replay::change_standings(ledger::Recorded const& event)
{
    if (!event.body.contains("\"changes\":[{")) {
        return;
    }
    for (auto const& change : casefile::changes_in(event)) {
        if (auto const standing = standing_after(change.kind)) {
            standings_[change.of] = *standing;
        } else if (change.kind == ChangeKind::matter_left && change.matter) {
            standings_[own_case(*change.matter)] = Standing::open;
        }
    }
}

void Replay::attach(MatterId id, CaseId in)
{
    index_->attach(Reading{matter(id)}.document(), in.get());
    places_[id] = {in, ++attached_};
    members_[in].insert(id);
}

void Replay::detach(MatterId id)
{
    proposed_.erase(id);
    auto const place = places_.find(id);
    if (place != places_.end()) {
        index_->detach(id.get());
        members_[place->second.in].erase(id);
        places_.erase(place);
    }
}

/// As the desk makes its index anew: in the order in which its placements were recorded.
void Replay::change_model(neardup::Model const& model)
{
    index_ = std::make_unique<neardup::Index>(model);
    std::map<std::int64_t, MatterId> by_order;
    for (auto const& [id, place] : places_) {
        by_order.emplace(place.attached, id);
    }
    for (auto const& [order, id] : by_order) {
        index_->attach(Reading{matter(id)}.document(), places_.at(id).in.get());
    }
}

void Replay::keep_apart(MatterId matter, std::vector<MatterId> const& others)
{
    for (auto const other : others) {
        apart_.emplace(matter, other);
        apart_.emplace(other, matter);
    }
}

std::vector<std::int64_t> Replay::never_with(MatterId matter) const
{
    std::vector<std::int64_t> others;
    for (auto at = apart_.lower_bound({matter, MatterId{0}});
         at != apart_.end() && at->first == matter;
         ++at) {
        others.push_back(at->second.get());
    }
    return others;
}

Standing Replay::standing(CaseId id) const
{
    auto const found = standings_.find(id);
    return found == standings_.end() ? Standing::open : found->second;
}

std::vector<MatterId> Replay::members(CaseId id) const
{
    auto const found = members_.find(id);
    return found == members_.end()
        ? std::vector<MatterId>{}
        : std::vector<MatterId>{found->second.begin(), found->second.end()};
}

std::optional<CaseId> Replay::case_of(MatterId matter) const
{
    auto const place = places_.find(matter);
    return place == places_.end() ? std::nullopt : std::optional{place->second.in};
}

intake::Matter Replay::matter(MatterId id) const
{
    auto const loaded = intake::load_matter(connection_, may_, id);
    return loaded ? *loaded : intake::Matter{.of = {.matter = id}};
}

std::optional<neardup::Candidate> Replay::against(MatterId id, CaseId in) const
{
    Reading const reading{matter(id)};
    for (auto const& found : index_->candidates(reading.document())) {
        if (found.case_id == in.get()) {
            return found;
        }
    }
    auto others = members(in);
    std::erase(others, id);
    auto const size = others.size();
    if (size > most_compared) {
        others.erase(others.begin(), others.end() - most_compared);
    }
    std::optional<neardup::Candidate> best;
    for (auto const other : others) {
        auto const pair = index_->explain(reading.document(), Reading{matter(other)}.document());
        if (!best || pair.log_odds > best->log_odds) {
            best = neardup::Candidate{.case_id = in.get(), .nearest = other.get()};
            best->log_odds = pair.log_odds;
            best->probability = pair.probability;
            for (auto const& feature : pair.features) {
                best->values[static_cast<std::size_t>(feature.name)] = feature.value;
            }
        }
    }
    return best;
}

} // namespace ducha::merge
