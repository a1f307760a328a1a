// Signed tree heads, as C2SP checkpoints.
#include "domain/ledger/head.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/crypto/crypto.h"

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

/// Whether `text` is valid UTF-8, not empty, and holds nothing that is `barred`.
template <class Barred>
bool is_clean(std::string_view text, Barred barred)
{
    if (text.empty() || first_invalid_utf8(text)) {
        return false;
    }
    for (std::size_t i = 0; i < text.size();) {
        auto const point = code_point_at(text, i);
        if (barred(point.value)) {
            return false;
        }
        i += point.length;
    }
    return true;
}

bool is_name(std::string_view text)
{
    return is_clean(text, [](char32_t c) { return c == U'+' || is_space(c); });
}

bool is_origin(std::string_view text)
{
    return is_clean(text, [](char32_t c) { return c < U' '; });
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

std::string signed_text(TreeHead const& head)
{
    return head.origin + "\n" + std::to_string(head.size) + "\n" + to_base64(head.root) + "\n";
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

Signer::Signer(std::string name, std::array<std::uint8_t, 32> const& secret)
    : name_{std::move(name)}, secret_{secret}, id_{key_id(name_, crypto::signing_public(secret))}
{
    invariant(is_name(name_), "a signer's name is not empty and has no white space and no plus");
}

std::string Signer::sign(TreeHead const& head) const
{
    invariant(is_origin(head.origin), "a log's origin is one line without control characters");
    auto const text = signed_text(head);
    auto const signature = crypto::sign(secret_, bytes_of(text));
    Bytes bytes{id_.begin(), id_.end()};
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return text + "\n" + std::string{signature_mark} + name_ + " " + to_base64(bytes) + "\n";
}

std::string Signer::verifier_key() const
{
    auto const open = crypto::signing_public(secret_);
    Bytes bytes{ed25519_algorithm};
    bytes.insert(bytes.end(), open.begin(), open.end());
    return name_ + "+" + to_hex(bytes_of(id_)) + "+" + to_base64(bytes);
}

std::optional<TreeHead> read_head(std::string_view note, std::string_view verifier_key)
{
    auto const key = read_key(verifier_key);
    auto const gap = note.find("\n\n");
    if (!key || gap == std::string_view::npos) {
        return std::nullopt;
    }
    auto const text = note.substr(0, gap + 1);
    auto const lines = split(text, '\n');
    if (lines.size() != 4) {
        return std::nullopt;
    }
    auto const size = parse_integer(lines[1]);
    auto const root_bytes = from_base64(lines[2]);
    auto const root = root_bytes ? to_hash(*root_bytes) : std::nullopt;
    if (!size || *size < 0 || !root || !is_origin(lines[0])) {
        return std::nullopt;
    }
    for (auto const line : split(note.substr(gap + 2), '\n')) {
        if (signed_by(*key, text, line)) {
            return TreeHead{.origin = std::string{lines[0]}, .size = *size, .root = *root};
        }
    }
    return std::nullopt;
}

} // namespace ducha::ledger
