// How the server is set up: flags, then the environment, then a file, then what is usual.
#pragma once

#include "platform/http/server.h"

#include "app/office_counter.h"
#include "app/public_site.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::app::serve {

struct Settings {
    std::string program; ///< its version, as it is told to whoever keeps it
    OfficeAddress office;
    http::Options http;
    std::filesystem::path log_file;  ///< JSON lines; empty: standard error
    std::filesystem::path workbench; ///< folder with the built workbench; empty: the usual
    bool behind_tls = false;         ///< a proxy ends TLS: browsers are told to stay with it

    /// The public's pages.
    struct Public {
        std::string inspection; ///< its id; empty: the only one
        PublicContact contact;  ///< without a telephone there are no pages
        PublicSettings pages;
    } to_public;
};

/// One key of the file, as `docs/operations.md` and `ducha config keys` list it.
struct Key {
    std::string_view name;        ///< `server.listen`
    std::string_view environment; ///< empty: none
    std::string_view usual;
    std::string_view zh;
    std::string_view en;
};

/// Every key, in the order of the file.
[[nodiscard]] std::span<Key const> keys();

/// Gives a variable of the environment; nothing where it is not set.
using Environment = std::function<std::optional<std::string>(char const*)>;

/// What was said on the command line; empty: not said.
struct Flags {
    std::filesystem::path config;
    std::string listen;
    std::string database;
    std::filesystem::path keys;
    std::filesystem::path blobs;
    std::filesystem::path log;
};

/// Reads the file that `flags` or DUCHA_CONFIG names, if any, and lays environment and flags over
/// it.
///
/// refuses   what the file says wrongly, with line and column; a key that there is not, with the
///           one that is spelled most alike; an address that is none
[[nodiscard]] Result<Settings> settings(Flags const& flags, Environment const& environment);

/// `127.0.0.1:8480`, `[::1]:8480`, `:8480` (127.0.0.1).
/// where   who said so
[[nodiscard]] Result<std::pair<std::string, std::uint16_t>>
parse_listen(std::string_view text, std::string where);

} // namespace ducha::app::serve
