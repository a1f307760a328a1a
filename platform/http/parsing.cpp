// Bytes become a request, by Boost.Beast's parser behind our own stricter checks.
#include "platform/http/parsing.h"

#include "platform/http/http_refusals.h"
#include "platform/http/target.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>

namespace ducha::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t most_segments = 64;
/// A chunk's size line, or all trailers.
constexpr std::size_t most_chunk_line_bytes = 4096;

Reason reason_of_error(beast::error_code const& error)
{
    using Error = beast::http::error;
    if (error == Error::bad_method) {
        return Reason::bad_method;
    }
    if (error == Error::bad_target) {
        return Reason::bad_target;
    }
    if (error == Error::bad_version) {
        return Reason::bad_version;
    }
    if (error == Error::body_limit) {
        return Reason::body_too_large;
    }
    if (error == Error::bad_content_length || error == Error::multiple_content_length) {
        return Reason::bad_length;
    }
    if (error == Error::bad_transfer_encoding) {
        return Reason::bad_encoding_of_body;
    }
    if (error == Error::bad_chunk || error == Error::bad_chunk_extension) {
        return Reason::bad_chunk;
    }
    return Reason::bad_header;
}

bool is_host(std::string_view value)
{
    return std::ranges::all_of(value, [](char c) {
        return c > ' ' && c < 0x7F && !std::string_view{"/\\@#?<>\"{}|^`,"}.contains(c);
    });
}

} // namespace

/// What Beast finds, written into the request.
class RequestParser::Fields final : public beast::http::basic_parser<true> {
public:
    Fields() { prepare(nullptr); }

    void prepare(Request* request)
    {
        request_ = request;
        header_limit(1U << 30U); // the sizes were checked already
        body_limit(boost::none);
    }

    std::string_view method;
    std::string_view target;
    int version = 11;
    bool is_trailing = false;

private:
    using Verb = beast::http::verb;
    using Field = beast::http::field;
    using Text = beast::string_view;
    using Error = beast::error_code;

    static std::string_view plain(Text text) { return {text.data(), text.size()}; }

    void on_request_impl(Verb, Text verb, Text path, int number, Error& error) override
    {
        method = plain(verb);
        target = plain(path);
        version = number;
        error = {};
    }
    void on_response_impl(int, Text, int, Error& error) override { error = {}; }
    void on_field_impl(Field, Text name, Text value, Error& error) override
    {
        error = {};
        if (!is_trailing) {
            request_->headers_.push_back({plain(name), plain(value)});
        }
    }
    void on_header_impl(Error& error) override
    {
        error = {};
        is_trailing = true;
    }
    void on_body_init_impl(boost::optional<std::uint64_t> const& length, Error& error) override
    {
        constexpr std::uint64_t most_believed = 1U << 20U;
        error = {};
        request_->body_.reserve(std::min(length.value_or(0), most_believed));
    }
    std::size_t on_body_impl(Text text, Error& error) override
    {
        error = {};
        request_->body_.append(text.data(), text.size());
        return text.size();
    }
    void on_chunk_header_impl(std::uint64_t, Text, Error& error) override { error = {}; }
    std::size_t on_chunk_body_impl(std::uint64_t, Text text, Error& error) override
    {
        return on_body_impl(text, error);
    }
    void on_finish_impl(Error& error) override { error = {}; }

    Request* request_ = nullptr;
};

RequestParser::RequestParser(Limits const& limits) : limits_{limits} {}

RequestParser::~RequestParser() = default;

void RequestParser::reset()
{
    request_.head_.clear();
    request_.decoded_.clear();
    request_.segments_.clear();
    request_.headers_.clear();
    request_.query_.clear();
    request_.body_.clear();
    request_.path_ = {};
    request_.method_ = Method::get;
    scanned_ = 0;
    line_begin_ = 0;
    lines_ = 0;
    in_body_ = false;
}

RequestParser::Step RequestParser::refuse_with(Problem problem)
{
    problem_ = std::move(problem);
    return {.outcome = Outcome::refused, .taken = 0};
}

std::optional<Problem> RequestParser::wrong_line(std::string_view line, bool is_first) const
{
    if (is_first && line.size() > limits_.most_line_bytes) {
        return problem_of(Reason::line_too_long);
    }
    if (!is_first && (line.starts_with(' ') || line.starts_with('\t'))) {
        return problem_of(Reason::bad_line, "a folded line");
    }
    if (lines_ > limits_.most_fields && !line.empty()) {
        return problem_of(Reason::too_many_fields);
    }
    return std::nullopt;
}

/// Looks for the end of the head, line by line; every byte is looked at once.
RequestParser::Step RequestParser::scan(std::string_view bytes)
{
    while (scanned_ < bytes.size()) {
        auto const rest = bytes.substr(scanned_);
        auto const end = rest.find('\n');
        auto const piece = rest.substr(0, end);
        if (piece.contains('\0')) {
            return refuse_with(problem_of(Reason::bad_line, "a zero byte"));
        }
        scanned_ += piece.size();
        auto const so_far = bytes.substr(line_begin_, scanned_ - line_begin_);
        if (end == std::string_view::npos) {
            break;
        }
        if (!so_far.ends_with('\r')) {
            return refuse_with(problem_of(Reason::bad_line, "a line feed alone"));
        }
        auto const line = so_far.substr(0, so_far.size() - 1);
        ++scanned_;
        if (auto problem = wrong_line(line, lines_ == 0)) {
            return refuse_with(std::move(*problem));
        }
        if (line.empty()) {
            return {.outcome = Outcome::whole, .taken = scanned_};
        }
        ++lines_;
        line_begin_ = scanned_;
    }
    if (lines_ == 0 && bytes.size() > limits_.most_line_bytes + 1) {
        return refuse_with(problem_of(Reason::line_too_long));
    }
    return {};
}

RequestParser::Step RequestParser::take_head(std::string_view bytes)
{
    auto const found = scan(bytes);
    if (found.outcome == Outcome::refused) {
        return found;
    }
    if (scanned_ > limits_.most_head_bytes) {
        return refuse_with(problem_of(Reason::head_too_large));
    }
    if (found.outcome == Outcome::more) {
        return found;
    }
    request_.head_.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(found.taken));
    fields_ = std::make_unique<Fields>();
    fields_->prepare(&request_);
    beast::error_code error;
    auto const parsed = fields_->put(
        boost::asio::const_buffer{request_.head_.data(), request_.head_.size()}, error
    );
    // The first line that is empty ends the head for both; of one that is first there is no
    // request.
    if (error || parsed != request_.head_.size() || !fields_->is_header_done()) {
        return refuse_with(problem_of(error ? reason_of_error(error) : Reason::bad_header));
    }
    request_.is_http_1_0_ = fields_->version == 10;
    auto const method = method_of(fields_->method);
    if (!method) {
        return refuse_with(problem_of(Reason::unknown_method, std::string{fields_->method}));
    }
    request_.method_ = *method;
    if (auto problem = check_fields()) {
        return refuse_with(std::move(*problem));
    }
    if (auto problem = read_target(fields_->target)) {
        return refuse_with(std::move(*problem));
    }
    return found;
}

std::optional<Problem> RequestParser::check_fields() const
{
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    std::size_t encodings = 0;
    for (auto const& [name, value] : request_.headers_) {
        if (same_name(name, "host")) {
            hosts += is_host(value) ? 1 : 2;
        } else if (same_name(name, "content-length")) {
            // `5, 5` and two fields that agree are allowed by some, and read otherwise by others.
            lengths += value.contains(',') ? 2 : 1;
        } else if (same_name(name, "transfer-encoding")) {
            encodings += same_name(value, "chunked") && !request_.is_http_1_0_ ? 1 : 2;
        } else if (same_name(name, "expect") && !same_name(value, "100-continue")) {
            return problem_of(Reason::bad_expectation, std::string{value});
        }
    }
    if (hosts > 1 || (hosts == 0 && !request_.is_http_1_0_)) {
        return problem_of(Reason::no_host);
    }
    if (lengths > 1 || (lengths > 0 && encodings > 0)) {
        return problem_of(Reason::bad_length);
    }
    return encodings > 1 ? std::optional{problem_of(Reason::bad_encoding_of_body)} : std::nullopt;
}

std::optional<Problem> RequestParser::read_target(std::string_view target)
{
    auto const is_asterisk = target == "*" && request_.method_ == Method::options;
    if ((!target.starts_with('/') && !is_asterisk) || target.contains('#')) {
        return problem_of(Reason::bad_target);
    }
    auto const question = target.find('?');
    request_.path_ = target.substr(0, question);
    if (question != std::string_view::npos) {
        auto query = parse_form(target.substr(question + 1));
        if (!query) {
            return Problem{Status::bad_request, std::move(query.error())};
        }
        request_.query_ = std::move(*query);
    }
    return is_asterisk ? std::nullopt : read_path();
}

std::optional<Problem> RequestParser::read_path()
{
    auto rest = request_.path_.substr(1);
    request_.decoded_.reserve(rest.size()); // so that it never moves below the views into it
    auto more = !rest.empty();
    while (more) {
        auto const end = rest.find('/');
        auto segment = rest.substr(0, end);
        more = end != std::string_view::npos;
        rest.remove_prefix(more ? end + 1 : rest.size());
        if (segment.contains('%')) {
            auto const begin = request_.decoded_.size();
            if (!append_decoded(request_.decoded_, segment, false)) {
                return problem_of(Reason::bad_escape);
            }
            segment = std::string_view{request_.decoded_.data(), request_.decoded_.size()};
            segment.remove_prefix(begin);
        }
        if (auto const good = check_segment(segment); !good) {
            return problem_of(good.error());
        }
        if (request_.segments_.size() == most_segments) {
            return problem_of(Reason::bad_target);
        }
        request_.segments_.push_back(segment);
    }
    return std::nullopt;
}

bool RequestParser::has_body() const
{
    return !fields_->is_done();
}

std::optional<std::uint64_t> RequestParser::stated_length() const
{
    auto const length = fields_->content_length();
    return length ? std::optional{*length} : std::nullopt;
}

bool RequestParser::keeps_alive() const
{
    return !request_.is_http_1_0_ && fields_->keep_alive();
}

bool RequestParser::expects_continue() const
{
    return has_body() && !request_.is_http_1_0_ && request_.header("expect").has_value();
}

RequestParser::Step RequestParser::take_body(std::string_view bytes, std::size_t most_bytes)
{
    if (!in_body_) {
        in_body_ = true;
        if (stated_length().value_or(0) > most_bytes) {
            return refuse_with(problem_of(Reason::body_too_large));
        }
        fields_->body_limit(most_bytes);
    }
    Step step;
    while (step.taken < bytes.size() && !fields_->is_done()) {
        auto const rest = bytes.substr(step.taken);
        beast::error_code error;
        step.taken += fields_->put(boost::asio::const_buffer{rest.data(), rest.size()}, error);
        if (error == beast::http::error::need_more) {
            break;
        }
        if (error) {
            auto const reason = reason_of_error(error);
            return refuse_with(problem_of(reason == Reason::bad_header ? Reason::bad_chunk : reason)
            );
        }
    }
    if (fields_->is_done()) {
        step.outcome = Outcome::whole;
    } else if (bytes.size() - step.taken > most_chunk_line_bytes) {
        return refuse_with(problem_of(Reason::bad_chunk));
    }
    return step;
}

Result<Request> request_of(std::string_view bytes)
{
    Limits const limits;
    RequestParser parser{limits};
    auto step = parser.take_head(bytes);
    if (step.outcome == RequestParser::Outcome::whole && parser.has_body()) {
        step = parser.take_body(bytes.substr(step.taken), limits.most_bodies_bytes);
    }
    if (step.outcome == RequestParser::Outcome::refused) {
        return std::unexpected{parser.problem().refusal};
    }
    if (step.outcome == RequestParser::Outcome::more) {
        return refuse(refusals, Reason::incomplete);
    }
    return std::move(parser.request());
}

} // namespace ducha::http
