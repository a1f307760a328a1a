// The shape of a struct as JSON Schema (2020-12), from the same `describe` that writes and reads
// it. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"
#include "platform/json/shape.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::json {

/// Goes over the fields of a struct and writes down their shapes.
class ShapeWriter {
public:
    template <class T>
    void field(std::string_view name, T const& /*value*/)
    {
        fields_.push_back({std::string{name}, shape(static_cast<T const*>(nullptr)), true});
    }
    template <class T>
    void field(std::string_view name, std::optional<T> const& /*value*/)
    {
        fields_.push_back({std::string{name}, shape(static_cast<T const*>(nullptr)), false});
    }
    template <class T>
    void word(std::string_view name, T const& value)
    {
        field(name, value);
    }

    [[nodiscard]] std::vector<FieldShape> const& fields() const { return fields_; }

private:
    static std::string shape(std::string const* /*of*/) { return R"({"type":"string"})"; }
    static std::string shape(bool const* /*of*/) { return R"({"type":"boolean"})"; }
    static std::string shape(std::integral auto const* /*of*/) { return R"({"type":"integer"})"; }
    static std::string shape(Instant const* /*of*/)
    {
        return R"({"format":"date-time","type":"string"})";
    }
    static std::string shape(Day const* /*of*/) { return R"({"format":"date","type":"string"})"; }
    static std::string shape(TimeOfDay const* /*of*/)
    {
        return R"({"maximum":1440,"minimum":0,"type":"integer"})";
    }
    template <class Tag, class Value>
    static std::string shape(Strong<Tag, Value> const* /*of*/)
    {
        return shape(static_cast<Value const*>(nullptr));
    }
    template <Coded Enum>
    static std::string shape(Enum const* /*of*/)
    {
        std::vector<std::string> codes;
        ObjectText words;
        for (auto const& row : Codes<Enum>::table) {
            codes.push_back(json::quoted(row.code));
            words.put(row.code, array_text({json::quoted(row.zh), json::quoted(row.en)}));
        }
        return R"({"enum":)" + array_text(codes) + R"(,"type":"string","x-words":)" + words.take() +
            '}';
    }
    template <class T>
    static std::string shape(std::vector<T> const* /*of*/)
    {
        return R"({"items":)" + shape(static_cast<T const*>(nullptr)) + R"(,"type":"array"})";
    }
    template <Described T>
    static std::string shape(T const* /*of*/);

    std::vector<FieldShape> fields_;
};

/// The fields of a struct in the order in which it describes them.
template <Described T>
[[nodiscard]] std::vector<FieldShape> fields_of()
{
    T value{};
    ShapeWriter writer;
    describe(writer, value);
    return writer.fields();
}

/// An object that has these fields and no other.
[[nodiscard]] std::string object_schema(std::vector<FieldShape> const& fields);

/// The schema of a struct.
template <Described T>
[[nodiscard]] std::string schema_of()
{
    return object_schema(fields_of<T>());
}

template <Described T>
std::string ShapeWriter::shape(T const* /*of*/)
{
    return schema_of<T>();
}

} // namespace ducha::json
