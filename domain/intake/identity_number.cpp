// What reads as the number of a resident's identity card (GB 11643).
#include "domain/intake/identity_number.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace ducha::intake {
namespace {

/// ISO 7064 MOD 11-2, as GB 11643 uses it for the 18th character.
bool passes_check(std::string_view digits, char last)
{
    constexpr std::string_view checks = "10x98765432";
    constexpr std::array<unsigned, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * static_cast<unsigned>(digits[i] - '0');
    }
    return checks[sum % 11] == last;
}

std::size_t as_number(std::string_view digits)
{
    std::size_t number = 0;
    for (char const c : digits) {
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number;
}

/// The first two digits are those of a province (GB/T 2260).
bool is_region(std::string_view digits)
{
    constexpr std::array provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                   35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                   53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
    auto const province = static_cast<int>(as_number(digits.substr(0, 2)));
    return std::ranges::find(provinces, province) != provinces.end();
}

bool is_month_and_day(std::string_view digits)
{
    constexpr std::array<std::size_t, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    auto const month = as_number(digits.substr(0, 2));
    auto const day = as_number(digits.substr(2, 2));
    return month >= 1 && month <= days.size() && day >= 1 && day <= days[month - 1];
}

/// A number that was heard or typed wrongly. Later dates are those of documents and orders.
bool holds_region_and_birth(std::string_view digits)
{
    auto const year = as_number(digits.substr(6, 4));
    return is_region(digits) && year >= 1900 && year <= 2015 &&
        is_month_and_day(digits.substr(10, 4));
}

} // namespace

bool has_identity_shape(std::string_view shape)
{
    constexpr std::string_view shapes[] = {"18", "684", "6444", "17", "683", "6443", "15", "663"};
    std::string groups;
    std::ranges::copy_if(shape, std::back_inserter(groups), [](char c) {
        return c >= '0' && c <= '9';
    });
    return std::ranges::find(shapes, groups) != std::end(shapes);
}

bool is_identity_number(std::string_view digits, char last, bool shaped)
{
    return passes_check(digits, last) || (shaped && holds_region_and_birth(digits));
}

bool is_old_identity_number(std::string_view digits)
{
    return digits.size() == 15 && is_region(digits) && digits[6] >= '3' &&
        is_month_and_day(digits.substr(8, 4));
}

} // namespace ducha::intake
