// An index as bytes: reading, and the checks before anything is used.
#include "base/checksum.h"
#include "base/invariant.h"

#include "engines/neardup/snapshot.h"

#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ducha::neardup::snapshot {
namespace {

using Fault = std::optional<SnapshotFault>;

constexpr std::array<std::string_view, parts> names = {
    "record",
    "n-gram",
    "case",
    "core",
    "entry",
    "head",
    "head",
};

constexpr float heaviest = 1e9F; ///< far above any sum of weights

bool is_weight(float value)
{
    return value >= 0 && value <= heaviest;
}

bool are_weights(Squares const& of)
{
    return is_weight(of.all) && is_weight(of.headline) && is_weight(of.place) &&
        is_weight(of.enterprise);
}

SnapshotFault fault(std::string what, std::uint64_t found, std::uint64_t expected)
{
    return {std::move(what), std::to_string(found), std::to_string(expected)};
}

class Reader {
public:
    Reader(Model const& model, std::span<std::byte> bytes) : model_(model), bytes_(bytes) {}

    /// All of it in an order in which nothing is relied upon before it was checked.
    [[nodiscard]] Fault check();

    /// After a check without a fault.
    [[nodiscard]] std::expected<Parts, SnapshotFault> parts_of();

private:
    [[nodiscard]] Fault check_opening();
    [[nodiscard]] Fault check_contents();
    [[nodiscard]] Fault check_places() const;
    [[nodiscard]] Fault check_counts() const;
    [[nodiscard]] Fault check_cases();
    [[nodiscard]] Fault check_records();
    [[nodiscard]] Fault check_postings() const;

    template <class T>
    [[nodiscard]] std::span<T> part(Part of) const
    {
        auto const& place = contents_.places[of];
        auto const bytes = bytes_.subspan(place.offset, place.bytes);
        return {reinterpret_cast<T*>(bytes.data()), bytes.size() / sizeof(T)};
    }

    /// Sums a part up and checks its values, block by block, so that each is fetched once.
    ///
    /// fits   of a value and its number in the part; called in order
    template <class T, class Fits>
    [[nodiscard]] Fault sweep(Part of, std::string_view expected, Fits const& fits) const
    {
        constexpr std::size_t block = std::size_t{1} << 14U;
        auto const& place = contents_.places[of];
        auto const values = part<T const>(of);
        Checksum sum;
        std::optional<std::size_t> misfit;
        for (std::size_t first = 0; first < values.size(); first += block) {
            auto const some = values.subspan(first, std::min(block, values.size() - first));
            sum.add(std::as_bytes(some));
            bool all_fit = true;
            for (std::size_t i = 0; i < some.size(); ++i) {
                all_fit &= fits(some[i], first + i);
            }
            if (!all_fit && !misfit) {
                misfit = first;
            }
        }
        sum.add(filling_of(place));
        if (sum.sum() != place.checksum) {
            return SnapshotFault{
                "checksum of the part of each " + std::string{names[of]},
                std::to_string(sum.sum()),
                std::to_string(place.checksum)
            };
        }
        if (misfit) {
            return SnapshotFault{
                std::string{names[of]} + ", one of " + std::to_string(block) + " from number " +
                    std::to_string(*misfit),
                "a value that does not fit",
                std::string{expected}
            };
        }
        return std::nullopt;
    }

    [[nodiscard]] std::span<std::byte const> filling_of(Place const& place) const
    {
        auto const end = place.offset + place.bytes;
        return bytes_.subspan(end, (alignment - end % alignment) % alignment);
    }

    /// A case while its records are followed: who must come next, and how many came.
    struct Chain {
        std::uint32_t next = nothing;
        std::uint32_t count = 0;
    };

    Model const& model_;
    std::span<std::byte> bytes_;
    Opening opening_;
    Contents contents_;
    std::vector<Chain> chains_;
};

Fault Reader::check()
{
    for (auto const step :
         {&Reader::check_opening,
          &Reader::check_contents,
          &Reader::check_cases,
          &Reader::check_records}) {
        if (auto found = (this->*step)()) {
            return found;
        }
    }
    return check_postings();
}

Fault Reader::check_opening()
{
    constexpr auto least = sizeof(Opening) + sizeof(Contents);
    if (bytes_.size() < least) {
        return SnapshotFault{
            "size",
            std::to_string(bytes_.size()) + " bytes",
            "at least " + std::to_string(least) + " bytes"
        };
    }
    std::memcpy(&opening_, bytes_.data(), sizeof(Opening));
    auto const ours = our_opening();
    if (opening_.magic != ours.magic) {
        return SnapshotFault{"first bytes", "something else", "a snapshot of an index"};
    }
    if (opening_.byte_order != ours.byte_order) {
        return fault("byte order", opening_.byte_order, ours.byte_order);
    }
    if (opening_.format != ours.format) {
        return fault("format", opening_.format, ours.format);
    }
    for (std::size_t i = 0; i < ours.sizes.size(); ++i) {
        if (opening_.sizes[i] != ours.sizes[i]) {
            auto const what = "bytes of a " + std::string{names[i]};
            return fault(what, opening_.sizes[i], ours.sizes[i]);
        }
    }
    return std::nullopt;
}

Fault Reader::check_contents()
{
    auto const end = bytes_.size() - sizeof(Contents);
    std::memcpy(&contents_, bytes_.data() + end, sizeof(Contents));
    if (end % alignment != 0 || contents_.checksum != checksum_of(opening_, contents_)) {
        return SnapshotFault{
            "last bytes", "damaged, or the end is missing", "the contents with their checksum"
        };
    }
    auto const digest = digest_of(model_);
    if (contents_.model != digest) {
        return fault("made by another model", contents_.model, digest);
    }
    if (contents_.tag_length > longest_tag) {
        return fault("length of the tag", contents_.tag_length, longest_tag);
    }
    auto found = check_places();
    return found ? found : check_counts();
}

/// One part behind the other, without overlap or gap.
Fault Reader::check_places() const
{
    auto const all = bytes_.size() - sizeof(Contents);
    std::uint64_t end = sizeof(Opening);
    for (std::size_t i = 0; i < parts; ++i) {
        auto const& place = contents_.places[i];
        auto const what = "part of each " + std::string{names[i]};
        if (place.offset != end) {
            return fault(what + " begins at", place.offset, end);
        }
        if (place.bytes > all - end) {
            return fault(what + " has bytes, at most", place.bytes, all - end);
        }
        end += (place.bytes + alignment - 1) / alignment * alignment;
    }
    return end == all ? Fault{} : fault("parts end at", end, all);
}

/// As many as the records ask for, and no half values.
Fault Reader::check_counts() const
{
    constexpr std::array<std::size_t, parts> sizes = {
        sizeof(Record),
        sizeof(Gram),
        sizeof(Case),
        sizeof(Core),
        4,
        sizeof(Head),
        4,
    };
    std::array<std::uint64_t, parts> counts{};
    for (std::size_t i = 0; i < parts; ++i) {
        auto const bytes = contents_.places[i].bytes;
        counts[i] = bytes / sizes[i];
        if (bytes % sizes[i] != 0 || counts[i] >= UINT32_MAX) {
            return fault("bytes of all, whole of each " + std::string{names[i]}, bytes, sizes[i]);
        }
    }
    auto const wanted = counts[records] * model_.limits.posted_keys;
    if (counts[entries] != wanted) {
        return fault("number of entries", counts[entries], wanted);
    }
    if (counts[cases] > counts[records]) {
        return fault("number of cases, at most", counts[cases], counts[records]);
    }
    if (counts[hashed_heads] > Heads::most_hashed) {
        return fault("number of heads, at most", counts[hashed_heads], Heads::most_hashed);
    }
    auto const plain = counts[hashed_heads] == 0 && counts[plain_heads] != 0;
    auto const in_plain = plain ? Heads::plain_places : 0;
    return counts[plain_heads] == in_plain
        ? Fault{}
        : fault("number of heads by n-gram", counts[plain_heads], in_plain);
}

/// The cores lie in the order of the cases, each of one case.
Fault Reader::check_cases()
{
    auto const slots = part<Record>(records).size();
    auto const all_cores = part<Core>(cores).size();
    chains_.reserve(part<Case>(cases).size());
    std::size_t core = 0;
    auto found = sweep<Case>(cases, "members, and cores in order", [&](Case const& of, auto) {
        chains_.push_back({of.first, 0});
        core += of.core == nothing ? 0 : 1;
        return of.first <= of.last && of.last < slots && of.size > 0 &&
            (of.core == nothing || of.core + std::size_t{1} == core);
    });
    if (!found && core != all_cores) {
        found = fault("number of cores", all_cores, core);
    }
    return found ? found : sweep<Core>(cores, "weights", [](Core const& of, auto) {
        return std::ranges::all_of(of.weights, is_weight);
    });
}

/// Each record is the one that its case waits for, and the n-grams lie in the same order.
Fault Reader::check_records()
{
    auto const table = part<Case const>(cases);
    auto const slots = part<Record>(records).size();
    auto const longest = std::min(model_.limits.kept_grams, Arena<Gram>::longest_run);
    std::uint64_t end = 0;
    auto const fits = [&](Record const& record, std::size_t slot) {
        bool const in_order = record.grams == end && record.gram_count <= longest &&
            record.in < chains_.size() && is_weight(record.least) && are_weights(record.squares) &&
            (record.next == nothing || (record.next > slot && record.next < slots));
        end += record.gram_count;
        if (!in_order) {
            return false;
        }
        auto& chain = chains_[record.in];
        bool const waited_for = chain.next == slot;
        chain.next = record.next;
        ++chain.count;
        auto const& of = table[record.in];
        bool const whole = of.last == slot && of.size == chain.count;
        return waited_for && (record.next != nothing || whole);
    };
    auto found = sweep<Record>(records, "a member of its case, its n-grams in order", fits);
    if (!found && end != part<Gram>(grams).size()) {
        found = fault("number of n-grams", part<Gram>(grams).size(), end);
    }
    bool const closed =
        std::ranges::all_of(chains_, [](Chain const& chain) { return chain.next == nothing; });
    if (!found && !closed) {
        found = SnapshotFault{"cases", "one whose members are missing", "all members"};
    }
    chains_ = {};
    return found;
}

/// Whatever an entry leads to is older, so that every walk ends.
Fault Reader::check_postings() const
{
    if (auto found = sweep<Gram>(grams, "any", [](Gram, auto) { return true; })) {
        return found;
    }
    static_assert(Postings::none + std::uint32_t{1} == 0);
    auto const older = [](std::uint32_t entry, std::size_t at) {
        return entry + 1 <= static_cast<std::uint32_t>(at);
    };
    if (auto found = sweep<std::uint32_t>(entries, "none, or an older entry", older)) {
        return found;
    }
    auto const count = static_cast<std::uint32_t>(part<std::uint32_t>(entries).size());
    std::uint32_t before = 0;
    auto const ascends = [&](Head const& head, auto) {
        return std::exchange(before, head.gram) < head.gram && head.gram < Heads::plain_places &&
            head.newest < count;
    };
    if (auto found = sweep<Head>(hashed_heads, "n-grams that ascend, with an entry", ascends)) {
        return found;
    }
    auto const in_range = [&](std::uint32_t newest, auto) { return newest + 1 <= count; };
    return sweep<std::uint32_t>(plain_heads, "none, or an entry", in_range);
}

std::expected<Parts, SnapshotFault> Reader::parts_of()
{
    Base const base{part<Record>(records), part<Gram>(grams), part<Case>(cases), part<Core>(cores)};
    auto store = Store::restored(base);
    if (!store) {
        return std::unexpected{SnapshotFault{"ids", "one that is there twice", "each once"}};
    }
    auto const hashed = part<Head const>(hashed_heads);
    auto const plain = part<std::uint32_t>(plain_heads);
    auto heads = plain.empty() ? Heads{hashed.size()} : Heads{plain};
    for (auto const& head : hashed) {
        heads.exchange(head.gram, head.newest);
    }
    auto const* tag = reinterpret_cast<char const*>(
        bytes_.data() + bytes_.size() - sizeof(Contents) + offsetof(Contents, tag)
    );
    return Parts{
        std::move(*store),
        Postings{model_.limits.posted_keys, part<std::uint32_t>(entries), std::move(heads)},
        {tag, contents_.tag_length}
    };
}

} // namespace

std::expected<Parts, SnapshotFault> read(Model const& model, std::span<std::byte> bytes)
{
    invariant(
        reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Record) == 0,
        "a snapshot begins at a multiple of 8"
    );
    Reader reader{model, bytes};
    if (auto found = reader.check()) {
        return std::unexpected{std::move(*found)};
    }
    return reader.parts_of();
}

} // namespace ducha::neardup::snapshot
