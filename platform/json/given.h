// A struct from named texts, as a path and a query give them, by the same `describe` that writes
// and reads it as JSON. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"
#include "platform/json/shape.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::json {

/// Turns the texts that a struct asks for into JSON values: numbers where it wants numbers, the
/// pieces between commas where it wants a list of texts or codes. What
/// it does not ask for stays a text, so that reading the object finds it.
class GivenReader {
public:
    explicit GivenReader(Given const& given);

    template <class T>
    void field(std::string_view name, T& value)
    {
        turn(name, value);
    }
    template <class T>
    void word(std::string_view name, T& value)
    {
        turn(name, value);
    }

    [[nodiscard]] boost::json::object const& object() const { return object_; }

private:
    template <class T>
    void turn(std::string_view name, std::optional<T>& value)
    {
        turn(name, value.emplace());
    }
    template <class Tag, class Value>
    void turn(std::string_view name, Strong<Tag, Value>& /*value*/)
    {
        Value inner{};
        turn(name, inner);
    }
    template <class T>
    void turn(std::string_view /*name*/, T& /*value*/)
    {
    }
    template <class T>
    void turn(std::string_view name, std::vector<T>& /*values*/)
    {
        to_list(name);
    }
    void turn(std::string_view name, std::integral auto& /*value*/) { to_number(name); }
    void turn(std::string_view name, bool& /*value*/) { to_boolean(name); }

    void to_number(std::string_view name);
    void to_boolean(std::string_view name);
    void to_list(std::string_view name);

    boost::json::object object_;
};

/// The members of a JSON object as texts: for questions that are asked in a body. What is neither
/// text, number, boolean nor a list of codes is refused.
[[nodiscard]] Result<Given> given_in(std::string_view json);

/// Reads a question: every field that is not optional must be there and of its kind, none may be
/// unknown.
/// refuses   as `read_command`; names the field
template <Described T>
[[nodiscard]] Result<T> read_given(Given const& given)
{
    T question{};
    GivenReader turned{given};
    describe(turned, question);
    question = T{};
    if (auto zero = zero_character(turned.object())) {
        return std::unexpected{std::move(*zero)};
    }
    Reader reader{turned.object(), &turned.object(), true};
    describe(reader, question);
    if (reader.problem()) {
        return std::unexpected{*reader.problem()};
    }
    if (auto unknown = unknown_member(turned.object(), reader.names())) {
        return std::unexpected{std::move(*unknown)};
    }
    return question;
}

} // namespace ducha::json
