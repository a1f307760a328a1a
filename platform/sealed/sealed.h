// The vault's letter box: originals go in with a public key and cannot be read back here.
#pragma once

#include "base/bytes.h"
#include "base/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace ducha::sealed {

/// What only the reporter and two authorised people may see: identity, contact, the words as
/// spoken or written. Canonical JSON of whatever the intake was given.
struct Original {
    std::string content;
};

/// Where a sealed original lies in its log's vault.
using OriginalRef = Strong<struct OriginalRefTag>;

/// A sealed original as the ledger names it: neither removing nor replacing it goes unseen.
struct SealedOriginal {
    OriginalRef ref;
    Hash digest{}; ///< SHA-256 of all that is stored of it
};

/// The port through which the intake seals originals.
///
/// The originals of one call share an ephemeral key (X25519); each is sealed under a key of its
/// own (HKDF-SHA-256, AES-256-GCM), so that one can be released without the others. Lengths are
/// padded to 256 bytes, 1, 4, 16 ... KiB.
class SealedWriter {
public:
    SealedWriter() = default;
    SealedWriter(SealedWriter const&) = delete;
    SealedWriter& operator=(SealedWriter const&) = delete;
    virtual ~SealedWriter() = default;

    /// A keyed digest of the content: the same for the same content, and no help in guessing it to
    /// whoever lacks the key.
    [[nodiscard]] virtual Hash recognition_of(Original const& original) const = 0;

    /// A file that only the vault opens, with its name; it may lie anywhere. See sealed_file.h.
    [[nodiscard]] virtual Bytes seal_file(std::string_view name, ByteSpan content) const = 0;

    /// Writes within the caller's transaction. Returns one a content, in order; their references
    /// rise within a log.
    /// throws   Trouble
    [[nodiscard]] virtual std::vector<SealedOriginal>
    write(LogId log, std::vector<Original> const& originals) = 0;
};

} // namespace ducha::sealed
