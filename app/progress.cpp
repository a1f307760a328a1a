// A progress bar for the person who waits.
#include "app/progress.h"

#include "base/text.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <span>

namespace ducha::app {
namespace {

constexpr std::size_t narrowest_bar = 5;
constexpr std::size_t widest_bar = 40;
constexpr std::size_t usual_terminal = 80;
constexpr auto redraw_interval = std::chrono::milliseconds{100};

struct Range {
    char32_t first;
    char32_t last;
};

/// Wide and fullwidth blocks of UAX 11, joined where only unassigned points lie between.
constexpr Range wide[] = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD}
};

/// Control characters, combining marks, joiners and variation selectors.
constexpr Range without_width[] = {
    {0x0, 0x1F},
    {0x7F, 0x9F},
    {0x300, 0x36F},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x20D0, 0x20FF},
    {0x302A, 0x302D},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF},
    {0xE0100, 0xE01EF}
};

std::size_t columns_of(char32_t value)
{
    auto const holds = [value](Range range) { return value >= range.first && value <= range.last; };
    if (std::ranges::any_of(without_width, holds)) {
        return 0;
    }
    return std::ranges::any_of(wide, holds) ? 2 : 1;
}

/// The longest beginning that takes at most `most` columns.
std::string_view first_columns(std::string_view text, std::size_t most)
{
    std::size_t offset = 0;
    std::size_t columns = 0;
    while (offset < text.size()) {
        auto const point = code_point_at(text, offset);
        columns += columns_of(point.value);
        if (columns > most) {
            break;
        }
        offset += point.length;
    }
    return text.substr(0, offset);
}

/// One line of plain characters: the terminal obeys whatever else it is sent.
std::string printable(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        if (first_invalid_utf8(text.substr(0, 4)) == 0U) {
            result += '?';
            text.remove_prefix(1);
            continue;
        }
        auto const point = code_point_at(text, 0);
        auto const control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
        result += control ? std::string_view{" "} : text.substr(0, point.length);
        text.remove_prefix(point.length);
    }
    return result;
}

std::string with_commas(std::int64_t number)
{
    auto digits = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
        digits.insert(static_cast<std::size_t>(place), ",");
    }
    return digits;
}

/// `0:07`, `12:34`, `3:05:00`.
std::string as_time(std::int64_t seconds)
{
    auto const two = [](std::int64_t value) {
        return (value < 10 ? "0" : "") + std::to_string(value);
    };
    auto const hours = seconds / 3600;
    auto const minutes = seconds / 60 % 60;
    return (hours > 0 ? std::to_string(hours) + ":" + two(minutes) : std::to_string(minutes)) +
        ":" + two(seconds % 60);
}

std::size_t terminal_columns(int output)
{
    winsize size{};
    auto const known = ioctl(output, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usual_terminal;
}

std::string bar_of(std::int64_t count, std::int64_t total, std::size_t cells)
{
    auto const share = static_cast<double>(count) / static_cast<double>(total);
    auto const full = std::min(cells, static_cast<std::size_t>(share * static_cast<double>(cells)));
    std::string bar(full, '=');
    if (full < cells) {
        bar += '>';
        bar.append(cells - full - 1, ' ');
    }
    return "[" + bar + "]";
}

/// What could not be drawn is not worth an error.
void write_line(int output, std::string_view line)
{
    while (!line.empty()) {
        auto const count = ::write(output, line.data(), line.size());
        if (count < 0 && errno != EINTR) {
            return;
        }
        line.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

} // namespace

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        auto const point = code_point_at(text, offset);
        columns += columns_of(point.value);
        offset += point.length;
    }
    return columns;
}

Progress::Progress(std::string_view label, std::int64_t total, int output)
    : label_{printable(label)},
      total_{total},
      output_{output},
      visible_{::isatty(output) == 1},
      begun_{Clock::now()},
      drawn_{begun_}
{
    if (visible_) {
        draw(begun_, false);
    }
}

Progress::~Progress()
{
    if (visible_ && !ended_) {
        draw(Clock::now(), false);
        write_line(output_, "\n");
    }
}

void Progress::advance(std::int64_t steps)
{
    count_ += steps;
    if (!visible_ || ended_) {
        return;
    }
    auto const now = Clock::now();
    if (now - drawn_ >= redraw_interval) {
        draw(now, false);
        drawn_ = now;
    }
}

void Progress::done()
{
    if (visible_ && !ended_) {
        draw(Clock::now(), true);
        write_line(output_, "\n");
    }
    ended_ = true;
}

void Progress::draw(Clock::time_point now, bool last)
{
    using Seconds = std::chrono::duration<double>;
    auto const taken = Seconds{now - begun_}.count();
    auto const known = total_ > 0;
    auto const count = known ? std::clamp<std::int64_t>(last ? total_ : count_, 0, total_) : count_;
    auto figures = with_commas(count);
    auto time = as_time(static_cast<std::int64_t>(taken));
    if (known) {
        auto const percent = std::to_string(count * 100 / total_);
        figures = std::string(4 - std::min<std::size_t>(percent.size(), 3), ' ') + percent + "%  " +
            figures + "/" + with_commas(total_);
        if (!last) {
            auto const left = static_cast<double>(total_ - count) / static_cast<double>(count);
            time = count == 0 ? "-:--" : as_time(std::llround(taken * left));
        }
    }
    figures += "  " + time;
    // The last column stays free: some terminals wrap as soon as it is filled.
    auto room = terminal_columns(output_) - 1;
    auto const tail = first_columns(figures, room);
    room -= tail.size();
    auto const label_columns = app::columns_of(label_);
    std::string line = "\r";
    auto const bar_needs = narrowest_bar + 3;
    auto const bar = known && room > label_columns + bar_needs
        ? std::min(widest_bar, room - label_columns - 3)
        : 0;
    room -= bar > 0 ? bar + 2 : 0;
    auto const label = first_columns(label_, room > 0 ? room - 1 : 0);
    line += label;
    line += label.empty() ? "" : " ";
    line += bar > 0 ? bar_of(count, total_, bar) : "";
    line += tail;
    line += "\x1B[K"; // erases what a longer line left behind
    write_line(output_, line);
}

} // namespace ducha::app
