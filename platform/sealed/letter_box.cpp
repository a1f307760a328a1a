// The letter box with a key file.
#include "platform/sealed/letter_box.h"

#include "platform/db/connection.h"
#include "platform/random/random.h"

#include "generated/sealed_schema.h"
#include "generated/sealed_sql.h"

#include <algorithm>

namespace ducha::sealed {
namespace {

constexpr std::string_view context = "ducha sealed original v1";
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

} // namespace

std::vector<OriginalRef> LetterBox::write(LogId log, std::vector<Original> const& originals)
{
    if (originals.empty()) {
        return {};
    }
    auto const ephemeral = crypto::make_exchange_key();
    auto const shared = crypto::exchange(ephemeral.secret, vault_);
    auto next = connection_.integer(sql::last_ref, {log}).value_or(0) + 1;

    std::vector<OriginalRef> refs;
    std::vector<Bytes> contents;
    std::vector<db::Value> rows;
    contents.reserve(originals.size());
    for (auto const& original : originals) {
        OriginalRef const ref{next++};
        auto const position = static_cast<std::int64_t>(refs.size());
        auto const key = original_key(shared, ephemeral.open, vault_, position);
        auto const bound = bound_to(log, ref);
        contents.push_back(crypto::seal(key, nonce, bytes_of(bound), padded(original.content)));
        db::Value const row[] = {
            log, ref, algorithm, ByteSpan{ephemeral.open}, position, contents.back()
        };
        rows.insert(rows.end(), std::begin(row), std::end(row));
        refs.push_back(ref);
    }
    connection_.insert(table, rows);
    return refs;
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

} // namespace ducha::sealed
