// Texts in, cases out: what all peers share.
#include "base/text.h"

#include "bench/merging/peers.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <numeric>
#include <ostream>
#include <string_view>
#include <utility>

namespace ducha::bench {
namespace {

std::uint64_t hash_of(std::string_view bytes)
{
    constexpr std::uint64_t prime = 0x100000001B3; // FNV-1a
    std::uint64_t hash = 0xCBF29CE484222325;
    for (auto const c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    }
    return hash ^ (hash >> 32U);
}

bool is_letter_or_digit(char32_t c)
{
    bool const ideograph = (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000;
    return ideograph || (c < 0x80 && std::isalnum(static_cast<int>(c)) != 0);
}

std::vector<std::uint64_t> words_of(std::string_view text)
{
    std::vector<std::uint64_t> terms;
    for (auto const word : split(text, ' ')) {
        if (!word.empty() && is_letter_or_digit(code_point_at(word, 0).value)) {
            terms.push_back(hash_of(word));
        }
    }
    return terms;
}

std::vector<std::uint64_t> runs_of(std::string_view text, Terms const& wanted)
{
    std::string kept;
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size();) {
        auto const point = code_point_at(text, at);
        if (is_letter_or_digit(point.value)) {
            begins.push_back(kept.size());
            append_utf8(kept, point.value);
        }
        at += point.length;
    }
    begins.push_back(kept.size());
    std::vector<std::uint64_t> terms;
    for (auto size = wanted.shortest; size <= wanted.longest; ++size) {
        for (std::size_t i = 0; i + size < begins.size(); ++i) {
            auto const length = begins[i + size] - begins[i];
            terms.push_back(hash_of(std::string_view{kept}.substr(begins[i], length)));
        }
    }
    return terms;
}

/// Cases as places of their first reports.
class Cases {
public:
    explicit Cases(std::size_t count) : up_(count)
    {
        std::iota(up_.begin(), up_.end(), std::uint32_t{0});
    }

    std::uint32_t first(std::uint32_t report)
    {
        while (up_[report] != report) {
            report = up_[report] = up_[up_[report]];
        }
        return report;
    }

    void join(std::uint32_t a, std::uint32_t b)
    {
        auto const [first, second] = std::minmax({this->first(a), this->first(b)});
        up_[second] = first;
    }

private:
    std::vector<std::uint32_t> up_;
};

} // namespace

std::expected<std::vector<TermText>, std::string>
read_texts(std::filesystem::path const& path, Terms const& terms)
{
    std::ifstream file{path};
    std::vector<TermText> texts;
    std::string line;
    while (std::getline(file, line)) {
        auto const cells = split(line, '\t');
        auto const id = parse_integer(cells.front());
        if (cells.size() != 3 || !id || first_invalid_utf8(line)) {
            return std::unexpected{
                path.string() + ":" + std::to_string(texts.size() + 1) +
                ": no id, title and text in UTF-8"
            };
        }
        auto const taken_apart = [&](std::string_view text) {
            return terms.words ? words_of(text) : runs_of(text, terms);
        };
        texts.push_back({.id = *id, .title = taken_apart(cells[1]), .body = taken_apart(cells[2])});
    }
    if (texts.empty()) {
        return std::unexpected{path.string() + ": no texts"};
    }
    return texts;
}

void write_joins(
    std::ostream& out,
    std::vector<TermText> const& texts,
    std::vector<LikePair> const& pairs,
    std::vector<double> const& thresholds
)
{
    std::vector<LikePair> best(texts.size());
    for (auto const& pair : pairs) {
        auto& so_far = best[pair.later];
        if (std::pair{pair.likeness, pair.earlier} >= std::pair{so_far.likeness, so_far.earlier}) {
            so_far = pair;
        }
    }
    std::vector<Cases> columns;
    out << "report";
    for (auto const threshold : thresholds) {
        out << ",components@" << threshold << ",online@" << threshold;
        auto const floor = static_cast<float>(threshold);
        auto& components = columns.emplace_back(texts.size());
        for (auto const& pair : pairs) {
            if (pair.likeness >= floor) {
                components.join(pair.earlier, pair.later);
            }
        }
        auto& online = columns.emplace_back(texts.size());
        for (auto const& pair : best) {
            if (pair.earlier != pair.later && pair.likeness >= floor) {
                online.join(pair.earlier, pair.later);
            }
        }
    }
    out << '\n';
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        out << texts[i].id;
        for (auto& cases : columns) {
            out << ',' << texts[cases.first(i)].id;
        }
        out << '\n';
    }
}

} // namespace ducha::bench
