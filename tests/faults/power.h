// A disk that loses what was not synced when the power goes.
//
// SQLite's files live in memory. A write lies in a cache until its file is synced; at a power cut
// each cached sector is kept, lost or torn, drawn by chance, whatever the order of the writes.
#pragma once

#include "platform/random/random.h"

#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <vector>

namespace ducha::tests {

class Disk {
public:
    static constexpr std::size_t sector = 512;

    /// A file as programs see it, and as the platter holds it.
    struct File {
        std::vector<std::uint8_t> seen;
        std::vector<std::uint8_t> synced;
        std::map<std::size_t, int> cached;             ///< sectors written since the last sync
        bool is_synced = false;                        ///< whether its name would survive
        std::vector<std::vector<std::uint8_t>> shared; ///< the index of a write-ahead log
    };

    enum class Lie { none, sync_does_nothing };

    /// What happens at the operation of this number (write, truncate, sync, delete), from 1.
    enum class Fault { none, power_cut, io_error, full };
    void plan(Fault fault, std::int64_t at, Lie lie = Lie::none);

    /// Operations since the plan was made.
    [[nodiscard]] std::int64_t operations() const { return operations_; }
    [[nodiscard]] bool is_dark() const { return dark_; }

    /// The power comes back: what was cached is kept, lost or torn, sector by sector.
    void restore(Random& random);

    [[nodiscard]] std::map<std::string, File>& files() { return files_; }

    /// A new file without a name, which no power cut brings back.
    [[nodiscard]] File& nameless() { return nameless_.emplace_back(); }

    /// For the file operations below: 0, or the error of SQLite that the plan asks for.
    int begin_operation();
    void write(File& file, std::uint8_t const* data, std::size_t count, std::size_t offset);
    void truncate(File& file, std::size_t size);
    void sync(File& file) const;

private:
    std::map<std::string, File> files_;
    std::list<File> nameless_;
    Fault fault_ = Fault::none;
    Lie lie_ = Lie::none;
    std::int64_t at_ = 0;
    std::int64_t operations_ = 0;
    bool dark_ = false;
};

/// Makes SQLite use the disk for every database that is opened from now on, until the end of the
/// scope. One at a time, one connection at a time.
class OnDisk {
public:
    explicit OnDisk(Disk& disk);
    OnDisk(OnDisk const&) = delete;
    OnDisk& operator=(OnDisk const&) = delete;
    ~OnDisk();
};

} // namespace ducha::tests
