// Plain files with errors that name them.
#include "platform/tabular/file.h"

#include "platform/trouble.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace ducha::tabular {

void throw_trouble(std::string_view act, std::filesystem::path const& path, int error)
{
    auto const full = error == ENOSPC || error == EDQUOT;
    throw Trouble{
        full ? Trouble::Kind::disk_full : Trouble::Kind::io,
        std::string{act} + " " + path.string() + ": " + std::generic_category().message(error)
    };
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        close();
        number_ = std::exchange(other.number_, -1);
    }
    return *this;
}

Descriptor::~Descriptor()
{
    close();
}

void Descriptor::close()
{
    if (number_ >= 0) {
        ::close(std::exchange(number_, -1));
    }
}

std::size_t
read_some(Descriptor const& file, std::span<char> room, std::filesystem::path const& path)
{
    while (true) {
        auto const count = ::read(file.get(), room.data(), room.size());
        if (count >= 0) {
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR) {
            throw_trouble("cannot read", path, errno);
        }
    }
}

void write_all(Descriptor const& file, std::string_view bytes, std::filesystem::path const& path)
{
    while (!bytes.empty()) {
        auto const count = ::write(file.get(), bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            throw_trouble("cannot write", path, errno);
        }
    }
}

void sync_folder(std::filesystem::path const& folder)
{
    auto const name = folder.empty() ? std::filesystem::path{"."} : folder;
    auto const opened = Descriptor{::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Some network file systems know no fsync of a folder (EINVAL); the rename itself was done.
    if (!opened.is_open() || (::fsync(opened.get()) != 0 && errno != EINVAL)) {
        throw_trouble("cannot sync", name, errno);
    }
}

} // namespace ducha::tabular
