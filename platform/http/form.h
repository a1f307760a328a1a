// What a page sends back: decoded names and values, and parts with files.
//
// Both parsers take any bytes and refuse what breaks a limit or is not UTF-8; what they give can be
// stored: no text holds a character 0.
#pragma once

#include "base/refusal.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::http {

/// Names and values in the order in which they came; a name may come several times.
class Form {
public:
    struct Field {
        std::string name;
        std::string value;

        bool operator==(Field const&) const = default;
    };

    void add(std::string name, std::string value)
    {
        fields_.push_back({std::move(name), std::move(value)});
    }
    void clear() { fields_.clear(); }

    [[nodiscard]] std::span<Field const> fields() const { return fields_; }

    /// The first value of that name.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    /// Every value of that name, as of check boxes.
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;

    bool operator==(Form const&) const = default;

private:
    std::vector<Field> fields_;
};

struct FormLimits {
    std::size_t most_fields = 256;
    std::size_t most_name_bytes = 128;
    std::size_t most_value_bytes = 128 * 1024;
};

/// `application/x-www-form-urlencoded`, as of a page's form and of a query: `a=1&b=%E4%B8%AD+c`.
///
/// An empty text has no fields; an empty piece between two `&` is passed over; a name without `=`
/// has an empty value. Line ends stay as they are: a page sends CRLF.
///
/// refuses   http.form_too_large (where: the field), http.bad_escape (a `%` without two hexadecimal
///           digits), http.not_utf8, http.zero_character
/// source    WHATWG URL, section 5.1
[[nodiscard]] Result<Form> parse_form(std::string_view text, FormLimits const& limits = {});

/// One part of a `multipart/form-data` body: views into the body, which must outlive it.
struct Part {
    std::string name;
    std::optional<std::string> file_name; ///< as stated by the browser, its last path piece only
    std::string_view content_type;        ///< as stated; empty where it is not. Prove, do not trust
    std::string_view content;             ///< any bytes
};

struct MultipartLimits {
    std::size_t most_parts = 64;
    std::size_t most_head_bytes = 1024; ///< of one part
    std::size_t most_name_bytes = 128;
    std::size_t most_file_name_bytes = 255;
};

/// content_type   the value of the request's header of that name, with its `boundary`
/// refuses        http.not_multipart, http.bad_multipart (found: what is wrong),
///                http.form_too_large, http.not_utf8 and http.zero_character of names
/// cost           O(body); nothing is copied but names
/// source         RFC 7578, RFC 2046 section 5.1; names are UTF-8, `%22` `%0D` `%0A` as WHATWG HTML
[[nodiscard]] Result<std::vector<Part>> parse_multipart(
    std::string_view content_type, std::string_view body, MultipartLimits const& limits = {}
);

} // namespace ducha::http
