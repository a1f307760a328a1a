// Which reports hold an n-gram, the newest first.
#include "engines/neardup/postings.h"

#include "base/invariant.h"

#include <utility>

namespace ducha::neardup {

/// Where the n-gram is, or where it would be put. Precondition: the table has room.
std::size_t Postings::place_of(std::uint32_t gram) const
{
    auto const mask = heads_.size() - 1;
    auto at = static_cast<std::size_t>(gram) & mask;
    while (heads_[at].used && heads_[at].gram != gram) {
        at = (at + 1) & mask;
    }
    return at;
}

void Postings::grow()
{
    std::vector<Head> old(heads_.empty() ? 1024 : heads_.size() * 2);
    std::swap(old, heads_);
    for (auto const& head : old) {
        if (head.used) {
            heads_[place_of(head.gram)] = head;
        }
    }
}

void Postings::add(std::uint32_t gram, std::uint32_t slot)
{
    if ((grams_ + 1) * 4 > heads_.size() * 3) {
        grow();
    }
    auto& head = heads_[place_of(gram)];
    if (!head.used) {
        head.used = true;
        head.gram = gram;
        ++grams_;
    }
    auto at = free_;
    if (at == none) {
        invariant(entries_.size() < none, "an index holds fewer than 2^32 postings");
        at = static_cast<std::uint32_t>(entries_.size());
        entries_.emplace_back();
    } else {
        free_ = entries_[at].older;
    }
    entries_[at] = {slot, head.newest};
    head.newest = at;
    ++live_;
}

void Postings::remove(std::uint32_t gram, std::uint32_t slot)
{
    invariant(!heads_.empty(), "what is removed from the postings was added before");
    auto* link = &heads_[place_of(gram)].newest;
    while (*link != none && entries_[*link].slot != slot) {
        link = &entries_[*link].older;
    }
    invariant(*link != none, "what is removed from the postings was added before");
    auto const at = *link;
    *link = entries_[at].older;
    entries_[at].older = free_;
    free_ = at;
    --live_;
}

std::uint32_t Postings::newest(std::uint32_t gram) const
{
    return heads_.empty() ? none : heads_[place_of(gram)].newest;
}

} // namespace ducha::neardup
