// 检索: finds working texts by the words in them.
//
// What is looked for is found literally, wherever it stands in title, text, place or enterprise,
// in any of the ways to write the same characters: traditional or simplified, wide or narrow,
// capital or small (engines/folding). Both databases find the same.
#pragma once

#include "domain/guard/listing.h"
#include "domain/handling/handling.h"

#include <span>

namespace ducha::search {

/// What is asked for. Everything is accepted; whatever is left out restricts nothing.
struct Question {
    /// Words divided by blanks: a text must hold all of them. `"..."` is one word with its blanks;
    /// a text with `-word` is left out. A word without a character to look for (emoji, brackets)
    /// is passed over; where no word is left, nothing is found. Without any words: all texts.
    std::string words;
    std::optional<Channel> channel;
    std::optional<intake::Type> type;
    std::optional<Day> from;                ///< reception day, inclusive
    std::optional<Day> to;                  ///< reception day, inclusive
    std::optional<std::string> case_number; ///< with or without `*`: the matters of this case
};

/// Where the next page begins: behind the text that was recorded at this instant in this log, of
/// which there is one. Stays right while texts are added and erased.
struct Cursor {
    Instant recorded;
    LogId log;

    friend auto operator<=>(Cursor const&, Cursor const&) = default;
};

/// `1631707200000000-3`: so that whoever was given a page can ask for the next.
[[nodiscard]] std::string to_text(Cursor const& cursor);
[[nodiscard]] std::optional<Cursor> parse_cursor(std::string_view text);

/// How much is wanted at once.
struct Portion {
    std::size_t hits = 20;       ///< 1 to `most_hits`; other numbers are taken for the nearer end
    std::optional<Cursor> after; ///< none: the first page
    bool counted = true;         ///< false: no count that would take longer than the page
};

inline constexpr std::size_t most_hits = 200;
inline constexpr std::int64_t most_counted = 10'000;

/// A part of a text, in bytes, on boundaries of code points.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;

    bool operator==(Span const&) const = default;
};

enum class Field { title, text, place, enterprise };

/// What is shown of a hit: a piece of the field that holds the most of the words.
struct Excerpt {
    Field field = Field::title;
    std::string text;        ///< of the working text, as it is written
    std::size_t offset = 0;  ///< where the piece begins in its field, in bytes
    bool ends_early = false; ///< the field goes on behind the piece
    std::vector<Span> marks; ///< the words, in the field (not in the piece); ascending, apart

    bool operator==(Excerpt const&) const = default;
};

struct Hit {
    LogId log;
    MatterId matter;
    ReportId report;
    std::optional<CaseId> in; ///< the case that the matter is in
    Day day;                  ///< of reception
    Excerpt excerpt;
};

/// The newest first: by the instant at which they were recorded.
struct Page {
    std::vector<Hit> hits;
    std::optional<Cursor> next;        ///< none: there are no more
    std::optional<std::int64_t> count; ///< of the first page: all hits, up to `most_counted`
    bool counted_all = true;           ///< false: there are more than `count`
};

struct ReadTexts {
    static constexpr std::string_view code = "read_texts";
};
using MayReadTexts = identity::Authorized<ReadTexts, LogId>;

/// A log that is searched, with the permissions to read what is found in it. A log whose texts may
/// not be read in every state is searched as if it held none: even a count tells of words.
struct SearchedLog {
    MayReadTexts texts;
    casefile::MayReadCases cases;
    intake::MayReadMatters matters;
};

/// One page of what is found.
///
/// cost     goal: 99 of 100 questions among 1,000,000 texts in 20 ms, in PostgreSQL without their
///          count (bench/search_bench.cpp, bench/http); of exclusions alone, of long words and of
///          days, each text that may be meant is read
[[nodiscard]] Page find(
    db::Connection& connection,
    std::span<SearchedLog const> logs,
    Question const& question,
    Portion const& portion
);

/// How many are found, up to `most_counted`: for whoever shows a page at once, and this behind it.
///
/// cost     of common words several times that of a page: each hit is looked up, and in PostgreSQL
///          read as well
[[nodiscard]] guard::Count
count(db::Connection& connection, std::span<SearchedLog const> logs, Question const& question);

/// What is shown of a matter that was found.
[[nodiscard]] Excerpt excerpt_of(intake::Matter const& matter, Question const& question);

// --- checking -------------------------------------------------------------------------------

/// Holds the index of a database that keeps it beside the rows (SQLite) against them.
/// cost   every text is taken apart again; nobody can write meanwhile. Outside transactions
[[nodiscard]] std::vector<ledger::Finding> check_index(db::Connection& connection);

/// What either database has in a form of its own: not copied into the other, but made by `fill`.
inline constexpr std::string_view unlike_tables[] = {"search_text"};

/// Folds all texts anew where none is there: in a database that is older than its index, and in
/// one whose rows were copied. In the caller's transaction.
/// cost   every event is read; a million texts took ten minutes on PostgreSQL
void fill(db::Connection& connection, ledger::Progress const& progress = [](std::int64_t) {});

/// Who may ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::search

template <>
struct ducha::Codes<ducha::search::Field> {
    using Field = search::Field;
    static constexpr CodeRow<Field> table[] = {
        {Field::title, "title", "标题", "title"},
        {Field::text, "text", "内容", "text"},
        {Field::place, "place", "地点", "place"},
        {Field::enterprise, "enterprise", "企业", "enterprise"},
    };
};
