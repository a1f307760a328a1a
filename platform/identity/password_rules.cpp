// Passwords: which are taken.
#include "base/instant.h"
#include "base/text.h"

#include "platform/identity/password.h"

#include "generated/identity_data.h"

#include <algorithm>
#include <ranges>

namespace ducha::identity {
namespace {

/// Characters that must be left when names and habits are taken out: half of the shortest.
constexpr std::size_t least_left = shortest_password / 2;

constexpr RefusalRow<PasswordRefusal> refusals[] = {
    {PasswordRefusal::not_text,
     "password.not_text",
     "口令含有无法输入的字符",
     "the password holds characters that cannot be typed"},
    {PasswordRefusal::too_short, "password.too_short", "口令太短", "the password is too short"},
    {PasswordRefusal::too_long, "password.too_long", "口令太长", "the password is too long"},
    {PasswordRefusal::is_the_name,
     "password.is_the_name",
     "口令主要由账号或姓名组成",
     "the password is made of the login or the name"},
    {PasswordRefusal::too_common,
     "password.too_common",
     "口令由常见的词、数字或键位组成，容易被猜中",
     "the password is made of what everybody uses, and is tried first"},
};

char lowered(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lowered(std::string_view text)
{
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char letter) { return lowered(letter); });
    return result;
}

/// The first column of data/password_habits.csv.
std::vector<std::string_view> habits()
{
    std::vector<std::string_view> all;
    auto const lines = split(data::password_habits, '\n');
    for (auto const line : lines | std::views::drop(1)) {
        if (auto const piece = line.substr(0, line.find(',')); !piece.empty()) {
            all.push_back(piece);
        }
    }
    return all;
}

/// How many bytes of `text` stand there twice: as many as `before` ends with.
std::size_t repeated(std::string_view before, std::string_view text)
{
    for (auto size = std::min(before.size(), text.size()); size > 0; --size) {
        if (before.ends_with(text.substr(0, size))) {
            return size;
        }
    }
    return 0;
}

/// How long a row such as `1234` or `fedc` is; 0 where there are fewer than three.
std::size_t row_of_neighbours(std::string_view text)
{
    std::size_t longest = 0;
    for (int const direction : {1, -1}) {
        std::size_t size = 1;
        while (size < text.size() && text[size] - text[size - 1] == direction) {
            ++size;
        }
        longest = std::max(longest, size);
    }
    return longest < 3 ? 0 : longest;
}

/// 8 where a day of the last or of this century is written so, 4 for a year, 0 otherwise.
std::size_t date_or_year(std::string_view text)
{
    auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    bool const begins = text.starts_with("19") || text.starts_with("20");
    if (!begins || text.size() < 4 || !std::ranges::all_of(text.substr(0, 4), is_digit)) {
        return 0;
    }
    bool const longer = text.size() >= 8 && std::ranges::all_of(text.substr(0, 8), is_digit);
    return longer && parse_day(text.substr(0, 8)) ? 8 : 4;
}

std::size_t longest_of(std::vector<std::string_view> const& pieces, std::string_view text)
{
    std::size_t longest = 0;
    for (auto const piece : pieces) {
        if (piece.size() > longest && text.starts_with(piece)) {
            longest = piece.size();
        }
    }
    return longest;
}

/// The code points of `text` that no piece and no habit accounts for.
std::size_t left_of(std::string_view text, std::vector<std::string_view> const& pieces)
{
    std::size_t left = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const rest = text.substr(at);
        auto const covered = std::max(
            {longest_of(pieces, rest),
             row_of_neighbours(rest),
             date_or_year(rest),
             repeated(text.substr(0, at), rest)}
        );
        left += covered == 0 ? 1 : 0;
        at += covered == 0 ? code_point_at(text, at).length : covered;
        // A repetition may end within a character whose first bytes are those of another.
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;
        }
    }
    return left;
}

bool is_control(char letter)
{
    auto const value = static_cast<unsigned char>(letter);
    return value < 0x20 || value == 0x7F;
}

Result<void> check_length(std::size_t length)
{
    if (length < shortest_password) {
        return refuse(
            refusals,
            PasswordRefusal::too_short,
            std::to_string(length),
            "at least " + std::to_string(shortest_password) + " characters"
        );
    }
    if (length > longest_password) {
        return refuse(
            refusals,
            PasswordRefusal::too_long,
            std::to_string(length),
            "at most " + std::to_string(longest_password) + " characters"
        );
    }
    return {};
}

} // namespace

Result<void> check_password(Secret const& password, std::vector<std::string_view> const& names)
{
    auto const typed = trimmed(password.text());
    if (first_invalid_utf8(typed) || std::ranges::any_of(typed, is_control)) {
        return refuse(refusals, PasswordRefusal::not_text);
    }
    if (auto const fits = check_length(length_in_code_points(typed)); !fits) {
        return fits;
    }
    Secret const text{lowered(typed)};
    auto pieces = habits();
    if (left_of(text.text(), pieces) < least_left) {
        return refuse(refusals, PasswordRefusal::too_common);
    }
    std::vector<std::string> own;
    own.reserve(names.size());
    for (auto const name : names) {
        if (length_in_code_points(name) >= 2) {
            pieces.push_back(own.emplace_back(lowered(name)));
        }
    }
    if (left_of(text.text(), pieces) < least_left) {
        return refuse(refusals, PasswordRefusal::is_the_name);
    }
    return {};
}

} // namespace ducha::identity
