// A question as the indexes of the databases are asked.
#pragma once

#include "domain/search/words.h"

namespace ducha::search {

/// What is looked for, with the filters, in the logs that may be read.
struct Wanted {
    std::vector<LogId> logs;
    Words words;
    std::optional<Channel> channel;
    std::optional<intake::Type> type;
    std::optional<Day> from;
    std::optional<Day> to;

    [[nodiscard]] Day first_day() const;
    [[nodiscard]] Day last_day() const;
    [[nodiscard]] bool by_day() const { return from || to; }
    [[nodiscard]] std::vector<std::string> marks() const; ///< that a text must have
};

/// What an index is asked for, at most `most_phrases`, each at most `longest_phrase` characters;
/// and the words that it does not prove by that, to be checked in the texts themselves.
struct Phrases {
    std::vector<std::string> looked_up;
    std::vector<std::string> checked;
};

inline constexpr std::size_t longest_phrase = 32;
inline constexpr std::size_t most_phrases = 16;

/// Of words that must be there: the beginning of a long one.
[[nodiscard]] Phrases wanted_phrases(std::vector<std::string> const& words);

/// Of words that must not be there: no long one, as its beginning may well be there.
[[nodiscard]] Phrases unwanted_phrases(std::vector<std::string> const& words);

/// The expression of SQLite's index: all marks and phrases, none of the phrases not wanted. It
/// proves all but what is left in `checked`, as it knows where in a text each term stands.
[[nodiscard]] std::string
sqlite_expression(Wanted const& wanted, Phrases const& there, Phrases const& not_there);

/// The expression of PostgreSQL's index: all marks, and pairs that together cover the phrases. It
/// knows only which terms a text has: what is left of the words is to be checked besides.
[[nodiscard]] std::string postgres_expression(Wanted const& wanted);

/// The words that it does not prove: all that are more than one term.
[[nodiscard]] std::vector<std::string> postgres_checked(Words const& words);

/// The distinct terms of a text as PostgreSQL reads a tsvector, among them when it was recorded.
[[nodiscard]] std::string postgres_terms(std::string_view searched, Instant recorded);

/// The expression for texts that were recorded in a span of time, at most 64 terms: of the shortest
/// periods that are so few. They reach over its ends, which are to be checked besides.
///
/// from, to   not before 1970; both inclusive
[[nodiscard]] std::string postgres_recorded(Instant from, Instant to);

/// `{"%word%",...}`: patterns of `like` for PostgreSQL. Folded words hold no signs of patterns.
[[nodiscard]] std::string postgres_patterns(std::vector<std::string> const& words);

} // namespace ducha::search
