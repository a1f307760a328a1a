// The five pages of the form.
#include "web/public/fields.h"
#include "web/public/pages.h"

#include <algorithm>

namespace ducha::web {
namespace {

constexpr int steps = 5;

int number_of(Step step)
{
    return static_cast<int>(step) + 1;
}

bool is_stop(Draft const& draft)
{
    return draft.kind == intake::ReportKind::stop_report;
}

std::string_view title_key(Step step, Draft const& draft)
{
    switch (step) {
    case Step::where:
        return "where.title";
    case Step::what:
        return is_stop(draft) ? "what.title_stop" : "what.title";
    case Step::evidence:
        return "evidence.title";
    case Step::contact:
        return "contact.title";
    case Step::check:
        break;
    }
    return "check.title";
}

Html where_fields(FormPage const& page, Draft const& draft, Desk const& desk)
{
    Html fields;
    if (desk.objects.size() > 1) {
        ChoiceField objects{
            .name = "object",
            .legend = page.words("where.object"),
            .hint = page.words("where.object_hint"),
            .choices = {},
        };
        for (auto const& object : desk.objects) {
            objects.choices.push_back({
                .id = "object-" + std::to_string(objects.choices.size() + 1),
                .value = object.code,
                .label = page.words(object.name),
                .chosen = object.code == draft.object,
            });
        }
        fields += choice_field(page, objects);
    }
    fields += text_field(
        page,
        {.id = "place",
         .label = page.words("where.place"),
         .hint = page.words("where.place_hint"),
         .value = draft.place,
         .input = Input::short_text}
    );
    return fields;
}

Html types_field(FormPage const& page, Draft const& draft)
{
    ChoiceField types{
        .name = "type",
        .legend = page.words("what.types"),
        .hint = page.words("what.types_hint"),
        .choices = {},
        .several = true,
    };
    for (auto const type : offered_types()) {
        auto const name = std::string{code(type)};
        types.choices.push_back({
            .id = "type-" + name,
            .value = code(type),
            .label = page.words("what.type_" + name),
            .chosen = std::ranges::find(draft.types, type) != draft.types.end(),
        });
    }
    return choice_field(page, types);
}

Html what_fields(FormPage const& page, Draft const& draft)
{
    auto const& words = page.words;
    Html fields;
    if (!is_stop(draft)) {
        fields += types_field(page, draft);
    }
    fields += text_field(
        page,
        {.id = "text",
         .label = words("what.text"),
         .hint = words(is_stop(draft) ? "what.text_hint_stop" : "what.text_hint"),
         .value = draft.text,
         .input = Input::text}
    );
    fields += text_field(
        page,
        {.id = "enterprise",
         .label = words(is_stop(draft) ? "what.enterprise_stop" : "what.enterprise"),
         .hint = words("what.enterprise_hint"),
         .value = draft.enterprise,
         .optional = true}
    );
    fields += text_field(
        page,
        {.id = "when",
         .label = words("what.when"),
         .hint = words("what.when_hint"),
         .value = draft.when,
         .optional = true}
    );
    return fields;
}

Html contact_fields(FormPage const& page, Draft const& draft)
{
    auto const& words = page.words;
    auto const choice = [&](Contact contact, std::string_view label, std::string_view hint) {
        return Choice{
            .id = "contact-" + std::string{code(contact)},
            .value = code(contact),
            .label = words(label),
            .hint = words(hint),
            .chosen = draft.contact == contact,
        };
    };
    auto fields = choice_field(
        page,
        {.name = "contact",
         .legend = words("contact.how"),
         .hint = {},
         .choices =
             {
                 choice(Contact::anonymous, "contact.anonymous", "contact.anonymous_hint"),
                 choice(Contact::telephone, "contact.telephone", "contact.telephone_hint"),
                 choice(Contact::named, "contact.named", "contact.named_hint"),
             }}
    );
    fields += text_field(
        page,
        {.id = "telephone",
         .label = words("contact.your_telephone"),
         .hint = words("contact.if_telephone"),
         .value = draft.telephone,
         .input = Input::telephone}
    );
    fields += text_field(
        page,
        {.id = "name",
         .label = words("contact.your_name"),
         .hint = words("contact.if_named"),
         .value = draft.name}
    );
    return fields;
}

/// One line of the check.
Html answer(Visit const& visit, std::string_view label, std::string_view value, Step step)
{
    auto const& words = visit.words;
    return html(
        "<div><dt>{}</dt><dd>{}</dd><dd class=\"change\"><a href=\"{}\" aria-label=\"{} {}\">{}</a>"
        "</dd></div>\n",
        label,
        value.empty() ? words("check.none") : value,
        at(visit, path_of(step)),
        words("check.change"),
        label,
        words("check.change")
    );
}

std::string contact_text(Words const& words, Draft const& draft)
{
    auto const contact = draft.contact.value_or(Contact::anonymous);
    if (contact == Contact::anonymous) {
        return std::string{words("check.contact_anonymous")};
    }
    return (contact == Contact::named ? draft.name + "\n" : "") + draft.telephone;
}

std::string types_text(Words const& words, Draft const& draft)
{
    std::string text;
    for (auto const type : draft.types) {
        auto const& row = code_row(type);
        text += (text.empty() ? "" : words.chinese() ? "、" : ", ");
        text += words.chinese() ? row.zh : row.en;
    }
    return text;
}

Html answers(Visit const& visit, Draft const& draft)
{
    auto const& words = visit.words;
    auto const object = std::ranges::find(visit.desk.objects, draft.object, &DeskObject::code);
    Html list = answer(
        visit,
        words("check.kind"),
        words(is_stop(draft) ? "check.kind_stop" : "check.kind_complaint"),
        Step::what
    );
    if (object != visit.desk.objects.end()) {
        list += answer(visit, words("where.object"), words(object->name), Step::where);
    }
    list += answer(visit, words("where.place"), draft.place, Step::where);
    if (!is_stop(draft)) {
        list += answer(visit, words("what.types"), types_text(words, draft), Step::what);
    }
    list += answer(visit, words("what.text"), draft.text, Step::what);
    auto const unit = is_stop(draft) ? "what.enterprise_stop" : "what.enterprise";
    list += answer(visit, words(unit), draft.enterprise, Step::what);
    list += answer(visit, words("what.when"), draft.when, Step::what);
    list += answer(visit, words("evidence.text"), draft.evidence, Step::evidence);
    list += answer(visit, words("contact.how"), contact_text(words, draft), Step::contact);
    return html(
        "<p class=\"lead\">{}</p>\n<dl class=\"answers\">\n{}</dl>\n", words("check.lead"), list
    );
}

Html truth_field(FormPage const& page)
{
    auto const problem = page.problem_of("true");
    Attributes described;
    Html message;
    if (!problem.empty()) {
        described = attributes(" aria-invalid=\"true\" aria-describedby=\"true-message\"");
        message = html(
            "<p class=\"message\" id=\"true-message\">{}{}</p>\n",
            page.words("report.error"),
            page.words(problem)
        );
    }
    return html(
        "<div class=\"field{}\">\n{}<div class=\"choice\"><input type=\"checkbox\" id=\"true\" "
        "name=\"true\" value=\"yes\"{}><label for=\"true\">{}</label></div>\n</div>\n",
        problem.empty() ? "" : " wrong",
        message,
        described,
        page.words("check.true")
    );
}

Html fields_of(Visit const& visit, FormPage const& page, Draft const& draft, Step step)
{
    switch (step) {
    case Step::where:
        return where_fields(page, draft, visit.desk);
    case Step::what:
        return what_fields(page, draft);
    case Step::evidence:
        return text_field(
            page,
            {.id = "evidence",
             .label = page.words("evidence.text"),
             .hint = page.words("evidence.text_hint"),
             .value = draft.evidence,
             .input = Input::text,
             .optional = true}
        );
    case Step::contact:
        return contact_fields(page, draft);
    case Step::check:
        break;
    }
    return truth_field(page);
}

Html back_part(Visit const& visit, Step step)
{
    auto const before = step == Step::where
        ? at(visit, "/report")
        : at(visit, path_of(static_cast<Step>(static_cast<int>(step) - 1)));
    return html("<p><a href=\"{}\">{}</a></p>\n", before, visit.words("report.back"));
}

} // namespace

std::string step_page(Visit const& visit, Draft const& draft, ShowStep const& shown)
{
    auto const& words = visit.words;
    FormPage const page{words, shown.problems};
    auto const step = shown.step;
    auto const title = words(title_key(step, draft));
    auto const number = words.with("report.step", {{"step", std::to_string(number_of(step))}});
    Html form = hidden("form", to_text(draft.token));
    form += fields_of(visit, page, draft, step);
    bool const is_last = number_of(step) == steps;
    auto const main = html(
        "{}<p class=\"step\">{}</p>\n<h1>{}</h1>\n{}<form method=\"post\" action=\"{}\" novalidate "
        "accept-charset=\"utf-8\">\n{}<div class=\"actions\"><button>{}</button>{}</div>\n</form>\n"
        "<p class=\"hint\">{}</p>\n",
        summary_of(page),
        number,
        title,
        is_last ? answers(visit, draft) : Html{},
        at(visit, path_of(step)),
        form,
        words(is_last ? "check.send" : "report.continue"),
        back_part(visit, step),
        words(is_last ? "check.sealed" : "report.kept")
    );
    return framed(
        visit,
        {.title = std::string{title} + " · " + number,
         .main = main,
         .path = path_of(step),
         .wrong = !shown.problems.empty()}
    );
}

} // namespace ducha::web
