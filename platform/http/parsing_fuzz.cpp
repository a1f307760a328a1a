// Any bytes are requests, or are refused; in pieces they are read as at once; what is taken is
// routed, and leads out of no folder.
#include "platform/http/parsing.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/http/static_files.h"
#include "platform/http/trace.h"
#include "platform/random/random.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace http = ducha::http;
using ducha::invariant;
using Outcome = http::RequestParser::Outcome;

namespace {

constexpr std::size_t most_body_bytes = 64;

http::Limits small_limits()
{
    http::Limits limits;
    limits.most_line_bytes = 256;
    limits.most_head_bytes = 1024;
    limits.most_fields = 8;
    return limits;
}

http::Router some_routes()
{
    auto const naming = [](http::Request const& request, http::Context& context) {
        return http::content(
            http::Status::ok,
            http::tag_of(request.language()),
            context.request_id() + std::string{context.parameter("id")}
        );
    };
    http::Router router;
    router.add({.pattern = "/a/{id}", .handler = naming});
    router.add({.method = http::Method::post, .pattern = "/a/{id}/b", .handler = naming});
    router.add({.pattern = "/r/{id...}", .handler = naming});
    router.add({.pattern = "/s/{path...}", .handler = http::serve({.folder = "."})});
    return router;
}

void check(http::Request const& request, http::Router const& router)
{
    for (auto const segment : request.segments()) {
        invariant(segment != "." && segment != "..", "a path names what it means");
        invariant(segment.find_first_of("/\\") == std::string_view::npos, "a piece is one piece");
        invariant(!ducha::first_invalid_utf8(segment), "a piece is UTF-8");
    }
    invariant(request.path() == "*" || request.path().starts_with('/'), "a path is absolute");
    invariant(request.headers().size() <= small_limits().most_fields, "fields are bounded");
    invariant(request.body().size() <= most_body_bytes, "a body is bounded");
    auto lengths = 0;
    auto encodings = 0;
    for (auto const& [name, value] : request.headers()) {
        invariant(value.find_first_of("\r\n") == std::string_view::npos, "a field is one line");
        lengths += http::same_name(name, "content-length") ? 1 : 0;
        encodings += http::same_name(name, "transfer-encoding") ? 1 : 0;
    }
    invariant(lengths + encodings <= 1, "there is one length");
    ducha::SeededRandom random{1};
    invariant(
        http::trace_of(request.header("traceparent"), random).header().size() == 55,
        "a trace is well-formed"
    );
    auto const response = http::answer(router, request);
    invariant(!http::reason_of(response.status).empty(), "an answer has a status");
}

/// Reads what a client sends, piece by piece, and writes down what was understood.
class Reading {
public:
    explicit Reading(http::Router const* router) : router_{router} {}

    std::string const& read(std::string_view bytes, std::size_t piece)
    {
        std::size_t end = 0;
        while (end < bytes.size() && !is_refused_) {
            end = std::min(end + piece, bytes.size());
            while (take(bytes.substr(begin_, end - begin_))) {
            }
        }
        return text_;
    }

private:
    /// Whether anything was completed, so that there may be more.
    bool take(std::string_view unread)
    {
        auto const step =
            in_body_ ? parser_.take_body(unread, most_body_bytes) : parser_.take_head(unread);
        invariant(step.taken <= unread.size(), "no more is taken than there is");
        begin_ += step.taken;
        if (step.outcome == Outcome::refused) {
            invariant(!parser_.problem().refusal.code.empty(), "a refusal has a code");
            text_ += "refused";
            is_refused_ = true;
            return false;
        }
        if (step.outcome == Outcome::more) {
            return false;
        }
        if (!in_body_ && parser_.has_body()) {
            in_body_ = true;
            return true;
        }
        note(parser_.request());
        parser_.reset();
        in_body_ = false;
        return true;
    }

    void note(http::Request const& request)
    {
        text_.append(http::name_of(request.method())).append(request.path()).append("\n");
        text_.append(request.body()).append("\n");
        if (router_ != nullptr) {
            check(request, *router_);
        }
    }

    http::Router const* router_;
    http::Limits limits_ = small_limits();
    http::RequestParser parser_{limits_};
    std::string text_;
    std::size_t begin_ = 0;
    bool in_body_ = false;
    bool is_refused_ = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static auto const router = some_routes();
    if (size == 0) {
        return 0;
    }
    std::size_t const piece = 1 + data[0] % 16;
    std::string_view const bytes{reinterpret_cast<char const*>(data) + 1, size - 1};
    auto const whole = Reading{&router}.read(bytes, bytes.size() + 1);
    invariant(Reading{nullptr}.read(bytes, piece) == whole, "pieces are read as the whole is");
    return 0;
}
