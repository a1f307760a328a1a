// Counting the packed facts of a log.
#include "domain/bulletin/packed.h"

#include "platform/db/connection.h"

namespace ducha::bulletin {
namespace {

using ledger::PackedFacts;

/// Sums by what a frame holds: the place of a type or channel, a day, or the same for all.
class Tallies {
public:
    void add(std::int64_t key, std::int64_t amount)
    {
        // Facts in a row mostly have the same day, and often the same type.
        if (last_ == nullptr || last_->first != key) {
            last_ = &*sums_.try_emplace(key, 0).first;
        }
        last_->second += amount;
    }

    [[nodiscard]] std::map<std::int64_t, std::int64_t> const& sums() const { return sums_; }

private:
    std::map<std::int64_t, std::int64_t> sums_;
    std::pair<std::int64_t const, std::int64_t>* last_ = nullptr;
};

/// The sums of the facts that occurred and were recorded in time.
Tallies tallies_of(PackedFacts const& facts, Instant as_of, Instant known_at, Grouping by)
{
    Tallies tallies;
    if (facts.is_whole) {
        tallies.add(0, facts.amount);
        return tallies;
    }
    auto const* const keys = keys_of(facts, by);
    for (std::size_t i = 0; i < facts.facts; ++i) {
        if (facts.occurred[i] <= as_of.microseconds && facts.recorded[i] <= known_at.microseconds) {
            tallies.add(keys == nullptr ? 0 : (*keys)[i], facts.amounts[i]);
        }
    }
    return tallies;
}

} // namespace

Frame const* keys_of(PackedFacts const& facts, Grouping by)
{
    switch (by) {
    case Grouping::type:
        return &facts.type;
    case Grouping::channel:
        return &facts.channel;
    case Grouping::day:
        return &facts.reception_day;
    case Grouping::none:
    case Grouping::object:
        break;
    }
    return nullptr;
}

std::string group_of(PackedFacts const& facts, std::int64_t key, Grouping by)
{
    switch (by) {
    case Grouping::type:
        return facts.types[static_cast<std::size_t>(key)];
    case Grouping::channel:
        return facts.channels[static_cast<std::size_t>(key)];
    case Grouping::day:
        return to_text(Day{static_cast<std::int32_t>(key)});
    case Grouping::none:
    case Grouping::object:
        break;
    }
    return {};
}

Seq add_packed(
    Lines& lines, db::Connection& connection, Counted const& of, Question const& question
)
{
    auto const log = of.may.object();
    ledger::PackedSpan const span{
        .log = log,
        .end_block = ledger::packed_blocks(connection, log),
        .as_of = question.as_of,
        .known_at = question.known_at.value_or(Instant{INT64_MAX}),
        .amounts_alone = question.by == Grouping::none || question.by == Grouping::object,
    };
    ledger::each_packed(connection, span, [&](PackedFacts const& facts) {
        auto const tallies = tallies_of(facts, span.as_of, span.known_at, question.by);
        for (auto const& [key, sum] : tallies.sums()) {
            bool const by_object = question.by == Grouping::object;
            auto const group = by_object ? of.object : group_of(facts, key, question.by);
            add(lines, group, facts.measure, sum);
        }
    });
    return Seq{span.end_block * ledger::events_a_block};
}

} // namespace ducha::bulletin
