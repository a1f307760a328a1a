// A folder that is filled beside its place.
#pragma once

#include "base/refusal.h"

#include "platform/tabular/file.h"

#include <filesystem>

namespace ducha::app {

/// Held by one program at a time; nothing of it stays where it is given up, unless it must. A
/// program that is killed leaves it behind, and whoever takes it next finds it so.
class UnfinishedFolder {
public:
    /// Makes it, mode 0700, or takes what is left of it.
    /// refuses   another program is at it
    /// throws    Trouble(io or disk_full)
    [[nodiscard]] static Result<UnfinishedFolder> take(std::filesystem::path path);

    UnfinishedFolder(UnfinishedFolder&&) noexcept = default;
    UnfinishedFolder& operator=(UnfinishedFolder&&) = delete;
    ~UnfinishedFolder();

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

    /// Removes what is in it.
    void empty() const;

    /// From now on it stays where trouble gives it up, as if the program had been killed: what was
    /// begun elsewhere is known by it.
    void stay_in_trouble() { stays_ = true; }

    /// Makes all that is in it last, then gives it its name.
    /// throws   Trouble(io): something is there already
    void finish(std::filesystem::path const& name);

private:
    UnfinishedFolder(std::filesystem::path path, tabular::Descriptor opened)
        : path_{std::move(path)}, opened_{std::move(opened)}
    {
    }

    std::filesystem::path path_;
    tabular::Descriptor opened_; ///< of the folder; it is locked
    bool stays_ = false;         ///< in trouble
};

/// Makes all that was written to the file system of `folder` last.
void sync_all(std::filesystem::path const& folder);

} // namespace ducha::app
