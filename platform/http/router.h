// Which handler answers which request.
#pragma once

#include "platform/http/message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::http {

/// What a request is worth when there is not time for all, the most important first: a report comes
/// in, staff write, somebody looks one thing up, a list or an export.
enum class LoadClass : std::uint8_t { intake, write, look_up, list };

inline constexpr std::size_t load_classes = 4;

[[nodiscard]] std::string_view name_of(LoadClass load);

/// Whose step a request is among several programs (W3C Trace Context, level 1).
struct Trace {
    std::string id;            ///< 32 hexadecimal digits
    std::string span;          ///< 16 hexadecimal digits: this request
    bool is_sampled = false;   ///< as the caller asked
    bool is_continued = false; ///< whether the id is the caller's

    /// The header for calls that this request makes: `00-<id>-<span>-01`.
    [[nodiscard]] std::string header() const;
};

/// What belongs to one answering: the pieces of the path that the pattern names, and the names
/// under which this request is found in logs.
class Context {
public:
    /// The piece that stands for `{name}`; of `{name...}` the rest, joined by `/`.
    /// Precondition: the route's pattern has it.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;

    [[nodiscard]] std::string const& request_id() const { return trace_.span; }
    [[nodiscard]] Trace const& trace() const { return trace_; }

    void set_parameter(std::string_view name, std::string value);
    void set_trace(Trace trace) { trace_ = std::move(trace); }
    void clear() { parameters_.clear(); }

private:
    std::vector<std::pair<std::string_view, std::string>> parameters_;
    Trace trace_;
};

/// Answers a request. What it throws ends as 503 (Trouble) or 500; the sentence of a Trouble goes
/// to the log, not to the client.
using Handler = std::function<Response(Request const&, Context&)>;

struct Route {
    Method method = Method::get; ///< not head and not options: the router answers these itself
    /// `/api/v1/cases/{id}`: literal pieces, ASCII, as they are after decoding; `{name}` stands for
    /// one piece that is not empty, `{name...}` at the end for all that follow, even none.
    std::string pattern;
    LoadClass load = LoadClass::list;
    Handler handler;
    std::size_t most_body_bytes = 0;
    /// How long a body may take to come in, instead of the server's limit: for files.
    std::optional<std::chrono::seconds> body_time{};
    /// Answered on the network thread, without a queue: only what never blocks and takes less than
    /// a tenth of a millisecond.
    bool is_light = false;
};

/// A table of routes.
///
/// A literal piece goes before `{name}`, and that before `{name...}`; the order of adding does not
/// matter.
/// cost      a look-up walks the pieces of the path, in a tree
/// threads   safe to read once all routes are added
class Router {
public:
    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    /// Stops the process for a pattern that is wrong or taken: a bug.
    void add(Route route);

    [[nodiscard]] std::span<Route const> routes() const { return routes_; }

    struct Match {
        /// The place in `routes()`; nothing where no route has the path, or none has the method.
        std::optional<std::size_t> route;
        /// Methods that the path has, with HEAD and OPTIONS: `GET, HEAD, OPTIONS`. Only where
        /// `route` is nothing; empty where there is no such path.
        std::string allow;
    };

    /// HEAD finds the route of GET.
    /// context   gets the parameters
    [[nodiscard]] Match match(Request const& request, Context& context) const;

private:
    struct Node;
    struct Search;

    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
};

/// 404, 405 with Allow, or the answer to OPTIONS: for a request whose match has no route.
[[nodiscard]] Response answer_without_route(Request const& request, std::string const& allow);

/// The whole way of a request without a socket: for tests of handlers and for fuzzing.
[[nodiscard]] Response answer(Router const& router, Request const& request);

} // namespace ducha::http
