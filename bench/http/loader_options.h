// What the loader is told: its options, and the request that it makes of them.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ducha::bench {

struct Wish {
    boost::asio::ip::tcp::endpoint address;
    double rate = 0;    ///< a second
    double seconds = 0; ///< of scheduling
    std::size_t connections = 256;
    std::string method = "GET";
    std::string path = "/";
    std::string headers; ///< each line ended as HTTP ends it
    std::string body;
    std::int64_t first = 1;
    bool is_even = false;
    std::uint64_t seed = 1;
    std::chrono::milliseconds patience{1000};
};

/// Reads the whole of a text as a number that is not negative.
template <class Number>
bool read_number(std::string_view text, Number& number)
{
    auto const end = text.data() + text.size();
    auto const result = std::from_chars(text.data(), end, number);
    return result.ec == std::errc{} && result.ptr == end && number >= Number{};
}

/// Nothing where an option is not understood, which is said on standard error, or one is missing.
[[nodiscard]] std::optional<Wish> wish_in(int count, char const* const* arguments);

/// The request of this number, as it is sent.
[[nodiscard]] std::string request_of(Wish const& wish, std::int64_t number);

} // namespace ducha::bench
