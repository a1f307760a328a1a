// Signed notes.
#include "domain/ledger/note.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/crypto/crypto.h"

#include "domain/ledger/clean_text.h"

namespace ducha::ledger {
namespace {

constexpr std::uint8_t ed25519_algorithm = 0x01;
constexpr std::string_view signature_mark = "\u2014 ";

/// Unicode's property White_Space.
bool is_space(char32_t c)
{
    constexpr std::u32string_view others{U"\u0020\u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000"};
    return (c >= U'\t' && c <= U'\r') || (c >= U'\u2000' && c <= U'\u200A') || others.contains(c);
}

bool is_name(std::string_view text)
{
    return is_clean(text, [](char32_t c) { return c == U'+' || is_space(c); });
}

struct Key {
    std::string name;
    std::string id; ///< 4 bytes
    crypto::PublicKey open;
};

std::string key_id(std::string_view name, crypto::PublicKey const& open)
{
    std::uint8_t const middle[] = {'\n', ed25519_algorithm};
    auto const hash = crypto::sha256({bytes_of(name), middle, open});
    return std::string{text_of(hash).substr(0, 4)};
}

std::optional<Key> read_key(std::string_view text)
{
    auto const parts = split(trimmed(text), '+');
    if (parts.size() < 3 || !is_name(parts[0])) {
        return std::nullopt;
    }
    // Base64 has plus signs of its own: only the first two separate.
    auto const rest = trimmed(text).substr(parts[0].size() + parts[1].size() + 2);
    auto const bytes = from_base64(rest);
    if (!bytes || bytes->size() != 33 || bytes->front() != ed25519_algorithm) {
        return std::nullopt;
    }
    Key key{.name = std::string{parts[0]}, .id = {}, .open = {}};
    std::copy(bytes->begin() + 1, bytes->end(), key.open.begin());
    key.id = key_id(key.name, key.open);
    return to_hex(bytes_of(key.id)) == parts[1] ? std::optional{key} : std::nullopt;
}

bool signed_by(Key const& key, std::string_view text, std::string_view line)
{
    auto const start = std::string{signature_mark} + key.name + " ";
    if (!line.starts_with(start)) {
        return false;
    }
    auto const bytes = from_base64(line.substr(start.size()));
    return bytes && bytes->size() == 68 && text_of(*bytes).starts_with(key.id) &&
        crypto::verifies(key.open, bytes_of(text), ByteSpan{*bytes}.subspan(4));
}

} // namespace

NoteKey note_key(std::string name, std::array<std::uint8_t, 32> const& secret)
{
    invariant(is_name(name), "a signer's name is not empty and has no white space and no plus");
    auto const pair = crypto::signing_pair(secret);
    auto id = key_id(name, pair.open);
    return {.name = std::move(name), .secret = secret, .open = pair.open, .id = std::move(id)};
}

std::string sign_note(NoteKey const& key, std::string_view text)
{
    invariant(
        text.ends_with('\n') && !text.contains("\n\n"),
        "a note's text has lines, none of them empty"
    );
    auto const signature = crypto::sign({.secret = key.secret, .open = key.open}, bytes_of(text));
    Bytes bytes{key.id.begin(), key.id.end()};
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return std::string{text} + "\n" + std::string{signature_mark} + key.name + " " +
        to_base64(bytes) + "\n";
}

std::string verifier_key_of(NoteKey const& key)
{
    Bytes bytes{ed25519_algorithm};
    bytes.insert(bytes.end(), key.open.begin(), key.open.end());
    return key.name + "+" + to_hex(bytes_of(key.id)) + "+" + to_base64(bytes);
}

std::optional<std::string_view> signed_text(std::string_view note, std::string_view verifier_key)
{
    auto const key = read_key(verifier_key);
    auto const gap = note.find("\n\n");
    if (!key || gap == std::string_view::npos) {
        return std::nullopt;
    }
    auto const text = note.substr(0, gap + 1);
    for (auto const line : split(note.substr(gap + 2), '\n')) {
        if (signed_by(*key, text, line)) {
            return text;
        }
    }
    return std::nullopt;
}

} // namespace ducha::ledger
