// The operators' log: one JSON object a line (JSON Lines), for machines to collect.
//
// The ledger is the record of the office; this is the record of the program. No text of a
// report, no name and no number of a person belongs here.
#pragma once

#include "base/instant.h"

#include <atomic>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace ducha::logging {

enum class Level { debug, info, warning, error };

[[nodiscard]] std::string_view name_of(Level level);

/// What a field holds, for as long as the call that it is given to. A double that is infinite or no
/// number is written as null; a string that is not UTF-8 gets U+FFFD for each bad byte.
class Value {
public:
    using Content = std::variant<std::int64_t, double, bool, std::string_view>;

    template <std::integral T>
    Value(T number) // NOLINT(google-explicit-constructor): {"rows", 1000} reads as it should
        : content_{static_cast<std::int64_t>(number)}
    {
    }
    Value(bool truth) // NOLINT(google-explicit-constructor)
        : content_{truth}
    {
    }
    Value(double number) // NOLINT(google-explicit-constructor)
        : content_{number}
    {
    }
    Value(std::string const& text) // NOLINT(google-explicit-constructor)
        : content_{std::string_view{text}}
    {
    }
    Value(std::string_view text) // NOLINT(google-explicit-constructor)
        : content_{text}
    {
    }
    Value(char const* text) // NOLINT(google-explicit-constructor)
        : content_{std::string_view{text}}
    {
    }

    [[nodiscard]] Content const& content() const { return content_; }

private:
    Content content_;
};

struct Field {
    /// Lower case, snake_case; `time`, `level` and `message` are taken, and get a `_` behind.
    std::string_view name;
    Value value;
};

/// Takes whole lines with their line ends; returns whether they were written.
using Sink = std::function<bool(std::string_view lines)>;

/// Reads the time; given, never looked up.
using Clock = std::function<Instant()>;

[[nodiscard]] Sink standard_error();

/// Appends to a file, made if need be, readable by its owner and group. Whole lines are one
/// write(2) with O_APPEND, so several processes may share the file, and a rotation that copies
/// and truncates loses nothing of ours. Throws Trouble (io) where it cannot be opened.
[[nodiscard]] Sink append_to(std::filesystem::path const& path);

/// Writes events.
///
///     {"time":"2021-09-15T12:00:00.000000Z","level":"info","message":"reports imported",
///      "act":17,"rows":1000}                                        (on one line)
///
/// errors    a line that cannot be written is lost and counted: a full disk under the log must
///           not stop the office
/// threads   safe; lines never mix
/// cost      one allocation or so and one write(2) an event
class Log {
public:
    explicit Log(Sink sink, Clock clock, Level least = Level::info);
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;
    ~Log();

    /// message   a short constant sentence; what varies goes into fields
    void event(Level level, std::string_view message, std::initializer_list<Field> fields = {});

    /// At level info.
    void event(std::string_view message, std::initializer_list<Field> fields = {});

    /// At level info, and written together with what follows: by the next `event` or `write_held`,
    /// or when there is much of it. For whoever does many small things in a row and says when he is
    /// through with them; a process that is killed meanwhile loses these lines.
    void hold(std::string_view message, std::initializer_list<Field> fields = {});

    void write_held();

    [[nodiscard]] std::int64_t lost_lines() const;

private:
    [[nodiscard]] std::string
    line_of(Level level, std::string_view message, std::initializer_list<Field> fields) const;
    void write_all();

    Sink sink_;
    Clock clock_;
    Level least_;
    std::mutex writing_;
    std::string held_; ///< whole lines
    std::atomic<std::int64_t> lost_{0};
};

} // namespace ducha::logging
