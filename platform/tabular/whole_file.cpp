// Files that are there whole or not at all, and files that are changed in memory only.
#include "platform/tabular/whole_file.h"

#include "base/invariant.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

namespace ducha::tabular {

WholeFile::WholeFile(std::filesystem::path target, unsigned mode) : target_{std::move(target)}
{
    static std::atomic<unsigned> counter{0};
    while (!file_.is_open()) {
        path_ = target_;
        path_ += "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
        file_ = Descriptor{::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
        if (!file_.is_open() && errno != EEXIST) {
            throw_trouble("cannot write", path_, errno);
        }
    }
}

WholeFile::~WholeFile()
{
    if (!committed_) {
        ::unlink(path_.c_str());
    }
}

void WholeFile::write(std::string_view bytes)
{
    write_all(file_, bytes, path_);
}

void WholeFile::commit()
{
    invariant(!committed_, "a file is committed once");
    if (::fsync(file_.get()) != 0) {
        throw_trouble("cannot sync", path_, errno);
    }
    file_.close();
    if (std::rename(path_.c_str(), target_.c_str()) != 0) {
        throw_trouble("cannot replace", target_, errno);
    }
    committed_ = true;
    sync_folder(target_.parent_path());
}

std::optional<PrivateMapping> PrivateMapping::of(std::filesystem::path const& path)
{
    auto const file = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open() && errno == ENOENT) {
        return std::nullopt;
    }
    struct ::stat status{};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        throw_trouble("cannot read", path, errno);
    }
    auto const size = static_cast<std::size_t>(status.st_size);
    if (size == 0) {
        return PrivateMapping{{}};
    }
    // Without a reserve: what is changed is a small part of it.
    constexpr auto flags = MAP_PRIVATE | MAP_NORESERVE;
    auto* const at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, flags, file.get(), 0);
    if (at == MAP_FAILED) {
        throw_trouble("cannot map", path, errno);
    }
    return PrivateMapping{{static_cast<std::byte*>(at), size}};
}

PrivateMapping::PrivateMapping(PrivateMapping&& other) noexcept
    : bytes_{std::exchange(other.bytes_, {})}
{
}

PrivateMapping& PrivateMapping::operator=(PrivateMapping&& other) noexcept
{
    std::swap(bytes_, other.bytes_);
    return *this;
}

PrivateMapping::~PrivateMapping()
{
    if (!bytes_.empty()) {
        ::munmap(bytes_.data(), bytes_.size());
    }
}

} // namespace ducha::tabular
