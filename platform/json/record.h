// Structs as JSON: each lists its fields once, in `describe`, for writing and for reading.
// Included by .cpp files only.
#pragma once

#include "base/code.h"
#include "base/instant.h"
#include "base/refusal.h"
#include "base/strong.h"

#include "platform/json/text.h"

#include <boost/json.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ducha::json {

class Writer;
class Reader;

/// A struct with `template <class Fields> void describe(Fields&, T&)` beside it.
template <class T>
concept Described = requires(Writer& writer, T& value) { describe(writer, value); };

/// How instants are spelled: as the ledger keeps them, or as people read them
/// (`2021-09-15T20:00:00+08:00`).
enum class Instants { microseconds, readable };

/// Appends values as JSON.
class ValueWriter {
public:
    ValueWriter(std::string& out, Instants instants) : out_{out}, instants_{instants} {}

    void write(std::string const& value) const { append_quoted(out_, value); }
    void write(bool value) const { out_ += value ? "true" : "false"; }
    void write(std::integral auto value) const { append_number(out_, value); }
    void write(Instant value) const
    {
        if (instants_ == Instants::readable) {
            append_quoted(out_, to_text(value));
        } else {
            append_number(out_, value.microseconds);
        }
    }
    void write(Day value) const { append_quoted(out_, to_text(value)); }
    void write(TimeOfDay value) const { append_number(out_, value.minutes); }
    template <class Tag, class Value>
    void write(Strong<Tag, Value> const& value) const
    {
        write(value.get());
    }
    template <Coded Enum>
    void write(Enum value) const
    {
        append_quoted(out_, code(value));
    }
    template <class T>
    void write(std::vector<T> const& values) const
    {
        out_ += '[';
        for (bool first = true; T const& value : values) {
            if (!std::exchange(first, false)) {
                out_ += ',';
            }
            write(value);
        }
        out_ += ']';
    }
    template <Described T>
    void write(T const& value) const;

private:
    std::string& out_;
    Instants instants_;
};

/// Writes the fields of a struct as one object at the end of a text; what is a `word` is left out.
class FieldWriter {
public:
    FieldWriter(std::string& out, Instants instants) : object_{out}, values_{out, instants} {}

    template <class T>
    void field(std::string_view name, T const& value)
    {
        object_.begin(name);
        values_.write(value);
    }
    template <class T>
    void field(std::string_view name, std::optional<T> const& value)
    {
        if (value) {
            field(name, *value);
        }
    }
    template <class T>
    void word(std::string_view /*name*/, T const& /*value*/)
    {
    }

    void end() { object_.end(); }
    [[nodiscard]] bool empty() const { return object_.empty(); }

private:
    ObjectWriter object_;
    ValueWriter values_;
};

template <Described T>
void ValueWriter::write(T const& value) const
{
    FieldWriter writer{out_, instants_};
    describe(writer, const_cast<T&>(value)); // NOLINT: one `describe` serves both ways
    writer.end();
}

/// Writes the fields of a struct. `field` is a code or a number; `word` is text that people
/// wrote: an event keeps the two apart (words can be erased), a command does not.
class Writer {
public:
    explicit Writer(Instants instants = Instants::microseconds)
        : fields_{field_text_, instants}, words_{word_text_, instants}
    {
    }
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;
    ~Writer() = default;

    template <class T>
    void field(std::string_view name, T const& value)
    {
        fields_.field(name, value);
    }
    template <class T>
    void word(std::string_view name, T const& value)
    {
        words_.field(name, value);
    }

    /// To be asked once.
    [[nodiscard]] std::string fields()
    {
        fields_.end();
        return std::move(field_text_);
    }
    /// Nothing where the struct has no words. To be asked once.
    [[nodiscard]] std::optional<std::string> words()
    {
        words_.end();
        return words_.empty() ? std::nullopt : std::optional{std::move(word_text_)};
    }

private:
    std::string field_text_;
    std::string word_text_;
    FieldWriter fields_;
    FieldWriter words_;
};

/// A Refusal where `object` has a member that is not in `names`.
[[nodiscard]] std::optional<Refusal>
unknown_member(boost::json::object const& object, std::vector<std::string_view> const& names);

/// Reads the fields of a struct; remembers the first problem and every name it was asked for.
class Reader {
public:
    /// words   null where they were erased: the struct keeps its empty texts
    /// exact   a member of an object within that nobody asks for is a problem
    Reader(boost::json::object const& fields, boost::json::object const* words, bool exact = false)
        : fields_{fields}, words_{words}, exact_{exact}
    {
    }

    template <class T>
    void field(std::string_view name, T& value)
    {
        take(fields_, name, value);
    }
    template <class T>
    void word(std::string_view name, T& value)
    {
        if (words_ != nullptr) {
            take(*words_, name, value);
        }
    }

    /// A problem with the first field that was missing or of another kind.
    [[nodiscard]] std::optional<Refusal> const& problem() const { return problem_; }
    [[nodiscard]] std::vector<std::string_view> const& names() const { return names_; }

private:
    template <class T>
    void take(boost::json::object const& object, std::string_view name, T& value)
    {
        names_.push_back(name);
        auto const* const found = object.if_contains(name);
        if (found == nullptr) {
            complain(name, "nothing", "a value");
            return;
        }
        read(*found, name, value);
    }
    template <class T>
    void take(boost::json::object const& object, std::string_view name, std::optional<T>& value)
    {
        names_.push_back(name);
        auto const* const found = object.if_contains(name);
        if (found != nullptr && !found->is_null()) {
            read(*found, name, value.emplace());
        }
    }

    void complain(std::string_view name, std::string found, std::string expected);

    void read(boost::json::value const& json, std::string_view name, std::string& value);
    void read(boost::json::value const& json, std::string_view name, bool& value);
    void read(boost::json::value const& json, std::string_view name, std::int64_t& value);
    void read(boost::json::value const& json, std::string_view name, Instant& value);
    void read(boost::json::value const& json, std::string_view name, Day& value);
    void read(boost::json::value const& json, std::string_view name, TimeOfDay& value);

    void read(boost::json::value const& json, std::string_view name, std::integral auto& value)
    {
        std::int64_t wide = 0;
        read(json, name, wide);
        value = static_cast<std::remove_reference_t<decltype(value)>>(wide);
        if (std::cmp_not_equal(value, wide)) {
            complain(name, std::to_string(wide), "a smaller number");
        }
    }
    template <class Tag, class Value>
    void read(boost::json::value const& json, std::string_view name, Strong<Tag, Value>& value)
    {
        Value inner{};
        read(json, name, inner);
        value = Strong<Tag, Value>{std::move(inner)};
    }
    template <Coded Enum>
    void read(boost::json::value const& json, std::string_view name, Enum& value)
    {
        std::string spelled;
        read(json, name, spelled);
        if (auto const known = from_code<Enum>(spelled)) {
            value = *known;
            return;
        }
        std::string expected;
        for (auto const& row : Codes<Enum>::table) {
            expected += (expected.empty() ? "" : ", ") + std::string{row.code};
        }
        complain(name, spelled, "one of " + expected);
    }
    template <class T>
    void read(boost::json::value const& json, std::string_view name, std::vector<T>& values)
    {
        values.clear();
        if (!json.is_array()) {
            complain(name, serialize(json), "a list");
            return;
        }
        for (auto const& element : json.get_array()) {
            read(element, name, values.emplace_back());
        }
    }
    template <Described T>
    void read(boost::json::value const& json, std::string_view name, T& value)
    {
        if (!json.is_object()) {
            complain(name, serialize(json), "an object");
            return;
        }
        Reader inner{json.get_object(), &json.get_object(), exact_};
        describe(inner, value);
        if (exact_ && !inner.problem_) {
            inner.problem_ = unknown_member(json.get_object(), inner.names_);
        }
        if (inner.problem_ && !problem_) {
            problem_ = inner.problem_;
            problem_->where = std::string{name} + "." + problem_->where;
        }
    }

    boost::json::object const& fields_;
    boost::json::object const* words_;
    bool exact_;
    std::optional<Refusal> problem_;
    std::vector<std::string_view> names_;
};

/// A Refusal of a field that is missing or of another kind.
[[nodiscard]] Refusal wrong_field(std::string_view name, std::string found, std::string expected);

/// Parses an object; a Refusal names the byte at which the text stops being JSON.
[[nodiscard]] Result<boost::json::object> parse_object(std::string_view text);

/// A Refusal where an object of `text` has two members of one name, which it names by its path.
/// Precondition: `parse_object` has read `text`; it keeps the last of them only.
[[nodiscard]] std::optional<Refusal> doubled_member(std::string_view text);

/// A Refusal where a text of `object` holds a character 0, which no database keeps whole. It
/// names the field by its path.
[[nodiscard]] std::optional<Refusal> zero_character(boost::json::object const& object);

/// Reads a command: every field must be there once and of its kind, none may be unknown, and no
/// text may hold a character 0.
template <Described T>
[[nodiscard]] Result<T> read_command(std::string_view text)
{
    auto const object = parse_object(text);
    if (!object) {
        return std::unexpected{object.error()};
    }
    if (auto doubled = doubled_member(text)) {
        return std::unexpected{std::move(*doubled)};
    }
    if (auto zero = zero_character(*object)) {
        return std::unexpected{std::move(*zero)};
    }
    T command{};
    Reader reader{*object, &*object, true};
    describe(reader, command);
    if (reader.problem()) {
        return std::unexpected{*reader.problem()};
    }
    if (auto unknown = unknown_member(*object, reader.names())) {
        return std::unexpected{std::move(*unknown)};
    }
    return command;
}

/// The fields of a struct as one object: for settings and replies.
template <Described T>
[[nodiscard]] std::string write(T const& value, Instants instants = Instants::microseconds)
{
    std::string text;
    ValueWriter{text, instants}.write(value);
    return text;
}

} // namespace ducha::json
