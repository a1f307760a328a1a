// What a bulletin counts: every measure by name, in its unit, with the formula that makes it.
//
// A measure is a sum of count facts, so it can be asked as of any instant, and so can the list of
// what it counts. Source: domain.md 2.5; clause B21-06.
#pragma once

#include "base/code.h"

#include "domain/inspection/inspection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::bulletin {

/// What the facts of a measure are about: what a list of it names.
enum class Subject { report, case_file };

/// In what a measure is counted.
enum class MeasureUnit { pieces, enterprises, fen, people };

/// Facts of one name, added or taken away.
struct Term {
    std::string_view fact;
    int sign = 1;
};

struct Measure {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    Subject subject = Subject::case_file;
    MeasureUnit unit = MeasureUnit::pieces;
    std::vector<Term> terms;
    std::optional<Channel> channel = std::nullopt; ///< facts of this channel alone
};

/// Every measure in the order in which bulletins print them, under these rules of counting.
[[nodiscard]] std::vector<Measure> measures(inspection::CountingRules const& rules);

/// The measure with this code; nothing where there is none.
[[nodiscard]] std::optional<Measure>
find_measure(inspection::CountingRules const& rules, std::string_view code);

/// In the names of the count facts: `detained_admin + detained_criminal`.
[[nodiscard]] std::string formula(Measure const& measure);

/// One measure divided by another.
struct Rate {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::vector<std::string_view> parts; ///< codes of measures, added
    std::string_view whole;              ///< code of a measure
};

/// Every rate that a bulletin prints. Rates of one name and two denominators are in use, so each
/// has its formula beside it (domain.md 2.6).
[[nodiscard]] std::span<Rate const> rates();

/// In the names of the measures: `(closed + phased) / transferred`.
[[nodiscard]] std::string formula(Rate const& rate);

} // namespace ducha::bulletin

template <>
struct ducha::Codes<ducha::bulletin::MeasureUnit> {
    using Unit = bulletin::MeasureUnit;
    static constexpr CodeRow<Unit> table[] = {
        {Unit::pieces, "pieces", "件", ""},
        {Unit::enterprises, "enterprises", "家", "enterprises"},
        {Unit::fen, "fen", "万元", "10,000 yuan"},
        {Unit::people, "people", "人", "people"},
    };
};
