// Forms as pages send them: names and values between `&` and `=`.
#include "platform/http/form.h"

#include "platform/http/http_refusals.h"
#include "platform/http/target.h"

#include <algorithm>

namespace ducha::http {
namespace {

Result<Form::Field> parse_field(std::string_view piece, FormLimits const& limits)
{
    auto const equals = std::min(piece.find('='), piece.size());
    auto const raw_name = piece.substr(0, equals);
    auto const raw_value = equals < piece.size() ? piece.substr(equals + 1) : std::string_view{};
    // An encoded byte takes three.
    if (raw_name.size() > 3 * limits.most_name_bytes) {
        return refuse(refusals, Reason::form_too_large);
    }
    auto name = decoded_text(raw_name);
    if (!name) {
        return refuse(refusals, name.error());
    }
    if (name->size() > limits.most_name_bytes) {
        return refuse(refusals, Reason::form_too_large);
    }
    if (raw_value.size() > 3 * limits.most_value_bytes) {
        return refuse(refusals, Reason::form_too_large, {}, {}, *name);
    }
    auto value = decoded_text(raw_value);
    if (!value) {
        return refuse(refusals, value.error(), {}, {}, *name);
    }
    if (value->size() > limits.most_value_bytes) {
        return refuse(
            refusals,
            Reason::form_too_large,
            std::to_string(value->size()),
            "at most " + std::to_string(limits.most_value_bytes) + " bytes",
            *name
        );
    }
    return Form::Field{std::move(*name), std::move(*value)};
}

} // namespace

std::optional<std::string_view> Form::find(std::string_view name) const
{
    auto const found = std::ranges::find(fields_, name, &Field::name);
    return found == fields_.end() ? std::nullopt : std::optional<std::string_view>{found->value};
}

std::vector<std::string_view> Form::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& field : fields_) {
        if (field.name == name) {
            values.emplace_back(field.value);
        }
    }
    return values;
}

Result<Form> parse_form(std::string_view text, FormLimits const& limits)
{
    Form form;
    while (!text.empty()) {
        auto const end = std::min(text.find('&'), text.size());
        auto const piece = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (piece.empty()) {
            continue;
        }
        if (form.fields().size() == limits.most_fields) {
            return refuse(
                refusals,
                Reason::form_too_large,
                {},
                "at most " + std::to_string(limits.most_fields) + " fields"
            );
        }
        auto field = parse_field(piece, limits);
        if (!field) {
            return std::unexpected{std::move(field.error())};
        }
        form.add(std::move(field->name), std::move(field->value));
    }
    return form;
}

} // namespace ducha::http
