// Files of one folder, opened piece by piece so that no path can lead out of it.
#include "platform/http/static_files.h"

#include "base/text.h"

#include "platform/http/http_refusals.h"
#include "platform/http/weight.h"
#include "platform/trouble.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ducha::http {
namespace {

constexpr std::uint64_t most_bytes_at_once = 1U << 20U;
constexpr std::size_t piece_bytes = 64 * 1024;

constexpr std::pair<std::string_view, std::string_view> types[] = {
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"gif", "image/gif"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/vnd.microsoft.icon"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
    {"xml", "application/xml"},
};

/// A file or folder that is open.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

struct Found {
    Descriptor file;
    std::uint64_t size = 0;
    std::string tag; ///< of time and size, without quotes
    std::string_view coding;
};

std::string hexadecimal(std::uint64_t number)
{
    std::array<char, 16> digits{};
    return {
        digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr
    };
}

/// Opens one name below `folder`, itself and no link.
Descriptor open_below(Descriptor const& folder, std::string const& name, int flags)
{
    constexpr int always = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    return Descriptor{::openat(folder.number(), name.c_str(), always | flags)};
}

bool is_served(std::string_view name)
{
    return !name.empty() && !name.starts_with('.') && !name.contains('/') && !name.contains('\0');
}

std::optional<Found> plain_file(Descriptor file, std::string_view coding)
{
    struct stat about{};
    if (!file.is_open() || ::fstat(file.number(), &about) != 0 || !S_ISREG(about.st_mode)) {
        return std::nullopt;
    }
    auto const nanoseconds = static_cast<std::uint64_t>(about.st_mtim.tv_sec) * 1'000'000'000U +
        static_cast<std::uint64_t>(about.st_mtim.tv_nsec);
    Found found{.file = std::move(file), .size = static_cast<std::uint64_t>(about.st_size)};
    found.tag = hexadecimal(nanoseconds) + "-" + hexadecimal(found.size);
    found.tag.append(coding.empty() ? "" : "-").append(coding);
    found.coding = coding;
    return found;
}

/// Whether the client takes a coding that it names.
bool takes(std::string_view accept, std::string_view coding)
{
    return std::ranges::any_of(split(accept, ','), [coding](std::string_view item) {
        auto const semicolon = std::min(item.find(';'), item.size());
        return same_name(trimmed(item.substr(0, semicolon)), coding) &&
            weight_of(item.substr(semicolon)) > 0;
    });
}

/// Whether the client has the file already; tags are compared weakly (RFC 9110, section 13.1.2).
bool has_already(Request const& request, std::string const& tag)
{
    auto const condition = request.header("if-none-match").value_or("");
    return std::ranges::any_of(split(condition, ','), [&tag](std::string_view item) {
        auto given = trimmed(item);
        if (given.starts_with("W/")) {
            given.remove_prefix(2);
        }
        return given == "*" || given == tag;
    });
}

/// Reads at most `most` bytes from `offset` on. Fewer only at the end.
std::string read_from(Descriptor const& file, std::uint64_t offset, std::size_t most)
{
    std::string text(most, '\0');
    std::size_t had = 0;
    while (had < most) {
        auto const count =
            ::pread(file.number(), text.data() + had, most - had, static_cast<off_t>(offset + had));
        if (count < 0) {
            throw Trouble{Trouble::Kind::io, "cannot read a file that is served"};
        }
        if (count == 0) {
            break;
        }
        had += static_cast<std::size_t>(count);
    }
    text.resize(had);
    return text;
}

Stream in_pieces(Found found)
{
    auto const file = std::make_shared<Descriptor>(std::move(found.file));
    auto next = [file, offset = std::uint64_t{0}, size = found.size]() mutable {
        auto const most = std::min<std::uint64_t>(piece_bytes, size - offset);
        auto piece = read_from(*file, offset, most);
        offset += piece.size();
        return piece.empty() ? std::nullopt : std::optional{std::move(piece)};
    };
    return {.next = std::move(next), .size = found.size};
}

class Folder {
public:
    explicit Folder(StaticFiles files)
        : files_{std::move(files)},
          root_{::open(files_.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)}
    {
        if (!root_.is_open()) {
            throw Trouble{
                Trouble::Kind::configuration,
                "the folder to be served is not there: " + files_.folder.string()
            };
        }
    }

    [[nodiscard]] Response answer(Request const& request, std::string const& path) const
    {
        auto const accept = request.header("accept-encoding").value_or("");
        auto name = path.empty() || path.ends_with('/') ? path + files_.index : path;
        auto found = find(name, accept);
        if (!found && !files_.fallback.empty()) {
            name = files_.fallback;
            found = find(name, accept);
        }
        if (!found) {
            return to_response(problem_of(Reason::no_such_path), request.language());
        }
        return send(request, std::move(*found), type_by_ending(name));
    }

private:
    [[nodiscard]] std::optional<Found> find(std::string const& path, std::string_view accept) const
    {
        auto const names = split(path, '/');
        if (!std::ranges::all_of(names, is_served)) {
            return std::nullopt;
        }
        auto folder = open_below(root_, ".", O_DIRECTORY);
        for (auto const name : std::span{names}.first(names.size() - 1)) {
            folder = open_below(folder, std::string{name}, O_DIRECTORY);
            if (!folder.is_open()) {
                return std::nullopt;
            }
        }
        std::string const last{names.back()};
        auto plain = plain_file(open_below(folder, last, 0), {});
        if (!plain) {
            return plain;
        }
        constexpr std::pair<std::string_view, char const*> codings[] = {
            {"br", ".br"}, {"gzip", ".gz"}
        };
        for (auto const& [coding, ending] : codings) {
            if (!takes(accept, coding)) {
                continue;
            }
            if (auto packed = plain_file(open_below(folder, last + ending, 0), coding)) {
                return packed;
            }
        }
        return plain;
    }

    [[nodiscard]] Response send(Request const& request, Found found, std::string_view type) const
    {
        auto const tag = '"' + found.tag + '"';
        Response response;
        response.headers.set("ETag", tag);
        response.headers.set("Cache-Control", files_.cache_control);
        response.headers.set("Vary", "Accept-Encoding");
        // Of a 304 too: its headers take the place of those that were kept with the content.
        if (!files_.content_security_policy.empty()) {
            response.headers.set("Content-Security-Policy", files_.content_security_policy);
        }
        if (has_already(request, tag)) {
            response.status = Status::not_modified;
            return response;
        }
        response.headers.set("Content-Type", type);
        if (!found.coding.empty()) {
            response.headers.set("Content-Encoding", found.coding);
        }
        if (found.size > most_bytes_at_once) {
            response.body = in_pieces(std::move(found));
        } else {
            response.body = read_from(found.file, 0, found.size);
        }
        return response;
    }

    StaticFiles files_;
    Descriptor root_;
};

} // namespace

std::string_view type_by_ending(std::string_view path)
{
    auto const dot = path.rfind('.');
    auto const ending = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    auto const found = std::ranges::find_if(types, [ending](auto const& type) {
        return same_name(type.first, ending);
    });
    return found == std::end(types) ? "application/octet-stream" : found->second;
}

Handler serve(StaticFiles files)
{
    auto const folder = std::make_shared<Folder>(std::move(files));
    return [folder](Request const& request, Context& context) {
        return folder->answer(request, std::string{context.parameter("path")});
    };
}

} // namespace ducha::http
