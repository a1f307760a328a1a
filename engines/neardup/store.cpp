// What an index keeps: reports, their n-grams, and their cases.
#include "engines/neardup/store.h"

#include <algorithm>
#include <utility>

namespace ducha::neardup {
namespace {

constexpr std::size_t read_members = 48; ///< the oldest: a large case's core stays as it is
constexpr std::size_t least_members = 3;

struct Counted {
    std::uint32_t gram = 0;
    float weight = 0;
};

/// The words that at least a third of the members hold: the more hold them and the rarer they are
/// elsewhere, the more they count.
///
/// grams   of all members, in any order; each at most once a member
Core core_of_grams(
    std::vector<std::uint32_t> grams, std::size_t members, Frequencies const& frequencies
)
{
    auto const least = std::max<std::size_t>(2, (members + 2) / 3);
    std::ranges::sort(grams);
    std::vector<Counted> shared;
    for (auto first = grams.begin(); first != grams.end();) {
        auto const last = std::find_if(first, grams.end(), [&](auto id) { return id != *first; });
        auto const count = static_cast<std::size_t>(last - first);
        auto const rarity = count >= least ? frequencies.rarity(*first) : 0;
        if (rarity > 0) {
            auto const share = static_cast<float>(count) / static_cast<float>(members);
            shared.push_back({*first, rarity * rarity * share});
        }
        first = last;
    }
    std::ranges::sort(shared, [](Counted const& a, Counted const& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.gram < b.gram;
    });
    Core core;
    for (std::size_t i = 0; i < std::min(shared.size(), Core::most); ++i) {
        core.grams[i] = shared[i].gram;
        core.weights[i] = shared[i].weight;
    }
    return core;
}

/// Enters all of a table; false where an id is there twice.
template <class T>
bool enter_all(Slots& slots, std::span<T> table)
{
    constexpr std::size_t ahead = 16; // so that the processor fetches places together
    auto const id_of = [&](std::uint32_t at) { return table[at].id; };
    for (std::size_t i = 0; i < table.size(); ++i) {
        slots.prefetch(table[std::min(i + ahead, table.size() - 1)].id);
        if (!slots.put_new(table[i].id, static_cast<std::uint32_t>(i), id_of)) {
            return false;
        }
    }
    return true;
}

} // namespace

Store::Store(Base const& base)
    : records_(base.records),
      grams_(base.grams),
      cases_(base.cases),
      cores_(base.cores),
      by_id_(base.records.size()),
      case_by_id_(base.cases.size()),
      live_cases_(base.cases.size())
{
}

std::optional<Store> Store::restored(Base const& base)
{
    Store store{base};
    bool const distinct =
        enter_all(store.by_id_, base.records) && enter_all(store.case_by_id_, base.cases);
    return distinct ? std::optional{std::move(store)} : std::nullopt;
}

std::uint32_t Store::slot_of(std::int64_t id) const
{
    return by_id_.find(id, [&](std::uint32_t slot) { return records_[slot].id; });
}

std::uint32_t Store::case_slot(std::int64_t id) const
{
    return case_by_id_.find(id, [&](std::uint32_t slot) { return cases_[slot].id; });
}

std::size_t Store::out_since(std::uint32_t slot) const
{
    return static_cast<std::size_t>(out_.end() - std::ranges::lower_bound(out_, slot));
}

Kept Store::kept(std::uint32_t slot) const
{
    auto const& record = records_[slot];
    return {
        .id = record.id,
        .facts = record.facts,
        .grams = {grams_.at(record.grams), record.gram_count},
        .squares = record.squares,
        .least = record.least,
    };
}

void Store::prefetch_grams(std::uint32_t slot) const
{
    constexpr std::size_t line = 64 / sizeof(Gram);
    auto const& record = records_[slot];
    auto const* grams = grams_.at(record.grams);
    for (std::size_t i = 0; i < record.gram_count; i += line) {
        __builtin_prefetch(grams + i);
    }
}

std::uint32_t Store::attach(Kept const& kept, std::int64_t case_id, Frequencies const& frequencies)
{
    auto const slot = static_cast<std::uint32_t>(records_.size());
    auto in = case_slot(case_id);
    if (in == nothing) {
        in = static_cast<std::uint32_t>(cases_.size());
        cases_.push_back({.id = case_id});
        case_by_id_.put(case_id, in, [&](std::uint32_t at) { return cases_[at].id; });
        ++live_cases_;
    }
    records_.push_back({
        .id = kept.id,
        .facts = kept.facts,
        .squares = kept.squares,
        .least = kept.least,
        .grams = grams_.put(kept.grams),
        .gram_count = static_cast<std::uint32_t>(kept.grams.size()),
        .in = in,
        .next = nothing,
    });
    by_id_.put(kept.id, slot, [&](std::uint32_t at) { return records_[at].id; });
    auto& of = cases_[in];
    if (of.last != nothing) {
        records_[of.last].next = slot;
    }
    of.first = of.first == nothing ? slot : of.first;
    of.last = slot;
    ++of.size;
    if (of.size <= read_members) {
        share_again(in, frequencies);
    }
    return slot;
}

bool Store::detach(std::int64_t id, Frequencies const& frequencies)
{
    auto const slot = slot_of(id);
    if (slot == nothing) {
        return false;
    }
    auto& record = records_[slot];
    auto& of = cases_[record.in];
    auto before = nothing;
    for (auto at = of.first; at != slot; at = records_[at].next) {
        before = at;
    }
    (before == nothing ? of.first : records_[before].next) = record.next;
    of.last = of.last == slot ? before : of.last;
    if (--of.size == 0) {
        case_by_id_.erase(of.id, [&](std::uint32_t at) { return cases_[at].id; });
        --live_cases_;
    } else {
        share_again(record.in, frequencies);
    }
    by_id_.erase(id, [&](std::uint32_t at) { return records_[at].id; });
    record.in = nothing;
    out_.insert(std::ranges::lower_bound(out_, slot), slot);
    return true;
}

/// Finds anew what the members of a case share. The core depends on the members alone, so that
/// one taken out leaves nothing behind.
void Store::share_again(std::uint32_t in, Frequencies const& frequencies)
{
    auto& of = cases_[in];
    if (of.size < least_members) {
        of.core = nothing;
        return;
    }
    std::vector<std::uint32_t> grams;
    std::size_t members = 0;
    for (auto at = of.first; at != nothing && members < read_members; at = records_[at].next) {
        for (auto const gram : kept(at).grams) {
            grams.push_back(gram.id());
        }
        ++members;
    }
    auto const core = core_of_grams(std::move(grams), members, frequencies);
    if (of.core == nothing) {
        of.core = static_cast<std::uint32_t>(cores_.size());
        cores_.push_back(core);
    } else {
        cores_[of.core] = core;
    }
}

std::size_t Store::bytes() const
{
    return records_.bytes() + grams_.bytes() + cases_.bytes() + cores_.bytes() + by_id_.bytes() +
        case_by_id_.bytes();
}

std::size_t Store::mapped_bytes() const
{
    return records_.mapped_bytes() + grams_.mapped_bytes() + cases_.mapped_bytes() +
        cores_.mapped_bytes();
}

} // namespace ducha::neardup
