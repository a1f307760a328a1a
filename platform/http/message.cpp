// Requests and answers as values.
#include "platform/http/message.h"

#include "base/text.h"

#include "platform/http/weight.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace ducha::http {
namespace {

constexpr std::pair<Method, std::string_view> methods[] = {
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::remove, "DELETE"},
    {Method::options, "OPTIONS"},
};

constexpr std::pair<Status, std::string_view> reasons[] = {
    {Status::ok, "OK"},
    {Status::created, "Created"},
    {Status::accepted, "Accepted"},
    {Status::no_content, "No Content"},
    {Status::moved, "Moved Permanently"},
    {Status::see_other, "See Other"},
    {Status::not_modified, "Not Modified"},
    {Status::bad_request, "Bad Request"},
    {Status::unauthorized, "Unauthorized"},
    {Status::forbidden, "Forbidden"},
    {Status::not_found, "Not Found"},
    {Status::method_not_allowed, "Method Not Allowed"},
    {Status::not_acceptable, "Not Acceptable"},
    {Status::request_timeout, "Request Timeout"},
    {Status::conflict, "Conflict"},
    {Status::gone, "Gone"},
    {Status::precondition_failed, "Precondition Failed"},
    {Status::content_too_large, "Content Too Large"},
    {Status::uri_too_long, "URI Too Long"},
    {Status::unsupported_media_type, "Unsupported Media Type"},
    {Status::expectation_failed, "Expectation Failed"},
    {Status::unprocessable, "Unprocessable Content"},
    {Status::precondition_required, "Precondition Required"},
    {Status::too_many_requests, "Too Many Requests"},
    {Status::head_too_large, "Request Header Fields Too Large"},
    {Status::internal_error, "Internal Server Error"},
    {Status::not_implemented, "Not Implemented"},
    {Status::unavailable, "Service Unavailable"},
    {Status::version_not_supported, "HTTP Version Not Supported"},
};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string on_one_line(std::string_view value)
{
    std::string line{value};
    std::ranges::replace_if(
        line,
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; },
        ' '
    );
    return line;
}

std::optional<Language> language_of_tag(std::string_view tag)
{
    auto const main = tag.substr(0, tag.find('-'));
    if (same_name(main, "zh")) {
        return Language::zh;
    }
    return same_name(main, "en") ? std::optional{Language::en} : std::nullopt;
}

/// The language with the greatest weight; of equals the first.
Language preferred(std::string_view accept)
{
    auto best = Language::zh;
    auto best_weight = 0;
    for (auto const item : split(accept, ',')) {
        auto const semicolon = std::min(item.find(';'), item.size());
        auto const language = language_of_tag(trimmed(item.substr(0, semicolon)));
        auto const weight = weight_of(item.substr(semicolon));
        if (language && weight > best_weight) {
            best = *language;
            best_weight = weight;
        }
    }
    return best;
}

} // namespace

int weight_of(std::string_view parameters)
{
    auto const found = parameters.find("q=");
    if (found == std::string_view::npos) {
        return 1000;
    }
    auto const text = trimmed(parameters.substr(found + 2));
    if (text.empty() || text[0] != '0') {
        return text.starts_with('1') ? 1000 : 0;
    }
    auto weight = 0;
    auto place = 100;
    for (auto const digit :
         text.substr(1).starts_with('.') ? text.substr(2, 3) : text.substr(1, 0)) {
        if (digit < '0' || digit > '9') {
            break;
        }
        weight += (digit - '0') * place;
        place /= 10;
    }
    return weight;
}

std::string_view name_of(Method method)
{
    return std::ranges::find(methods, method, &std::pair<Method, std::string_view>::first)->second;
}

std::optional<Method> method_of(std::string_view token)
{
    auto const found =
        std::ranges::find(methods, token, &std::pair<Method, std::string_view>::second);
    return found == std::end(methods) ? std::nullopt : std::optional{found->first};
}

std::string_view reason_of(Status status)
{
    auto const found =
        std::ranges::find(reasons, status, &std::pair<Status, std::string_view>::first);
    return found == std::end(reasons) ? std::string_view{} : found->second;
}

std::string_view tag_of(Language language)
{
    return language == Language::zh ? "zh-CN" : "en";
}

bool same_name(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<PeerBucket> PeerBucket::of(std::string_view address)
{
    constexpr std::uint64_t of_version_4 = std::uint64_t{4} << 56U;
    constexpr std::uint64_t of_version_6 = std::uint64_t{6} << 56U;
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    auto const leading = [](std::span<std::uint8_t const> bytes) {
        std::uint64_t number = 0;
        for (auto const byte : bytes) {
            number = (number << 8U) | byte;
        }
        return number;
    };
    std::string const text{address};
    std::array<std::uint8_t, 16> bytes{};
    auto const all = std::span<std::uint8_t const>{bytes};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        return PeerBucket{of_version_4 | leading(all.first(3))};
    }
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
        return std::nullopt;
    }
    if (std::ranges::equal(all.first(12), mapped)) {
        return PeerBucket{of_version_4 | leading(all.subspan(12, 3))};
    }
    return PeerBucket{of_version_6 | leading(all.first(7))};
}

std::optional<std::string_view> Request::header(std::string_view name) const
{
    auto const found = std::ranges::find_if(headers_, [name](Header const& header) {
        return same_name(header.name, name);
    });
    return found == headers_.end() ? std::nullopt : std::optional{found->value};
}

Language Request::language() const
{
    if (auto const asked = query_.find("lang")) {
        if (auto const language = language_of_tag(*asked)) {
            return *language;
        }
    }
    auto const accept = header("accept-language");
    return accept ? preferred(*accept) : Language::zh;
}

void Headers::set(std::string_view name, std::string_view value)
{
    std::erase_if(lines_, [name](auto const& line) { return same_name(line.first, name); });
    add(name, value);
}

void Headers::add(std::string_view name, std::string_view value)
{
    lines_.emplace_back(on_one_line(name), on_one_line(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    auto const found = std::ranges::find_if(lines_, [name](auto const& line) {
        return same_name(line.first, name);
    });
    return found == lines_.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

Response content(Status status, std::string_view content_type, std::string body)
{
    Response response{.status = status, .body = std::move(body)};
    response.headers.set("Content-Type", content_type);
    return response;
}

Response json(Status status, std::string text)
{
    return content(status, "application/json", std::move(text));
}

Response html(Status status, std::string page)
{
    return content(status, "text/html; charset=utf-8", std::move(page));
}

Response no_content()
{
    return {.status = Status::no_content};
}

Response see_other(std::string_view location)
{
    Response response{.status = Status::see_other};
    response.headers.set("Location", location);
    return response;
}

Response stream(std::string_view content_type, Pieces next)
{
    Response response{.body = Stream{.next = std::move(next), .size = std::nullopt}};
    response.headers.set("Content-Type", content_type);
    return response;
}

} // namespace ducha::http
