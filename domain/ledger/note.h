// Signed notes (C2SP signed-note, Ed25519): a text of lines, an empty line, a signature.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha::ledger {

/// The name and the key that notes are signed with.
struct NoteKey {
    std::string name; ///< not empty, no white space, no `+`
    std::array<std::uint8_t, 32> secret{};
    std::array<std::uint8_t, 32> open{}; ///< its public half
    std::string id;                      ///< 4 bytes, of name and public key
};

[[nodiscard]] NoteKey note_key(std::string name, std::array<std::uint8_t, 32> const& secret);

/// `<text>\n— <name> <base64(key id || signature)>\n`
/// text   ends in a line end and has no empty line
[[nodiscard]] std::string sign_note(NoteKey const& key, std::string_view text);

/// `<name>+<key id>+<base64(0x01 || key)>`: what a verifier must be given by hand.
[[nodiscard]] std::string verifier_key_of(NoteKey const& key);

/// The text of a note that `verifier_key` signed, its last line end included; nothing otherwise.
[[nodiscard]] std::optional<std::string_view>
signed_text(std::string_view note, std::string_view verifier_key);

} // namespace ducha::ledger
