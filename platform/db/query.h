// A named query, a value that is bound to it, and the rows that come back.
#pragma once

#include "base/bytes.h"
#include "base/instant.h"
#include "base/strong.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace ducha::db {

/// SQL that both databases understand, parameters as $1, $2 ... (bound by number, in any order,
/// any number of times). May use the tokens of migration.h.
struct Query {
    std::string_view name; ///< room/query, for errors and traces
    std::string_view text;
    bool built = false; ///< made for one call, so it is known again by its text (built_query.h)
};

/// What is bound: nothing, an integer, text or bytes. A view: what it refers to must outlive the
/// call. Yes and no are 1 and 0; instants are microseconds, days are day numbers.
class Value {
public:
    using Content = std::variant<std::monostate, std::int64_t, std::string_view, ByteSpan>;

    Value() = default;
    Value(std::int64_t integer) // NOLINT(google-explicit-constructor): a list of mixed values
        : content_{integer}
    {
    }
    Value(int integer) // NOLINT(google-explicit-constructor)
        : content_{std::int64_t{integer}}
    {
    }
    Value(bool yes) // NOLINT(google-explicit-constructor)
        : content_{std::int64_t{yes ? 1 : 0}}
    {
    }
    Value(std::string_view text) // NOLINT(google-explicit-constructor)
        : content_{text}
    {
    }
    Value(std::string const& text) // NOLINT(google-explicit-constructor)
        : content_{std::string_view{text}}
    {
    }
    Value(char const* text) // NOLINT(google-explicit-constructor)
        : content_{std::string_view{text}}
    {
    }
    Value(ByteSpan bytes) // NOLINT(google-explicit-constructor)
        : content_{bytes}
    {
    }
    Value(Bytes const& bytes) // NOLINT(google-explicit-constructor)
        : content_{ByteSpan{bytes}}
    {
    }
    Value(Hash const& hash) // NOLINT(google-explicit-constructor)
        : content_{ByteSpan{hash}}
    {
    }
    Value(Instant at) // NOLINT(google-explicit-constructor)
        : content_{at.microseconds}
    {
    }
    Value(Day day) // NOLINT(google-explicit-constructor)
        : content_{std::int64_t{day.number}}
    {
    }
    template <class Tag>
    Value(Strong<Tag, std::int64_t> id) // NOLINT(google-explicit-constructor)
        : content_{id.get()}
    {
    }
    template <class T>
    Value(std::optional<T> const& value) // NOLINT(google-explicit-constructor)
    {
        if (value) {
            *this = Value{*value};
        }
    }

    [[nodiscard]] Content const& content() const { return content_; }

private:
    Content content_;
};

using Values = std::initializer_list<Value>;

/// One row of a result, valid only while the visitor runs. Columns count from 0.
class Row {
public:
    virtual ~Row() = default;

    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual ByteSpan bytes(int column) const = 0;
    [[nodiscard]] virtual int columns() const = 0;

    [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] Day day(int column) const { return {static_cast<std::int32_t>(integer(column))}; }
    template <class Id>
    [[nodiscard]] Id id(int column) const
    {
        return Id{integer(column)};
    }
};

using Visitor = std::function<void(Row const&)>;

/// The columns into which rows are inserted in bulk.
struct TableShape {
    enum class Type { integer, text, bytes };
    struct Column {
        std::string_view name;
        Type type;
    };

    std::string_view name;
    std::span<Column const> columns;
};

} // namespace ducha::db
