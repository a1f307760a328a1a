// A progress bar for the person who waits.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ducha::app {

/// The columns that a UTF-8 text takes on a terminal: 2 for a Chinese character or full-width
/// sign, 0 for a combining mark or a control character, 1 for any other (UAX 11, wide and
/// fullwidth).
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// Draws `label [=====>    ]  45%  450/1,000  0:12`, where the last is the time still to go, on
/// one line that is drawn over and over, at most ten times a second.
///
/// Where the output is no terminal it writes nothing. The line never exceeds the terminal: the
/// bar shrinks first, then the label.
/// Threads: one.
class Progress {
public:
    /// label   Chinese or English, one line
    /// total   what `advance` adds up to; 0 or less where it is not known: then there is
    ///         neither bar nor estimate
    /// output  a file descriptor; standard error
    Progress(std::string_view label, std::int64_t total, int output = 2);
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;
    /// Ends the line if `done()` did not, and leaves the bar where it stood.
    ~Progress();

    void advance(std::int64_t steps = 1);

    /// Draws the full bar with the time taken, and ends the line.
    void done();

private:
    using Clock = std::chrono::steady_clock;

    void draw(Clock::time_point now, bool last);

    std::string label_;
    std::int64_t total_;
    std::int64_t count_ = 0;
    int output_;
    bool visible_;
    bool ended_ = false;
    Clock::time_point begun_;
    Clock::time_point drawn_;
};

} // namespace ducha::app
