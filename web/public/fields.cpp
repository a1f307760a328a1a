// The fields of the forms.
#include "web/public/fields.h"

#include <algorithm>

namespace ducha::web {
namespace {

/// What explains an input: its hint, its message.
Attributes described_by(std::string_view id, bool has_hint, bool is_wrong)
{
    Attributes described;
    if (has_hint && is_wrong) {
        described = attributes(" aria-describedby=\"{}-hint {}-message\"", id, id);
    } else if (has_hint) {
        described = attributes(" aria-describedby=\"{}-hint\"", id);
    } else if (is_wrong) {
        described = attributes(" aria-describedby=\"{}-message\"", id);
    }
    if (is_wrong) {
        described += attributes(" aria-invalid=\"true\"");
    }
    return described;
}

Html hint_part(std::string_view id, std::string_view hint)
{
    return hint.empty() ? Html{} : html("<p class=\"hint\" id=\"{}-hint\">{}</p>\n", id, hint);
}

Html message_part(FormPage const& page, std::string_view id, std::string_view problem)
{
    if (problem.empty()) {
        return {};
    }
    return html(
        "<p class=\"message\" id=\"{}-message\">{}{}</p>\n",
        id,
        page.words("report.error"),
        page.words(problem)
    );
}

Html input_of(TextField const& field, Attributes const& described)
{
    switch (field.input) {
    case Input::text:
        return html(
            "<textarea id=\"{}\" name=\"{}\" rows=\"6\"{}>\n{}</textarea>\n",
            field.id,
            field.id,
            described,
            field.value
        );
    case Input::short_text:
        return html(
            "<textarea class=\"short\" id=\"{}\" name=\"{}\" rows=\"3\"{}>\n{}</textarea>\n",
            field.id,
            field.id,
            described,
            field.value
        );
    case Input::telephone:
        return html(
            "<input type=\"tel\" id=\"{}\" name=\"{}\" value=\"{}\" autocomplete=\"off\"{}>\n",
            field.id,
            field.id,
            field.value,
            described
        );
    case Input::code:
        return html(
            "<input type=\"text\" class=\"code\" id=\"{}\" name=\"{}\" value=\"{}\" "
            "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"{}>\n",
            field.id,
            field.id,
            field.value,
            described
        );
    case Input::line:
        break;
    }
    return html(
        "<input type=\"text\" id=\"{}\" name=\"{}\" value=\"{}\" autocomplete=\"off\"{}>\n",
        field.id,
        field.id,
        field.value,
        described
    );
}

Html choice_part(ChoiceField const& field, Choice const& choice, Attributes described)
{
    if (!choice.hint.empty()) {
        described = attributes(" aria-describedby=\"{}-hint\"", choice.id);
    }
    if (choice.chosen) {
        described += attributes(" checked");
    }
    auto const hint = hint_part(choice.id, choice.hint);
    return html(
        "<div class=\"choice\"><input type=\"{}\" id=\"{}\" name=\"{}\" value=\"{}\"{}>"
        "<label for=\"{}\">{}</label>\n{}</div>\n",
        field.several ? "checkbox" : "radio",
        choice.id,
        field.name,
        choice.value,
        described,
        choice.id,
        choice.label,
        hint
    );
}

} // namespace

std::string_view FormPage::problem_of(std::string_view id) const
{
    auto const found = std::ranges::find(problems, id, &Problem::field);
    return found == problems.end() ? std::string_view{} : found->key;
}

Html text_field(FormPage const& page, TextField const& field)
{
    auto const problem = page.problem_of(field.id);
    auto const described = described_by(field.id, !field.hint.empty(), !problem.empty());
    return html(
        "<div class=\"field{}\">\n<label for=\"{}\">{}{}</label>\n{}{}{}</div>\n",
        problem.empty() ? "" : " wrong",
        field.id,
        field.label,
        field.optional ? page.words("report.optional") : "",
        hint_part(field.id, field.hint),
        message_part(page, field.id, problem),
        input_of(field, described)
    );
}

Html choice_field(FormPage const& page, ChoiceField const& field)
{
    auto const problem =
        field.choices.empty() ? std::string_view{} : page.problem_of(field.choices.front().id);
    Html choices;
    for (auto const& choice : field.choices) {
        choices += choice_part(field, choice, {});
    }
    return html(
        "<fieldset class=\"field{}\"{}>\n<legend>{}</legend>\n{}{}{}</fieldset>\n",
        problem.empty() ? "" : " wrong",
        described_by(field.name, !field.hint.empty(), !problem.empty()),
        field.legend,
        hint_part(field.name, field.hint),
        message_part(page, field.name, problem),
        choices
    );
}

Html summary_of(FormPage const& page)
{
    if (page.problems.empty()) {
        return {};
    }
    Html list;
    for (auto const& problem : page.problems) {
        list += html(
            "<li><a href=\"{}\">{}</a></li>\n",
            Address::on_page(problem.field),
            page.words(problem.key)
        );
    }
    auto const count = std::to_string(page.problems.size());
    auto const title = page.problems.size() == 1
        ? std::string{page.words("report.errors_one")}
        : page.words.with("report.errors", {{"count", count}});
    return html(
        "<div class=\"summary\" role=\"alert\" aria-labelledby=\"summary-title\" tabindex=\"-1\" "
        "autofocus>\n<h2 id=\"summary-title\">{}</h2>\n<ul>\n{}</ul>\n</div>\n",
        title,
        list
    );
}

Html hidden(std::string_view name, std::string_view value)
{
    return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value);
}

} // namespace ducha::web
