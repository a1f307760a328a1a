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

std::string postgres_terms(std::string_view searched)
{
    std::set<std::string_view> terms;
    db::each_term(searched, [&](db::Term const& term) { terms.insert(term.text); });
    std::string text;
    text.reserve(terms.size() * 10);
    for (auto const& term : terms) {
        text += enclosed(term, '\'');
        text += ' ';
    }
    return text;
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
