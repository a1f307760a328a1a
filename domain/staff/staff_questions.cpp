// What can be asked of 人员 by name.
#include "domain/staff/staff_questions.h"

#include "domain/guard/named_question.h"
#include "domain/staff/staff.h"
#include "domain/staff/staff_codec.h"

namespace ducha::staff {

template <class Fields>
void describe(Fields& fields, Person& person)
{
    fields.field("person", person.id);
    fields.field("pseudonym", person.pseudonym);
    fields.field("login", person.login);
    fields.field("name", person.name);
    fields.field("suspended", person.suspended);
    fields.field("admitted", person.admitted);
    fields.field("grants", person.grants);
}

namespace {

Result<guard::Page<Person>>
list(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize<ReadStaff>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return guard::Page<Person>{.items = load_all(inquiry.connection, *may), .next = {}};
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {{
        .name = "list_people",
        .about = guard::About::office,
        .path = "people",
        .zh = "全部人员及其角色",
        .en = "everybody who was admitted, and their roles",
        .answerer = guard::answers<guard::AskForAll, guard::Page<Person>>(list),
        .is_list = true,
    }};
}

} // namespace ducha::staff
