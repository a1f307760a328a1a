// Any bytes are parts, or are refused; the first line of the input is the Content-Type.
#include "base/invariant.h"
#include "base/text.h"

#include "platform/http/form.h"

#include <algorithm>
#include <cstdint>

namespace http = ducha::http;
using ducha::invariant;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    http::MultipartLimits const limits{
        .most_parts = 4, .most_head_bytes = 128, .most_name_bytes = 16, .most_file_name_bytes = 16
    };
    std::string_view const input{reinterpret_cast<char const*>(data), size};
    auto const end = std::min(input.find('\n'), input.size());
    auto const body = input.substr(std::min(end + 1, input.size()));
    auto const parts = http::parse_multipart(input.substr(0, end), body, limits);
    if (!parts) {
        invariant(!parts.error().code.empty(), "a refusal has a code");
        return 0;
    }
    invariant(parts->size() <= limits.most_parts, "parts are bounded");
    for (auto const& part : *parts) {
        invariant(part.name.size() <= limits.most_name_bytes, "names are bounded");
        invariant(!ducha::first_invalid_utf8(part.name), "a name is UTF-8");
        if (part.file_name) {
            invariant(part.file_name->size() <= limits.most_file_name_bytes, "names are bounded");
            invariant(part.file_name->find_first_of("/\\") == std::string::npos, "no path remains");
        }
        invariant(
            part.content.empty() ||
                (part.content.data() >= body.data() &&
                 part.content.data() + part.content.size() <= body.data() + body.size()),
            "a content lies within the body"
        );
    }
    return 0;
}
