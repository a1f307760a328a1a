// Files that are named by what is in them.
#include "platform/blob/blob.h"

#include "platform/crypto/crypto.h"
#include "platform/tabular/whole_file.h"
#include "platform/trouble.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace ducha::blob {
namespace {

namespace fs = std::filesystem;

constexpr unsigned for_us_alone = 0600;
constexpr std::string_view unfinished = ".tmp";

/// The bytes of a file; nothing where there is none.
std::optional<Bytes> content_of(fs::path const& file)
{
    auto const mapped = tabular::PrivateMapping::of(file);
    if (!mapped) {
        return std::nullopt;
    }
    auto const bytes = mapped->bytes();
    auto const* const first = reinterpret_cast<std::uint8_t const*>(bytes.data());
    return Bytes{first, first + bytes.size()};
}

/// Makes a folder and those above it last.
void make_folder(fs::path const& folder)
{
    if (folder.empty() || fs::exists(folder)) {
        return;
    }
    auto const parent = folder.parent_path();
    make_folder(parent);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        tabular::throw_trouble("cannot make", folder, errno);
    }
    tabular::sync_folder(parent);
}

struct ::stat status_of(fs::path const& file)
{
    struct ::stat status{};
    if (::lstat(file.c_str(), &status) != 0) {
        // Somebody destroyed it just now.
        status.st_mode = 0;
    }
    return status;
}

Instant written(struct ::stat const& status)
{
    return {status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec / 1000};
}

/// Shows each plain file of a folder; of one that is not there, none.
template <class Visitor>
void each_file(fs::path const& folder, Visitor const& visitor)
{
    std::error_code error;
    fs::directory_iterator files{folder, error};
    for (; !error && files != fs::directory_iterator{}; files.increment(error)) {
        auto const status = status_of(files->path());
        if (S_ISREG(status.st_mode)) {
            visitor(files->path(), status);
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        tabular::throw_trouble("cannot list", folder, error.value());
    }
}

void unlink_file(fs::path const& file)
{
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) {
        tabular::throw_trouble("cannot remove", file, errno);
    }
}

/// Zeros over what is there.
void overwrite(fs::path const& file)
{
    auto opened = tabular::Descriptor{::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    struct ::stat status{};
    if (!opened.is_open() || ::fstat(opened.get(), &status) != 0) {
        tabular::throw_trouble("cannot overwrite", file, errno);
    }
    std::string const zeros(std::size_t{1} << 16U, '\0');
    for (auto left = static_cast<std::size_t>(status.st_size); left > 0;) {
        auto const part = std::min(left, zeros.size());
        tabular::write_all(opened, std::string_view{zeros}.substr(0, part), file);
        left -= part;
    }
    if (::fsync(opened.get()) != 0) {
        tabular::throw_trouble("cannot sync", file, errno);
    }
}

} // namespace

fs::path Store::folder_of(LogId log) const
{
    return root_ / std::to_string(log.get());
}

fs::path Store::path_of(LogId log, Hash const& name) const
{
    return folder_of(log) / to_hex(name);
}

Hash Store::put(LogId log, ByteSpan content) const
{
    auto const name = crypto::sha256({content});
    auto const file = path_of(log, name);
    make_folder(file.parent_path());
    auto const there = content_of(file);
    if (there && std::ranges::equal(*there, content)) {
        // Whoever put it may not have come to this yet.
        tabular::sync_folder(file.parent_path());
        return name;
    }
    tabular::WholeFile whole{file, for_us_alone};
    whole.write(text_of(content));
    whole.commit();
    return name;
}

Bytes Store::read(LogId log, Hash const& name) const
{
    auto const file = path_of(log, name);
    auto content = content_of(file);
    if (!content) {
        throw Trouble{Trouble::Kind::io, "the attachment's file is missing: " + file.string()};
    }
    if (crypto::sha256({*content}) != name) {
        throw Trouble{Trouble::Kind::io, "the attachment's file is damaged: " + file.string()};
    }
    return std::move(*content);
}

bool Store::contains(LogId log, Hash const& name) const
{
    return S_ISREG(status_of(path_of(log, name)).st_mode);
}

void Store::destroy(LogId log, Hash const& name) const
{
    auto const file = path_of(log, name);
    if (!contains(log, name)) {
        return;
    }
    overwrite(file);
    unlink_file(file);
    tabular::sync_folder(file.parent_path());
}

std::vector<Entry> Store::list(LogId log) const
{
    std::vector<Entry> entries;
    each_file(folder_of(log), [&](fs::path const& file, struct ::stat const& status) {
        auto const bytes = from_hex(file.filename().string());
        auto const name = bytes ? to_hash(*bytes) : std::nullopt;
        if (name && to_hex(*name) == file.filename()) {
            entries.push_back({*name, status.st_size, written(status)});
        }
    });
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

std::int64_t Store::sweep_unfinished(LogId log, Instant before) const
{
    std::int64_t swept = 0;
    each_file(folder_of(log), [&](fs::path const& file, struct ::stat const& status) {
        if (file.extension() == unfinished && written(status) < before) {
            overwrite(file);
            unlink_file(file);
            ++swept;
        }
    });
    return swept;
}

} // namespace ducha::blob
