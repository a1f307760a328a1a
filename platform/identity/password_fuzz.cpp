// Any bytes are a password, or are refused; any bytes are a code, or are none.
#include "platform/identity/password.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/identity/totp.h"

#include <cstdint>

namespace identity = ducha::identity;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
    auto const half = text.substr(0, size / 2);
    auto const name = ducha::first_invalid_utf8(half) ? std::string_view{} : half;
    auto const checked =
        identity::check_password(identity::Secret{std::string{text}}, {name, "li.si", "李模拟"});
    if (checked) {
        auto const length = ducha::length_in_code_points(ducha::trimmed(text));
        ducha::invariant(
            length >= identity::shortest_password && length <= identity::longest_password,
            "what is taken has a length"
        );
    } else {
        ducha::invariant(
            checked.error().code.starts_with("password."), "what is refused has a reason"
        );
    }
    (void)identity::cost_of(text);
    (void)identity::matching_totp_step({}, text, {}, 0);
    return 0;
}
