// Files of one folder, as pages and programs of the browser need them.
#pragma once

#include "platform/http/router.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace ducha::http {

struct StaticFiles {
    std::filesystem::path folder;
    /// `no-cache`: may be kept, but is asked for again each time, which costs a 304. For names that
    /// hold a hash of their content: `public, max-age=31536000, immutable`.
    std::string cache_control = "no-cache";
    std::string index = "index.html"; ///< what a path that names a folder means; empty: nothing
    /// What a path means that names nothing, for programs of the browser that know paths of their
    /// own; empty: 404.
    std::string fallback{};
    std::string content_security_policy{}; ///< instead of the server's; empty: the server's
};

/// A handler for a route whose pattern ends in `{path...}`.
///
/// A file `x.css` is sent as its sibling `x.css.br` or `x.css.gz` where there is one and the client
/// takes it. ETag is made of size and time of the file. The type follows the ending; unknown ones
/// are `application/octet-stream`. Names that begin with a dot are not served, nor is anything by
/// way of a symbolic link, be it within the folder, nor anything but plain files.
///
/// errors   Trouble (configuration) where the folder is not there
/// cost     a few system calls a request; files over 1 MiB are sent piece by piece. It may block on
///          the disk: not for a light route
[[nodiscard]] Handler serve(StaticFiles files);

/// `text/css; charset=utf-8` for `a/b.css`.
[[nodiscard]] std::string_view type_by_ending(std::string_view path);

} // namespace ducha::http
