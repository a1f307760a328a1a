// What an index keeps: reports, their n-grams, and their cases.
#pragma once

#include "engines/neardup/columns.h"
#include "engines/neardup/sketch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ducha::neardup {

inline constexpr std::uint32_t nothing = 0xFFFFFFFF;

/// A kept report, but for its n-grams. Plain, so that a snapshot holds it as it is.
struct Record {
    std::int64_t id = 0;
    Facts facts;
    Squares squares;
    float least = 0;
    std::uint32_t grams = 0; ///< where they begin
    std::uint32_t gram_count = 0;
    std::uint32_t in = nothing;   ///< place of its case; `nothing`: taken out
    std::uint32_t next = nothing; ///< the next member of its case, in order of attach
    std::uint32_t unused = 0;     ///< so that no byte of a snapshot is left to chance
};

/// A case: a chain of members, the root first. Forgotten when it is empty.
struct Case {
    std::int64_t id = 0;
    std::uint32_t first = nothing;
    std::uint32_t last = nothing;
    std::uint32_t size = 0;
    std::uint32_t core = nothing; ///< place of what its members share; `nothing` of small ones
};

/// The words that many members of a case share, with what each counts; 0, 0 fills up.
struct Core {
    static constexpr std::size_t most = 24;
    std::array<std::uint32_t, most> grams{};
    std::array<float, most> weights{};
};

/// Slots by id, in a table of 4 bytes a place.
class Slots {
public:
    Slots() = default;

    /// With room for so many ids.
    explicit Slots(std::size_t ids)
        : table_(std::bit_ceil(std::max(least_places, ids + ids / 2 + 1)), nothing)
    {
    }

    /// The place of `id`, or where it would be put; `id_of` tells whose id lies in a slot.
    template <class IdOf>
    [[nodiscard]] std::uint32_t find(std::int64_t id, IdOf const& id_of) const
    {
        auto const place = place_of(id, id_of);
        return table_[place] == gone ? nothing : table_[place];
    }

    /// Puts it where the id is not there yet; else returns false.
    template <class IdOf>
    [[nodiscard]] bool put_new(std::int64_t id, std::uint32_t slot, IdOf const& id_of)
    {
        if (find(id, id_of) != nothing) {
            return false;
        }
        put(id, slot, id_of);
        return true;
    }

    void prefetch(std::int64_t id) const { __builtin_prefetch(&table_[home_of(id)]); }

    template <class IdOf>
    void put(std::int64_t id, std::uint32_t slot, IdOf const& id_of)
    {
        if ((used_ + 1) * 3 > table_.size() * 2) {
            grow(id_of);
        }
        auto const place = place_of(id, id_of);
        used_ += table_[place] == nothing ? 1 : 0;
        table_[place] = slot;
    }

    template <class IdOf>
    void erase(std::int64_t id, IdOf const& id_of)
    {
        auto const place = place_of(id, id_of);
        if (table_[place] != nothing) {
            table_[place] = gone;
        }
    }

    [[nodiscard]] std::size_t bytes() const { return table_.capacity() * sizeof(std::uint32_t); }

private:
    static constexpr std::uint32_t gone = nothing - 1;
    static constexpr std::size_t least_places = 64;

    [[nodiscard]] std::size_t home_of(std::int64_t id) const
    {
        return static_cast<std::size_t>(spread(static_cast<std::uint64_t>(id))) &
            (table_.size() - 1);
    }

    template <class IdOf>
    [[nodiscard]] std::size_t place_of(std::int64_t id, IdOf const& id_of) const
    {
        auto const mask = table_.size() - 1;
        auto at = home_of(id);
        while (table_[at] != nothing && (table_[at] == gone || id_of(table_[at]) != id)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    template <class IdOf>
    void grow(IdOf const& id_of)
    {
        LargeVector<std::uint32_t> old(table_.size() * 2, nothing);
        std::swap(old, table_);
        used_ = 0;
        for (auto const slot : old) {
            if (slot != nothing && slot != gone) {
                table_[place_of(id_of(slot), id_of)] = slot;
                ++used_;
            }
        }
    }

    LargeVector<std::uint32_t> table_ = LargeVector<std::uint32_t>(least_places, nothing);
    std::size_t used_ = 0; ///< places that are not free, `gone` ones included
};

/// What a snapshot holds of a store: nothing taken out, no empty case, and of the n-grams and the
/// cores no gap. Changed in place.
struct Base {
    std::span<Record> records;
    std::span<Gram> grams;
    std::span<Case> cases;
    std::span<Core> cores;
};

/// Reports and cases, and how they hang together.
class Store {
public:
    Store() = default;

    /// Begins with what was kept before; nothing where two reports or two cases have one id.
    /// Precondition: all slots and places in it are in range.
    [[nodiscard]] static std::optional<Store> restored(Base const& base);

    /// Adds a report to the case of this id, which is made if there is none. Returns its slot.
    std::uint32_t attach(Kept const& kept, std::int64_t case_id, Frequencies const& frequencies);

    /// Takes a report out of its case. False where it is not in any.
    bool detach(std::int64_t id, Frequencies const& frequencies);

    [[nodiscard]] std::uint32_t slot_of(std::int64_t id) const;
    [[nodiscard]] Record const& record(std::uint32_t slot) const { return records_[slot]; }
    [[nodiscard]] bool is_out(std::uint32_t slot) const
    {
        return !out_.empty() && records_[slot].in == nothing;
    }
    [[nodiscard]] Kept kept(std::uint32_t slot) const;
    [[nodiscard]] Case const& case_of(Record const& record) const { return cases_[record.in]; }
    [[nodiscard]] Case const& case_at(std::uint32_t place) const { return cases_[place]; }
    [[nodiscard]] Core const* core_of(Case const& of) const
    {
        return of.core == nothing ? nullptr : &cores_[of.core];
    }

    void prefetch(std::uint32_t slot) const { __builtin_prefetch(&records_[slot]); }
    void prefetch_grams(std::uint32_t slot) const;

    [[nodiscard]] std::size_t slots() const { return records_.size(); }
    [[nodiscard]] std::size_t case_places() const { return cases_.size(); }
    [[nodiscard]] std::size_t documents() const { return records_.size() - out_.size(); }

    /// How many reports were attached since this one, itself included; those taken out do not
    /// count.
    [[nodiscard]] std::size_t attached_since(std::uint32_t slot) const
    {
        auto const since = records_.size() - slot;
        return out_.empty() ? since : since - out_since(slot);
    }
    [[nodiscard]] std::size_t cases() const { return live_cases_; }
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t mapped_bytes() const;

private:
    explicit Store(Base const& base);
    [[nodiscard]] std::uint32_t case_slot(std::int64_t id) const;
    [[nodiscard]] std::size_t out_since(std::uint32_t slot) const;
    void share_again(std::uint32_t in, Frequencies const& frequencies);

    Column<Record> records_;
    Arena<Gram> grams_;
    Column<Case> cases_;
    Column<Core> cores_;
    Slots by_id_;
    Slots case_by_id_;
    std::vector<std::uint32_t> out_; ///< slots of what was taken out, ascending
    std::size_t live_cases_ = 0;
};

} // namespace ducha::neardup
