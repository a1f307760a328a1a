// Near-duplicate search: which case does a new report repeat, how surely, and why.
//
// The engine reads working texts (identifiers are removed before) and never knows who reports.
// It decides nothing: it returns candidates with a calibrated probability; the domain joins,
// proposes or leaves alone, and tells the index by attach() and detach() what was decided.
//
// Determinism. Results depend on the model, and on the calls of attach() and detach() and their
// order: nothing else. candidates() changes nothing. So batch and online are the same code and
// give the same bits, and any split of one order gives the same result. Document frequencies are
// frozen in the model (see Frequencies for why).
//
// Threads. One writer, or any number of readers: attach() and detach() need exclusion,
// candidates() and explain() may run side by side.
#pragma once

#include "base/instant.h"

#include "engines/neardup/model.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// A spot on the map, in degrees (WGS 84).
struct Pin {
    double longitude = 0.0;
    double latitude = 0.0;
};

/// One report, as the engine reads it. The views are read during a call and not kept.
/// Precondition: all views are valid UTF-8. Any text is accepted, an empty one too.
struct Document {
    std::int64_t id = 0;
    std::string_view text;       ///< working text; its first line is read as the headline
    std::string_view place;      ///< where, in words; may be empty
    std::string_view enterprise; ///< whom, in words; may be empty
    std::uint32_t issues = 0;    ///< bit set of pollution types; 0 = unknown
    Instant occurred;
    std::optional<Pin> pin;
};

/// A report that was read: the larger part of the work, done on any thread.
///
/// threads  immutable
class Prepared {
public:
    Prepared(Document const& document, Model const& model);
    ~Prepared();
    Prepared(Prepared&&) noexcept;
    Prepared& operator=(Prepared&&) noexcept;
    Prepared(Prepared const&) = delete;
    Prepared& operator=(Prepared const&) = delete;

    /// What was read, for the index.
    struct Reading;
    [[nodiscard]] Reading const& reading() const { return *reading_; }

private:
    std::unique_ptr<Reading const> reading_;
};

/// One item of evidence: `weight` is its contribution in log-odds.
struct Feature {
    Evidence name = Evidence::prior;
    double value = 0.0;
    double weight = 0.0;
};

/// A case that the report may repeat.
struct Candidate {
    std::int64_t case_id = 0;
    std::int64_t nearest = 0;      ///< the member that the report resembles most
    double log_odds = 0.0;         ///< the sum of the features' weights
    double probability = 0.0;      ///< calibrated
    Values values{};               ///< of every Evidence; features_of() names and weighs them
    bool agrees_with_root = false; ///< the report also resembles the root; without it: never join
};

/// Every Evidence with its value and its weight, in the order of the enum.
[[nodiscard]] std::vector<Feature> features_of(Values const& values, Model const& model);

/// What must not be joined with the report at hand: a person's refusal, another district, a case
/// closed long ago.
struct Barred {
    /// Ids of cases or of members. A case is left out when its id is listed or when it holds a
    /// listed member. Any order; unknown ids are ignored.
    std::span<std::int64_t const> ids;
};

/// What one call of candidates() did: for tests and figures.
struct Work {
    std::size_t hops = 0;            ///< posting entries read
    std::size_t verified = 0;        ///< reports compared in full
    std::vector<std::int64_t> found; ///< ids of the reports that were looked at
};

/// What an index holds.
struct Footprint {
    std::size_t documents = 0;
    std::size_t cases = 0;
    std::size_t postings = 0;
    std::size_t bytes = 0;        ///< of its containers, free room included
    std::size_t mapped_bytes = 0; ///< of the snapshot that it began with
};

/// Takes the bytes of a snapshot, piece by piece, in order; keeps none of the spans.
using Sink = std::function<void(std::span<std::byte const>)>;

/// Bytes that whoever writes a snapshot may put into it for himself.
inline constexpr std::size_t longest_tag = 64;

/// Why bytes are no snapshot that this model can go on with.
struct SnapshotFault {
    std::string what; ///< record 17
    std::string found;
    std::string expected;
};

struct Restored;

/// A range of bytes in an original text, on boundaries of code points.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;

    friend bool operator==(Span, Span) = default;
};

/// A rare run of characters that both texts hold.
struct SharedWord {
    std::string text;       ///< as it is first written in a
    double rarity = 0.0;    ///< sum over its n-grams
    std::vector<Span> in_a; ///< at most 8, ascending
    std::vector<Span> in_b;
};

/// Why two reports are held to be the same, or not.
struct Explanation {
    std::vector<Feature> features; ///< every Evidence but those of a case, in the enum's order
    double log_odds = 0.0;
    double probability = 0.0;
    std::vector<SharedWord> words; ///< the heaviest first, at most 24
};

/// The reports of one inspection, by case.
///
/// memory   bounded per report, whatever its length: at most Limits::kept_grams n-grams and
///          Limits::posted_keys entries of 4 bytes each, as many new heads of lists of 8 bytes with
///          their free room (never more than half a gigabyte in all), and a fixed part;
///          bench/results/merging_scale.md has the measured mean
class Index {
public:
    /// The model is copied.
    explicit Index(Model const& model);
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    Index(Index const&) = delete;
    Index& operator=(Index const&) = delete;

    /// The cases that `document` may repeat, best first, at most Limits::candidates. Neither the
    /// document itself (by id) nor a barred case is among them. Equal scores: the older case
    /// first. Cases below a probability of 0.01 are left out.
    ///
    /// barred   what must not be joined
    /// work     what the call did; may be null
    /// cost     whatever the size of the index: at most hops_per_list entries of each of
    ///          probed_keys + 2 x posted_pairs + 26 lists, `verified` comparisons, and one with
    ///          each root
    [[nodiscard]] std::vector<Candidate>
    candidates(Document const& document, Barred const& barred = {}, Work* work = nullptr) const;
    [[nodiscard]] std::vector<Candidate>
    candidates(Prepared const& report, Barred const& barred = {}, Work* work = nullptr) const;

    /// Adds the document to a case. `case_id == document.id` founds a case; its founder is the
    /// root. The case of another id is made when it does not exist (a founder that was detached
    /// leaves its case id with the members).
    ///
    /// Precondition: no document of this id is attached.
    void attach(Document const& document, std::int64_t case_id);
    void attach(Prepared const& report, std::int64_t case_id);

    /// Takes the document out of its case and of all results: they are then as if it had never been
    /// attached, bit for bit. It may be attached again, then as the newest. When the
    /// root goes, the oldest remaining member (by order of attach) becomes the root; an empty case
    /// is forgotten. Returns false where no document of this id is attached.
    ///
    /// cost   O(members of the case). Its entries stay in their lists, where candidates() steps
    /// over
    ///        them, until a snapshot is written and read: this is rare.
    bool detach(std::int64_t id);

    /// The case of an attached document; nothing where no document of this id is attached.
    [[nodiscard]] std::optional<std::int64_t> case_of(std::int64_t id) const;

    /// Compares a report with an earlier one, attached or not, as candidates() would. The other way
    /// round gives nearly the same score, but for what a kept report leaves out of a long text.
    ///
    /// cost   O(length of both texts), at most Limits::code_points of each
    [[nodiscard]] Explanation explain(Document const& report, Document const& earlier) const;

    /// Writes the index to be restored later: by itself for any number of reports; what was taken
    /// out is not in it.
    ///
    /// tag    at most longest_tag bytes, returned by from_snapshot
    /// cost   about its size in bytes at the speed of the sink, and little memory
    void write_snapshot(std::string_view tag, Sink const& sink) const;

    /// The index goes on where it was written: from here on all results are the same bit for bit,
    /// and so is a snapshot of it.
    ///
    /// model     the same, and read by the same rules; another is refused
    /// bytes     any, beginning at a multiple of 8. They are changed in place as the index goes
    ///           on and must outlive it: map a file privately (MAP_PRIVATE, writable)
    /// returns   the index, or the first fault; damage of any kind is a fault
    /// cost      one pass at memory speed
    [[nodiscard]] static std::expected<Restored, SnapshotFault>
    from_snapshot(Model const& model, std::span<std::byte> bytes);

    [[nodiscard]] Footprint footprint() const;
    [[nodiscard]] Model const& model() const;

private:
    struct State;
    explicit Index(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// An index from a snapshot, with the tag that its writer gave.
struct Restored {
    Index index;
    std::string tag;
};

} // namespace ducha::neardup
