// A bulletin in words: the sentence that all of them share, in the order of the published ones.
#pragma once

#include "domain/bulletin/figures.h"

namespace ducha::bulletin {

/// A piece of a sentence: words, or a figure with the measure that it states.
struct Piece {
    std::string text;
    std::string_view measure; ///< empty: words
};

/// The measures of the sentence, in its order: the columns of every table by object.
inline constexpr std::string_view sentence_measures[] = {
    "received",
    "accepted",
    "transferred",
    "closed",
    "penalised",
    "fine",
    "criminal",
    "detained",
    "interviewed",
    "accountable",
};

/// The sentence of a bulletin, as published ones have it: received, accepted, transferred,
/// completed, penalised, fines, criminal cases, detained, interviewed, held accountable.
///
/// source   bulletin of 19 September 2021 (clause B21-06); domain.md 2.5
[[nodiscard]] std::vector<Piece>
sentence(Figures const& figures, Instant as_of, std::vector<Channel> const& channels, bool chinese);

[[nodiscard]] std::string joined(std::vector<Piece> const& pieces);

/// A figure as it is printed: `1,234` in English, `1234` in Chinese; fines in 10,000 yuan.
[[nodiscard]] std::string figure_text(MeasureUnit unit, std::int64_t amount, bool chinese);

/// The same with its unit, where a figure stands alone: `12件`, `120.5 x 10,000 yuan`.
[[nodiscard]] std::string figure_with_unit(MeasureUnit unit, std::int64_t amount, bool chinese);

/// `20.00%` of ten thousandths; a dash where there is no rate.
[[nodiscard]] std::string rate_text(std::optional<std::int64_t> rate);

/// A rate's formula in words: `(已办结 + 阶段性办结) / 转办`.
[[nodiscard]] std::string formula_in_words(Rate const& rate, bool chinese);

/// `2021年9月15日20:00`, `20:00 on 15 September 2021`.
[[nodiscard]] std::string instant_text(Instant at, bool chinese);

/// The rules of counting in words, each of them, in the order of `CountingRules`.
[[nodiscard]] std::vector<std::string>
rules_in_words(inspection::CountingRules const& rules, bool chinese);

/// The name of a pollution type by its code.
[[nodiscard]] std::string type_name(std::string_view type, bool chinese);

} // namespace ducha::bulletin
