// Receipts.
#include "platform/sealed/receipts.h"

#include <algorithm>

namespace ducha::sealed {
namespace {

Hash key_for(crypto::PrivateKey const& key, std::string_view purpose)
{
    return crypto::derive(key, {}, bytes_of(purpose));
}

} // namespace

std::optional<FormToken> parse_form_token(std::string_view text)
{
    auto const bytes = from_hex(text);
    FormToken token;
    if (!bytes || bytes->size() != token.bits.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, token.bits.begin());
    return token;
}

std::string to_text(FormToken const& token)
{
    return to_hex(token.bits);
}

Receipts::Receipts(crypto::PrivateKey const& key)
    : issue_key_{key_for(key, "ducha receipt code v1")},
      code_key_{key_for(key, "ducha mark of a receipt v1")},
      token_key_{key_for(key, "ducha mark of a form v1")}
{
}

ReceiptCode Receipts::code_of(FormToken const& token) const
{
    auto const drawn = crypto::hmac(issue_key_, token.bits);
    ReceiptCode code;
    std::copy_n(drawn.begin(), code.bits.size(), code.bits.begin());
    return code;
}

Hash Receipts::mark_of(ReceiptCode const& code) const
{
    return crypto::hmac(code_key_, code.bits);
}

Hash Receipts::mark_of(FormToken const& token) const
{
    return crypto::hmac(token_key_, token.bits);
}

std::string Receipts::own_id_of(FormToken const& token) const
{
    constexpr std::string_view letters = "BCDFGHJKLMNPRSTZ";
    constexpr int pairs = 8;
    auto const drawn = crypto::hmac(token_key_, mark_of(token));
    std::string id = "W";
    for (std::size_t i = 0; i < pairs; ++i) {
        id += letters[drawn[2 * i] % letters.size()];
        id += static_cast<char>('0' + drawn[2 * i + 1] % 10);
    }
    return id;
}

} // namespace ducha::sealed
