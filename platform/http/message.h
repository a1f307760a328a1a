// What comes in and what goes out over HTTP, as values; no socket in sight.
#pragma once

#include "base/refusal.h"

#include "platform/http/form.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ducha::http {

class EventStream;

/// `remove` is spelled DELETE on the wire.
enum class Method : std::uint8_t { get, head, post, put, patch, remove, options };

[[nodiscard]] std::string_view name_of(Method method);

/// Nothing for any other token; methods are case-sensitive.
[[nodiscard]] std::optional<Method> method_of(std::string_view token);

enum class Status : std::uint16_t {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    moved = 301,
    see_other = 303,
    not_modified = 304,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    request_timeout = 408,
    conflict = 409,
    gone = 410,
    precondition_failed = 412,
    content_too_large = 413,
    uri_too_long = 414,
    unsupported_media_type = 415,
    expectation_failed = 417,
    unprocessable = 422,
    precondition_required = 428,
    too_many_requests = 429,
    head_too_large = 431,
    internal_error = 500,
    not_implemented = 501,
    unavailable = 503,
    version_not_supported = 505,
};

/// `Not Found`; empty for a number that is not in the enum.
[[nodiscard]] std::string_view reason_of(Status status);

enum class Language : std::uint8_t { zh, en };

/// `zh-CN` or `en`.
[[nodiscard]] std::string_view tag_of(Language language);

/// Whether two names of headers are the same: ASCII letters of either case.
[[nodiscard]] bool same_name(std::string_view one, std::string_view other);

/// Where a request comes from, as coarsely as a limit needs it: an IPv4 /24 or an IPv6 /56. The
/// address cannot be had back from it, and it has no spelling, so it gets into no log by mistake.
class PeerBucket {
public:
    /// An address that is neither shares one bucket with all such.
    PeerBucket() = default;

    /// address   `192.0.2.7` or `2001:db8::1`; IPv4 within IPv6 counts as IPv4
    [[nodiscard]] static std::optional<PeerBucket> of(std::string_view address);

    /// For tables in memory and keyed hashes; to be neither logged nor stored as it is.
    [[nodiscard]] std::uint64_t key() const { return key_; }

    friend bool operator==(PeerBucket, PeerBucket) = default;

private:
    explicit PeerBucket(std::uint64_t key) : key_{key} {}

    std::uint64_t key_ = 0;
};

struct Header {
    std::string_view name;
    std::string_view
        value; ///< without blanks at its ends; may hold bytes over 127, not valid UTF-8
};

/// A request that was read whole and checked: head, path and query are well-formed. It can be
/// moved; its views stay valid.
///
/// threads   read by one thread at a time
class Request {
public:
    Request() = default;
    Request(Request&&) noexcept = default;
    Request& operator=(Request&&) noexcept = default;
    Request(Request const&) = delete;
    Request& operator=(Request const&) = delete;
    ~Request() = default;

    [[nodiscard]] Method method() const { return method_; }

    /// As it was sent, percent-encoded, without the query; begins with `/`. `*` for OPTIONS alone.
    [[nodiscard]] std::string_view path() const { return path_; }

    /// The decoded pieces of the path: `/a/%E4%B8%AD` has `a` and `中`, `/a/` has `a` and an empty
    /// one, `/` has none. Each is UTF-8, holds no `/`, `\` or control character and is neither `.`
    /// nor `..`.
    [[nodiscard]] std::span<std::string_view const> segments() const { return segments_; }

    [[nodiscard]] Form const& query() const { return query_; }

    [[nodiscard]] std::span<Header const> headers() const { return headers_; }

    /// The first header of that name, in any case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;

    [[nodiscard]] std::string const& body() const { return body_; }

    [[nodiscard]] PeerBucket peer() const { return peer_; }

    /// `?lang=zh` or `en`; else what Accept-Language prefers; else Chinese.
    [[nodiscard]] Language language() const;

    /// Of HTTP/1.0, which knows neither chunks nor connections that stay.
    [[nodiscard]] bool is_http_1_0() const { return is_http_1_0_; }

private:
    friend class RequestParser;

    Method method_ = Method::get;
    bool is_http_1_0_ = false;
    PeerBucket peer_;
    std::vector<char> head_;    ///< the bytes of the head, which the views below point into
    std::vector<char> decoded_; ///< the decoded path, if anything of it was encoded
    std::string_view path_;
    std::vector<std::string_view> segments_;
    std::vector<Header> headers_;
    Form query_;
    std::string body_;
};

/// Reads a whole request from text, as the server does from a socket: for tests of handlers.
///
///     auto request = request_of("POST /api/v1/reports HTTP/1.1\r\nHost: x\r\n"
///                               "Content-Length: 2\r\n\r\n{}");
///
/// refuses   what the server answers with 400 or the like, with the same codes; a request that is
///           not whole: http.incomplete
[[nodiscard]] Result<Request> request_of(std::string_view bytes);

/// The headers of an answer.
class Headers {
public:
    /// In place of an earlier one of the same name. Control characters in the value become blanks,
    /// so that nothing from outside can begin a line.
    void set(std::string_view name, std::string_view value);
    /// Beside those that are there, as of Set-Cookie.
    void add(std::string_view name, std::string_view value);

    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::span<std::pair<std::string, std::string> const> all() const
    {
        return lines_;
    }

private:
    std::vector<std::pair<std::string, std::string>> lines_;
};

/// Gives the next piece of a body, nothing at its end. It is asked on a worker thread (of a light
/// route: on the network thread), one call at a time, and only when the piece before has left, so a
/// slow client slows it down and no more than one piece is kept. It may block. If it throws, the
/// connection is cut: the client sees that the body is not whole.
using Pieces = std::function<std::optional<std::string>()>;

/// A body that is written while it is made.
struct Stream {
    Pieces next;
    /// Bytes in all, where they are known; else the body goes out in chunks.
    std::optional<std::uint64_t> size;
};

/// Called once with the sending end of a stream of events (events.h), on the network thread: it
/// must not block.
using Subscriber = std::function<void(std::shared_ptr<EventStream> const&)>;

/// An answer.
struct Response {
    Status status = Status::ok;
    Headers headers{};
    std::variant<std::string, Stream, Subscriber> body{};
};

/// content_type   `text/html; charset=utf-8`
[[nodiscard]] Response content(Status status, std::string_view content_type, std::string body);

/// text   one JSON value
[[nodiscard]] Response json(Status status, std::string text);

[[nodiscard]] Response html(Status status, std::string page);

[[nodiscard]] Response no_content();

/// 303: the browser asks for `location` with GET.
/// location   a path of this server, ASCII; what came from outside must be encoded before
[[nodiscard]] Response see_other(std::string_view location);

/// A body made piece by piece.
[[nodiscard]] Response stream(std::string_view content_type, Pieces next);

/// Why a request is not answered as it was meant (RFC 9457, `application/problem+json`).
struct Problem {
    Status status = Status::unprocessable;
    Refusal refusal;
};

/// The document: `type` (`urn:ducha:` and the refusal's code), `title` (its sentence in
/// `language`), `status`, `code`, and `where`, `found`, `expected` as far as they are said.
[[nodiscard]] Response to_response(Problem const& problem, Language language);

} // namespace ducha::http
