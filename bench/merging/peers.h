// What the engine is measured against: plain references of known methods, each told apart from the
// others by nothing but how alike it finds two reports. They see all reports at once where that
// helps them (document frequencies), and their thresholds are chosen on the labels: at their best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace ducha::bench {

/// What a text is taken apart into.
struct Terms {
    bool words = false;       ///< what blanks separate; else runs of letters and digits
    std::size_t shortest = 2; ///< characters of a run
    std::size_t longest = 3;
};

/// A report as the hashes of its terms, in the order of the text and as often as they stand there.
struct TermText {
    std::int64_t id = 0;
    std::vector<std::uint64_t> title;
    std::vector<std::uint64_t> body;
};

/// Reads `id<TAB>title<TAB>text` lines in the order of arrival.
/// returns   or a sentence that names the file and the line
[[nodiscard]] std::expected<std::vector<TermText>, std::string>
read_texts(std::filesystem::path const& path, Terms const& terms);

/// Two reports, by their places in the order of arrival.
struct LikePair {
    std::uint32_t earlier = 0;
    std::uint32_t later = 0;
    float likeness = 0; ///< 0 to 1
};

/// Cosine of TF-IDF vectors. The inverse document frequency is log((1 + n) / (1 + df)) + `common`.
struct Cosine {
    double common = 1;  ///< what a term weighs that all reports have
    double floor = 0.1; ///< pairs below it are left out
    double title_weight = 1;
    bool sublinear = true;         ///< 1 + log of the frequency in the text, instead of it
    std::size_t least_reports = 2; ///< terms of fewer reports are dropped
    /// Earlier reports are looked for by terms of at most this share of all reports, and of those
    /// found the `compared` that look best are compared by all their terms; 1: by all terms, and
    /// then the search is exact and `compared` has no meaning.
    double most_reports = 1;
    std::size_t compared = 200;
};
[[nodiscard]] std::vector<LikePair>
by_cosine(std::vector<TermText> const& texts, Cosine const& options);

/// MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman, chapter 3): pairs that agree in
/// all rows of a band, with the share of 128 minima that agree. bands x rows <= 128.
struct Banding {
    std::size_t bands = 32;
    std::size_t rows = 4;
};
[[nodiscard]] std::vector<LikePair>
by_minhash(std::vector<TermText> const& texts, Banding const& banding);

/// SimHash of 64 bits over the terms, weighted by log(n / df) (Charikar 2002): pairs that differ in
/// at most `most_bits` bits, with the share of equal bits. All pairs are compared.
[[nodiscard]] std::vector<LikePair> by_simhash(std::vector<TermText> const& texts, int most_bits);

/// Writes `report` and two columns a threshold, each the case of the report:
///   components@T   everything that is linked by pairs of at least T, however far
///   online@T       the case of the most alike earlier report of at least T; the later of equals
/// A case has the id of its first report.
void write_joins(
    std::ostream& out,
    std::vector<TermText> const& texts,
    std::vector<LikePair> const& pairs,
    std::vector<double> const& thresholds
);

} // namespace ducha::bench
