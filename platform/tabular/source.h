// The text of a file as a stream of UTF-8, whatever its encoding. Inside of tabular.
#pragma once

#include "platform/tabular/file.h"
#include "platform/tabular/tabular.h"

#include <memory>
#include <span>

namespace ducha::tabular {

class Source {
public:
    /// Reads the whole file once to find its encoding. Refusals and Trouble: as `Reader::open`.
    [[nodiscard]] static Result<Source> open(std::filesystem::path const& path);

    Source(Source&& other) noexcept;
    Source& operator=(Source&& other) noexcept;
    ~Source();

    /// Puts up to room.size() bytes of text there, a byte order mark included; 0 at the end.
    ///
    /// room   at least 16 bytes, as a character is never cut by the conversion
    [[nodiscard]] std::size_t read(std::span<char> room);

    [[nodiscard]] Encoding encoding() const;

    /// Whether the text is known to be valid UTF-8. Where it is not, rows must be looked at.
    [[nodiscard]] bool is_valid() const;

    [[nodiscard]] std::int64_t bytes_read() const;
    [[nodiscard]] std::int64_t bytes_total() const;

private:
    struct State;
    explicit Source(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace ducha::tabular
