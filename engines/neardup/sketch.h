// What is read of a report, and what is kept of it.
#pragma once

#include "engines/neardup/grams.h"
#include "engines/neardup/keys.h"
#include "engines/neardup/model.h"
#include "engines/neardup/neardup.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ducha::neardup {

/// What a report says beside its words.
struct Facts {
    std::uint64_t issue_words = 0; ///< bit set, order of the list in extract.cpp
    std::uint32_t issue_types = 0; ///< bit set of pollution types; 0 = unknown
    std::uint32_t minute = 0;      ///< since 1970, when it occurred
    std::int32_t longitude = 0;    ///< millionths of a degree; 0, 0 = no pin
    std::int32_t latitude = 0;
    std::array<std::uint16_t, 4> districts{}; ///< hashes, 0 = none
    std::array<std::uint16_t, 8> sources{};   ///< the same of nouns of sources

    [[nodiscard]] bool has_pin() const { return longitude != 0 || latitude != 0; }
};

/// Squares of weights, summed by what the n-grams are part of.
struct Squares {
    float all = 0;
    float headline = 0;
    float place = 0;
    float enterprise = 0;

    void add(Gram gram, float weight);
};

/// A report as it was read: n-grams with their weights, the heaviest first.
struct Sketch {
    std::int64_t id = 0;
    Facts facts;
    std::vector<Gram> grams;
    std::vector<float> weights; ///< of each n-gram
    std::vector<Key> keys;      ///< the heaviest first, at most Limits::probed_keys
    std::vector<Key> joint;     ///< names, each with a source
};

/// A report as it is kept: its heaviest n-grams lie elsewhere, from `grams` on.
struct Kept {
    std::int64_t id = 0;
    Facts facts;
    std::span<Gram const> grams; ///< the heaviest first
    Squares squares;             ///< of these
    float least = 0;             ///< weight of the last, 0 where none was left out
};

/// What an n-gram weighs: its rarity, more in a headline and where it is repeated.
[[nodiscard]] float weight_of(float rarity, Gram gram);

/// cost   O(n log n) in the code points read
[[nodiscard]] Sketch sketch_of(Document const& document, Model const& model);

/// Beginning with the heaviest n-gram; the weights are the sketch's.
[[nodiscard]] Kept kept_of(Sketch const& sketch, std::size_t most);

/// A sketch made ready to be compared with many kept reports: most n-grams of another report are
/// not in it, and that is seen at one look.
class Probe {
public:
    /// The sketch must outlive the probe. Precondition: fewer than 2^15 n-grams.
    explicit Probe(Sketch const& sketch);

    [[nodiscard]] Sketch const& sketch() const { return sketch_; }

    static constexpr std::uint16_t none = 0xFFFF;

    /// The place of the n-gram in the sketch; `none` where it is not there.
    [[nodiscard]] std::uint16_t find(std::uint32_t id) const
    {
        if ((seen_[id / 64 % seen_.size()] >> (id % 64) & 1U) == 0) {
            return none;
        }
        auto at = id & mask_;
        while (table_[at].place != none && table_[at].id != id) {
            at = (at + 1) & mask_;
        }
        return table_[at].place;
    }

    /// Sums over those n-grams of the sketch that the kept report would hold if it had them: a
    /// report keeps only its heaviest, so what is lighter than its lightest says nothing.
    [[nodiscard]] Squares const& visible_in(Kept const& other) const;

private:
    struct Place {
        std::uint32_t id = 0;
        std::uint16_t place = none;
    };

    Sketch const& sketch_;
    /// A bit for some n-grams each: most that are not there are told apart here.
    std::array<std::uint64_t, 64> seen_{};
    std::uint32_t mask_ = 0;
    std::vector<Place> table_;  ///< at most half filled
    std::vector<Squares> sums_; ///< of the first n n-grams
};

} // namespace ducha::neardup
