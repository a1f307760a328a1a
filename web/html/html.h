// HTML in which no data can become markup: a page is put together from literals, and whatever is
// put into their holes is escaped by its place.
//
//     html("<p class=\"{}\">{}</p>", "hint", what_somebody_wrote)
//
// The literal is known when the program is compiled, and checked then: as many holes as pieces, and
// each in a place where its piece may stand:
//
//     between tags                 text, a number, Html
//     in a quoted attribute        text, a number; of href, action and src an Address, nothing else
//     in a tag                     Attributes
//     in style="" or on...=""      nothing
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace ducha::web {

/// `text` with & < > " ' as entities. Bytes that are no UTF-8 and control characters other than tab
/// and line end become U+FFFD, so that any bytes at all are a text of HTML.
/// cost   O(text)
[[nodiscard]] std::string escaped(std::string_view text);

template <bool in_tag, class... Pieces>
class Markup;

/// A fragment of HTML, escaped where it had to be. Only `html` makes one that is not empty.
class Html {
public:
    Html() = default;

    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    Html& operator+=(Html const& more)
    {
        text_ += more.text_;
        return *this;
    }

private:
    template <bool in_tag, class... Pieces>
    friend class Markup;

    explicit Html(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

/// Attributes of a tag, each with a blank before it. Only `attributes` makes some.
class Attributes {
public:
    Attributes() = default;

    [[nodiscard]] std::string const& text() const { return text_; }
    Attributes& operator+=(Attributes const& more)
    {
        text_ += more.text_;
        return *this;
    }

private:
    template <bool in_tag, class... Pieces>
    friend class Markup;

    explicit Attributes(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

/// A place on this site, as a literal: `/report/where`.
class Path {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is a path, or does not compile
    consteval Path(char const* literal) : text_{literal}
    {
        if (text_.empty() || text_.front() != '/') {
            throw "a path begins with a slash";
        }
    }

    [[nodiscard]] constexpr std::string_view text() const { return text_; }

    friend constexpr bool operator==(Path, Path) = default;

private:
    std::string_view text_;
};

/// What a link leads to: never anything that somebody typed.
class Address {
public:
    /// prefix   empty, or of a language
    [[nodiscard]] static Address of(Path prefix, Path path);
    [[nodiscard]] static Address of(Path path);
    /// With the hash of what is there, so that it may be kept for ever: `/style.css?5f3c...`
    [[nodiscard]] static Address of_content(Path path, std::string_view content);
    /// With `?back=` and a path of this site, itself with `prefix`.
    [[nodiscard]] static Address with_back(Path path, Address const& back);
    /// `#name` on the same page. Precondition: letters, digits, `-` and `_`.
    [[nodiscard]] static Address on_page(std::string_view name);
    /// `tel:` and the digits of a number; other characters are left out.
    [[nodiscard]] static Address telephone(std::string_view number);

    [[nodiscard]] std::string const& text() const { return text_; }

private:
    explicit Address(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

namespace detail {

enum class Kind { text, number, html, attributes, address };

template <class Piece>
consteval Kind kind_of()
{
    if constexpr (std::same_as<Piece, Html>) {
        return Kind::html;
    } else if constexpr (std::same_as<Piece, Attributes>) {
        return Kind::attributes;
    } else if constexpr (std::same_as<Piece, Address>) {
        return Kind::address;
    } else if constexpr (std::integral<Piece> && !std::same_as<Piece, bool>) {
        return Kind::number;
    } else {
        static_assert(std::convertible_to<Piece const&, std::string_view>, "not a piece of HTML");
        return Kind::text;
    }
}

/// Throws, and so does not compile, where a literal has a hole that its piece may not fill.
consteval void check(std::string_view literal, std::span<Kind const> pieces, bool in_tag);

/// The literal with its holes filled.
[[nodiscard]] std::string filled(std::string_view literal, std::span<std::string const> pieces);

template <class Piece>
std::string spelled(Piece const& piece)
{
    constexpr auto kind = kind_of<Piece>();
    if constexpr (kind == Kind::number) {
        return std::to_string(piece);
    } else if constexpr (kind == Kind::text) {
        return escaped(piece);
    } else if constexpr (kind == Kind::address) {
        return escaped(piece.text());
    } else {
        return piece.text();
    }
}

/// Where in a literal a hole lies.
struct Cursor {
    bool in_tag = false;
    bool in_quotes = false;
    std::string_view attribute = {};

    consteval void take(std::string_view literal, std::size_t place)
    {
        char const c = literal[place];
        if (in_quotes) {
            in_quotes = c != '"';
        } else if (!in_tag) {
            in_tag = c == '<';
        } else if (c == '>') {
            in_tag = false;
        } else if (c == '\'') {
            throw "attributes stand in double quotes";
        } else if (c == '"') {
            if (place == 0 || literal[place - 1] != '=') {
                throw "a quote without an attribute";
            }
            auto const from = literal.substr(0, place - 1).find_last_of(" \n");
            attribute = literal.substr(from + 1, place - 1 - (from + 1));
            in_quotes = true;
        }
    }

    consteval void hold(Kind piece) const
    {
        if (!in_tag) {
            if (piece != Kind::text && piece != Kind::number && piece != Kind::html) {
                throw "between tags stands text, a number or Html";
            }
        } else if (!in_quotes) {
            if (piece != Kind::attributes) {
                throw "in a tag stand Attributes";
            }
        } else if (attribute == "style" || attribute.starts_with("on")) {
            throw "no data in style or in a handler";
        } else if (attribute == "href" || attribute == "action" || attribute == "src") {
            if (piece != Kind::address) {
                throw "a link leads to an Address";
            }
        } else if (piece != Kind::text && piece != Kind::number) {
            throw "in an attribute stands text or a number";
        }
    }
};

consteval void check(std::string_view literal, std::span<Kind const> pieces, bool in_tag)
{
    Cursor cursor{.in_tag = in_tag};
    std::size_t holes = 0;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        if (!literal.substr(i).starts_with("{}")) {
            cursor.take(literal, i);
            continue;
        }
        if (holes == pieces.size()) {
            throw "more holes than pieces";
        }
        cursor.hold(pieces[holes]);
        ++holes;
        ++i;
    }
    if (holes != pieces.size()) {
        throw "more pieces than holes";
    }
    if (cursor.in_quotes || cursor.in_tag != in_tag) {
        throw "the literal ends within a tag";
    }
}

} // namespace detail

/// A literal that was checked against the pieces that go into it.
template <bool in_tag, class... Pieces>
class Markup {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is markup, or does not compile
    consteval Markup(char const* literal) : literal_{literal}
    {
        constexpr detail::Kind kinds[] = {
            detail::Kind::text, detail::kind_of<std::remove_cvref_t<Pieces>>()...
        };
        detail::check(literal_, std::span{kinds}.subspan(1), in_tag);
    }

    [[nodiscard]] auto with(Pieces const&... pieces) const
    {
        std::string const spelled[] = {std::string{}, detail::spelled(pieces)...};
        auto text = detail::filled(literal_, std::span{spelled}.subspan(1));
        if constexpr (in_tag) {
            return Attributes{std::move(text)};
        } else {
            return Html{std::move(text)};
        }
    }

private:
    std::string_view literal_;
};

/// See above.
template <class... Pieces>
[[nodiscard]] Html
html(std::type_identity_t<Markup<false, Pieces...>> markup, Pieces const&... pieces)
{
    return markup.with(pieces...);
}

/// `attributes(" aria-describedby=\"{}\"", id)`; begins with a blank.
template <class... Pieces>
[[nodiscard]] Attributes
attributes(std::type_identity_t<Markup<true, Pieces...>> markup, Pieces const&... pieces)
{
    return markup.with(pieces...);
}

} // namespace ducha::web
