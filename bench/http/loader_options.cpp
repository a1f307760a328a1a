// What the loader is told.
#include "bench/http/loader_options.h"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace ducha::bench {
namespace {

namespace asio = boost::asio;

bool read_address(std::string_view text, asio::ip::tcp::endpoint& address)
{
    auto const colon = text.rfind(':');
    std::uint16_t port = 0;
    boost::system::error_code error;
    if (colon == std::string_view::npos || !read_number(text.substr(colon + 1), port)) {
        return false;
    }
    address = {asio::ip::make_address(std::string{text.substr(0, colon)}, error), port};
    return !error;
}

bool read_file(std::string_view name, std::string& content)
{
    std::ifstream file{std::string{name}, std::ios::binary};
    content.assign(std::istreambuf_iterator<char>{file}, {});
    return !file.bad() && file.is_open();
}

bool read_headers(std::string_view name, std::string& headers)
{
    std::ifstream file{std::string{name}};
    for (std::string line; std::getline(file, line);) {
        headers += line + "\r\n";
    }
    return file.eof();
}

/// Takes one option; false where there is no such option or no such value.
bool take(Wish& wish, std::string_view option, std::string_view value)
{
    std::int64_t milliseconds = 0;
    if (option == "--arrivals") {
        wish.is_even = value == "even";
        return wish.is_even || value == "poisson";
    }
    if (option == "--patience") {
        bool const is_number = read_number(value, milliseconds);
        wish.patience = std::chrono::milliseconds{milliseconds};
        return is_number;
    }
    return option == "--address"    ? read_address(value, wish.address)
        : option == "--rate"        ? read_number(value, wish.rate)
        : option == "--seconds"     ? read_number(value, wish.seconds)
        : option == "--connections" ? read_number(value, wish.connections)
        : option == "--method"      ? (wish.method = value, true)
        : option == "--path"        ? (wish.path = value, true)
        : option == "--headers"     ? read_headers(value, wish.headers)
        : option == "--body"        ? read_file(value, wish.body)
        : option == "--first"       ? read_number(value, wish.first)
        : option == "--seed"        ? read_number(value, wish.seed)
                                    : false;
}

std::string with_number(std::string text, std::int64_t number)
{
    constexpr std::string_view place = "{number}";
    auto const digits = std::to_string(number);
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at)) {
        text.replace(at, place.size(), digits);
        at += digits.size();
    }
    return text;
}

} // namespace

std::optional<Wish> wish_in(int count, char const* const* arguments)
{
    Wish wish;
    for (int i = 1; i < count; i += 2) {
        if (i + 1 == count || !take(wish, arguments[i], arguments[i + 1])) {
            std::fprintf(stderr, "http_loader: not understood: %s\n", arguments[i]);
            return std::nullopt;
        }
    }
    bool const is_whole =
        wish.address.port() != 0 && wish.rate > 0 && wish.seconds > 0 && wish.connections > 0;
    return is_whole ? std::optional{wish} : std::nullopt;
}

std::string request_of(Wish const& wish, std::int64_t number)
{
    auto const body = with_number(wish.body, number);
    auto text = wish.method + ' ' + with_number(wish.path, number) +
        " HTTP/1.1\r\nHost: " + wish.address.address().to_string() + ':' +
        std::to_string(wish.address.port()) + "\r\n" + wish.headers;
    if (!body.empty()) {
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return text + "\r\n" + body;
}

} // namespace ducha::bench
