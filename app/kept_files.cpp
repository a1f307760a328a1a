// The files of a backup, written and measured.
#include "app/kept_files.h"

#include "platform/crypto/crypto.h"
#include "platform/tabular/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;
using tabular::Descriptor;

constexpr std::size_t piece = std::size_t{1} << 18U;

Descriptor opened(fs::path const& file)
{
    auto descriptor = Descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!descriptor.is_open()) {
        tabular::throw_trouble("cannot read", file, errno);
    }
    return descriptor;
}

Descriptor made(fs::path const& file)
{
    auto const folder = file.parent_path();
    for (auto const& above : {folder.parent_path(), folder}) {
        if (!above.empty() && ::mkdir(above.c_str(), 0700) != 0 && errno != EEXIST) {
            tabular::throw_trouble("cannot make", above, errno);
        }
    }
    auto descriptor =
        Descriptor{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!descriptor.is_open()) {
        tabular::throw_trouble("cannot write", file, errno);
    }
    return descriptor;
}

/// Shows a file piece by piece.
template <class Take>
Measured read_through(fs::path const& file, BytesDone const& done, Take const& take)
{
    auto const descriptor = opened(file);
    crypto::RunningHash hash;
    Measured measured;
    std::string room(piece, '\0');
    while (auto const count = tabular::read_some(descriptor, room, file)) {
        auto const part = std::string_view{room}.substr(0, count);
        hash.add(bytes_of(part));
        take(part);
        measured.bytes += static_cast<std::int64_t>(count);
        done(static_cast<std::int64_t>(count));
    }
    measured.sha256 = hash.finish();
    return measured;
}

} // namespace

Measured measured(fs::path const& file, BytesDone const& done)
{
    return read_through(file, done, [](std::string_view /*part*/) {});
}

Measured copied(fs::path const& from, fs::path const& to, BytesDone const& done)
{
    auto const target = made(to);
    return read_through(from, done, [&](std::string_view part) {
        tabular::write_all(target, part, to);
    });
}

void write_new(fs::path const& file, ByteSpan content)
{
    tabular::write_all(made(file), text_of(content), file);
}

} // namespace ducha::app
