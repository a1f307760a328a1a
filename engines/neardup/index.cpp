// The index: which cases a report may repeat.
#include "base/invariant.h"

#include "engines/neardup/grams.h"
#include "engines/neardup/neardup.h"
#include "engines/neardup/postings.h"
#include "engines/neardup/profile.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace ducha::neardup {
namespace {

using Values = std::array<double, evidence_count>;

constexpr double least_probability = 0.01;

struct Record {
    std::int64_t id = 0;
    std::int64_t case_id = 0;
    std::uint64_t sequence = 0; ///< order of attach: what equal scores are ordered by
    Profile profile;
};

struct Vote {
    std::uint32_t slot = 0;
    float weight = 0;
};

/// Adds up weights by slot in a table of fixed size: at most two thirds of it can be filled.
class Ballot {
public:
    explicit Ballot(std::size_t most_hops)
    {
        std::size_t places = 64;
        while (2 * places < 3 * most_hops) {
            places *= 2;
        }
        table_.resize(places, {Postings::none, 0});
    }

    void add(std::uint32_t slot, float weight)
    {
        auto const mask = table_.size() - 1;
        auto at = static_cast<std::size_t>(spread(slot)) & mask;
        while (table_[at].slot != slot && table_[at].slot != Postings::none) {
            at = (at + 1) & mask;
        }
        table_[at].slot = slot;
        table_[at].weight += weight;
    }

    [[nodiscard]] std::vector<Vote> counted() const
    {
        std::vector<Vote> votes;
        for (auto const& vote : table_) {
            if (vote.slot != Postings::none) {
                votes.push_back(vote);
            }
        }
        return votes;
    }

private:
    std::vector<Vote> table_;
};

/// A report that was compared in full.
struct Comparison {
    std::uint32_t slot = 0;
    Values values{};
    double log_odds = 0;
};

double& at(Values& values, Evidence name)
{
    return values[static_cast<std::size_t>(name)];
}

double probability_of(double log_odds)
{
    return 1.0 / (1.0 + std::exp(-log_odds));
}

std::vector<Feature> features_of(Values const& values, Model const& model)
{
    std::vector<Feature> features;
    for (std::size_t i = 0; i < evidence_count; ++i) {
        features.push_back({static_cast<Evidence>(i), values[i], values[i] * model.weights[i]});
    }
    return features;
}

} // namespace

struct Index::State {
    Model model;
    Postings postings;
    std::vector<Record> records;
    std::vector<std::uint32_t> free_slots;
    std::uint64_t next_sequence = 1;
    std::unordered_map<std::int64_t, std::uint32_t> slots;              ///< by id
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> cases; ///< members, oldest first

    [[nodiscard]] std::vector<Vote> votes_for(Profile const& profile, Work& work) const;
    [[nodiscard]] std::vector<std::uint32_t>
    chosen(std::vector<Vote> votes, std::int64_t but) const;
    [[nodiscard]] Candidate judged(Probe const& probe, std::vector<Comparison> members) const;
    [[nodiscard]] bool barred(std::int64_t case_id, Barred const& by) const;
    [[nodiscard]] std::uint64_t age_of(std::int64_t case_id) const;
};

std::vector<Vote> Index::State::votes_for(Profile const& profile, Work& work) const
{
    auto const& limits = model.limits;
    Ballot ballot(limits.probed_grams * limits.hops_per_list);
    for (auto const& gram : heaviest(profile, limits.probed_grams)) {
        auto entry = postings.newest(gram.id);
        for (std::size_t hop = 0; hop < limits.hops_per_list && entry != Postings::none; ++hop) {
            ballot.add(postings.entry(entry).slot, gram.weight());
            entry = postings.entry(entry).older;
            ++work.hops;
        }
    }
    return ballot.counted();
}

/// The slots to compare: by votes, the newer first among equals, a few of each case.
std::vector<std::uint32_t> Index::State::chosen(std::vector<Vote> votes, std::int64_t but) const
{
    auto const before = [&](Vote const& a, Vote const& b) {
        return a.weight != b.weight ? a.weight > b.weight
                                    : records[a.slot].sequence > records[b.slot].sequence;
    };
    auto const most = std::min(votes.size(), 8 * model.limits.verified);
    auto const cut = votes.begin() + static_cast<std::ptrdiff_t>(most);
    std::partial_sort(votes.begin(), cut, votes.end(), before);
    votes.erase(cut, votes.end());
    std::vector<std::uint32_t> result;
    std::unordered_map<std::int64_t, std::size_t> of_case;
    for (auto const& vote : votes) {
        auto const& record = records[vote.slot];
        if (result.size() == model.limits.verified) {
            break;
        }
        if (record.id != but && of_case[record.case_id]++ < model.limits.verified_per_case) {
            result.push_back(vote.slot);
        }
    }
    return result;
}

/// members   comparisons with members of one case, at least one
Candidate Index::State::judged(Probe const& probe, std::vector<Comparison> members) const
{
    auto const better = [&](Comparison const& a, Comparison const& b) {
        return a.log_odds != b.log_odds ? a.log_odds > b.log_odds
                                        : records[a.slot].sequence < records[b.slot].sequence;
    };
    std::ranges::sort(members, better);
    auto values = members.front().values;
    auto const nearest = std::min<std::size_t>(members.size(), 3);
    double support = 0;
    for (std::size_t i = 0; i < nearest; ++i) {
        support += at(members[i].values, Evidence::text_cosine) / static_cast<double>(nearest);
    }
    auto const& record = records[members.front().slot];
    auto const& all = cases.at(record.case_id);
    at(values, Evidence::case_support) = support;
    at(values, Evidence::case_size) = std::log(static_cast<double>(all.size()));

    Candidate candidate;
    candidate.case_id = record.case_id;
    candidate.nearest = record.id;
    candidate.log_odds = log_odds_of(values, model);
    candidate.probability = probability_of(candidate.log_odds);
    candidate.features = features_of(values, model);
    auto const against_root = compare(probe, records[all.front()].profile);
    candidate.agrees_with_root = log_odds_of(against_root, model) >= model.thresholds.root_log_odds;
    return candidate;
}

bool Index::State::barred(std::int64_t case_id, Barred const& by) const
{
    return std::ranges::any_of(by.ids, [&](std::int64_t id) {
        auto const slot = slots.find(id);
        return id == case_id || (slot != slots.end() && records[slot->second].case_id == case_id);
    });
}

std::uint64_t Index::State::age_of(std::int64_t case_id) const
{
    return records[cases.at(case_id).front()].sequence;
}

Index::Index(Model const& model) : state_(std::make_unique<State>())
{
    invariant(model.frequencies != nullptr, "a model has frequencies");
    state_->model = model;
}

Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

std::vector<Candidate>
Index::candidates(Document const& document, Barred const& barred, Work* work) const
{
    Work done;
    auto const profile = profile_of(document, state_->model);
    Probe const probe{profile};
    std::unordered_map<std::int64_t, std::vector<Comparison>> by_case;
    std::vector<std::int64_t> order;
    for (auto const slot : state_->chosen(state_->votes_for(profile, done), document.id)) {
        auto const& record = state_->records[slot];
        auto& members = by_case[record.case_id];
        if (members.empty()) {
            order.push_back(record.case_id);
        }
        auto const values = compare(probe, record.profile);
        members.push_back({slot, values, log_odds_of(values, state_->model)});
        ++done.verified;
    }
    std::vector<Candidate> result;
    for (auto const case_id : order) {
        if (state_->barred(case_id, barred)) {
            continue;
        }
        auto candidate = state_->judged(probe, std::move(by_case[case_id]));
        if (candidate.probability >= least_probability) {
            result.push_back(std::move(candidate));
        }
    }
    std::ranges::sort(result, [&](Candidate const& a, Candidate const& b) {
        return a.log_odds != b.log_odds ? a.log_odds > b.log_odds
                                        : state_->age_of(a.case_id) < state_->age_of(b.case_id);
    });
    result.resize(std::min(result.size(), state_->model.limits.candidates));
    if (work != nullptr) {
        *work = done;
    }
    return result;
}

void Index::attach(Document const& document, std::int64_t case_id)
{
    auto& state = *state_;
    invariant(!state.slots.contains(document.id), "a document is attached once");
    Record record{document.id, case_id, state.next_sequence++, profile_of(document, state.model)};
    auto slot = static_cast<std::uint32_t>(state.records.size());
    if (state.free_slots.empty()) {
        invariant(slot < Postings::none, "an index holds fewer than 2^32 documents");
        state.records.push_back(std::move(record));
    } else {
        slot = state.free_slots.back();
        state.free_slots.pop_back();
        state.records[slot] = std::move(record);
    }
    for (auto const& gram :
         heaviest(state.records[slot].profile, state.model.limits.posted_grams)) {
        state.postings.add(gram.id, slot);
    }
    state.slots.emplace(document.id, slot);
    state.cases[case_id].push_back(slot);
}

bool Index::detach(std::int64_t id)
{
    auto& state = *state_;
    auto const found = state.slots.find(id);
    if (found == state.slots.end()) {
        return false;
    }
    auto const slot = found->second;
    auto& record = state.records[slot];
    for (auto const& gram : heaviest(record.profile, state.model.limits.posted_grams)) {
        state.postings.remove(gram.id, slot);
    }
    auto const of_case = state.cases.find(record.case_id);
    std::erase(of_case->second, slot);
    if (of_case->second.empty()) {
        state.cases.erase(of_case);
    }
    state.slots.erase(found);
    record = {};
    state.free_slots.push_back(slot);
    return true;
}

std::optional<std::int64_t> Index::case_of(std::int64_t id) const
{
    auto const found = state_->slots.find(id);
    if (found == state_->slots.end()) {
        return std::nullopt;
    }
    return state_->records[found->second].case_id;
}

Footprint Index::footprint() const
{
    constexpr std::size_t node = 40; // of an unordered_map, with its bucket
    Footprint print;
    print.documents = state_->slots.size();
    print.cases = state_->cases.size();
    print.postings = state_->postings.size();
    print.bytes = state_->postings.bytes() + state_->records.capacity() * sizeof(Record) +
        print.documents * node + print.cases * (node + 32);
    for (auto const& record : state_->records) {
        print.bytes += record.profile.grams.capacity() * sizeof(Gram);
        print.bytes += record.profile.districts.capacity() * sizeof(std::uint32_t);
    }
    return print;
}

Model const& Index::model() const
{
    return state_->model;
}

} // namespace ducha::neardup
