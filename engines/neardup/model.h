// The constants of near-duplicate search: frequencies, weights, thresholds and limits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// The named evidence of a pair or of a report and a case. The score is a sum over these, so the
/// list with its weights is the explanation.
enum class Evidence : std::uint8_t {
    prior,              ///< 1: what a candidate is worth before anything is compared
    text_cosine,        ///< 0..1: weighted character n-grams of both texts
    text_containment,   ///< 0..1: how much of a text the other holds, the better way round
    headline_in_text,   ///< 0..1: how much of a headline the other text holds, the better way round
    shared_rarity,      ///< log(1 + weight of the shared rare n-grams)
    place_agrees,       ///< 0..1: how much of its place names the other holds, the better way round
    place_differs,      ///< 1: both name places (estate, road, village ...), hardly any shared
    enterprise_agrees,  ///< 0..1: the same for names of enterprises
    enterprise_differs, ///< 1: both name enterprises, hardly any shared
    district_differs,   ///< 1: both name districts and share none
    issue_agrees,       ///< 0..1: Jaccard of the pollution types or issue nouns; 0 = unknown
    issue_differs,      ///< 1: both have issues and share none
    same_issue_there,   ///< 0..1: the lesser of place_agrees and issue_agrees
    days_apart,         ///< log(1 + days between the two occurrences)
    case_support,       ///< 0..1: mean of text_cosine with the three nearest members
    case_size,          ///< log(members): the bar rises with the size of the case
};

inline constexpr std::size_t evidence_count = 16;

/// The stable identifier of an item of evidence, as written to files: `text_cosine`.
[[nodiscard]] std::string_view stable_id(Evidence evidence);

/// In how many reports of a collection an n-gram occurs: frozen when it is made, never counted
/// along.
///
/// Frozen, because a score must be the same when a clerk, a court or a replay asks again: with
/// frequencies that grow with the index, the reason for a joining would change after it, and
/// detaching a report would have to take its words back. A new table is a new model (an epoch).
///
/// cost     one look-up: O(1); memory: 16 to 32 bytes an n-gram
/// threads  immutable after construction
class Frequencies {
public:
    /// Nothing counted: all n-grams weigh the same.
    Frequencies() = default;

    /// Counts a collection. Texts are valid UTF-8; n-grams that occur in fewer than `least`
    /// texts are left to the floor.
    [[nodiscard]] static Frequencies
    counted(std::span<std::string_view const> texts, std::uint32_t least = 3);

    /// The built-in table: common n-grams of citizens' messages, data/gram_frequencies.csv.
    [[nodiscard]] static Frequencies standard();

    /// Inverse document frequency in 0..1: 0 for what is in every report, 1 for what is not in
    /// the table.
    [[nodiscard]] float rarity(std::uint32_t gram) const;

    [[nodiscard]] std::size_t size() const { return filled_; }

private:
    struct Entry {
        std::uint32_t gram = 0;
        float rarity = -1.0F;
    };
    /// Nothing rarer than once in about 4,400 reports is told apart: 0 to 1.
    [[nodiscard]] static float rarity_of(double reports, double with_gram);
    void reserve(std::size_t grams);
    void put(std::uint32_t gram, float rarity);

    std::vector<Entry> entries_; ///< open addressing, a power of two
    std::size_t filled_ = 0;
};

/// What bounds work and memory. All per report.
struct Limits {
    std::size_t code_points = 6'000;   ///< read from the beginning of a text
    std::size_t grams = 384;           ///< heaviest n-grams kept, 8 bytes each; below 2^15
    std::size_t posted_grams = 160;    ///< heaviest of these, by which the report is found
    std::size_t probed_grams = 48;     ///< posting lists walked
    std::size_t hops_per_list = 48;    ///< newest first: repeats come soon after each other
    std::size_t verified = 16;         ///< reports compared in full
    std::size_t verified_per_case = 4; ///< so that a large case does not crowd the others out
    std::size_t candidates = 8;        ///< cases returned
};

/// From where a report is joined, or shown to a clerk. Settings of the inspection; these are the
/// defaults. The engine itself uses root_log_odds only.
///
/// join_probability      at most 2 joins in 100 expected to be false, by cross-validation
/// propose_probability   just below it about one in three is the same case
/// root_log_odds         least score of the pair of the report and the root of the case
/// source                README.md, "How sure"
struct Thresholds {
    double join_probability = 0.85;
    double propose_probability = 0.3;
    double root_log_odds = -6.0;
};

/// All constants of the engine. Copies share the table of frequencies.
///
/// threads  immutable while an Index uses it
struct Model {
    std::string name;
    std::string version;
    std::array<double, evidence_count> weights{}; ///< by Evidence, log-odds a unit
    Thresholds thresholds;
    Limits limits;
    std::shared_ptr<Frequencies const> frequencies; ///< never null

    /// The built-in model.
    [[nodiscard]] static Model const& standard();
};

} // namespace ducha::neardup
