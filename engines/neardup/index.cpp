// The index: which cases a report may repeat.
#include "base/invariant.h"

#include "engines/neardup/evidence.h"
#include "engines/neardup/neardup.h"
#include "engines/neardup/postings.h"
#include "engines/neardup/retrieve.h"
#include "engines/neardup/snapshot.h"
#include "engines/neardup/store.h"

#include <algorithm>
#include <cmath>

namespace ducha::neardup {
namespace {

constexpr double least_probability = 0.01;

/// A report that was compared in full.
struct Comparison {
    std::uint32_t slot = 0;
    std::uint32_t in = 0; ///< its case
    Values values{};
    double log_odds = 0;
};

/// The better first; among equals the older.
bool better(Comparison const& a, Comparison const& b)
{
    return a.log_odds != b.log_odds ? a.log_odds > b.log_odds : a.slot < b.slot;
}

/// How much of a case's core the report holds.
double held_of(Core const& core, Probe const& report)
{
    double held = 0;
    double all = 0;
    for (std::size_t i = 0; i < Core::most; ++i) {
        auto const weight = static_cast<double>(core.weights[i]);
        all += weight;
        held += weight > 0 && report.find(core.grams[i]) != Probe::none ? weight : 0;
    }
    return all > 0 ? held / all : 0;
}

} // namespace

/// All that does not depend on the index.
struct Prepared::Reading {
    Sketch sketch;
    Probe probe;
    std::vector<Key> sought;
    std::vector<std::uint32_t> posted;

    Reading(Document const& document, Model const& model)
        : sketch(sketch_of(document, model)),
          probe(sketch),
          sought(sought_of(sketch, model.limits)),
          posted(posted_of(sketch, model.limits))
    {
    }
    Reading(Reading const&) = delete; // the probe refers to the sketch
    Reading& operator=(Reading const&) = delete;
    ~Reading() = default;
};

Prepared::Prepared(Document const& document, Model const& model)
    : reading_(std::make_unique<Reading const>(document, model))
{
}

Prepared::~Prepared() = default;
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;

std::vector<Feature> features_of(Values const& values, Model const& model)
{
    std::vector<Feature> features;
    for (std::size_t i = 0; i < evidence_count; ++i) {
        features.push_back({static_cast<Evidence>(i), values[i], values[i] * model.weights[i]});
    }
    return features;
}

struct Index::State {
    explicit State(Model const& of) : model(of), postings(of.limits.posted_keys) {}
    State(Model const& of, Store kept, Postings posted)
        : model(of), store(std::move(kept)), postings(std::move(posted))
    {
    }

    Model model;
    Store store;
    Postings postings;

    [[nodiscard]] std::vector<std::uint32_t>
    likeliest(Probe const& probe, std::vector<std::uint32_t> slots) const;
    [[nodiscard]] std::vector<Comparison>
    compared(Probe const& probe, std::vector<std::uint32_t> const& slots) const;
    [[nodiscard]] Candidate judged(Probe const& probe, std::span<Comparison const> members) const;
    [[nodiscard]] bool barred(Case const& of, Barred const& by) const;
};

/// The slots that are most like the report at a glance, the likest first.
std::vector<std::uint32_t>
Index::State::likeliest(Probe const& probe, std::vector<std::uint32_t> slots) const
{
    auto const most = model.limits.verified;
    if (slots.size() <= most) {
        return slots;
    }
    struct Seen {
        float shared;
        std::uint32_t place;
    };
    std::vector<Seen> seen;
    seen.reserve(slots.size());
    for (auto const slot : slots) {
        seen.push_back({glance(probe, store.kept(slot)), static_cast<std::uint32_t>(seen.size())});
    }
    std::ranges::sort(seen, [](Seen const& a, Seen const& b) {
        return a.shared != b.shared ? a.shared > b.shared : a.place < b.place;
    });
    std::vector<std::uint32_t> result;
    result.reserve(most);
    for (std::size_t i = 0; i < most; ++i) {
        result.push_back(slots[seen[i].place]);
    }
    return result;
}

/// Comparisons by case, the members of each by their score.
std::vector<Comparison>
Index::State::compared(Probe const& probe, std::vector<std::uint32_t> const& slots) const
{
    std::vector<Comparison> all;
    all.reserve(slots.size());
    for (auto const slot : slots) {
        auto const values = compare(probe, store.kept(slot));
        all.push_back({slot, store.record(slot).in, values, log_odds_of(values, model)});
    }
    std::ranges::sort(all, [](Comparison const& a, Comparison const& b) {
        return a.in != b.in ? a.in < b.in : better(a, b);
    });
    return all;
}

/// members   comparisons with members of one case, at least one, the best first
Candidate Index::State::judged(Probe const& probe, std::span<Comparison const> members) const
{
    auto const& nearest = members.front();
    auto values = nearest.values;
    auto const most = std::min<std::size_t>(members.size(), 3);
    double support = 0;
    for (std::size_t i = 0; i < most; ++i) {
        auto cosines = members[i].values;
        support += at(cosines, Evidence::text_cosine) / static_cast<double>(most);
    }
    auto const& record = store.record(nearest.slot);
    auto const& of = store.case_of(record);
    at(values, Evidence::case_support) = support;
    at(values, Evidence::case_size) = std::log(static_cast<double>(of.size));
    if (auto const* core = store.core_of(of)) {
        at(values, Evidence::case_core) = held_of(*core, probe);
        at(values, Evidence::case_has_core) = 1;
    }
    Candidate candidate;
    candidate.case_id = of.id;
    candidate.nearest = record.id;
    candidate.values = values;
    candidate.log_odds = log_odds_of(values, model);
    candidate.probability = probability_of(candidate.log_odds, model);
    if (candidate.probability >= least_probability) {
        auto const against_root = compare(probe, store.kept(of.first));
        candidate.agrees_with_root =
            log_odds_of(against_root, model) >= model.thresholds.root_log_odds;
    }
    return candidate;
}

bool Index::State::barred(Case const& of, Barred const& by) const
{
    return std::ranges::any_of(by.ids, [&](std::int64_t id) {
        auto const slot = id == of.id ? nothing : store.slot_of(id);
        return id == of.id || (slot != nothing && store.case_of(store.record(slot)).id == of.id);
    });
}

Index::Index(Model const& model)
{
    invariant(model.frequencies != nullptr, "a model has frequencies");
    state_ = std::make_unique<State>(model);
}

Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

std::vector<Candidate>
Index::candidates(Document const& document, Barred const& barred, Work* work) const
{
    return candidates(Prepared{document, state_->model}, barred, work);
}

std::vector<Candidate>
Index::candidates(Prepared const& report, Barred const& barred, Work* work) const
{
    auto const& state = *state_;
    Work done;
    auto const& [sketch, probe, sought, posted] = report.reading();
    Retrieval const retrieval{state.store, state.postings, state.model.limits};
    auto const near = retrieval.nearest(sought, sketch.id, done);
    auto const slots = state.likeliest(probe, near);
    auto const all = state.compared(probe, slots);
    done.verified = all.size();
    if (work != nullptr) {
        for (auto const slot : near) {
            done.found.push_back(state.store.record(slot).id);
        }
    }
    struct Found {
        Candidate candidate;
        std::uint32_t root;
    };
    std::vector<Found> found;
    for (std::size_t first = 0; first < all.size();) {
        auto last = first;
        while (last < all.size() && all[last].in == all[first].in) {
            ++last;
        }
        auto const& of = state.store.case_of(state.store.record(all[first].slot));
        if (!state.barred(of, barred)) {
            auto const candidate = state.judged(probe, std::span{all}.subspan(first, last - first));
            if (candidate.probability >= least_probability) {
                found.push_back({candidate, of.first});
            }
        }
        first = last;
    }
    std::ranges::sort(found, [](Found const& a, Found const& b) {
        return a.candidate.log_odds != b.candidate.log_odds
            ? a.candidate.log_odds > b.candidate.log_odds
            : a.root < b.root;
    });
    std::vector<Candidate> result;
    for (std::size_t i = 0; i < std::min(found.size(), state.model.limits.candidates); ++i) {
        result.push_back(found[i].candidate);
    }
    if (work != nullptr) {
        *work = done;
    }
    return result;
}

void Index::attach(Document const& document, std::int64_t case_id)
{
    attach(Prepared{document, state_->model}, case_id);
}

void Index::attach(Prepared const& report, std::int64_t case_id)
{
    auto& state = *state_;
    auto const& sketch = report.reading().sketch;
    invariant(state.store.slot_of(sketch.id) == nothing, "a document is attached once");
    state.store.attach(
        kept_of(sketch, state.model.limits.kept_grams), case_id, *state.model.frequencies
    );
    state.postings.add(report.reading().posted);
}

bool Index::detach(std::int64_t id)
{
    return state_->store.detach(id, *state_->model.frequencies);
}

std::optional<std::int64_t> Index::case_of(std::int64_t id) const
{
    auto const slot = state_->store.slot_of(id);
    if (slot == nothing) {
        return std::nullopt;
    }
    return state_->store.case_of(state_->store.record(slot)).id;
}

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}

void Index::write_snapshot(std::string_view tag, Sink const& sink) const
{
    snapshot::write(state_->model, state_->store, state_->postings, tag, sink);
}

std::expected<Restored, SnapshotFault>
Index::from_snapshot(Model const& model, std::span<std::byte> bytes)
{
    auto parts = snapshot::read(model, bytes);
    if (!parts) {
        return std::unexpected{std::move(parts.error())};
    }
    std::string const tag{parts->tag};
    return Restored{
        Index{std::make_unique<State>(model, std::move(parts->store), std::move(parts->postings))},
        tag
    };
}

Footprint Index::footprint() const
{
    auto const& store = state_->store;
    return {
        .documents = store.documents(),
        .cases = store.cases(),
        .postings = store.documents() * state_->model.limits.posted_keys,
        .bytes = store.bytes() + state_->postings.bytes(),
        .mapped_bytes = store.mapped_bytes() + state_->postings.mapped_bytes(),
    };
}

Model const& Index::model() const
{
    return state_->model;
}

} // namespace ducha::neardup
