// Random tokens.
#include "platform/identity/token.h"

#include "platform/crypto/crypto.h"
#include "platform/random/random.h"

#include <algorithm>

namespace ducha::identity {

Secret make_token(Random& random, std::string_view prefix)
{
    Hash drawn{};
    random.fill(drawn);
    auto text = std::string{prefix} + to_base64(drawn);
    wipe(drawn);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.resize(prefix.size() + token_length);
    return Secret{std::move(text)};
}

Hash token_digest(Secret const& token)
{
    return crypto::sha256({bytes_of(token.text())});
}

} // namespace ducha::identity
