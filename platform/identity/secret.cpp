// A text that nobody else shall see.
#include "platform/identity/secret.h"

#include <sodium.h>

#include <utility>

namespace ducha::identity {

Secret::Secret(std::string&& text) : text_{text.begin(), text.end()}
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

Secret::Secret(Secret&& other) noexcept : text_{std::exchange(other.text_, {})} {}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        sodium_memzero(text_.data(), text_.size());
        text_ = std::exchange(other.text_, {});
    }
    return *this;
}

Secret::~Secret()
{
    sodium_memzero(text_.data(), text_.size());
}

void wipe(std::span<std::uint8_t> bytes)
{
    sodium_memzero(bytes.data(), bytes.size());
}

} // namespace ducha::identity
