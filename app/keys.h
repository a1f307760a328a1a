// The keys of an office, in a folder beside its database.
#pragma once

#include "platform/crypto/crypto.h"

#include <filesystem>
#include <string>

namespace ducha::app {

/// The name that stands in every signed head.
inline constexpr std::string_view signer_name = "ducha";

/// What the office needs to work; the vault's private key is made here, and belongs with the
/// people who may open originals: move it away.
struct Keys {
    crypto::PrivateKey signing{}; ///< heads.key: signs tree heads
    crypto::PublicKey vault{};    ///< vault.pub: originals are sealed for it
    std::array<std::uint8_t, 32> pseudonyms{
    }; ///< pseudonyms.key: names of actors are hashed with it
    crypto::PrivateKey receipts{}; ///< receipts.key: receipts of reporters follow from it

    /// What outsiders check heads with.
    [[nodiscard]] std::string verifier_key() const;

    /// What seals one-time secrets and hides logins that were tried; follows from pseudonyms.key.
    [[nodiscard]] Hash entrance_key() const;

    /// The pseudonym of a person, always the same under this key.
    [[nodiscard]] std::string pseudonym_of(std::string_view person) const;

    /// By which the database knows the key of receipts: a digest that says nothing of it.
    [[nodiscard]] std::string mark_of_receipts() const;
};

/// Reads the folder's keys. Each file holds 64 hexadecimal digits.
///
/// throws   Trouble(configuration): a key is missing, damaged, or readable by others
[[nodiscard]] Keys read_keys(std::filesystem::path const& folder);

/// An auditor has a database and no keys.
[[nodiscard]] bool has_signing_key(std::filesystem::path const& folder);

/// Makes the folder (0700) and its keys (0600) where there are none; leaves existing ones. Each
/// appears whole or not at all, and what failed half-way is gone on with the next time.
///
/// throws   Trouble(disk_full or io)
void make_keys(std::filesystem::path const& folder);

/// The key of receipts alone, for an office from before there were receipts.
///
/// throws   Trouble(disk_full or io)
void make_receipts_key(std::filesystem::path const& folder);

/// The vault's private key, where it still lies in the folder: for tests and drills.
[[nodiscard]] crypto::KeyPair read_vault_key(std::filesystem::path const& folder);

} // namespace ducha::app
