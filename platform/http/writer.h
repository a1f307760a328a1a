// An answer becomes bytes. Inside of http.
#pragma once

#include "base/instant.h"

#include "platform/http/router.h"
#include "platform/http/server.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::http {

/// How the body goes out.
struct Framing {
    std::optional<std::uint64_t> length; ///< Content-Length
    bool in_chunks = false;
    bool closes = false; ///< the connection ends behind it
};

/// What the head says beside the answer's own headers.
struct Envelope {
    std::string_view date; ///< the whole line
    Trace const* trace = nullptr;
};

class Writer {
public:
    explicit Writer(SecurityHeaders const& security);

    /// Appends status line and headers.
    void append_head(
        std::string& out, Response const& response, Framing const& framing, Envelope const& envelope
    ) const;

private:
    /// Name and whole line of each header that is sent unless the answer has its own.
    std::vector<std::pair<std::string, std::string>> usual_;
};

void append_chunk(std::string& out, std::string_view piece);

inline constexpr std::string_view last_chunk = "0\r\n\r\n";

/// `Date: Tue, 15 Sep 2026 12:00:00 GMT` with its line end.
[[nodiscard]] std::string date_line(Instant now);

} // namespace ducha::http
