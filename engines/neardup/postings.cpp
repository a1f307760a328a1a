// Which reports hold an n-gram, the newest first.
#include "engines/neardup/postings.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace ducha::neardup {
namespace {

constexpr std::size_t least_places = 1024;

unsigned shift_for(std::size_t places)
{
    return gram_bits - static_cast<unsigned>(std::countr_zero(places));
}

} // namespace

Heads::Heads() : Heads(std::size_t{0}) {}

Heads::Heads(std::size_t grams)
    : places_(std::max(least_places, std::bit_ceil(grams + (grams + 2) / 3))),
      shift_(shift_for(places_.size()))
{
    invariant(grams <= most_hashed, "a hash table is smaller than a plain one");
}

Heads::Heads(std::span<std::uint32_t> plain) : shift_(0), plain_(plain)
{
    invariant(plain.size() == plain_places, "a plain table has a place for each n-gram");
}

/// Where the n-gram is, or where it would be put.
std::size_t Heads::place_of(std::uint32_t gram) const
{
    auto const mask = places_.size() - 1;
    auto at = home_of(gram);
    while (places_[at].gram != 0 && places_[at].gram != gram) {
        at = (at + 1) & mask;
    }
    return at;
}

void Heads::grow()
{
    if (2 * places_.size() * sizeof(Place) >= plain_places * sizeof(std::uint32_t)) {
        own_plain_.assign(plain_places, none);
        plain_ = own_plain_;
        for (auto const& place : places_) {
            if (place.gram != 0) {
                plain_[place.gram] = place.newest;
            }
        }
        places_ = {};
        return;
    }
    LargeVector<Place> old(places_.size() * 2);
    std::swap(old, places_);
    --shift_;
    for (auto const& place : old) {
        if (place.gram != 0) {
            places_[place_of(place.gram)] = place;
        }
    }
}

std::uint32_t Heads::newest(std::uint32_t gram) const
{
    return plain_.empty() ? places_[place_of(gram)].newest : plain_[gram];
}

std::uint32_t Heads::exchange(std::uint32_t gram, std::uint32_t entry)
{
    if (plain_.empty() && (filled_ + 1) * 4 > places_.size() * 3) {
        grow();
    }
    if (!plain_.empty()) {
        return std::exchange(plain_[gram], entry);
    }
    auto& place = places_[place_of(gram)];
    filled_ += place.gram == 0 ? 1 : 0;
    place.gram = gram;
    return std::exchange(place.newest, entry);
}

void Heads::prefetch(std::uint32_t gram) const
{
    if (plain_.empty()) {
        __builtin_prefetch(&places_[home_of(gram)]);
    } else {
        __builtin_prefetch(&plain_[gram]);
    }
}

std::size_t Heads::bytes() const
{
    return places_.capacity() * sizeof(Place) + own_plain_.capacity() * sizeof(std::uint32_t);
}

std::size_t Heads::mapped_bytes() const
{
    return own_plain_.empty() ? plain_.size_bytes() : 0;
}

Postings::Postings(std::size_t width) : width_(width)
{
    invariant(width > 0, "a report has entries");
}

Postings::Postings(std::size_t width, std::span<std::uint32_t> older, Heads heads)
    : width_(width), older_(older), heads_(std::move(heads))
{
    invariant(width > 0 && older.size() % width == 0, "each report has a row of entries");
}

void Postings::add(std::span<std::uint32_t const> grams)
{
    invariant(grams.size() <= width_, "a report has at most a row of entries");
    invariant(older_.size() + width_ < none, "an index holds fewer than 2^32 entries");
    for (auto const gram : grams) {
        heads_.prefetch(gram);
    }
    for (std::size_t i = 0; i < width_; ++i) {
        auto const entry = static_cast<std::uint32_t>(older_.size());
        older_.push_back(i < grams.size() ? heads_.exchange(grams[i], entry) : none);
    }
}

} // namespace ducha::neardup
