// Which kept reports are worth a comparison.
#include "engines/neardup/retrieve.h"

#include <algorithm>
#include <bit>

namespace ducha::neardup {
namespace {

constexpr float least_share = 0.1F; ///< of the votes of the best

/// The logarithm to the base of 2, straight between the powers of 2, the same on every machine:
/// a number's bits are its exponent and how far it is to the next.
float log2_of(float number)
{
    constexpr std::int32_t one = 127 << 23;
    constexpr float octave = 1 << 23;
    return static_cast<float>(std::bit_cast<std::int32_t>(number) - one) / octave;
}

} // namespace

std::size_t most_sought(Limits const& limits)
{
    return 4 * most_cells + most_joint + 2 * limits.posted_pairs + limits.probed_keys;
}

std::vector<Key> sought_of(Sketch const& sketch, Limits const& limits)
{
    auto sought = cells_about(sketch.facts);
    sought.reserve(most_sought(limits));
    sought.insert(sought.end(), sketch.joint.begin(), sketch.joint.end());
    for (std::size_t i = 0; i < std::min(sketch.grams.size(), 2 * limits.posted_pairs); ++i) {
        sought.push_back({sketch.grams[i].id(), sketch.weights[i]});
    }
    sought.insert(sought.end(), sketch.keys.begin(), sketch.keys.end());
    return sought;
}

std::vector<std::uint32_t> posted_of(Sketch const& sketch, Limits const& limits)
{
    std::vector<std::uint32_t> posted;
    posted.reserve(limits.posted_keys);
    auto const post = [&](std::uint32_t id) {
        if (posted.size() < limits.posted_keys) {
            posted.push_back(id);
        }
    };
    for (auto const& cell : cells_of(sketch.facts)) {
        post(cell.id);
    }
    for (auto const& key : sketch.joint) {
        post(key.id);
    }
    for (std::size_t i = 0; i < std::min(sketch.grams.size(), limits.posted_pairs); ++i) {
        post(sketch.grams[i].id());
    }
    for (auto const& key : sketch.keys) {
        post(key.id);
    }
    return posted;
}

/// A list that is being walked.
struct Retrieval::Walk {
    std::uint32_t entry = Postings::none; ///< first the key, then the entry to come
    float weight = 0;
};

/// Adds up weights by slot, in a table of which at most half is filled.
class Retrieval::Ballot {
public:
    explicit Ballot(std::size_t most) : table_(std::bit_ceil(2 * most + 64))
    {
        votes_.reserve(most);
    }

    void add(std::uint32_t slot, float weight)
    {
        auto const mask = table_.size() - 1;
        auto at = static_cast<std::size_t>(slot * 0x9E3779B1U >> 7U) & mask;
        while (table_[at] != 0 && votes_[table_[at] - 1].slot != slot) {
            at = (at + 1) & mask;
        }
        if (table_[at] == 0) {
            votes_.push_back({slot, 0});
            table_[at] = static_cast<std::uint32_t>(votes_.size());
        }
        votes_[table_[at] - 1].weight += weight;
    }

    [[nodiscard]] std::vector<Vote> counted() && { return std::move(votes_); }

private:
    std::vector<std::uint32_t> table_; ///< 0, or a place in `votes_` + 1
    std::vector<Vote> votes_;
};

/// One entry of each list, its `hop`-th from 1: all lists are walked side by side, so that the
/// processor fetches them together.
void Retrieval::step(std::vector<Walk>& walks, std::size_t hop, Ballot& ballot) const
{
    std::size_t left = 0;
    for (auto walk : walks) {
        while (walk.entry != Postings::none && store_.is_out(postings_.slot_of(walk.entry))) {
            walk.entry = postings_.older(walk.entry);
        }
        if (walk.entry == Postings::none) {
            continue;
        }
        auto const slot = postings_.slot_of(walk.entry);
        auto const back = static_cast<float>(store_.attached_since(slot));
        ballot.add(slot, walk.weight * log2_of(1 + back / static_cast<float>(hop)));
        walk.entry = postings_.older(walk.entry);
        if (walk.entry != Postings::none) {
            postings_.prefetch_entry(walk.entry);
            walks[left++] = walk;
        }
    }
    walks.resize(left);
}

/// The lists that are worth a walk, each at its newest entry.
std::vector<Retrieval::Walk> Retrieval::begun(std::span<Key const> sought) const
{
    std::vector<Walk> walks;
    walks.reserve(sought.size());
    for (auto const& key : sought) {
        postings_.prefetch_head(key.id);
        walks.push_back({key.id, key.weight});
    }
    std::size_t left = 0;
    for (auto walk : walks) {
        walk.entry = postings_.newest(walk.entry);
        if (walk.entry != Postings::none) {
            postings_.prefetch_entry(walk.entry);
            walks[left++] = walk;
        }
    }
    walks.resize(left);
    return walks;
}

std::vector<Retrieval::Vote> Retrieval::votes_for(std::span<Key const> sought, Work& work) const
{
    auto walks = begun(sought);
    Ballot ballot(walks.size() * limits_.hops_per_list);
    for (std::size_t hop = 1; hop <= limits_.hops_per_list && !walks.empty(); ++hop) {
        work.hops += walks.size();
        step(walks, hop, ballot);
    }
    return std::move(ballot).counted();
}

std::vector<std::uint32_t>
Retrieval::nearest(std::span<Key const> sought, std::int64_t id, Work& work) const
{
    auto votes = votes_for(sought, work);
    auto const before = [](Vote const& a, Vote const& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.slot > b.slot;
    };
    // What met far less than the best is not worth a look.
    float best = 0;
    for (auto const& vote : votes) {
        best = std::max(best, vote.weight);
    }
    std::erase_if(votes, [&](Vote const& vote) { return vote.weight < least_share * best; });
    auto const most = std::min(votes.size(), 2 * limits_.looked_at);
    auto const cut = votes.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(votes, cut, before);
    votes.erase(cut, votes.end());
    std::ranges::sort(votes, before);
    for (auto const& vote : votes) {
        store_.prefetch(vote.slot);
    }
    struct OfCase {
        std::uint32_t in;
        std::size_t count;
    };
    std::vector<OfCase> cases;
    std::vector<std::uint32_t> result;
    cases.reserve(limits_.looked_at);
    result.reserve(limits_.looked_at);
    for (auto const& vote : votes) {
        auto const& record = store_.record(vote.slot);
        if (result.size() == limits_.looked_at) {
            break;
        }
        auto of = std::ranges::find(cases, record.in, &OfCase::in);
        if (of == cases.end()) {
            of = cases.insert(of, {record.in, 0});
        }
        if (record.id != id && of->count < limits_.verified_per_case) {
            ++of->count;
            store_.prefetch_grams(vote.slot);
            result.push_back(vote.slot);
        }
    }
    return result;
}

} // namespace ducha::neardup
