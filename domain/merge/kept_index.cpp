// An index on the shelf.
#include "domain/merge/kept_index.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"
#include "domain/merge/models.h"

#include <cstring>
#include <system_error>

namespace ducha::merge {
namespace {

/// What a snapshot is of.
struct Tag {
    std::int64_t log = 0;
    std::int64_t events = 0;
    Hash root{}; ///< of these events
};
static_assert(sizeof(Tag) <= neardup::longest_tag);

std::string prefix_of(LogId log)
{
    return std::to_string(log.get()) + ".snapshot";
}

std::string fault_of(db::Connection& connection, LogId log, Tag const& tag)
{
    if (tag.log != log.get()) {
        return "of log " + std::to_string(tag.log) + ", not of log " + std::to_string(log.get());
    }
    auto const size = ledger::state_of(connection, log, false).size;
    if (tag.events < 0 || tag.events > size) {
        return "of " + std::to_string(tag.events) + " events, the log has " + std::to_string(size);
    }
    if (ledger::root_of(connection, log, tag.events) != tag.root) {
        return "of another ledger: the roots of the first " + std::to_string(tag.events) +
            " events differ";
    }
    if (ledger::words_erased_since(connection, log, Seq{tag.events - 1})) {
        return "of words that were erased since";
    }
    return {};
}

std::optional<tabular::PrivateMapping> mapped(std::filesystem::path const& file, std::string& fault)
try {
    return tabular::PrivateMapping::of(file);
} catch (Trouble const& trouble) {
    fault = trouble.what();
    return std::nullopt;
}

} // namespace

Taken take(db::Connection& connection, LogId log, std::filesystem::path const& folder)
{
    Taken taken;
    auto bytes = mapped(folder / prefix_of(log), taken.fault);
    if (!bytes) {
        return taken;
    }
    auto found = neardup::Index::from_snapshot(model_in_force(connection, log), bytes->bytes());
    if (!found) {
        auto const& [what, is, should] = found.error();
        taken.fault = what + ": " + is + ", expected " + should;
        return taken;
    }
    Tag tag;
    if (found->tag.size() != sizeof(Tag)) {
        taken.fault = "it says not of which log it is";
        return taken;
    }
    std::memcpy(&tag, found->tag.data(), sizeof(Tag));
    taken.fault = fault_of(connection, log, tag);
    if (taken.fault.empty()) {
        taken.held = Held{
            .bytes = std::move(bytes),
            .index = std::make_unique<neardup::Index>(std::move(found->index)),
            .events = tag.events,
        };
    }
    return taken;
}

void keep(
    neardup::Index const& index,
    db::Connection& connection,
    LogId log,
    std::int64_t events,
    std::filesystem::path const& folder
)
{
    constexpr unsigned for_us_alone = 0600;
    Tag const tag{log.get(), events, ledger::root_of(connection, log, events)};
    std::string bytes_of_tag(sizeof(Tag), '\0');
    std::memcpy(bytes_of_tag.data(), &tag, sizeof(Tag));
    std::error_code ignored; // writing says what is wrong with the folder
    if (std::filesystem::create_directories(folder, ignored)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
    }
    tabular::WholeFile file{folder / prefix_of(log), for_us_alone};
    index.write_snapshot(bytes_of_tag, [&](std::span<std::byte const> bytes) {
        file.write({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
    });
    file.commit();
    // Who erases commits first and removes the file then; who keeps looks behind himself.
    if (ledger::words_erased_since(connection, log, Seq{events - 1})) {
        forget_kept_index(folder, log);
    }
}

std::optional<KeptIndex>
kept_index(db::Connection& connection, LogId log, std::filesystem::path const& folder)
{
    auto const taken = take(connection, log, folder);
    if (!taken.held && taken.fault.empty()) {
        return std::nullopt;
    }
    return KeptIndex{.events = taken.held ? taken.held->events : 0, .fault = taken.fault};
}

void forget_kept_index(std::filesystem::path const& folder, LogId log)
{
    // With what a writer left behind that was killed.
    std::error_code error;
    std::filesystem::directory_iterator files{folder, error};
    for (; !error && files != std::filesystem::directory_iterator{}; files.increment(error)) {
        if (files->path().filename().string().starts_with(prefix_of(log))) {
            std::filesystem::remove(files->path(), error);
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        tabular::throw_trouble("cannot remove the snapshots in", folder, error.value());
    }
}

} // namespace ducha::merge
