// Forms with files: parts between boundaries.
#include "base/text.h"

#include "platform/http/form.h"
#include "platform/http/http_refusals.h"
#include "platform/http/message.h"

#include <algorithm>
#include <utility>

namespace ducha::http {
namespace {

using Wrong = std::unexpected<Refusal>;

Wrong malformed(std::string what)
{
    return refuse(refusals, Reason::bad_multipart, std::move(what));
}

std::string_view without_blanks(std::string_view text)
{
    auto const first = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// A parameter of a header's value, `; name="value"` or `; name=value`, as a view; of a quoted one
/// what stands between the quotes, where WHATWG leaves no escape but percent-encoding.
std::optional<std::string_view> parameter_of(std::string_view value, std::string_view name)
{
    auto rest = value.substr(std::min(value.find(';'), value.size()));
    while (rest.starts_with(';')) {
        rest = without_blanks(rest.substr(1));
        auto const equals = rest.find_first_of("=;");
        if (equals == std::string_view::npos || rest[equals] == ';') {
            return std::nullopt;
        }
        auto const key = without_blanks(rest.substr(0, equals));
        rest = without_blanks(rest.substr(equals + 1));
        auto const is_quoted = rest.starts_with('"');
        auto const end = is_quoted ? rest.find('"', 1) : std::min(rest.find(';'), rest.size());
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        auto const found =
            is_quoted ? rest.substr(1, end - 1) : without_blanks(rest.substr(0, end));
        if (same_name(key, name)) {
            return found;
        }
        rest = without_blanks(rest.substr(is_quoted ? end + 1 : end));
    }
    return std::nullopt;
}

/// `%22`, `%0D` and `%0A` are all that browsers escape in a name; line ends are then dropped.
std::string unescaped(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        auto const three = text.substr(0, 3);
        if (three == "%22") {
            plain += '"';
        } else if (three != "%0D" && three != "%0A" && three != "%0d" && three != "%0a") {
            plain += text.front();
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(3);
    }
    return plain;
}

/// The boundary is 1 to 70 characters of a small set (RFC 2046); we ask for no blanks or controls.
std::optional<std::string_view> boundary_of(std::string_view content_type)
{
    auto const kind = without_blanks(content_type.substr(0, content_type.find(';')));
    auto const boundary = parameter_of(content_type, "boundary");
    auto const is_plain = [](char c) { return c > ' ' && c < 0x7F; };
    if (!same_name(kind, "multipart/form-data") || !boundary || boundary->empty() ||
        boundary->size() > 70 || !std::ranges::all_of(*boundary, is_plain)) {
        return std::nullopt;
    }
    return boundary;
}

std::optional<Reason> wrong_name(std::string_view name, std::size_t most)
{
    if (name.size() > most) {
        return Reason::form_too_large;
    }
    if (first_invalid_utf8(name)) {
        return Reason::not_utf8;
    }
    return name.contains('\0') ? std::optional{Reason::zero_character} : std::nullopt;
}

class Reader {
public:
    Reader(std::string_view body, std::string_view boundary, MultipartLimits const& limits)
        : rest_{body}, delimiter_{"\r\n--" + std::string{boundary}}, limits_{limits}
    {
    }

    Result<std::vector<Part>> read()
    {
        // The first boundary may stand at the very beginning; what is before it means nothing.
        auto const first = std::string_view{delimiter_}.substr(2);
        if (rest_.starts_with(first)) {
            rest_.remove_prefix(first.size());
        } else if (!skip_past(delimiter_)) {
            return malformed("no boundary");
        }
        std::vector<Part> parts;
        while (!rest_.starts_with("--")) {
            if (parts.size() == limits_.most_parts) {
                return refuse(
                    refusals,
                    Reason::form_too_large,
                    {},
                    "at most " + std::to_string(limits_.most_parts) + " parts"
                );
            }
            auto part = read_part();
            if (!part) {
                return std::unexpected{std::move(part.error())};
            }
            parts.push_back(std::move(*part));
        }
        return parts;
    }

private:
    bool skip_past(std::string_view mark)
    {
        auto const found = rest_.find(mark);
        if (found == std::string_view::npos) {
            return false;
        }
        rest_.remove_prefix(found + mark.size());
        return true;
    }

    /// Precondition: the boundary before it was read.
    Result<Part> read_part()
    {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
        if (!rest_.starts_with("\r\n")) {
            return malformed("no line end behind a boundary");
        }
        auto const end = rest_.substr(0, limits_.most_head_bytes + 4).find("\r\n\r\n");
        if (end == std::string_view::npos) {
            return malformed("a head of a part that does not end, or is too long");
        }
        auto part = read_head(rest_.substr(0, end));
        if (!part) {
            return part;
        }
        // A part without content may share the last line end of its head with the boundary.
        auto const begin = end + 4;
        auto const next = rest_.find(delimiter_, end + 2);
        if (next == std::string_view::npos) {
            return malformed("a part without a boundary behind it");
        }
        part->content = next < begin ? std::string_view{} : rest_.substr(begin, next - begin);
        rest_.remove_prefix(next + delimiter_.size());
        return part;
    }

    /// head   its lines, each with a line end before it
    Result<Part> read_head(std::string_view head)
    {
        Part part;
        auto is_named = false;
        while (!head.empty()) {
            head.remove_prefix(2);
            auto const end = std::min(head.find("\r\n"), head.size());
            auto const line = head.substr(0, end);
            head.remove_prefix(end);
            auto const colon = line.find(':');
            if (colon == std::string_view::npos) {
                return malformed("a line of a head without a colon");
            }
            auto const value = without_blanks(line.substr(colon + 1));
            if (same_name(line.substr(0, colon), "content-type")) {
                part.content_type = value;
            } else if (same_name(line.substr(0, colon), "content-disposition")) {
                if (std::exchange(is_named, true)) {
                    return malformed("a part named twice");
                }
                if (auto wrong = read_names(value, part)) {
                    return std::move(*wrong);
                }
            }
        }
        return is_named ? Result<Part>{std::move(part)} : malformed("a part without a name");
    }

    std::optional<Wrong> read_names(std::string_view disposition, Part& part)
    {
        auto const kind = without_blanks(disposition.substr(0, disposition.find(';')));
        auto const name = parameter_of(disposition, "name");
        if (!same_name(kind, "form-data") || !name) {
            return malformed("a part without a name");
        }
        part.name = unescaped(*name);
        if (auto const reason = wrong_name(part.name, limits_.most_name_bytes)) {
            return refuse(refusals, *reason);
        }
        if (auto const file = parameter_of(disposition, "filename")) {
            auto whole = unescaped(*file);
            part.file_name = whole.substr(whole.find_last_of("/\\") + 1);
            if (auto const reason = wrong_name(*part.file_name, limits_.most_file_name_bytes)) {
                return refuse(refusals, *reason, {}, {}, part.name);
            }
        }
        return std::nullopt;
    }

    std::string_view rest_;
    std::string delimiter_;
    MultipartLimits const& limits_;
};

} // namespace

Result<std::vector<Part>>
parse_multipart(std::string_view content_type, std::string_view body, MultipartLimits const& limits)
{
    auto const boundary = boundary_of(content_type);
    if (!boundary) {
        return refuse(refusals, Reason::not_multipart);
    }
    return Reader{body, *boundary, limits}.read();
}

} // namespace ducha::http
