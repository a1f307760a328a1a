// The keys of an office.
#include "app/keys.h"

#include "base/text.h"

#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

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

[[noreturn]] void fail_to(std::string_view act, fs::path const& file, int error)
{
    throw Trouble{
        error == ENOSPC || error == EDQUOT ? Trouble::Kind::disk_full : Trouble::Kind::io,
        "cannot " + std::string{act} + " " + file.string() + ": " +
            std::generic_category().message(error)
    };
}

/// Opens for the owner only; fails with what errno says.
int open_private(fs::path const& file)
{
    int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        fail_to("write", file, errno);
    }
    return descriptor;
}

/// The key is under its name whole or not at all; one that is there already is left alone.
void write_key(fs::path const& file, ByteSpan key)
{
    auto unfinished = file;
    unfinished += "." + std::to_string(::getpid()) + ".tmp";
    int const descriptor = open_private(unfinished);
    auto const text = to_hex(key) + "\n";
    auto const written = ::write(descriptor, text.data(), text.size());
    bool const whole = written == static_cast<ssize_t>(text.size());
    // A write that stops short says nothing of why; there was no room for the rest.
    int error = whole ? 0 : written < 0 ? errno : ENOSPC;
    if (whole && ::fsync(descriptor) != 0) {
        error = errno;
    }
    ::close(descriptor);
    // Not renamed: that would replace the key of somebody who makes this office just now.
    if (error == 0 && ::link(unfinished.c_str(), file.c_str()) != 0 && errno != EEXIST) {
        error = errno;
    }
    if (::unlink(unfinished.c_str()) != 0 && error == 0) {
        error = errno;
    }
    if (error != 0) {
        fail_to("write", file, error);
    }
}

/// Makes the names in a folder last.
void sync(fs::path const& folder)
{
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int const error = descriptor < 0 || ::fsync(descriptor) != 0 ? errno : 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (error != 0) {
        fail_to("sync", folder, error);
    }
}

/// The names in the folder, and its own.
void sync_names(fs::path const& folder)
{
    sync(folder);
    sync(folder.has_parent_path() ? folder.parent_path() : fs::path{"."});
}

/// Draws a key where there is none.
void draw_key(fs::path const& file)
{
    if (!fs::exists(file)) {
        std::array<std::uint8_t, 32> key{};
        SystemRandom{}.fill(key);
        write_key(file, key);
    }
}

void make_folder(fs::path const& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) {
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (error) {
        fail_to("make", folder, error.value());
    }
}

} // namespace

std::string Keys::verifier_key() const
{
    return ledger::Signer{std::string{signer_name}, signing}.verifier_key();
}

Hash Keys::entrance_key() const
{
    return crypto::derive(pseudonyms, {}, bytes_of("ducha entrance"));
}

std::string Keys::pseudonym_of(std::string_view person) const
{
    return to_hex(crypto::hmac(pseudonyms, bytes_of(person))).substr(0, 16);
}

std::string Keys::mark_of_receipts() const
{
    return to_hex(crypto::hmac(receipts, bytes_of("ducha key of receipts v1")));
}

Keys read_keys(fs::path const& folder)
{
    return {
        .signing = read_key(folder / "heads.key"),
        .vault = read_key(folder / "vault.pub"),
        .pseudonyms = read_key(folder / "pseudonyms.key"),
        .receipts = read_key(folder / "receipts.key"),
    };
}

bool has_signing_key(fs::path const& folder)
{
    return fs::exists(folder / "heads.key");
}

void make_keys(fs::path const& folder)
{
    make_folder(folder);
    if (!fs::exists(folder / "heads.key")) {
        write_key(folder / "heads.key", crypto::make_signing_key().secret);
    }
    // Of a pair that was begun, the private key is there, and the public one follows from it.
    if (auto const secret = folder / "vault.key"; !fs::exists(folder / "vault.pub")) {
        if (!fs::exists(secret)) {
            write_key(secret, crypto::make_exchange_key().secret);
        }
        write_key(folder / "vault.pub", crypto::exchange_public(read_key(secret)));
    }
    draw_key(folder / "pseudonyms.key");
    draw_key(folder / "receipts.key");
    sync_names(folder);
}

void make_receipts_key(fs::path const& folder)
{
    draw_key(folder / "receipts.key");
    sync_names(folder);
}

crypto::KeyPair read_vault_key(fs::path const& folder)
{
    return {.secret = read_key(folder / "vault.key"), .open = read_key(folder / "vault.pub")};
}

} // namespace ducha::app
