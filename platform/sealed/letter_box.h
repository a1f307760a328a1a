// The letter box with a key file: seals into the same database, so that a report and its sealed
// original are committed together or not at all.
#pragma once

#include "platform/crypto/crypto.h"
#include "platform/sealed/sealed.h"

#include <functional>

namespace ducha {
class Random;
}
namespace ducha::db {
class Connection;
}

namespace ducha::sealed {

class LetterBox final : public SealedWriter {
public:
    /// vault    the vault's public key; its private half opens what is sealed here
    /// secret   from which the key of `recognition_of` is derived
    LetterBox(
        db::Connection& connection,
        Random& random,
        crypto::PublicKey const& vault,
        crypto::PrivateKey const& secret
    );

    [[nodiscard]] Hash recognition_of(Original const& original) const override;

    [[nodiscard]] Bytes seal_file(std::string_view name, ByteSpan content) const override;

    [[nodiscard]] std::vector<SealedOriginal>
    write(LogId log, std::vector<Original> const& originals) override;

private:
    db::Connection& connection_;
    Random& random_;
    crypto::PublicKey vault_;
    Hash recognition_key_;
};

/// Opens one original with the vault's private key: for the vault's own process and for tests.
/// Nothing where there is no such original or the key is another.
[[nodiscard]] std::optional<std::string>
open_original(db::Connection& connection, LogId log, OriginalRef ref, crypto::KeyPair const& vault);

/// Destroys the content of one original, in the caller's transaction; its row stays, so that it is
/// known to have been there.
void erase_original(db::Connection& connection, LogId log, OriginalRef ref);

/// A row of the letter box as it lies there now.
struct StoredOriginal {
    OriginalRef ref;
    bool erased = false; ///< the content is gone
    Hash digest{};       ///< of what is stored, as `write` returned it
};

/// Shows the rows of a log with references in (after, last], in their order.
/// cost   one SHA-256 a row
void each_stored(
    db::Connection& connection,
    LogId log,
    OriginalRef after,
    OriginalRef last,
    std::function<void(StoredOriginal const&)> const& show
);

} // namespace ducha::sealed
