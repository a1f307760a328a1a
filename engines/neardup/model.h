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
    place_differs,      ///< 1: both name places (estate, road, village ...), nothing shared; to 0
    enterprise_agrees,  ///< 0..1: the same for names of enterprises
    enterprise_differs, ///< 1: both name enterprises, nothing shared; to 0 where half agrees
    district_differs,   ///< 1: both name districts and share none
    issue_agrees,       ///< 0..1: Jaccard of the pollution types or issue nouns; 0 = unknown
    issue_differs,      ///< 1: both have issues and share none
    same_issue_there,   ///< 0..1: the lesser of issue_agrees and of place_agrees or pins_near
    source_agrees,      ///< 0..1: how many nouns of sources the fewer of both are shared
    source_differs,     ///< 1: both have nouns of sources and share none
    same_source_there,  ///< 0..1: the lesser of source_agrees and of place_agrees or pins_near
    pins_near,          ///< 1 at the same spot, 1/2 at 50 m; 0 without two pins
    pins_apart,         ///< log(1 + kilometres), at most 3; 0 without two pins
    days_apart,         ///< log(1 + days between the two occurrences)
    case_support,       ///< 0..1: mean of text_cosine with the three nearest members
    case_core,          ///< 0..1: how much of what the members share the report holds
    case_has_core,      ///< 1: the case has three members or more
    case_size,          ///< log(members): the bar rises with the size of the case
};

inline constexpr std::size_t evidence_count = 23;

/// The values of all evidence, in the order of the enum.
using Values = std::array<double, evidence_count>;

/// The stable identifier of an item of evidence, as written to files: `text_cosine`.
[[nodiscard]] std::string_view stable_id(Evidence evidence);

/// In how many reports of a collection an n-gram occurs: frozen when it is made, never counted
/// along. Count each case once (all its texts as one report): else the names of a much-reported
/// source would grow "common" through its own repeats.
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

    /// An n-gram and the number of reports that hold it.
    struct Listed {
        std::string text; ///< normalised: two neighbouring characters or words, or a long word
        std::uint32_t reports = 0;
    };

    /// What was counted before: of `reports` reports. Texts that are no n-gram are left out.
    [[nodiscard]] static Frequencies of(std::uint64_t reports, std::vector<Listed> listed);

    /// Inverse document frequency in 0..1: 0 for what is in every report, 1 for what is not in
    /// the table.
    [[nodiscard]] float rarity(std::uint32_t gram) const;

    [[nodiscard]] std::uint64_t reports() const { return reports_; }

    /// By text.
    [[nodiscard]] std::vector<Listed> const& listed() const { return listed_; }

private:
    struct Entry {
        std::uint32_t gram = 0;
        float rarity = -1.0F;
    };
    /// Nothing rarer than once in about 4,400 reports is told apart: 0 to 1.
    [[nodiscard]] static float rarity_of(double reports, double with_gram);
    void reserve(std::size_t grams);
    void put(std::uint32_t gram, float rarity);

    /// A bit for some n-grams each: most n-grams of a text are not in the table, and that is seen
    /// here, near to the processor.
    static constexpr std::size_t bits = std::size_t{1} << 19U;
    std::vector<std::uint64_t> seen_;
    std::vector<Entry> entries_; ///< open addressing, a power of two
    std::vector<Listed> listed_;
    std::uint64_t reports_ = 0;
};

/// What bounds work and memory. All per report.
struct Limits {
    std::size_t code_points = 6'000;   ///< read from the beginning of a text
    std::size_t read_grams = 1'000;    ///< heaviest n-grams of a new report; below 2^14
    std::size_t kept_grams = 80;       ///< heaviest of these kept, 4 bytes each
    std::size_t posted_keys = 32;      ///< by which it is found, 4 bytes each
    std::size_t posted_pairs = 8;      ///< of these, n-grams of two; twice as many are probed
    std::size_t probed_keys = 24;      ///< of three, by which others are found
    std::size_t hops_per_list = 12;    ///< newest first: repeats come soon after each other
    std::size_t looked_at = 32;        ///< reports found, with most shared keys
    std::size_t verified = 8;          ///< of these, compared in full
    std::size_t verified_per_case = 4; ///< so that a large case does not crowd the others out
    std::size_t candidates = 8;        ///< cases returned
};

/// From where a report is joined, or shown to a clerk. Settings of the inspection; these are the
/// defaults. The engine itself uses root_log_odds only.
///
/// join_probability      at most 2 joins in 100 expected to be false, by cross-validation
/// propose_probability   just below it about one in three is the same case
/// root_log_odds         least score of the pair of the report and the root of the case
/// source                the model's figures; README.md, "How sure"
struct Thresholds {
    double join_probability = 0.92;
    double propose_probability = 0.3;
    double root_log_odds = -6.0;
};

/// A point of the calibration: what a score comes to.
struct Knot {
    double log_odds = 0;
    double probability = 0;
};

/// A measured figure of a model.
struct Figure {
    std::string name; ///< held_out.bcubed_f1
    double value = 0;
};

/// All constants of the engine. Copies share the table of frequencies.
///
/// threads  immutable while an Index uses it
struct Model {
    std::string name;
    std::string version;
    std::string described;                        ///< one line: what it was fitted on
    std::vector<Figure> figures;                  ///< how well it did, as measured when it was made
    std::array<double, evidence_count> weights{}; ///< by Evidence, log-odds a unit
    std::vector<Knot>
        calibration; ///< log odds rise, probability never falls; straight between; none: logistic
    Thresholds thresholds;
    Limits limits;
    std::shared_ptr<Frequencies const> frequencies; ///< never null

    /// The built-in model.
    /// source   data/merging_model.txt
    [[nodiscard]] static Model const& standard();
};

} // namespace ducha::neardup
