// What a backup says of itself.
#include "app/manifest.h"

#include "base/text.h"

#include "platform/crypto/crypto.h"
#include "platform/json/record.h"

#include "domain/ledger/note.h"

#include "app/backup_refusals.h"
#include "app/keys.h"
#include "app/whole_file.h"

#include <algorithm>

namespace ducha::app {

template <class Fields>
void describe(Fields& fields, KeptFile& file)
{
    fields.field("name", file.name);
    fields.field("bytes", file.bytes);
    fields.field("sha256", file.sha256);
}

template <class Fields>
void describe(Fields& fields, KeptLog& log)
{
    fields.field("log", log.log);
    fields.field("origin", log.origin);
    fields.field("events", log.events);
    fields.field("root", log.root);
    fields.field("head", log.head);
}

template <class Fields>
void describe(Fields& fields, Manifest& manifest)
{
    fields.field("format", manifest.format);
    fields.field("program", manifest.program);
    fields.field("schema_step", manifest.schema_step);
    fields.field("taken", manifest.taken);
    fields.field("logs", manifest.logs);
    fields.field("files", manifest.files);
}

namespace {

constexpr std::int64_t this_format = 1;

/// Some hundred thousand attachments.
constexpr std::size_t most_bytes = std::size_t{256} << 20U;

/// What is signed. No tree head reads so: its second line is a number.
std::string text_to_sign(std::string_view manifest)
{
    return "ducha backup manifest\nsha-256 " + to_hex(crypto::sha256({bytes_of(manifest)})) + "\n";
}

bool is_number(std::string_view text)
{
    auto const number = parse_integer(text);
    return number && *number >= 0 && std::to_string(*number) == text;
}

/// A name of one of the three forms: nothing else is ever read or written.
bool is_name(std::string_view name)
{
    auto const parts = split(name, '/');
    if (parts.size() == 1) {
        return name == kept_database;
    }
    if (parts.size() == 2 && parts[0] == "keys") {
        constexpr std::string_view keys[] = {
            "heads.pub", "vault.pub", "heads.key", "pseudonyms.key", "receipts.key", "vault.key"
        };
        return std::ranges::find(keys, parts[1]) != std::end(keys);
    }
    auto const hash = parts.size() == 3 ? from_hex(parts[2]) : std::nullopt;
    return parts[0] == "blobs" && hash && to_hash(*hash) && to_hex(*hash) == parts[2] &&
        is_number(parts[1]);
}

} // namespace

void write_manifest(
    std::filesystem::path const& folder,
    Manifest const& manifest,
    std::array<std::uint8_t, 32> const& signing_key
)
{
    auto const text = json::write(manifest) + "\n";
    auto const key = ledger::note_key(std::string{signer_name}, signing_key);
    write_whole(folder / "manifest.json", text);
    write_whole(folder / "manifest.sig", ledger::sign_note(key, text_to_sign(text)));
}

Result<Manifest> read_manifest(std::filesystem::path const& folder, std::string_view key)
{
    for (auto const* name : {"manifest.json", "manifest.sig"}) {
        if (!std::filesystem::is_regular_file(folder / name)) {
            return refuse(backup_refusals, BackupRefusal::no_backup, (folder / name).string());
        }
    }
    auto const text = read_whole(folder / "manifest.json", most_bytes);
    auto const note = read_whole(folder / "manifest.sig");
    auto const is_signed = ledger::signed_text(note, key);
    if (!is_signed || *is_signed != text_to_sign(text)) {
        return refuse(
            backup_refusals,
            BackupRefusal::not_signed,
            (folder / "manifest.sig").string(),
            "a signature of " + std::string{key}
        );
    }
    auto manifest = json::read_command<Manifest>(text);
    if (!manifest || manifest->format != this_format) {
        return refuse(
            backup_refusals,
            BackupRefusal::another_format,
            manifest ? std::to_string(manifest->format) : to_line(manifest.error()),
            std::to_string(this_format)
        );
    }
    for (auto const& file : manifest->files) {
        if (!is_name(file.name)) {
            return refuse(backup_refusals, BackupRefusal::another_format, file.name);
        }
    }
    return manifest;
}

} // namespace ducha::app
