// What is kept of a text to be searched: its words, folded, and marks for what filters look up.
#pragma once

#include "domain/search/question.h"
#include "domain/search/search.h"

namespace ducha::search {

/// The four texts of a matter, wherever they stand.
struct Texts {
    std::string_view title;
    std::string_view text;
    std::string_view place;
    std::string_view enterprise;

    template <class Holder>
    [[nodiscard]] static Texts of(Holder const& holder)
    {
        return {holder.title, holder.text, holder.place, holder.enterprise};
    }
    [[nodiscard]] std::string_view in(Field field) const;
};

/// What a filter may ask of a text, beside its words.
struct Traits {
    Channel channel = Channel::call;
    Day day;
    std::vector<intake::Type> types;
};

/// Marks are private characters, which no folded text holds: each is a term of its own, and a
/// filter asks for it as for a word.
[[nodiscard]] std::string every_text_mark();
[[nodiscard]] std::string mark_of(Channel channel);
[[nodiscard]] std::string mark_of(intake::Type type);

/// The marks of the blocks of 32 days that reach from one day to another, for as long as they are
/// few enough to be asked for one by one; none where they are not. The marks of distant blocks
/// are the same, and the first and last block hold other days as well: days are checked besides.
[[nodiscard]] std::vector<std::string> marks_of(Day from, Day to);

/// Marks, then the folded texts, each behind a line end. Empty where no text holds a character
/// that can be looked for.
[[nodiscard]] std::string searched_words(Texts const& texts, Traits const& traits);

/// Whether a text holds all that is wanted and nothing that is not: what an index only speeds up.
[[nodiscard]] bool holds(std::string_view searched, Words const& words);

} // namespace ducha::search
