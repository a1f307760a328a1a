// The tree of routes.
#include "platform/http/router.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/http/http_refusals.h"

#include <algorithm>
#include <array>
#include <map>

namespace ducha::http {
namespace {

/// Methods of routes, in the order in which Allow names them.
constexpr std::array routed{Method::get, Method::post, Method::put, Method::patch, Method::remove};

bool is_named(std::string_view piece)
{
    return piece.size() > 2 && piece.starts_with('{') && piece.ends_with('}');
}

bool is_rest(std::string_view piece)
{
    return is_named(piece) && piece.ends_with("...}") && piece.size() > 5;
}

std::string_view name_in(std::string_view piece)
{
    return piece.substr(1, piece.size() - (is_rest(piece) ? 5 : 2));
}

/// The pieces of a pattern; `/` has none.
std::vector<std::string_view> pieces_of(std::string_view pattern)
{
    return pattern == "/" ? std::vector<std::string_view>{} : split(pattern.substr(1), '/');
}

std::string joined(std::span<std::string_view const> segments)
{
    std::string text;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        text += i == 0 ? "" : "/";
        text += segments[i];
    }
    return text;
}

std::string allow_text(std::map<Method, bool> const& allowed)
{
    std::string text;
    for (auto const method : routed) {
        if (!allowed.contains(method)) {
            continue;
        }
        text += text.empty() ? "" : ", ";
        text += name_of(method);
        text += method == Method::get ? ", HEAD" : "";
    }
    return text.empty() ? text : text + ", OPTIONS";
}

} // namespace

std::string_view name_of(LoadClass load)
{
    constexpr std::array<std::string_view, load_classes> names{
        "intake", "write", "look_up", "list"
    };
    return names[static_cast<std::size_t>(load)];
}

std::string Trace::header() const
{
    return "00-" + id + "-" + span + (is_sampled ? "-01" : "-00");
}

std::string_view Context::parameter(std::string_view name) const
{
    auto const found =
        std::ranges::find(parameters_, name, &std::pair<std::string_view, std::string>::first);
    invariant(found != parameters_.end(), "a handler asks for parameters of its pattern");
    return found->second;
}

void Context::set_parameter(std::string_view name, std::string value)
{
    parameters_.emplace_back(name, std::move(value));
}

/// One place in the tree: what may follow, and the routes that end here.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> one;  ///< `{name}`
    std::unique_ptr<Node> rest; ///< `{name...}`
    std::map<Method, std::size_t> routes;
};

Router::Router() : root_{std::make_unique<Node>()} {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Route route)
{
    invariant(route.pattern.starts_with('/'), "a pattern begins with a slash");
    invariant(
        std::ranges::find(routed, route.method) != routed.end(), "a route is not of HEAD or OPTIONS"
    );
    invariant(route.handler != nullptr, "a route has a handler");
    auto* node = root_.get();
    auto const pieces = pieces_of(route.pattern);
    for (auto const piece : pieces) {
        auto& next = is_rest(piece) ? node->rest
            : is_named(piece)       ? node->one
                                    : node->literal[std::string{piece}];
        invariant(!is_rest(piece) || piece == pieces.back(), "{name...} ends its pattern");
        if (!next) {
            next = std::make_unique<Node>();
        }
        node = next.get();
    }
    invariant(node->routes.emplace(route.method, routes_.size()).second, "a route is added once");
    routes_.push_back(std::move(route));
}

/// The walk of one path: depth first, the most particular branch first.
struct Router::Search {
    std::span<std::string_view const> segments;
    Method method;
    std::optional<std::size_t> found{};
    std::map<Method, bool> allowed{};

    void visit(Node const& node, std::size_t depth) // NOLINT(misc-no-recursion): 64 pieces at most
    {
        if (depth == segments.size()) {
            end_at(node);
        } else {
            auto const literal = node.literal.find(segments[depth]);
            if (literal != node.literal.end()) {
                visit(*literal->second, depth + 1);
            }
            if (!found && node.one && !segments[depth].empty()) {
                visit(*node.one, depth + 1);
            }
        }
        if (!found && node.rest) {
            end_at(*node.rest);
        }
    }

    void end_at(Node const& node)
    {
        auto const route = node.routes.find(method);
        if (route != node.routes.end()) {
            found = route->second;
            return;
        }
        for (auto const& [other, place] : node.routes) {
            allowed[other] = true;
        }
    }
};

Router::Match Router::match(Request const& request, Context& context) const
{
    auto const segments = request.segments();
    auto const is_head = request.method() == Method::head;
    Search search{.segments = segments, .method = is_head ? Method::get : request.method()};
    search.visit(*root_, 0);
    if (!search.found) {
        return {.route = std::nullopt, .allow = allow_text(search.allowed)};
    }
    auto const pieces = pieces_of(routes_[*search.found].pattern);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (is_rest(pieces[i])) {
            context.set_parameter(name_in(pieces[i]), joined(segments.subspan(i)));
        } else if (is_named(pieces[i])) {
            context.set_parameter(name_in(pieces[i]), std::string{segments[i]});
        }
    }
    return {.route = search.found, .allow = {}};
}

Response answer_without_route(Request const& request, std::string const& allow)
{
    auto const is_options = request.method() == Method::options;
    if (is_options && request.path() == "*") {
        return no_content();
    }
    if (allow.empty()) {
        return to_response(problem_of(Reason::no_such_path), request.language());
    }
    auto response = is_options
        ? no_content()
        : to_response(
              problem_of(Reason::no_such_method, std::string{name_of(request.method())}),
              request.language()
          );
    response.headers.set("Allow", allow);
    return response;
}

Response answer(Router const& router, Request const& request)
{
    Context context;
    auto const match = router.match(request, context);
    return match.route ? router.routes()[*match.route].handler(request, context)
                       : answer_without_route(request, match.allow);
}

} // namespace ducha::http
