// The operators' log: one JSON object a line.
#include "platform/logging/logging.h"

#include "base/text.h"

#include "platform/trouble.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>
#include <system_error>

namespace ducha::logging {
namespace {

void append_escaped(std::string& line, char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    auto const code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        line += '\\';
        line += c;
    } else if (c == '\n') {
        line += "\\n";
    } else if (code < 0x20 || code == 0x7F) {
        line += "\\u00";
        line += digits[code >> 4U];
        line += digits[code & 0xFU];
    } else {
        line += c;
    }
}

bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void append_text(std::string& line, std::string_view text)
{
    line += '"';
    // Nearly all that is logged is plain from end to end.
    auto const plain = std::ranges::find_if_not(text, is_plain) - text.begin();
    line.append(text, 0, static_cast<std::size_t>(plain));
    text.remove_prefix(static_cast<std::size_t>(plain));
    while (!text.empty()) {
        auto const bad = first_invalid_utf8(text);
        for (auto const c : text.substr(0, bad.value_or(text.size()))) {
            append_escaped(line, c);
        }
        text.remove_prefix(bad.value_or(text.size()));
        if (!text.empty()) {
            line += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        }
    }
    line += '"';
}

template <class Number>
void append_number(std::string& line, Number number)
{
    std::array<char, 32> digits{}; // the shortest spelling of a double has at most 24
    auto const written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    line.append(digits.data(), written.ptr);
}

void append_padded(std::string& line, std::int64_t number, std::size_t width)
{
    std::array<char, 20> digits{};
    auto const* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    auto const size = static_cast<std::size_t>(end - digits.data());
    line.append(width - std::min(width, size), '0');
    line.append(digits.data(), size);
}

/// RFC 3339, UTC, always six decimals, so that lines sort as text.
void append_time(std::string& line, Instant at)
{
    using std::chrono::days;
    using std::chrono::hh_mm_ss;
    using std::chrono::microseconds;
    using std::chrono::sys_time;
    using std::chrono::year_month_day;
    auto const since = sys_time<microseconds>{microseconds{at.microseconds}};
    auto const midnight = floor<days>(since);
    auto const date = year_month_day{midnight};
    auto const time = hh_mm_ss{since - midnight};
    append_padded(line, static_cast<int>(date.year()), 4);
    line += '-';
    append_padded(line, static_cast<unsigned>(date.month()), 2);
    line += '-';
    append_padded(line, static_cast<unsigned>(date.day()), 2);
    line += 'T';
    append_padded(line, time.hours().count(), 2);
    line += ':';
    append_padded(line, time.minutes().count(), 2);
    line += ':';
    append_padded(line, time.seconds().count(), 2);
    line += '.';
    append_padded(line, time.subseconds().count(), 6);
    line += 'Z';
}

struct AppendValue {
    std::string& line;

    void operator()(std::int64_t number) const { append_number(line, number); }
    void operator()(double number) const
    {
        if (std::isfinite(number)) {
            append_number(line, number);
        } else {
            line += "null";
        }
    }
    void operator()(bool truth) const { line += truth ? "true" : "false"; }
    void operator()(std::string_view text) const { append_text(line, text); }
};

constexpr std::size_t usual_line = 320;
constexpr std::size_t most_held = 100 * usual_line;

bool is_taken(std::string_view name)
{
    return name == "time" || name == "level" || name == "message";
}

bool write_lines(int file, std::string_view lines)
{
    while (!lines.empty()) {
        auto const count = ::write(file, lines.data(), lines.size());
        if (count >= 0) {
            lines.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

/// Shared by the copies of one sink.
struct OpenFile {
    explicit OpenFile(int opened) : number{opened} {}
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    ~OpenFile() { ::close(number); }

    int number;
};

} // namespace

std::string_view name_of(Level level)
{
    switch (level) {
    case Level::debug:
        return "debug";
    case Level::info:
        return "info";
    case Level::warning:
        return "warning";
    case Level::error:
        break;
    }
    return "error";
}

Sink standard_error()
{
    return [](std::string_view lines) { return write_lines(STDERR_FILENO, lines); };
}

Sink append_to(std::filesystem::path const& path)
{
    auto const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (file < 0) {
        throw Trouble{
            Trouble::Kind::io,
            "cannot write the log " + path.string() + ": " + std::generic_category().message(errno)
        };
    }
    auto const owned = std::make_shared<OpenFile>(file);
    return [owned](std::string_view lines) { return write_lines(owned->number, lines); };
}

Log::Log(Sink sink, Clock clock, Level least)
    : sink_{std::move(sink)}, clock_{std::move(clock)}, least_{least}
{
}

Log::~Log()
{
    write_held();
}

std::string
Log::line_of(Level level, std::string_view message, std::initializer_list<Field> fields) const
{
    std::string line;
    line.reserve(usual_line);
    line += R"({"time":")";
    append_time(line, clock_());
    line += R"(","level":")";
    line += name_of(level);
    line += R"(","message":)";
    append_text(line, message);
    for (auto const& [name, value] : fields) {
        line += ',';
        append_text(line, name);
        if (is_taken(name)) {
            line.insert(line.size() - 1, 1, '_');
        }
        line += ':';
        std::visit(AppendValue{line}, value.content());
    }
    line += "}\n";
    return line;
}

/// Whoever calls it is the one who writes.
void Log::write_all()
{
    if (!held_.empty() && !sink_(held_)) {
        lost_ += std::ranges::count(held_, '\n');
    }
    held_.clear();
}

void Log::event(Level level, std::string_view message, std::initializer_list<Field> fields)
{
    if (level < least_) {
        return;
    }
    auto const line = line_of(level, message, fields);
    std::scoped_lock const alone{writing_};
    held_ += line;
    write_all();
}

void Log::event(std::string_view message, std::initializer_list<Field> fields)
{
    event(Level::info, message, fields);
}

void Log::hold(std::string_view message, std::initializer_list<Field> fields)
{
    if (Level::info < least_) {
        return;
    }
    auto const line = line_of(Level::info, message, fields);
    std::scoped_lock const alone{writing_};
    held_ += line;
    if (held_.size() >= most_held) {
        write_all();
    }
}

void Log::write_held()
{
    std::scoped_lock const alone{writing_};
    write_all();
}

std::int64_t Log::lost_lines() const
{
    return lost_;
}

} // namespace ducha::logging
