// The keys of an office.
#include "app/keys.h"

#include "base/text.h"

#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(fs::path const& file, std::string const& problem)
{
    throw Trouble{Trouble::Kind::configuration, file.string() + ": " + problem};
}

std::array<std::uint8_t, 32> read_key(fs::path const& file)
{
    std::ifstream stream{file};
    if (!stream) {
        fail(file, "the key is missing; bring it back from a backup, nobody can make it again");
    }
    auto const mode = fs::status(file).permissions();
    if ((mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) {
        fail(file, "others can read this key (expected mode 0600)");
    }
    std::ostringstream text;
    text << stream.rdbuf();
    auto const bytes = from_hex(trimmed(text.str()));
    auto const key = bytes ? to_hash(*bytes) : std::nullopt;
    if (!key) {
        fail(file, "not a key (expected 64 hexadecimal digits)");
    }
    return *key;
}

void write_key(fs::path const& file, ByteSpan key)
{
    int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        fail(file, "the key cannot be written");
    }
    auto const text = to_hex(key) + "\n";
    bool const done =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!done) {
        fail(file, "the key cannot be written");
    }
}

/// Makes the names in a folder last.
void sync(fs::path const& folder)
{
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!done) {
        fail(folder, "the folder cannot be synced");
    }
}

} // namespace

std::string Keys::verifier_key() const
{
    return ledger::Signer{std::string{signer_name}, signing}.verifier_key();
}

std::string Keys::pseudonym_of(std::string_view person) const
{
    return to_hex(crypto::hmac(pseudonyms, bytes_of(person))).substr(0, 16);
}

Keys read_keys(fs::path const& folder)
{
    return {
        .signing = read_key(folder / "heads.key"),
        .vault = read_key(folder / "vault.pub"),
        .pseudonyms = read_key(folder / "pseudonyms.key"),
    };
}

bool has_signing_key(fs::path const& folder)
{
    return fs::exists(folder / "heads.key");
}

void make_keys(fs::path const& folder)
{
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    if (!fs::exists(folder / "heads.key")) {
        write_key(folder / "heads.key", crypto::make_signing_key().secret);
    }
    if (!fs::exists(folder / "vault.pub")) {
        auto const vault = crypto::make_exchange_key();
        write_key(folder / "vault.key", vault.secret);
        write_key(folder / "vault.pub", vault.open);
    }
    if (!fs::exists(folder / "pseudonyms.key")) {
        std::array<std::uint8_t, 32> key{};
        SystemRandom{}.fill(key);
        write_key(folder / "pseudonyms.key", key);
    }
    sync(folder);
    sync(folder.has_parent_path() ? folder.parent_path() : fs::path{"."});
}

crypto::KeyPair read_vault_key(fs::path const& folder)
{
    return {.secret = read_key(folder / "vault.key"), .open = read_key(folder / "vault.pub")};
}

} // namespace ducha::app
