// A model as a text that people can read, and back.
#pragma once

#include "engines/neardup/model.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// A limit as it stands in a model's text.
struct NamedLimit {
    std::string_view name;
    std::size_t value = 0;
};

/// All limits, in the order of the text.
[[nodiscard]] std::vector<NamedLimit> named_limits(Limits const& limits);

/// What is wrong with a model's text.
struct ModelFault {
    std::size_t line = 0; ///< from 1; one behind the last where something is missing
    std::string found;    ///< at most 60 bytes of the line
    std::string expected;
};

/// Reads what `text_of` writes: lines of a name, a blank and a value; sections in brackets; `#`
/// begins a comment.
///
///     format 1
///     name standard                       and version, described: what it was fitted on
///     figure held_out.bcubed_f1 0.951     any number of these, as they were measured
///     [weights]       every Evidence, log odds a unit
///     [thresholds]    join_probability, propose_probability, root_log_odds
///     [limits]        every limit
///     [calibration]   log odds, rising, and probability, not falling; may be empty
///     [frequencies]   `reports N`, then an n-gram (two characters, or a word or two) and in how
///                     many of the N reports it occurs
///
/// text      any bytes
/// returns   the model, or the first fault; every number is finite and in its range
/// cost      O(length)
[[nodiscard]] std::expected<Model, ModelFault> model_of_text(std::string_view text);

/// The same model is read again from it, bit for bit.
[[nodiscard]] std::string text_of(Model const& model);

} // namespace ducha::neardup
