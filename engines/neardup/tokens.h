// A normalised text as tokens: a Chinese character is one, so is a Latin word or a number.
#pragma once

#include "engines/neardup/extract.h"
#include "engines/neardup/normalise.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// Chinese is compared by characters and English by words, in the same text if need be.
struct Token {
    std::uint32_t value = 0; ///< 0: a clause ends; a character; or 2^31 and the hash of a word
    std::uint8_t marks = 0;  ///< of all its characters, bits of `mark`
    bool word = false;       ///< Latin letters or digits, three or more: an n-gram by itself
    char32_t sound_of = 0;   ///< the character, where it is Chinese
    std::uint32_t first = 0; ///< where it begins in the normalised text
    std::uint32_t length = 0;

    [[nodiscard]] bool ends() const { return value == 0; }
};

/// cost   O(length)
void tokens_of(Normalised const& text, Extract const& found, std::vector<Token>& into);

/// How a token is written.
[[nodiscard]] std::string text_of(Token const& token, Normalised const& text);

/// The identity of a short text as one n-gram (two tokens, or one word); 0 where it
/// is none.
[[nodiscard]] std::uint32_t gram_of_text(std::string_view text);

/// Whether a word says nothing by itself (English: `the`, `from`, `very`).
[[nodiscard]] bool is_stop_word(std::uint32_t token);

} // namespace ducha::neardup
