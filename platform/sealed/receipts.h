// Receipts: what a reporter is given for a form, and how it is recognised afterwards. The office
// keeps no receipt, only keyed hashes of it.
#pragma once

#include "base/receipt_code.h"

#include "platform/crypto/crypto.h"

#include <optional>

namespace ducha::sealed {

/// 128 random bits, issued with a form: they name one act, however often it is sent.
struct FormToken {
    std::array<std::uint8_t, 16> bits{};

    bool operator==(FormToken const&) const = default;
};

/// 32 hexadecimal digits; nothing where it is anything else.
[[nodiscard]] std::optional<FormToken> parse_form_token(std::string_view text);
[[nodiscard]] std::string to_text(FormToken const& token);

/// Derives what belongs to a form token from the office's key of receipts. The same token always
/// gives the same receipt, so that a repeated click, a lost answer and another server are one
/// harmless case; whoever lacks the key can neither make a receipt nor recognise one.
///
/// threads   immutable
/// cost      one or two HMACs
class Receipts {
public:
    /// key   from which three others are derived; the office's `receipts.key`
    explicit Receipts(crypto::PrivateKey const& key);

    [[nodiscard]] ReceiptCode code_of(FormToken const& token) const;

    /// Under which a code is kept. A code has 80 bits of chance: no guess finds it, even with the
    /// key.
    [[nodiscard]] Hash mark_of(ReceiptCode const& code) const;

    /// Under which a used token is kept.
    [[nodiscard]] Hash mark_of(FormToken const& token) const;

    /// The own id of the report that came with a token: `W` and sixteen letters and digits by
    /// turns, so that nothing in it reads as somebody's number or name. It says nothing of the
    /// receipt.
    [[nodiscard]] std::string own_id_of(FormToken const& token) const;

private:
    Hash issue_key_;
    Hash code_key_;
    Hash token_key_;
};

} // namespace ducha::sealed
