// Signed tree heads, as C2SP checkpoints (signed notes): what a person saves to hold us to it.
#pragma once

#include "base/bytes.h"

#include "domain/ledger/note.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha::ledger {

/// How many events a log has and the root of their tree.
struct TreeHead {
    /// The log's own name, `ducha/<inspection>/<object>`: one line, no control characters.
    std::string origin;
    std::int64_t size = 0;
    Hash root{};

    bool operator==(TreeHead const&) const = default;
};

/// The key that signs heads. Made once at `init`; lies in the folder of keys, mode 0600.
class Signer {
public:
    /// name     stands in every note; not empty, no white space, no `+`
    /// secret   Ed25519
    Signer(std::string name, std::array<std::uint8_t, 32> const& secret);

    /// `<origin>\n<size>\n<root base64>\n\n— <name> <base64(key id || signature)>\n`
    /// source   C2SP signed-note, tlog-checkpoint
    [[nodiscard]] std::string sign(TreeHead const& head) const;

    /// `<name>+<key id>+<base64(0x01 || key)>`: what a verifier must be given by hand.
    [[nodiscard]] std::string verifier_key() const;

private:
    NoteKey key_;
};

/// The head in a note whose signature is that of `verifier_key`; nothing otherwise, nor where a
/// name or an origin is none by C2SP signed-note.
[[nodiscard]] std::optional<TreeHead>
read_head(std::string_view note, std::string_view verifier_key);

} // namespace ducha::ledger
