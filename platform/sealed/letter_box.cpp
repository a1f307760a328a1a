// The letter box with a key file.
#include "platform/sealed/letter_box.h"

#include "platform/db/connection.h"
#include "platform/random/random.h"
#include "platform/sealed/sealed_file.h"

#include "generated/sealed_schema.h"
#include "generated/sealed_sql.h"

#include <algorithm>

namespace ducha::sealed {
namespace {

constexpr std::string_view context = "ducha sealed original v1";
constexpr std::string_view recognition_context = "ducha recognition of a report v1";
constexpr std::string_view algorithm = "x25519-hkdf-sha256-aes256gcm";

using Type = db::TableShape::Type;
constexpr db::TableShape::Column columns[] = {
    {"log_id", Type::integer},
    {"ref", Type::integer},
    {"algorithm", Type::text},
    {"ephemeral", Type::bytes},
    {"position", Type::integer},
    {"content", Type::bytes},
};
constexpr db::TableShape table{"sealed_original", columns};

/// Sizes say something about a letter: they are rounded up to a few steps. The first four bytes
/// hold the true length.
Bytes padded(std::string_view content)
{
    std::size_t size = 256;
    while (size < content.size() + 4) {
        size *= size < 1024 ? 2 : 4;
    }
    Bytes plain(size);
    for (unsigned i = 0; i < 4; ++i) {
        plain[i] = static_cast<std::uint8_t>(content.size() >> (24U - 8U * i));
    }
    std::ranges::copy(bytes_of(content), plain.begin() + 4);
    return plain;
}

std::optional<std::string> unpadded(ByteSpan plain)
{
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        size = size << 8U | plain[i];
    }
    if (plain.size() < 4 || size > plain.size() - 4) {
        return std::nullopt;
    }
    return std::string{text_of(plain.subspan(4, size))};
}

/// The key of one original: bound to both public keys and to its place in the command.
Hash original_key(
    Hash const& shared,
    crypto::PublicKey const& ephemeral,
    crypto::PublicKey const& vault,
    std::int64_t position
)
{
    Bytes salt{ephemeral.begin(), ephemeral.end()};
    salt.insert(salt.end(), vault.begin(), vault.end());
    auto const info = std::string{context} + "/" + std::to_string(position);
    return crypto::derive(shared, salt, bytes_of(info));
}

/// Each key seals one text, so the nonce may be constant.
constexpr std::array<std::uint8_t, 12> nonce{};

std::string bound_to(LogId log, OriginalRef ref)
{
    return std::to_string(log.get()) + "/" + std::to_string(ref.get());
}

/// SHA-256 of the algorithm, a zero byte, the ephemeral public key, the position (8 bytes, the
/// highest first) and the cipher text: all that opening needs, as the nonce is always the same.
Hash digest_of(
    std::string_view spelled_algorithm, ByteSpan ephemeral, std::int64_t position, ByteSpan content
)
{
    std::array<std::uint8_t, 9> place{};
    for (unsigned i = 0; i < 8; ++i) {
        place[8 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(position) >> (8U * i));
    }
    return crypto::sha256({
        bytes_of(spelled_algorithm),
        ByteSpan{place}.first(1),
        ephemeral,
        ByteSpan{place}.subspan(1),
        content,
    });
}

} // namespace

LetterBox::LetterBox(
    db::Connection& connection,
    Random& random,
    crypto::PublicKey const& vault,
    crypto::PrivateKey const& secret
)
    : connection_{connection},
      random_{random},
      vault_{vault},
      recognition_key_{crypto::derive(secret, {}, bytes_of(recognition_context))}
{
}

Hash LetterBox::recognition_of(Original const& original) const
{
    return crypto::hmac(recognition_key_, bytes_of(original.content));
}

Bytes LetterBox::seal_file(std::string_view name, ByteSpan content) const
{
    return sealed::seal_file(name, content, vault_);
}

std::vector<SealedOriginal> LetterBox::write(LogId log, std::vector<Original> const& originals)
{
    if (originals.empty()) {
        return {};
    }
    auto const ephemeral = crypto::make_exchange_key();
    auto const shared = crypto::exchange(ephemeral.secret, vault_);
    auto next = connection_.integer(sql::last_ref, {log}).value_or(0) + 1;

    std::vector<SealedOriginal> written;
    std::vector<Bytes> contents;
    std::vector<db::Value> rows;
    contents.reserve(originals.size());
    for (auto const& original : originals) {
        OriginalRef const ref{next++};
        auto const position = static_cast<std::int64_t>(written.size());
        auto const key = original_key(shared, ephemeral.open, vault_, position);
        auto const bound = bound_to(log, ref);
        contents.push_back(crypto::seal(key, nonce, bytes_of(bound), padded(original.content)));
        db::Value const row[] = {
            log, ref, algorithm, ByteSpan{ephemeral.open}, position, contents.back()
        };
        rows.insert(rows.end(), std::begin(row), std::end(row));
        written.push_back({ref, digest_of(algorithm, ephemeral.open, position, contents.back())});
    }
    connection_.insert(table, rows);
    return written;
}

std::optional<std::string>
open_original(db::Connection& connection, LogId log, OriginalRef ref, crypto::KeyPair const& vault)
{
    std::optional<std::string> opened;
    connection.each(sql::sealed_original, {log, ref}, [&](db::Row const& row) {
        auto const ephemeral = to_hash(row.bytes(0));
        if (!ephemeral) {
            return;
        }
        auto const shared = crypto::exchange(vault.secret, *ephemeral);
        auto const key = original_key(shared, *ephemeral, vault.open, row.integer(1));
        auto const bound = bound_to(log, ref);
        if (auto const plain = crypto::unseal(key, nonce, bytes_of(bound), row.bytes(2))) {
            opened = unpadded(*plain);
        }
    });
    return opened;
}

void erase_original(db::Connection& connection, LogId log, OriginalRef ref)
{
    connection.run(sql::erase_original, {log, ref, ByteSpan{}});
}

void each_stored(
    db::Connection& connection,
    LogId log,
    OriginalRef after,
    OriginalRef last,
    std::function<void(StoredOriginal const&)> const& show
)
{
    connection.each(sql::stored_originals, {log, after, last}, [&](db::Row const& row) {
        auto const content = row.bytes(4);
        show({
            .ref = row.id<OriginalRef>(0),
            .erased = content.empty(),
            .digest = digest_of(row.text(1), row.bytes(2), row.integer(3), content),
        });
    });
}

} // namespace ducha::sealed
