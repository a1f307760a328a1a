// Problem documents (RFC 9457).
#include "base/text.h"

#include "platform/http/message.h"
#include "platform/json/text.h"

namespace ducha::http {
namespace {

/// What is shown of a value that was found: its beginning, as UTF-8.
std::string shown(std::string_view text)
{
    constexpr std::size_t most_shown = 200; // characters
    std::string whole;
    while (!text.empty()) {
        auto const bad = first_invalid_utf8(text);
        whole += text.substr(0, bad.value_or(text.size()));
        text.remove_prefix(bad.value_or(text.size()));
        if (!text.empty()) {
            whole += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        }
    }
    return std::string{first_code_points(whole, most_shown)};
}

} // namespace

Response to_response(Problem const& problem, Language language)
{
    auto const& refusal = problem.refusal;
    json::ObjectText document;
    auto const put = [&document](std::string_view name, std::string_view text) {
        if (!text.empty()) {
            document.put(name, json::quoted(shown(text)));
        }
    };
    put("type", "urn:ducha:" + refusal.code);
    put("title", language == Language::zh ? refusal.sentence.zh : refusal.sentence.en);
    document.put("status", std::to_string(static_cast<int>(problem.status)));
    put("code", refusal.code);
    put("where", refusal.where);
    put("found", refusal.found);
    put("expected", refusal.expected);
    auto response = content(problem.status, "application/problem+json", document.take());
    response.headers.set("Content-Language", tag_of(language));
    return response;
}

} // namespace ducha::http
