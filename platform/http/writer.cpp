// An answer becomes bytes: one buffer, no formatting library.
#include "platform/http/writer.h"

#include <array>
#include <charconv>
#include <chrono>

namespace ducha::http {
namespace {

void append_number(std::string& out, std::uint64_t number, int base = 10)
{
    std::array<char, 24> digits{};
    auto const written = std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
    out.append(digits.data(), written.ptr);
}

void append_line(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

void append_two(std::string& out, unsigned number)
{
    out += static_cast<char>('0' + number / 10 % 10);
    out += static_cast<char>('0' + number % 10);
}

} // namespace

Writer::Writer(SecurityHeaders const& security)
{
    std::pair<std::string_view, std::string const&> const lines[] = {
        {"Content-Security-Policy", security.content_security_policy},
        {"Referrer-Policy", security.referrer_policy},
        {"X-Content-Type-Options", security.content_type_options},
        {"X-Frame-Options", security.frame_options},
        {"Cross-Origin-Opener-Policy", security.cross_origin_opener_policy},
        {"Cross-Origin-Resource-Policy", security.cross_origin_resource_policy},
        {"Permissions-Policy", security.permissions_policy},
        {"Strict-Transport-Security", security.strict_transport_security},
        {"Cache-Control", security.cache_control},
    };
    for (auto const& [name, value] : lines) {
        if (!value.empty()) {
            std::string line;
            append_line(line, name, value);
            usual_.emplace_back(name, std::move(line));
        }
    }
}

void Writer::append_head(
    std::string& out, Response const& response, Framing const& framing, Envelope const& envelope
) const
{
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::uint64_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\n").append(envelope.date);
    for (auto const& [name, value] : response.headers.all()) {
        append_line(out, name, value);
    }
    for (auto const& [name, line] : usual_) {
        if (!response.headers.find(name)) {
            out += line;
        }
    }
    if (envelope.trace != nullptr) {
        append_line(out, "X-Request-Id", envelope.trace->span);
        if (envelope.trace->is_continued) {
            append_line(out, "traceparent", envelope.trace->header());
        }
    }
    if (framing.in_chunks) {
        out += "Transfer-Encoding: chunked\r\n";
    } else if (framing.length) {
        out += "Content-Length: ";
        append_number(out, *framing.length);
        out += "\r\n";
    }
    out += framing.closes ? "Connection: close\r\n\r\n" : "\r\n";
}

void append_chunk(std::string& out, std::string_view piece)
{
    if (!piece.empty()) { // an empty chunk would be the last
        append_number(out, piece.size(), 16);
        out.append("\r\n").append(piece).append("\r\n");
    }
}

std::string date_line(Instant now)
{
    constexpr std::array<std::string_view, 7> weekdays{
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
    };
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    auto const since =
        std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{now.microseconds}
        };
    auto const midnight = std::chrono::floor<std::chrono::days>(since);
    std::chrono::year_month_day const date{midnight};
    std::chrono::hh_mm_ss const clock{std::chrono::floor<std::chrono::seconds>(since - midnight)};
    std::string line = "Date: ";
    line.append(weekdays[std::chrono::weekday{midnight}.c_encoding()]).append(", ");
    append_two(line, static_cast<unsigned>(date.day()));
    line.append(" ").append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
    append_number(line, static_cast<std::uint64_t>(static_cast<int>(date.year())));
    line += ' ';
    append_two(line, static_cast<unsigned>(clock.hours().count()));
    line += ':';
    append_two(line, static_cast<unsigned>(clock.minutes().count()));
    line += ':';
    append_two(line, static_cast<unsigned>(clock.seconds().count()));
    return line + " GMT\r\n";
}

} // namespace ducha::http
