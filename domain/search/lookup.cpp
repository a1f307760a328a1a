// A question as the indexes of the databases are asked.
#include "domain/search/lookup.h"

#include "base/text.h"

#include "platform/db/terms.h"

#include <limits>
#include <set>

namespace ducha::search {
namespace {

/// Between signs that end it; a sign inside is doubled.
std::string enclosed(std::string_view text, char sign)
{
    std::string result{sign};
    for (auto const c : text) {
        result += c;
        if (c == sign || (c == '\\' && sign == '\'')) {
            result += c;
        }
    }
    return result + sign;
}

std::string joined(std::vector<std::string> const& parts, std::string_view between)
{
    std::string text;
    for (auto const& part : parts) {
        text += (text.empty() ? "" : std::string{between}) + part;
    }
    return text;
}

/// The blocks of days, of which a text must have one; empty where they are not asked for.
std::string any_block(Wanted const& wanted, std::string_view either, char sign)
{
    if (!wanted.from && !wanted.to) {
        return {};
    }
    std::vector<std::string> parts;
    for (auto const& mark : marks_of(wanted.first_day(), wanted.last_day())) {
        parts.push_back(enclosed(mark, sign));
    }
    return parts.empty() ? "" : "(" + joined(parts, either) + ")";
}

/// Every second pair of a phrase, and the last: together they hold each of its characters.
std::vector<std::string> covering_terms(std::string_view phrase)
{
    std::vector<std::string> terms;
    std::size_t number = 0;
    std::string last;
    db::each_asked_term(phrase, [&](std::string_view term) {
        last = term;
        if (number++ % 2 == 0) {
            terms.push_back(last);
        }
    });
    if (!terms.empty() && terms.back() != last) {
        terms.push_back(last);
    }
    return terms;
}

/// Periods of five lengths, each of 64 of the next shorter ones: the shortest has 2^22
/// microseconds, about four seconds, the longest two years. A text is of one period of each length.
constexpr int shortest_period_log2 = 22;
constexpr int periods_a_period_log2 = 6;
constexpr int period_lengths = 5;
constexpr char32_t first_period = 0xE800; ///< begins its terms, which no folded text holds

std::int64_t period_of(Instant instant, int length)
{
    return instant.microseconds >> (shortest_period_log2 + (length * periods_a_period_log2));
}

std::string period_term(std::int64_t period, int length)
{
    std::string text;
    append_utf8(text, first_period + static_cast<char32_t>(length));
    return enclosed(text + std::to_string(period), '\'');
}

bool is_one_term(std::string_view word)
{
    bool is_one = false;
    db::each_asked_term(word, [&](std::string_view term) { is_one = term == word; });
    return is_one;
}

Phrases phrases_of(std::vector<std::string> const& words, bool beginnings_help)
{
    Phrases phrases;
    for (auto const& word : words) {
        auto const beginning = first_code_points(word, longest_phrase);
        bool const whole = beginning.size() == word.size();
        bool const looked_up =
            phrases.looked_up.size() < most_phrases && (whole || beginnings_help);
        if (looked_up) {
            phrases.looked_up.emplace_back(beginning);
        }
        if (!looked_up || !whole) {
            phrases.checked.push_back(word);
        }
    }
    return phrases;
}

} // namespace

Day Wanted::first_day() const
{
    return from.value_or(Day{std::numeric_limits<std::int32_t>::min()});
}

Day Wanted::last_day() const
{
    return to.value_or(Day{std::numeric_limits<std::int32_t>::max()});
}

std::vector<std::string> Wanted::marks() const
{
    std::vector<std::string> marks;
    if (channel) {
        marks.push_back(mark_of(*channel));
    }
    if (type) {
        marks.push_back(mark_of(*type));
    }
    return marks;
}

Phrases wanted_phrases(std::vector<std::string> const& words)
{
    return phrases_of(words, true);
}

Phrases unwanted_phrases(std::vector<std::string> const& words)
{
    return phrases_of(words, false);
}

std::string sqlite_expression(Wanted const& wanted, Phrases const& there, Phrases const& not_there)
{
    std::vector<std::string> parts;
    for (auto const& phrase : there.looked_up) {
        parts.push_back(enclosed(phrase, '"'));
    }
    for (auto const& mark : wanted.marks()) {
        parts.push_back(enclosed(mark, '"'));
    }
    if (auto block = any_block(wanted, " OR ", '"'); !block.empty()) {
        parts.push_back(std::move(block));
    }
    if (parts.empty()) {
        parts.push_back(enclosed(every_text_mark(), '"'));
    }
    auto expression = "(" + joined(parts, " AND ") + ")";
    for (auto const& phrase : not_there.looked_up) {
        expression += " NOT " + enclosed(phrase, '"');
    }
    return expression;
}

std::string postgres_expression(Wanted const& wanted)
{
    std::set<std::string> terms;
    for (auto const& phrase : wanted_phrases(wanted.words.wanted).looked_up) {
        for (auto const& term : covering_terms(phrase)) {
            terms.insert(enclosed(term, '\''));
        }
    }
    for (auto const& mark : wanted.marks()) {
        terms.insert(enclosed(mark, '\''));
    }
    std::vector<std::string> parts{terms.begin(), terms.end()};
    if (auto block = any_block(wanted, "|", '\''); !block.empty()) {
        parts.push_back(std::move(block));
    }
    return parts.empty() ? enclosed(every_text_mark(), '\'') : joined(parts, "&");
}

std::vector<std::string> postgres_checked(Words const& words)
{
    std::vector<std::string> checked;
    std::size_t number = 0;
    for (auto const& word : words.wanted) {
        if (number++ >= most_phrases || !is_one_term(word)) {
            checked.push_back(word);
        }
    }
    return checked;
}

std::string postgres_terms(std::string_view searched, Instant recorded)
{
    std::set<std::string_view> terms;
    db::each_term(searched, [&](db::Term const& term) { terms.insert(term.text); });
    std::string text;
    text.reserve((terms.size() + period_lengths) * 10);
    for (auto const& term : terms) {
        text += enclosed(term, '\'') + ' ';
    }
    for (int length = 0; length < period_lengths; ++length) {
        text += period_term(period_of(recorded, length), length) + ' ';
    }
    return text;
}

std::string postgres_recorded(Instant from, Instant to)
{
    constexpr auto most = std::int64_t{1} << periods_a_period_log2;
    int length = 0;
    while (length + 1 < period_lengths && period_of(to, length) - period_of(from, length) >= most) {
        ++length;
    }
    std::vector<std::string> parts;
    for (auto period = period_of(from, length); period <= period_of(to, length); ++period) {
        parts.push_back(period_term(period, length));
    }
    return joined(parts, "|");
}

std::string postgres_patterns(std::vector<std::string> const& words)
{
    std::vector<std::string> parts;
    for (auto const& word : words) {
        parts.push_back("\"%" + word + "%\"");
    }
    return "{" + joined(parts, ",") + "}";
}

} // namespace ducha::search
