// A report as it is compared: its heaviest n-grams with weights and marks.
#pragma once

#include "engines/neardup/model.h"
#include "engines/neardup/neardup.h"

#include <cstdint>
#include <vector>

namespace ducha::neardup {

/// One n-gram of a report.
struct Gram {
    std::uint32_t id = 0;
    std::uint32_t packed = 0; ///< weight in 24 bits of 1/65536, marks in the lowest 8

    [[nodiscard]] float weight() const
    {
        return static_cast<float>(packed >> 8U) * (1.0F / 65536.0F);
    }
    [[nodiscard]] std::uint32_t marks() const { return packed & 0xFFU; }
};

/// What is kept of a report.
struct Profile {
    std::vector<Gram> grams; ///< by id
    double square_sum = 0;   ///< of all weights
    double headline_squares = 0;
    double place_squares = 0;
    double enterprise_squares = 0;
    std::vector<std::uint32_t> districts; ///< ascending
    std::uint64_t issue_words = 0;
    std::uint32_t issue_types = 0;
    Instant occurred;
};

/// cost   O(n log n) in the code points read
[[nodiscard]] Profile profile_of(Document const& document, Model const& model);

/// The ids of the `most` heaviest n-grams with their weights, the heaviest first.
[[nodiscard]] std::vector<Gram> heaviest(Profile const& profile, std::size_t most);

/// A profile made ready to be compared with many others: most n-grams of another report are not
/// in it, and that is seen at one look.
class Probe {
public:
    /// The profile must outlive the probe. Precondition: fewer than 2^15 n-grams.
    explicit Probe(Profile const& profile);

    [[nodiscard]] Profile const& profile() const { return profile_; }

    /// Null where the profile does not hold the n-gram.
    [[nodiscard]] Gram const* find(std::uint32_t id) const
    {
        for (auto at = id & mask_; table_[at] != empty; at = (at + 1) & mask_) {
            if (profile_.grams[table_[at]].id == id) {
                return &profile_.grams[table_[at]];
            }
        }
        return nullptr;
    }

private:
    static constexpr std::uint16_t empty = 0xFFFF;

    Profile const& profile_;
    std::uint32_t mask_ = 0;
    std::vector<std::uint16_t> table_; ///< indices of n-grams, at most a quarter filled
};

/// The values of all evidence of a pair; those of a case stay 0.
///
/// cost   O(n-grams of b)
[[nodiscard]] std::array<double, evidence_count> compare(Probe const& a, Profile const& b);

/// The sum of values times weights in the order of the enum.
[[nodiscard]] double
log_odds_of(std::array<double, evidence_count> const& values, Model const& model);

} // namespace ducha::neardup
