// An empty database for a test: a file of its own, or one on the server of this run.
#pragma once

#include "platform/db/connection.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace ducha::tests {

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        static int number = 0;
        name_ = "ducha" + std::to_string(::getpid()) + "_" + std::to_string(++number);
        path_ = std::filesystem::temp_directory_path() / name_;
        std::filesystem::create_directories(path_);
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::string name_;
    std::filesystem::path path_;
};

/// The address of an empty database that is named after the folder.
/// throws   without PostgreSQL: a missing server fails, never skips
inline std::string empty_database(db::Dialect dialect, TemporaryFolder const& folder)
{
    if (dialect == db::Dialect::sqlite) {
        return "sqlite:" + (folder.path() / "office.db").string();
    }
    auto const* const server = std::getenv("DUCHA_TEST_POSTGRES");
    if (server == nullptr) {
        throw std::runtime_error{"no PostgreSQL: run through tools/with_postgres.py"};
    }
    auto const admin = db::open(server, db::OpenMode::existing);
    admin->run_script("create database " + folder.name());
    std::string address = server;
    address.replace(address.find("/postgres?"), 10, "/" + folder.name() + "?");
    return address;
}

} // namespace ducha::tests
