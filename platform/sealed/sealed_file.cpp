// A file that is sealed for the vault.
#include "platform/sealed/sealed_file.h"

#include <algorithm>
#include <bit>

namespace ducha::sealed {
namespace {

constexpr std::string_view beginning = "ducha sealed file 1\n";
constexpr std::string_view context = "ducha sealed file v1";
constexpr std::size_t header_size = beginning.size() + sizeof(crypto::PublicKey);
constexpr std::size_t lengths_size = 12;

/// Each key seals one file, so the nonce may be constant.
constexpr std::array<std::uint8_t, 12> nonce{};

Hash key_of(Hash const& shared, ByteSpan ephemeral, crypto::PublicKey const& vault)
{
    Bytes salt{ephemeral.begin(), ephemeral.end()};
    salt.insert(salt.end(), vault.begin(), vault.end());
    return crypto::derive(shared, salt, bytes_of(context));
}

/// PADME: the length rounded up so that of its leading bits only about log log of it vary.
std::size_t padded_length(std::size_t length)
{
    auto const exponent = static_cast<unsigned>(std::bit_width(length) - 1);
    auto const kept = static_cast<unsigned>(std::bit_width(exponent));
    auto const step = std::size_t{1} << (exponent - std::min(exponent, kept));
    return (length + step - 1) / step * step;
}

void put_length(std::uint8_t* at, std::uint64_t length, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i) {
        at[i] = static_cast<std::uint8_t>(length >> (8U * (bytes - 1 - i)));
    }
}

std::uint64_t length_in(ByteSpan bytes)
{
    std::uint64_t length = 0;
    for (auto const byte : bytes) {
        length = length << 8U | byte;
    }
    return length;
}

Bytes packed(std::string_view name, ByteSpan content)
{
    Bytes plain(padded_length(lengths_size + name.size() + content.size()));
    put_length(plain.data(), name.size(), 4);
    put_length(plain.data() + 4, content.size(), 8);
    auto const after_name = std::ranges::copy(name, plain.begin() + lengths_size).out;
    std::ranges::copy(content, after_name);
    return plain;
}

std::optional<PlainFile> unpacked(ByteSpan plain)
{
    if (plain.size() < lengths_size) {
        return std::nullopt;
    }
    auto const name = length_in(plain.first(4));
    auto const content = length_in(plain.subspan(4, 8));
    auto const rest = plain.subspan(lengths_size);
    if (name > rest.size() || content > rest.size() - name) {
        return std::nullopt;
    }
    auto const body = rest.subspan(name, content);
    return PlainFile{
        .name = std::string{text_of(rest.first(name))},
        .content = {body.begin(), body.end()},
    };
}

} // namespace

Bytes seal_file(std::string_view name, ByteSpan content, crypto::PublicKey const& vault)
{
    auto const ephemeral = crypto::make_exchange_key();
    auto const key = key_of(crypto::exchange(ephemeral.secret, vault), ephemeral.open, vault);
    auto const start = bytes_of(beginning);
    Bytes sealed{start.begin(), start.end()};
    sealed.insert(sealed.end(), ephemeral.open.begin(), ephemeral.open.end());
    auto const hidden = crypto::seal(key, nonce, sealed, packed(name, content));
    sealed.insert(sealed.end(), hidden.begin(), hidden.end());
    return sealed;
}

std::optional<PlainFile> open_file(ByteSpan sealed, crypto::KeyPair const& vault)
{
    if (sealed.size() < header_size || !text_of(sealed).starts_with(beginning)) {
        return std::nullopt;
    }
    auto const header = sealed.first(header_size);
    auto const ephemeral = to_hash(header.subspan(beginning.size()));
    auto const key = key_of(crypto::exchange(vault.secret, *ephemeral), *ephemeral, vault.open);
    auto const plain = crypto::unseal(key, nonce, header, sealed.subspan(header_size));
    return plain ? unpacked(*plain) : std::nullopt;
}

} // namespace ducha::sealed
