// Which kept reports are worth a comparison.
#include "engines/neardup/retrieve.h"

#include <algorithm>
#include <bit>

namespace ducha::neardup {
namespace {

constexpr float least_share = 0.25F; ///< of the votes of the best

} // namespace

std::vector<std::uint32_t> posted_of(Sketch const& sketch, Limits const& limits)
{
    std::vector<std::uint32_t> posted;
    posted.reserve(limits.posted_keys);
    for (auto const& cell : cells_of(sketch.facts)) {
        posted.push_back(cell.id);
    }
    auto const pairs = std::min(sketch.grams.size(), limits.posted_pairs);
    for (std::size_t i = 0; i < pairs && posted.size() < limits.posted_keys; ++i) {
        posted.push_back(sketch.grams[i].id());
    }
    for (std::size_t i = 0; i < sketch.keys.size() && posted.size() < limits.posted_keys; ++i) {
        posted.push_back(sketch.keys[i].id);
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

/// One entry of each list: all lists are walked side by side, so that the processor fetches them
/// together.
void Retrieval::step(std::vector<Walk>& walks, Ballot& ballot, Work& work) const
{
    std::size_t left = 0;
    for (auto walk : walks) {
        while (walk.entry != Postings::none && store_.is_out(postings_.slot_of(walk.entry))) {
            walk.entry = postings_.older(walk.entry);
        }
        if (walk.entry == Postings::none) {
            continue;
        }
        ballot.add(postings_.slot_of(walk.entry), walk.weight);
        ++work.hops;
        walk.entry = postings_.older(walk.entry);
        if (walk.entry != Postings::none) {
            postings_.prefetch_entry(walk.entry);
            walks[left++] = walk;
        }
    }
    walks.resize(left);
}

/// The lists that are worth a walk, each at its newest entry.
std::vector<Retrieval::Walk> Retrieval::begun(Sketch const& sketch) const
{
    std::vector<Walk> walks;
    auto const cells = cells_about(sketch.facts);
    auto const pairs = std::min(sketch.grams.size(), 2 * limits_.posted_pairs);
    walks.reserve(cells.size() + pairs + sketch.keys.size());
    for (auto const& key : cells) {
        walks.push_back({key.id, key.weight});
    }
    for (std::size_t i = 0; i < pairs; ++i) {
        walks.push_back({sketch.grams[i].id(), sketch.weights[i]});
    }
    for (auto const& key : sketch.keys) {
        walks.push_back({key.id, key.weight});
    }
    for (auto const& walk : walks) {
        postings_.prefetch_head(walk.entry);
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

std::vector<Retrieval::Vote> Retrieval::votes_for(Sketch const& sketch, Work& work) const
{
    auto walks = begun(sketch);
    Ballot ballot(walks.size() * limits_.hops_per_list);
    for (std::size_t hop = 0; hop < limits_.hops_per_list && !walks.empty(); ++hop) {
        step(walks, ballot, work);
    }
    return std::move(ballot).counted();
}

std::vector<std::uint32_t> Retrieval::nearest(Sketch const& sketch, Work& work) const
{
    auto votes = votes_for(sketch, work);
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
        if (record.id != sketch.id && of->count < limits_.verified_per_case) {
            ++of->count;
            store_.prefetch_grams(vote.slot);
            result.push_back(vote.slot);
        }
    }
    return result;
}

} // namespace ducha::neardup
