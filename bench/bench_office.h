// An office of its own for each figure, in a folder that is removed at the end.
#pragma once

#include "domain/inspection/inspection.h"

#include "app/office.h"

#include <filesystem>
#include <memory>
#include <string>

namespace ducha::bench {

/// A new folder, removed with all that is in it.
class Folder {
public:
    Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder();

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The median time of writing 4 KiB and forcing it to the disk of this folder, in seconds:
/// what no commit can be faster than.
[[nodiscard]] double fsync_time(Folder const& folder);

/// A simulated inspection of one object, `bench` and `SD`, with room for many cases a day, whose
/// cases are never joined.
[[nodiscard]] inspection::Inspection invented_inspection();

/// An empty database: a file in a folder of its own, or one of the server of
/// tools/with_postgres.py, dropped at the end.
class BenchDatabase {
public:
    explicit BenchDatabase(db::Dialect dialect);
    BenchDatabase(BenchDatabase const&) = delete;
    BenchDatabase& operator=(BenchDatabase const&) = delete;
    ~BenchDatabase();

    [[nodiscard]] std::string const& url() const { return url_; }
    [[nodiscard]] Folder const& folder() const { return folder_; }

    /// Bytes of its pages.
    [[nodiscard]] double size() const;

private:
    Folder folder_;
    std::string url_;
    std::string name_; ///< on the server
};

/// A simulated inspection with one object, whose log is `log`; the machine's clock and chance, as
/// in daily work.
class BenchOffice {
public:
    static constexpr LogId log{1};

    explicit BenchOffice(db::Dialect dialect);

    [[nodiscard]] app::Office& office() { return *office_; }
    [[nodiscard]] db::Connection& connection() { return office_->connection(); }
    [[nodiscard]] BenchDatabase const& database() const { return database_; }

    /// Imports invented complaints; returns how long it took, in seconds.
    double import_invented(std::int64_t count, std::string_view label);

private:
    BenchDatabase database_;
    std::unique_ptr<app::Office> office_;
};

/// `sqlite` or `postgres`, as figures are named.
[[nodiscard]] std::string_view name_of(db::Dialect dialect);

[[noreturn]] void refused(Refusal const& refusal);

/// Trouble(configuration) where something was refused that never is.
template <class T>
T must(Result<T> result)
{
    if (!result) {
        refused(result.error());
    }
    return *std::move(result);
}
} // namespace ducha::bench
