// The terms under which both databases keep a text, so that both find the same.
#pragma once

#include <functional>
#include <string_view>

namespace ducha::db {

/// A piece of a text that is looked up as a whole: one character, or two neighbours.
struct Term {
    std::string_view text;
    bool begins_with_pair; ///< a character at whose place a pair was shown before it
};

/// Shows the terms of a text, place by place: the pair that begins there, then the character. No
/// pair crosses a line end, which is no term, or holds a private character (U+E000 to U+F8FF):
/// that is for marks which stand for something beside the words.
///
/// Why pairs: Chinese has no blanks, so a word is found by the pairs it is made of, without a
/// dictionary that would not know the names. Why characters: a question may be one.
///
/// text    valid UTF-8
/// cost    O(length)
void each_term(std::string_view text, std::function<void(Term const&)> const& visitor);

/// The terms that a piece of text is looked up by: its pairs, or its one character. A text holds
/// the piece where it holds these in a row.
void each_asked_term(std::string_view text, std::function<void(std::string_view)> const& visitor);

} // namespace ducha::db
