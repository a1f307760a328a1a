// A folder that is filled beside its place.
#include "app/unfinished_folder.h"

#include "app/backup_refusals.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <system_error>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;

/// Whether the folder that was opened is still the one of this name.
bool is_still(int opened, fs::path const& path)
{
    struct ::stat is{};
    struct ::stat was{};
    return ::stat(path.c_str(), &is) == 0 && ::fstat(opened, &was) == 0 && is.st_ino == was.st_ino;
}

} // namespace

Result<UnfinishedFolder> UnfinishedFolder::take(fs::path path)
{
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
        tabular::throw_trouble("cannot make", path, errno);
    }
    auto opened = tabular::Descriptor{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open()) {
        tabular::throw_trouble("cannot open", path, errno);
    }
    // The system frees it when its holder dies.
    if (::flock(opened.get(), LOCK_EX | LOCK_NB) != 0 || !is_still(opened.get(), path)) {
        return refuse(backup_refusals, BackupRefusal::in_use, path.string());
    }
    return UnfinishedFolder{std::move(path), std::move(opened)};
}

UnfinishedFolder::~UnfinishedFolder()
{
    bool const must_stay = stays_ && std::uncaught_exceptions() > 0;
    if (opened_.is_open() && !must_stay) {
        std::error_code ignored; // the next one removes what is left
        fs::remove_all(path_, ignored);
    }
}

void UnfinishedFolder::empty() const
{
    std::error_code error;
    fs::directory_iterator things{path_, error};
    for (; !error && things != fs::directory_iterator{}; things.increment(error)) {
        fs::remove_all(things->path(), error);
    }
    if (error) {
        tabular::throw_trouble("cannot empty", path_, error.value());
    }
}

void UnfinishedFolder::finish(fs::path const& name)
{
    sync_all(path_);
    // A folder takes no other's place, unless that is empty.
    if (::rename(path_.c_str(), name.c_str()) != 0) {
        tabular::throw_trouble("cannot make", name, errno);
    }
    opened_.close();
    tabular::sync_folder(name.parent_path());
}

void sync_all(fs::path const& folder)
{
    auto const opened =
        tabular::Descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open() || ::syncfs(opened.get()) != 0) {
        tabular::throw_trouble("cannot sync", folder, errno);
    }
}

} // namespace ducha::app
