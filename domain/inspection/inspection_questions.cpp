// What can be asked of 督察 by name.
#include "domain/inspection/inspection_questions.h"

#include "domain/guard/named_question.h"
#include "domain/inspection/inspection_codec.h"

namespace ducha::inspection {
namespace {

struct AskForAll {};

template <class Fields>
void describe(Fields& /*fields*/, AskForAll& /*question*/)
{
}

/// An inspection with its objects.
struct Shown {
    Inspection settings;
    std::vector<InspectedObject> objects;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    fields.field("settings", shown.settings);
    fields.field("objects", shown.objects);
}

Result<guard::Page<Shown>> show_all(guard::Inquiry const& inquiry, AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize<ReadInspections>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    guard::Page<Shown> page;
    for (auto& inspection : load_all(inquiry.connection, *may)) {
        auto objects = std::move(inspection.objects);
        page.items.push_back({std::move(inspection), std::move(objects)});
    }
    return page;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {{
        .name = "list_inspections",
        .about = guard::About::office,
        .path = "inspections",
        .zh = "全部督察及其对象",
        .en = "the inspections and their objects",
        .answerer = guard::answers<AskForAll, guard::Page<Shown>>(show_all),
        .is_list = true,
        .is_public = true,
    }};
}

} // namespace ducha::inspection
