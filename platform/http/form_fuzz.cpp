// Any bytes are a form, or are refused; what is taken is written and read back unchanged.
#include "platform/http/form.h"

#include "base/invariant.h"
#include "base/text.h"

#include <cstdint>
#include <string>

namespace http = ducha::http;
using ducha::invariant;

namespace {

std::string encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 0xFU];
    }
    return encoded;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    http::FormLimits const limits{.most_fields = 8, .most_name_bytes = 8, .most_value_bytes = 32};
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    auto const form = http::parse_form(text, limits);
    if (!form) {
        invariant(!form.error().code.empty(), "a refusal has a code");
        return 0;
    }
    invariant(form->fields().size() <= limits.most_fields, "fields are bounded");
    std::string written;
    for (auto const& [name, value] : form->fields()) {
        invariant(name.size() <= limits.most_name_bytes, "names are bounded");
        invariant(value.size() <= limits.most_value_bytes, "values are bounded");
        invariant(!ducha::first_invalid_utf8(name + value), "all is UTF-8");
        invariant(!(name + value).contains('\0'), "nothing holds a character 0");
        written += "&" + encoded(name) + "=" + encoded(value);
    }
    auto const again = http::parse_form(written, limits);
    invariant(again.has_value() && *again == *form, "a form is read as it was written");
    return 0;
}
