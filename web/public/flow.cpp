// The five pages as a state machine.
#include "web/public/flow.h"

#include "base/text.h"

#include <algorithm>

namespace ducha::web {
namespace {

using Problems = std::vector<Problem>;

constexpr std::size_t fewest_of_text = 10;
constexpr std::size_t most_of_text = 5000;
constexpr std::size_t most_of_evidence = 2000;
constexpr std::size_t most_of_place = 300;
constexpr std::size_t most_of_enterprise = 100;
constexpr std::size_t most_of_when = 200;
constexpr std::size_t most_of_name = 50;
constexpr std::ptrdiff_t fewest_digits = 7;
constexpr std::ptrdiff_t most_digits = 20;

Step after(Step step)
{
    return static_cast<Step>(static_cast<int>(step) + 1);
}

void limit(Problems& problems, std::string_view text, std::size_t most, Problem const& problem)
{
    if (length_in_code_points(text) > most) {
        problems.push_back(problem);
    }
}

Problems wrong_where(Draft const& draft, Desk const& desk)
{
    Problems problems;
    if (std::ranges::find(desk.objects, draft.object, &DeskObject::code) == desk.objects.end()) {
        problems.push_back({"object-1", "where.error_object"});
    }
    if (length_in_code_points(draft.place) < 2) {
        problems.push_back({"place", "where.error_place"});
    }
    limit(problems, draft.place, most_of_place, {"place", "where.error_place_long"});
    return problems;
}

Problems wrong_what(Draft const& draft)
{
    Problems problems;
    limit(
        problems, draft.enterprise, most_of_enterprise, {"enterprise", "what.error_enterprise_long"}
    );
    limit(problems, draft.when, most_of_when, {"when", "what.error_when_long"});
    if (length_in_code_points(draft.text) < fewest_of_text) {
        problems.push_back({"text", "what.error_text_short"});
    }
    limit(problems, draft.text, most_of_text, {"text", "what.error_text_long"});
    return problems;
}

bool is_telephone(std::string_view text)
{
    auto const digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    bool const has_others = std::ranges::any_of(text, [](char c) {
        return (c < '0' || c > '9') && !std::string_view{"+-() "}.contains(c);
    });
    return !has_others && digits >= fewest_digits && digits <= most_digits;
}

Problems wrong_contact(Draft const& draft)
{
    if (!draft.contact) {
        return {{"contact-anonymous", "contact.error_how"}};
    }
    Problems problems;
    if (*draft.contact == Contact::named) {
        if (draft.name.empty()) {
            problems.push_back({"name", "contact.error_name"});
        }
        limit(problems, draft.name, most_of_name, {"name", "contact.error_name_long"});
    }
    if (*draft.contact != Contact::anonymous && !is_telephone(draft.telephone)) {
        problems.push_back({"telephone", "contact.error_telephone"});
    }
    return problems;
}

/// What is wrong with the draft on one page; the check adds what must be ticked there.
Problems wrong_on(Draft const& draft, Step step, Desk const& desk)
{
    Problems problems;
    switch (step) {
    case Step::where:
        return wrong_where(draft, desk);
    case Step::what:
        return wrong_what(draft);
    case Step::evidence:
        limit(problems, draft.evidence, most_of_evidence, {"evidence", "evidence.error_long"});
        return problems;
    case Step::contact:
        return wrong_contact(draft);
    case Step::check:
        return problems;
    }
    return problems;
}

std::vector<intake::Type> types_in(Form const& form)
{
    std::vector<intake::Type> types;
    for (auto const type : offered_types()) {
        auto const is_this = [&](auto const& field) {
            return field.first == "type" && field.second == code(type);
        };
        if (std::ranges::any_of(form, is_this)) {
            types.push_back(type);
        }
    }
    return types;
}

void take(Draft& draft, Step step, Form const& form, Desk const& desk)
{
    if (step == Step::where) {
        draft.object =
            desk.objects.size() == 1 ? desk.objects.front().code : value_of(form, "object");
        draft.place = value_of(form, "place");
    } else if (step == Step::what) {
        draft.types = types_in(form);
        draft.enterprise = value_of(form, "enterprise");
        draft.when = value_of(form, "when");
        draft.text = value_of(form, "text");
    } else if (step == Step::evidence) {
        draft.evidence = value_of(form, "evidence");
    } else if (step == Step::contact) {
        draft.contact = from_code<Contact>(value_of(form, "contact"));
        draft.name = value_of(form, "name");
        draft.telephone = value_of(form, "telephone");
    }
}

std::optional<Problem>
wrong_words(std::string_view text, std::string_view field, std::string_view empty)
{
    if (trimmed(text).empty()) {
        return Problem{field, empty};
    }
    if (length_in_code_points(text) > most_of_text) {
        return Problem{field, "view.error_long"};
    }
    return std::nullopt;
}

/// The first page that is not filled in rightly, or the furthest one.
Step first_open(Draft const& draft, Desk const& desk)
{
    auto step = Step::where;
    while (step < draft.furthest && wrong_on(draft, step, desk).empty()) {
        step = after(step);
    }
    return step;
}

} // namespace

Next open(Draft const& draft, Step step, Desk const& desk)
{
    if (draft.sent) {
        return GoToReceipt{};
    }
    auto const first = first_open(draft, desk);
    return step > first ? Next{GoTo{first}} : Next{ShowStep{step, {}}};
}

Turn post(Draft draft, Step step, Form const& form, Desk const& desk)
{
    if (value_of(form, "form") != to_text(draft.token)) {
        return {std::move(draft), Expired{}};
    }
    if (auto next = open(draft, step, desk); !std::holds_alternative<ShowStep>(next)) {
        return {std::move(draft), next};
    }
    if (step == Step::check) {
        bool const is_true = value_of(form, "true") == "yes";
        return {
            std::move(draft),
            is_true ? Next{Send{}} : Next{ShowStep{Step::check, {{"true", "check.error_true"}}}}
        };
    }
    take(draft, step, form, desk);
    if (auto problems = wrong_on(draft, step, desk); !problems.empty()) {
        return {std::move(draft), ShowStep{step, std::move(problems)}};
    }
    // What is behind it was right before: a change leads straight back to the check.
    bool const was_at_check = draft.furthest == Step::check;
    draft.furthest = std::max(draft.furthest, after(step));
    auto const next = was_at_check ? first_open(draft, desk) : after(step);
    return {std::move(draft), GoTo{next}};
}

std::optional<Problem> wrong_addition(std::string_view text)
{
    return wrong_words(text, "addition", "view.add_error");
}

std::optional<Problem> wrong_threat(std::string_view text)
{
    return wrong_words(text, "threat", "view.threat_error");
}

std::string value_of(Form const& form, std::string_view name)
{
    auto const found = std::ranges::find(form, name, &Form::value_type::first);
    if (found == form.end()) {
        return {};
    }
    std::string value;
    for (char const c : trimmed(found->second)) {
        if (c != '\r') {
            value += c;
        }
    }
    return value;
}

Path path_of(Step step)
{
    switch (step) {
    case Step::what:
        return "/report/what";
    case Step::evidence:
        return "/report/evidence";
    case Step::contact:
        return "/report/contact";
    case Step::check:
        return "/report/check";
    case Step::where:
        break;
    }
    return "/report/where";
}

std::span<intake::Type const> offered_types()
{
    using enum intake::Type;
    static constexpr intake::Type all[] = {
        water,
        air,
        noise,
        solid_waste,
        dust,
        cooking_fume,
        soil,
        ecology,
        marine,
        radiation,
        other,
    };
    return all;
}

} // namespace ducha::web
