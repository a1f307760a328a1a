// How long an index takes from its snapshot until it answers.
#include "bench/merging/restart.h"

#include "base/invariant.h"

#include <fcntl.h>
#include <malloc.h>

#include <optional>

namespace ducha::bench {
namespace {

/// Gives back to the machine what it holds of the file in memory. The file is on the disk.
void forget(std::filesystem::path const& file)
{
    auto const opened = tabular::Descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    auto const error = ::posix_fadvise(opened.get(), 0, 0, POSIX_FADV_DONTNEED);
    if (error != 0) {
        tabular::throw_trouble("cannot forget", file, error);
    }
}

bool are_same(
    std::vector<neardup::Candidate> const& found, std::vector<neardup::Candidate> const& again
)
{
    return std::ranges::equal(found, again, [](auto const& a, auto const& b) {
        return a.case_id == b.case_id && a.nearest == b.nearest && a.log_odds == b.log_odds;
    });
}

Restarted restarted(std::filesystem::path const& file, neardup::Model const& model)
{
    auto bytes = tabular::PrivateMapping::of(file);
    invariant(bytes.has_value(), "the snapshot is where it was written");
    auto found = neardup::Index::from_snapshot(model, bytes->bytes());
    invariant(found.has_value(), "a snapshot is read again");
    return {std::move(*bytes), std::move(found->index)};
}

} // namespace

Restarted measure_restart(
    neardup::Index index,
    neardup::Document const& report,
    std::filesystem::path const& file,
    Figures& figures
)
{
    auto const model = index.model();
    auto const before = index.candidates(report);
    auto const written = time_of([&] {
        tabular::WholeFile whole{file};
        index.write_snapshot({}, [&](std::span<std::byte const> bytes) {
            whole.write({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
        });
        whole.commit();
    });
    figures.add("snapshot.write", written, "s", "fsync included");
    auto const gigabytes = static_cast<double>(std::filesystem::file_size(file)) / 1e9;
    figures.add("snapshot.size", gigabytes, "GB");
    index = neardup::Index{model};
    ::malloc_trim(0);
    std::optional<Restarted> last;
    for (std::string_view const name : {"restart.cold", "restart.warm"}) {
        last.reset();
        if (name == "restart.cold") {
            forget(file);
        }
        auto const seconds = time_of([&] {
            last.emplace(restarted(file, model));
            invariant(are_same(before, last->index.candidates(report)), "it answers as before");
        });
        figures.add(name, seconds, "s", "goal 10 at 10 M");
    }
    return std::move(*last);
}

} // namespace ducha::bench
