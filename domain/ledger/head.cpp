// Signed tree heads, as C2SP checkpoints.
#include "domain/ledger/head.h"

#include "base/invariant.h"

#include "domain/ledger/clean_text.h"
#include "domain/ledger/note.h"

namespace ducha::ledger {
namespace {

bool is_origin(std::string_view text)
{
    return is_clean(text, [](char32_t c) { return c < U' '; });
}

} // namespace

Signer::Signer(std::string name, std::array<std::uint8_t, 32> const& secret)
    : key_{note_key(std::move(name), secret)}
{
}

std::string Signer::sign(TreeHead const& head) const
{
    invariant(is_origin(head.origin), "a log's origin is one line without control characters");
    return sign_note(
        key_, head.origin + "\n" + std::to_string(head.size) + "\n" + to_base64(head.root) + "\n"
    );
}

std::string Signer::verifier_key() const
{
    return verifier_key_of(key_);
}

std::optional<TreeHead> read_head(std::string_view note, std::string_view verifier_key)
{
    auto const text = signed_text(note, verifier_key);
    auto const lines = split(text.value_or(""), '\n');
    if (lines.size() != 4) {
        return std::nullopt;
    }
    auto const size = parse_integer(lines[1]);
    auto const root_bytes = from_base64(lines[2]);
    auto const root = root_bytes ? to_hash(*root_bytes) : std::nullopt;
    if (!size || *size < 0 || !root || !is_origin(lines[0])) {
        return std::nullopt;
    }
    return TreeHead{.origin = std::string{lines[0]}, .size = *size, .root = *root};
}

} // namespace ducha::ledger
