// Bytes become a request. Inside of http.
#pragma once

#include "platform/http/message.h"
#include "platform/http/server.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace ducha::http {

/// Reads one request after another from the bytes of a connection.
///
/// Line structure, sizes and what could be read in two ways (request smuggling) are checked before
/// and beside Boost.Beast's parser: a line ends with CR LF only, nothing is folded, there is one
/// Content-Length or one `Transfer-Encoding: chunked` and never both.
class RequestParser {
public:
    /// limits   outlive it
    explicit RequestParser(Limits const& limits);
    RequestParser(RequestParser const&) = delete;
    RequestParser& operator=(RequestParser const&) = delete;
    ~RequestParser();

    enum class Outcome : std::uint8_t { more, whole, refused };
    struct Step {
        Outcome outcome = Outcome::more;
        std::size_t taken = 0; ///< bytes that are not needed any more
    };

    /// bytes   all that were not taken yet; nothing of an incomplete head is taken
    Step take_head(std::string_view bytes);

    /// Whether a body follows. Precondition of this and what follows: the head is whole.
    [[nodiscard]] bool has_body() const;
    [[nodiscard]] std::optional<std::uint64_t> stated_length() const;
    [[nodiscard]] bool keeps_alive() const;
    /// The client waits for `100 Continue`.
    [[nodiscard]] bool expects_continue() const;

    /// Precondition: has_body(). A body that grows beyond `most_bytes` is refused.
    Step take_body(std::string_view bytes, std::size_t most_bytes);

    /// Why, where a step was refused. The connection cannot be read any further.
    [[nodiscard]] Problem const& problem() const { return problem_; }

    /// The request as far as it was read.
    [[nodiscard]] Request& request() { return request_; }
    void set_peer(PeerBucket peer) { request_.peer_ = peer; }

    /// Ready for the next request.
    void reset();

private:
    class Fields;

    Step refuse_with(Problem problem);
    Step scan(std::string_view bytes);
    [[nodiscard]] std::optional<Problem> wrong_line(std::string_view line, bool is_first) const;
    [[nodiscard]] std::optional<Problem> read_target(std::string_view target);
    [[nodiscard]] std::optional<Problem> read_path();
    [[nodiscard]] std::optional<Problem> check_fields() const;

    Limits const& limits_;
    Request request_;
    Problem problem_;
    std::size_t scanned_ = 0;    ///< bytes of the head that are known to be well-formed lines
    std::size_t line_begin_ = 0; ///< of the line that is being scanned
    std::size_t lines_ = 0;
    bool in_body_ = false;
    std::unique_ptr<Fields> fields_;
};

} // namespace ducha::http
