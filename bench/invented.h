// Complaints that nobody made: every one says 模拟, and no two are the same.
#pragma once

#include "domain/intake/intake.h"

#include <array>
#include <filesystem>
#include <string>

namespace ducha::bench {

/// The first day of the invented stay, and how many days it has.
inline constexpr Day first_day{18865}; // 2021-08-26
inline constexpr int days = 30;

/// The columns of a table of invented complaints, and one row of it.
inline constexpr std::array<std::string_view, 9> columns{
    "id", "time", "channel", "title", "text", "place", "enterprise", "type", "name"
};
using InventedRow = std::array<std::string, columns.size()>;

/// The same number gives the same row. Calls, letters, web and visits; one type in three rows out
/// of four, two in the fourth; a telephone number in the text.
/// count   how many there are: they are spread over the whole stay in the order of their numbers
[[nodiscard]] InventedRow invented_row(std::int64_t number, std::int64_t count);

/// Writes `count` invented complaints as a table with a header.
void write_invented(std::filesystem::path const& file, std::int64_t count);

/// The same complaint with its identifiers taken out, and when it was made.
[[nodiscard]] intake::ReportReceived invented_report(std::int64_t number, std::int64_t count);
[[nodiscard]] Instant invented_time(std::int64_t number, std::int64_t count);

/// An event as the ledger shows it to the folds: place and words, without commitment.
template <class Event>
[[nodiscard]] ledger::Recorded invented_event(Event const& event, Seq seq, Instant occurred)
{
    auto draft = ledger::Codec<Event>::write(event, occurred);
    return {
        .log = LogId{1},
        .seq = seq,
        .act = ActId{seq.get()},
        .type = std::string{Event::type.name},
        .version = Event::type.version,
        .occurred = occurred,
        .recorded = occurred,
        .actor = "unauthenticated:bench",
        .body = std::move(draft.body),
        .commitment = Hash{},
        .words = std::move(draft.words),
    };
}

} // namespace ducha::bench
