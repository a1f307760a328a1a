// Case numbers: built and read by scheme, never without one.
//
// Source: domain.md 2.1; confirmed on ten published numbers of the third round.
#pragma once

#include "domain/inspection/inspection.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ducha::casefile {

/// The cases among which serials run, from 1: no two of them have the same serial.
struct SerialScope {
    std::string letter;      ///< empty: of any letter
    std::optional<Day> date; ///< none: of any date

    auto operator<=>(SerialScope const&) const = default;
};

/// Serials run for each letter apart if the scheme's pattern has {letter}, and begin anew each
/// day if it has {date}: what the number does not say cannot keep two numbers apart.
[[nodiscard]] SerialScope
serial_scope(inspection::NumberScheme const& scheme, std::string_view letter, Day date);

/// What a case number says. Fields that a scheme does not spell stay as they are here.
struct CaseNumber {
    std::string letter;      ///< the channel's letter under the scheme; one or more characters
    std::int64_t round = 0;  ///< 1 to 9
    std::string object;      ///< two capitals: of GB/T 2260, or a group's own
    Day date;                ///< of reception of the case's root report
    std::int64_t serial = 0; ///< from 1, within its `SerialScope`
    bool watched = false;    ///< `*`: the team watches this case

    bool operator==(CaseNumber const&) const = default;
};

enum class NumberRefusal {
    no_letter,       ///< the scheme lists none for the channel
    serial_too_wide, ///< more cases on one day than the scheme has digits for
    unknown_letter,
    bad_round,
    bad_object,
    bad_date,
    bad_serial,
    other_text,
};

/// `D3SX202505280018`, `BCD2022092601`, `609号`; `*` behind it where the case is watched.
/// Refuses what `parse` would not read back.
[[nodiscard]] Result<std::string>
print(inspection::NumberScheme const& scheme, CaseNumber const& number);

/// Refuses whatever `print` would not have written, naming the field and what it holds. Where
/// one letter begins another, the longer one is meant.
[[nodiscard]] Result<CaseNumber>
parse(inspection::NumberScheme const& scheme, std::string_view text);

/// The scheme's letter for a channel.
[[nodiscard]] Result<std::string>
letter_of(inspection::NumberScheme const& scheme, Channel channel);

/// For reading aloud: `D3SX 20250528 0018`. Numbers of other schemes are given as they are.
[[nodiscard]] std::string grouped(std::string_view number);

} // namespace ducha::casefile
