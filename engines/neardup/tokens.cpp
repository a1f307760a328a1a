// A normalised text as tokens.
#include "engines/neardup/tokens.h"

#include "base/text.h"

#include "engines/neardup/grams.h"

#include <algorithm>
#include <array>

namespace ducha::neardup {
namespace {

constexpr std::uint32_t word_bit = 0x80000000;

constexpr std::array<std::u32string_view, 118> stop_words = {
    U"a",      U"about", U"after", U"again", U"all",    U"also",  U"am",     U"an",     U"and",
    U"any",    U"are",   U"as",    U"at",    U"be",     U"been",  U"before", U"being",  U"but",
    U"by",     U"can",   U"could", U"did",   U"do",     U"does",  U"down",   U"during", U"each",
    U"ever",   U"every", U"for",   U"from",  U"get",    U"has",   U"have",   U"he",     U"her",
    U"here",   U"him",   U"his",   U"how",   U"i",      U"if",    U"in",     U"into",   U"is",
    U"it",     U"its",   U"just",  U"like",  U"many",   U"me",    U"more",   U"most",   U"much",
    U"my",     U"near",  U"next",  U"no",    U"nobody", U"not",   U"now",    U"of",     U"off",
    U"on",     U"one",   U"only",  U"or",    U"other",  U"our",   U"out",    U"over",   U"own",
    U"please", U"said",  U"same",  U"say",   U"she",    U"since", U"so",     U"some",   U"still",
    U"such",   U"than",  U"that",  U"the",   U"their",  U"them",  U"then",   U"there",  U"these",
    U"they",   U"this",  U"those", U"to",    U"too",    U"under", U"until",  U"up",     U"us",
    U"very",   U"was",   U"we",    U"well",  U"were",   U"what",  U"when",   U"where",  U"which",
    U"while",  U"who",   U"will",  U"with",  U"would",  U"yet",   U"you",    U"your",   U"yours",
    U"s",
};

bool is_letter(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

std::uint32_t word_token(std::u32string_view word)
{
    std::uint64_t hash = word.size();
    for (auto const c : word) {
        hash = spread(hash + static_cast<std::uint64_t>(c));
    }
    return static_cast<std::uint32_t>(hash >> 32U) | word_bit;
}

/// How many characters from `at` are of one word or one number.
std::size_t word_length(std::u32string_view text, std::size_t at)
{
    auto const of_kind = is_letter(text[at]) ? is_letter : is_digit;
    std::size_t length = 1;
    while (at + length < text.size() && of_kind(text[at + length])) {
        ++length;
    }
    return length;
}

} // namespace

void tokens_of(Normalised const& text, Extract const& found, std::vector<Token>& into)
{
    constexpr std::size_t telling = 3;
    auto const at = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
    std::u32string_view const view = text.text;
    into.resize(view.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < view.size();) {
        auto const c = view[i];
        auto marks = found.marks[i];
        if (!is_letter(c) && !is_digit(c)) {
            if (c != U' ') {
                into[count++] = {c == clause_break ? 0 : c, marks, false, c, at(i), 1};
            }
            ++i;
            continue;
        }
        auto const length = word_length(view, i);
        for (std::size_t k = 1; k < length; ++k) {
            marks &= found.marks[i + k];
        }
        into[count++] = {
            word_token(view.substr(i, length)), marks, length >= telling, 0, at(i), at(length)
        };
        i += length;
    }
    into.resize(count);
}

std::string text_of(Token const& token, Normalised const& text)
{
    std::string result;
    for (std::size_t i = 0; i < token.length; ++i) {
        append_utf8(result, text.text[token.first + i]);
    }
    return result;
}

std::uint32_t gram_of_text(std::string_view text)
{
    auto const normal = normalise(text, 64);
    Extract nothing;
    nothing.marks.assign(normal.text.size(), 0);
    std::vector<Token> tokens;
    tokens_of(normal, nothing, tokens);
    switch (tokens.size()) {
    case 1:
        return tokens[0].word ? gram_of(tokens[0].value) : 0;
    case 2:
        return pair_of(tokens[0].value, tokens[1].value);
    default:
        return 0;
    }
}

bool is_stop_word(std::uint32_t token)
{
    if ((token & word_bit) == 0) {
        return false;
    }
    static auto const sorted = [] {
        std::array<std::uint32_t, stop_words.size()> tokens{};
        std::ranges::transform(stop_words, tokens.begin(), word_token);
        std::ranges::sort(tokens);
        return tokens;
    }();
    return std::ranges::binary_search(sorted, token);
}

} // namespace ducha::neardup
