// What is read of a report, and what is kept of it.
#include "engines/neardup/sketch.h"

#include "base/invariant.h"

#include "engines/neardup/tokens.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace ducha::neardup {
namespace {

/// N-grams as they are met, each once, in a table of fixed places.
class Harvest {
public:
    /// most   n-grams that will be added; there is room for twice as many
    explicit Harvest(std::size_t most)
    {
        auto const places = std::bit_ceil(2 * most + 64);
        mask_ = static_cast<std::uint32_t>(places) - 1;
        table_.assign(places, 0);
        items_.reserve(most);
    }

    struct Item {
        Gram gram;
        float rarity = 0;
    };

    /// Returns how rare the n-gram is.
    float add(std::uint32_t id, std::uint32_t marks, Frequencies const& frequencies)
    {
        auto at = id & mask_;
        while (table_[at] != 0 && items_[table_[at] - 1].gram.id() != id) {
            at = (at + 1) & mask_;
        }
        if (table_[at] == 0) {
            items_.push_back({Gram{id, marks}, frequencies.rarity(id)});
            table_[at] = static_cast<std::uint32_t>(items_.size());
        } else {
            items_[table_[at] - 1].gram.mark(marks | gram_mark::repeated);
        }
        return items_[table_[at] - 1].rarity;
    }

    [[nodiscard]] std::vector<Item> const& items() const { return items_; }

private:
    std::uint32_t mask_ = 0;
    std::vector<std::uint32_t> table_; ///< 0, or a place in `items_` + 1
    std::vector<Item> items_;
};

/// Districts are compared as such; their characters are in every report of the place.
bool cuts(Token const& token)
{
    return token.ends() || (token.marks & mark::code) != 0;
}

std::uint32_t gram_marks(std::uint32_t marks)
{
    return marks & (gram_mark::headline | gram_mark::place | gram_mark::enterprise);
}

/// What is read of a report's texts.
struct Reading {
    Harvest harvest;
    KeyRing keys;
    Frequencies const& frequencies;
};

void collect(std::span<Token const> tokens, Reading& into)
{
    float before = 0; // how rare the pair that ends here is; 0: there is none
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto const rarity_before = std::exchange(before, 0.0F);
        auto const& a = tokens[i];
        if (cuts(a)) {
            continue;
        }
        if (a.word && !is_stop_word(a.value)) {
            into.harvest.add(gram_of(a.value), gram_marks(a.marks), into.frequencies);
        }
        if (i + 1 == tokens.size() || cuts(tokens[i + 1])) {
            continue;
        }
        auto const& b = tokens[i + 1];
        if (is_stop_word(a.value) && is_stop_word(b.value)) {
            continue;
        }
        auto const marks = gram_marks(a.marks & b.marks);
        before = into.harvest.add(pair_of(a.value, b.value), marks, into.frequencies);
        if (rarity_before > 0) {
            into.keys.add(tokens.subspan(i - 1).first<3>(), rarity_before, before);
        }
    }
}

std::uint16_t short_hash(std::uint32_t district)
{
    auto const hash = static_cast<std::uint16_t>(district ^ district >> 16U);
    return hash != 0 ? hash : 1;
}

void add_districts(std::vector<std::uint32_t> const& found, Facts& facts)
{
    for (auto const district : found) {
        auto const hash = short_hash(district);
        if (std::ranges::find(facts.districts, hash) == facts.districts.end()) {
            auto const free = std::ranges::find(facts.districts, 0);
            if (free != facts.districts.end()) {
                *free = hash;
            }
        }
    }
}

/// A field that is a name as a whole, but for its district.
void collect_name(
    std::string_view name, std::uint8_t mark, Model const& model, Reading& into, Facts& facts
)
{
    if (name.empty()) {
        return;
    }
    Normalised text;
    normalise_without_offsets(name, model.limits.code_points, text);
    auto found = extract(text);
    for (auto& marks : found.marks) {
        marks = (marks & mark::code) != 0 ? marks : mark;
    }
    std::vector<Token> tokens;
    tokens_of(text, found, tokens);
    collect(tokens, into);
    add_districts(found.districts, facts);
}

std::int32_t millionths(double degrees)
{
    return static_cast<std::int32_t>(std::lround(std::clamp(degrees, -180.0, 180.0) * 1e6));
}

Facts facts_of(Document const& document)
{
    Facts facts;
    facts.issue_types = document.issues;
    facts.minute = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(document.occurred.microseconds / minute, 0, UINT32_MAX)
    );
    if (document.pin) {
        facts.longitude = millionths(document.pin->longitude);
        facts.latitude = millionths(document.pin->latitude);
    }
    return facts;
}

/// A weight and an n-gram in one word, so that sorting words sorts by weight: heavier first, among
/// equals by the identity, the same in every report.
class Weighed {
public:
    Weighed(float weight, Gram gram)
        : word_(static_cast<std::uint64_t>(weight * steps) << 32U | ~gram.packed())
    {
    }

    [[nodiscard]] float weight() const { return static_cast<float>(word_ >> 32U) / steps; }
    [[nodiscard]] Gram gram() const { return Gram{static_cast<std::uint32_t>(~word_)}; }

    friend bool operator<(Weighed a, Weighed b) { return a.word_ > b.word_; }

private:
    static constexpr float steps = 16384;
    std::uint64_t word_;
};

void keep_heaviest(Harvest const& all, Model const& model, Sketch& sketch)
{
    std::vector<Weighed> grams;
    grams.reserve(all.items().size());
    for (auto const& item : all.items()) {
        Weighed const weighed{weight_of(item.rarity, item.gram), item.gram};
        if (weighed.weight() > 0) {
            grams.push_back(weighed);
        }
    }
    if (grams.size() > model.limits.read_grams) {
        auto const cut = grams.begin() + static_cast<std::ptrdiff_t>(model.limits.read_grams);
        std::nth_element(grams.begin(), cut, grams.end());
        grams.erase(cut, grams.end());
    }
    std::sort(grams.begin(), grams.end());
    sketch.grams.reserve(grams.size());
    sketch.weights.reserve(grams.size());
    for (auto const weighed : grams) {
        sketch.grams.push_back(weighed.gram());
        sketch.weights.push_back(weighed.weight());
    }
}

} // namespace

void Squares::add(Gram gram, float weight)
{
    auto const square = weight * weight;
    all += square;
    headline += gram.in(gram_mark::headline) ? square : 0;
    place += gram.in(gram_mark::place) ? square : 0;
    enterprise += gram.in(gram_mark::enterprise) ? square : 0;
}

float weight_of(float rarity, Gram gram)
{
    auto weight = rarity;
    weight *= gram.in(gram_mark::headline) ? 1.5F : 1.0F;
    return gram.in(gram_mark::repeated) ? weight * 1.3F : weight;
}

Sketch sketch_of(Document const& document, Model const& model)
{
    Normalised text;
    normalise_without_offsets(document.text, model.limits.code_points, text);
    auto const found = extract(text);
    std::vector<Token> tokens;
    tokens_of(text, found, tokens);

    Sketch sketch;
    sketch.id = document.id;
    sketch.facts = facts_of(document);
    sketch.facts.issue_words = found.issues;
    add_districts(found.districts, sketch.facts);
    std::ranges::copy(found.sources, sketch.facts.sources.begin());
    // A code point has at most four bytes, and a byte gives at most one token.
    auto const most_bytes = 4 * model.limits.code_points;
    auto const fields = std::min(document.place.size(), most_bytes) +
        std::min(document.enterprise.size(), most_bytes);
    Reading reading{
        Harvest{2 * (tokens.size() + fields)},
        KeyRing{2 * (tokens.size() + fields)},
        *model.frequencies,
    };
    collect(tokens, reading);
    collect_name(document.place, mark::place, model, reading, sketch.facts);
    collect_name(document.enterprise, mark::enterprise, model, reading, sketch.facts);
    std::ranges::sort(sketch.facts.districts, std::greater{});
    keep_heaviest(reading.harvest, model, sketch);
    sketch.keys = std::move(reading.keys).heaviest(model.limits.probed_keys);
    sketch.joint = sources_at_names(sketch.keys, sketch.facts);
    return sketch;
}

Kept kept_of(Sketch const& sketch, std::size_t most)
{
    auto const count = std::min(most, sketch.grams.size());
    Kept kept;
    kept.id = sketch.id;
    kept.facts = sketch.facts;
    kept.grams = std::span{sketch.grams}.first(count);
    for (std::size_t i = 0; i < count; ++i) {
        kept.squares.add(sketch.grams[i], sketch.weights[i]);
    }
    kept.least = count < sketch.grams.size() ? sketch.weights[count - 1] : 0;
    return kept;
}

Probe::Probe(Sketch const& sketch) : sketch_(sketch)
{
    invariant(sketch.grams.size() < none / 2, "a sketch holds fewer than 2^15 n-grams");
    mask_ = static_cast<std::uint32_t>(std::bit_ceil(2 * sketch.grams.size() + 1)) - 1;
    table_.resize(mask_ + 1);
    sums_.reserve(sketch.grams.size() + 1);
    sums_.emplace_back();
    for (std::size_t i = 0; i < sketch.grams.size(); ++i) {
        auto const id = sketch.grams[i].id();
        seen_[id / 64 % seen_.size()] |= std::uint64_t{1} << (id % 64);
        auto at = id & mask_;
        while (table_[at].place != none) {
            at = (at + 1) & mask_;
        }
        table_[at] = {id, static_cast<std::uint16_t>(i)};
        sums_.push_back(sums_.back());
        sums_.back().add(sketch.grams[i], sketch.weights[i]);
    }
}

Squares const& Probe::visible_in(Kept const& other) const
{
    if (other.least <= 0) {
        return sums_.back();
    }
    std::size_t low = 0;
    std::size_t high = sketch_.grams.size();
    auto const last = other.grams.back().id();
    while (low < high) {
        auto const middle = (low + high) / 2;
        auto const weight = sketch_.weights[middle];
        bool const seen =
            weight > other.least || (weight == other.least && sketch_.grams[middle].id() <= last);
        (seen ? low : high) = seen ? middle + 1 : middle;
    }
    return sums_[low];
}

} // namespace ducha::neardup
