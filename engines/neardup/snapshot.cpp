// An index as bytes: writing.
#include "engines/neardup/snapshot.h"

#include "base/checksum.h"
#include "base/invariant.h"

#include "engines/neardup/model_file.h"
#include "engines/neardup/retrieve.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace ducha::neardup::snapshot {
namespace {

// Whatever is written has no byte that is left to chance.
static_assert(sizeof(Facts) == 8 + 4 * 4 + 12 * 2);
static_assert(sizeof(Record) == 8 + sizeof(Facts) + sizeof(Squares) + 6 * 4);
static_assert(sizeof(Case) == 8 + 4 * 4);
static_assert(sizeof(Core) == Core::most * 8);
static_assert(sizeof(Contents) == parts * sizeof(Place) + 2 * 8 + longest_tag + 8);

template <class T>
std::span<std::byte const> bytes_of(T const& value)
{
    return std::as_bytes(std::span{&value, 1});
}

/// Gathers small pieces, sums them up part by part, and hands them on.
class Writer {
public:
    explicit Writer(Sink const& sink) : sink_(sink), buffer_(room) {}

    template <class T>
    void add(std::span<T const> values)
    {
        for (auto bytes = std::as_bytes(values); !bytes.empty();) {
            if (used_ == room) {
                flush();
            }
            auto const piece = bytes.first(std::min(bytes.size(), room - used_));
            std::memcpy(buffer_.data() + used_, piece.data(), piece.size());
            used_ += piece.size();
            bytes = bytes.subspan(piece.size());
        }
    }

    template <class T>
    void add(T const& value)
    {
        if (room - used_ < sizeof(T)) {
            add(std::span{&value, 1});
            return;
        }
        std::memcpy(buffer_.data() + used_, &value, sizeof(T));
        used_ += sizeof(T);
    }

    /// Where the part lies that ends here.
    [[nodiscard]] Place end_of_part()
    {
        auto const bytes = written_ + used_ - begun_;
        constexpr std::array<std::byte, alignment> zeros{};
        add(std::span{zeros}.first((alignment - bytes % alignment) % alignment));
        flush();
        Place const place{begun_, bytes, sum_->sum()};
        begun_ = written_;
        sum_ = std::make_unique<Checksum>();
        return place;
    }

    void flush()
    {
        auto const bytes = std::span{buffer_}.first(std::exchange(used_, 0));
        sum_->add(bytes);
        sink_(bytes);
        written_ += bytes.size();
    }

private:
    static constexpr std::size_t room = std::size_t{1} << 18U;

    Sink const& sink_;
    std::vector<std::byte> buffer_;
    std::size_t used_ = 0;
    std::unique_ptr<Checksum> sum_ = std::make_unique<Checksum>();
    std::uint64_t written_ = 0;
    std::uint64_t begun_ = 0;
};

/// New numbers of what stays, in the same order; of what goes `nothing`. Empty: all stay.
template <class Stays>
std::vector<std::uint32_t> renumbered(std::size_t count, std::size_t left, Stays const& stays)
{
    std::vector<std::uint32_t> numbers;
    if (count != left) {
        numbers.reserve(count);
        std::uint32_t next = 0;
        for (std::uint32_t old = 0; old < count; ++old) {
            numbers.push_back(stays(old) ? next++ : nothing);
        }
    }
    return numbers;
}

std::uint32_t number_of(std::vector<std::uint32_t> const& numbers, std::uint32_t old)
{
    return numbers.empty() || old == nothing ? old : numbers[old];
}

/// An index without what was taken out of it.
class Compact {
public:
    Compact(Store const& store, Postings const& postings)
        : store_(store),
          postings_(postings),
          slots_(renumbered(
              store.slots(), store.documents(), [&](auto slot) { return !store.is_out(slot); }
          )),
          cases_(renumbered(store.case_places(), store.cases(), [&](auto place) {
              return store.case_at(place).size > 0;
          }))
    {
    }

    template <class Visit>
    void each_slot(Visit const& visit) const
    {
        for (std::uint32_t slot = 0; slot < store_.slots(); ++slot) {
            if (!store_.is_out(slot)) {
                visit(slot);
            }
        }
    }

    void write_records(Writer& writer) const
    {
        std::uint32_t grams = 0;
        each_slot([&](std::uint32_t slot) {
            auto record = store_.record(slot);
            record.grams = std::exchange(grams, grams + record.gram_count);
            record.in = number_of(cases_, record.in);
            record.next = number_of(slots_, record.next);
            writer.add(record);
        });
    }

    void write_grams(Writer& writer) const
    {
        each_slot([&](std::uint32_t slot) { writer.add(store_.kept(slot).grams); });
    }

    template <class Visit>
    void each_case(Visit const& visit) const
    {
        for (std::uint32_t place = 0; place < store_.case_places(); ++place) {
            if (store_.case_at(place).size > 0) {
                visit(store_.case_at(place));
            }
        }
    }

    void write_cases(Writer& writer) const
    {
        std::uint32_t cores = 0;
        each_case([&](Case of) {
            of.first = number_of(slots_, of.first);
            of.last = number_of(slots_, of.last);
            of.core = of.core == nothing ? nothing : cores++;
            writer.add(of);
        });
    }

    void write_cores(Writer& writer) const
    {
        each_case([&](Case const& of) {
            if (auto const* core = store_.core_of(of)) {
                writer.add(*core);
            }
        });
    }

    void write_entries(Writer& writer) const
    {
        auto const width = postings_.width();
        each_slot([&](std::uint32_t slot) {
            for (std::size_t i = 0; i < width; ++i) {
                auto const entry = static_cast<std::uint32_t>(slot * width + i);
                writer.add(entry_left(postings_.older(entry)));
            }
        });
    }

    /// The form follows from the number of n-grams alone. What is written in the other is empty.
    [[nodiscard]] std::array<Place, 2> write_heads(Writer& writer) const
    {
        std::vector<Head> hashed;
        std::size_t left = 0;
        postings_.heads().each([&](std::uint32_t gram, std::uint32_t newest) {
            auto const entry = entry_left(newest);
            left += entry != Postings::none ? 1 : 0;
            if (entry != Postings::none && left <= Heads::most_hashed) {
                hashed.push_back({gram, entry});
            }
        });
        if (left <= Heads::most_hashed) {
            std::ranges::sort(hashed, {}, &Head::gram);
            writer.add(std::span<Head const>{hashed});
            auto const place = writer.end_of_part();
            return {place, writer.end_of_part()};
        }
        hashed = {};
        auto const none = writer.end_of_part();
        for (std::uint32_t gram = 0; gram < Heads::plain_places; ++gram) {
            writer.add(entry_left(postings_.newest(gram)));
        }
        return {none, writer.end_of_part()};
    }

private:
    /// The entry, or the next older one that stays, by its new number.
    [[nodiscard]] std::uint32_t entry_left(std::uint32_t entry) const
    {
        if (slots_.empty()) {
            return entry;
        }
        while (entry != Postings::none && store_.is_out(postings_.slot_of(entry))) {
            entry = postings_.older(entry);
        }
        if (entry == Postings::none) {
            return entry;
        }
        auto const slot = postings_.slot_of(entry);
        auto const width = static_cast<std::uint32_t>(postings_.width());
        return slots_[slot] * width + (entry - slot * width);
    }

    Store const& store_;
    Postings const& postings_;
    std::vector<std::uint32_t> slots_;
    std::vector<std::uint32_t> cases_;
};

/// Invented reports that show how names, numbers, pins and headlines are read.
std::vector<Document> examples()
{
    return {
        {.id = 1,
         .text =
             "安和区云杉苑旁边的搅拌站夜里噪音太大\n我住在雲杉苑二十三栋，顺发搅拌站每天夜里开工。",
         .place = "白湖市安和区柳荫路12号",
         .enterprise = "白湖市顺发建材有限公司",
         .issues = 5,
         .occurred = Instant{},
         .pin = Pin{.longitude = 112.5, .latitude = 27.25}},
        {.id = 2,
         .text = "A3 district: KTV noise, ＫＴＶ油烟，臭味刺鼻，没人管！",
         .place = {},
         .enterprise = {},
         .issues = 0,
         .occurred = Instant{24 * hour},
         .pin = std::nullopt},
    };
}

} // namespace

Opening our_opening()
{
    return {
        .magic = {'n', 'e', 'a', 'r', 'd', 'u', 'p', '\n'},
        .format = format,
        .byte_order = 0x01020304,
        .sizes = {sizeof(Record), sizeof(Gram), sizeof(Case), sizeof(Core)},
        .unused = {},
    };
}

std::uint64_t digest_of(Model const& model)
{
    Checksum sum;
    auto const text = text_of(model);
    sum.add(std::as_bytes(std::span{text}));
    for (auto const& document : examples()) {
        auto const sketch = sketch_of(document, model);
        auto const kept = kept_of(sketch, model.limits.kept_grams);
        auto const posted = posted_of(sketch, model.limits);
        sum.add(bytes_of(kept.facts));
        sum.add(bytes_of(kept.squares));
        sum.add(bytes_of(kept.least));
        sum.add(std::as_bytes(kept.grams));
        sum.add(std::as_bytes(std::span{posted}));
    }
    return sum.sum();
}

std::uint64_t checksum_of(Opening const& opening, Contents const& contents)
{
    Checksum sum;
    sum.add(bytes_of(opening));
    sum.add(bytes_of(contents).first(offsetof(Contents, checksum)));
    return sum.sum();
}

void write(
    Model const& model,
    Store const& store,
    Postings const& postings,
    std::string_view tag,
    Sink const& sink
)
{
    invariant(tag.size() <= longest_tag, "a tag is short");
    Writer writer{sink};
    auto const opening = our_opening();
    writer.add(opening);
    static_cast<void>(writer.end_of_part());
    Contents contents;
    Compact const index{store, postings};
    index.write_records(writer);
    contents.places[records] = writer.end_of_part();
    index.write_grams(writer);
    contents.places[grams] = writer.end_of_part();
    index.write_cases(writer);
    contents.places[cases] = writer.end_of_part();
    index.write_cores(writer);
    contents.places[cores] = writer.end_of_part();
    index.write_entries(writer);
    contents.places[entries] = writer.end_of_part();
    auto const heads = index.write_heads(writer);
    contents.places[hashed_heads] = heads[0];
    contents.places[plain_heads] = heads[1];
    contents.model = digest_of(model);
    contents.tag_length = tag.size();
    std::ranges::copy(tag, contents.tag.begin());
    contents.checksum = checksum_of(opening, contents);
    writer.add(contents);
    writer.flush();
}

} // namespace ducha::neardup::snapshot
