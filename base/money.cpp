// Money as text, to the fen.
#include "base/money.h"

#include <charconv>
#include <cstdint>

namespace ducha {
namespace {

constexpr std::int64_t fen_a_yuan = 100;
constexpr std::int64_t most_yuan = 90'000'000'000'000;

/// Digits alone; `from_chars` would take a minus.
std::optional<std::int64_t> digits_in(std::string_view text)
{
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional{value} : std::nullopt;
}

/// `amount` as a decimal fraction of `places` places, without zeros at its end.
std::string decimal(std::int64_t amount, std::size_t places)
{
    std::string digits = std::to_string(amount);
    std::string const sign = amount < 0 ? "-" : "";
    digits.erase(0, sign.size());
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    auto fraction = digits.substr(digits.size() - places);
    digits.resize(digits.size() - places);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return sign + digits + (fraction.empty() ? "" : "." + fraction);
}

} // namespace

std::optional<Fen> parse_yuan(std::string_view text)
{
    auto const point = text.find('.');
    auto const yuan = digits_in(text.substr(0, point));
    std::optional<std::int64_t> fen = 0;
    if (point != std::string_view::npos) {
        auto const places = text.substr(point + 1);
        fen = places.size() <= 2 ? digits_in(places) : std::nullopt;
        if (fen && places.size() == 1) {
            *fen *= 10;
        }
    }
    if (!yuan || !fen || *yuan > most_yuan || (*yuan == most_yuan && *fen > 0)) {
        return std::nullopt;
    }
    return Fen{*yuan * fen_a_yuan + *fen};
}

std::string yuan_text(Fen amount)
{
    auto text = decimal(amount.get(), 2);
    // Money is written with both places or with none.
    auto const point = text.find('.');
    if (point != std::string::npos && text.size() - point == 2) {
        text += '0';
    }
    return text;
}

std::string wan_yuan_text(Fen amount)
{
    return decimal(amount.get(), 6);
}

} // namespace ducha
