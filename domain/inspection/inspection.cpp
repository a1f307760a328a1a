// 督察: the decisions about setting an inspection up.
#include "domain/inspection/inspection.h"

#include "domain/inspection/units.h"

#include <algorithm>
#include <set>

namespace ducha::inspection {
namespace {

constexpr RefusalRow<InspectionRefusal> refusals[] = {
    {InspectionRefusal::already_open,
     "inspection.already_open",
     "督察已存在，且设置不同",
     "the inspection is there already, with other settings"},
    {InspectionRefusal::no_objects,
     "inspection.no_objects",
     "未列明督察对象",
     "the inspection names no inspected object"},
    {InspectionRefusal::repeated_object,
     "inspection.repeated_object",
     "督察对象重复",
     "an object is named twice"},
    {InspectionRefusal::stay_ends_before_it_begins,
     "inspection.stay_ends_before_it_begins",
     "进驻结束早于开始",
     "the stay ends before it begins"},
    {InspectionRefusal::channel_without_letter,
     "inspection.channel_without_letter",
     "编号规则未规定该渠道的字母",
     "the number scheme has no letter for a channel"},
    {InspectionRefusal::unknown_region,
     "inspection.unknown_region",
     "未知的行政区划代码",
     "no province has this code"},
    {InspectionRefusal::no_such_inspection,
     "inspection.no_such_inspection",
     "没有这次督察",
     "there is no such inspection"},
    {InspectionRefusal::which_inspection,
     "inspection.which_inspection",
     "请指明是哪次督察",
     "say which inspection"},
    {InspectionRefusal::no_such_object,
     "inspection.no_such_object",
     "没有这个督察对象",
     "the inspection has no such object"},
    {InspectionRefusal::which_object,
     "inspection.which_object",
     "请指明督察对象",
     "say which inspected object"},
};

std::optional<std::unexpected<Refusal>> flaw(InspectedObject const& object)
{
    if (object.last_day < object.first_day) {
        return refuse(
            refusals,
            InspectionRefusal::stay_ends_before_it_begins,
            to_text(object.last_day),
            "not before " + to_text(object.first_day),
            object.code
        );
    }
    bool const known = UnitTree::built_in().find(object.region) != nullptr;
    if (object.kind == ObjectKind::province && !known) {
        return refuse(refusals, InspectionRefusal::unknown_region, object.region, {}, object.code);
    }
    return std::nullopt;
}

template <class Named>
std::string listed(std::vector<Named> const& all, std::string Named::* name)
{
    std::string text;
    for (auto const& one : all) {
        text += (text.empty() ? "" : ", ") + one.*name;
    }
    return text.empty() ? "none" : text;
}

} // namespace

bool Placed::open_to(Channel channel) const
{
    return std::ranges::find(inspection.channels, channel) != inspection.channels.end();
}

Result<guard::Proposal> decide(Inspection const& inspection, Instant now)
{
    if (inspection.objects.empty()) {
        return refuse(refusals, InspectionRefusal::no_objects, {}, {}, inspection.id);
    }
    for (auto const channel : inspection.channels) {
        bool const has_letter =
            std::ranges::any_of(inspection.scheme.letters, [&](NumberScheme::Letter const& letter) {
                return letter.channel == channel;
            });
        bool const needs_letter = inspection.scheme.pattern.contains("{letter}");
        if (needs_letter && !has_letter) {
            return refuse(
                refusals,
                InspectionRefusal::channel_without_letter,
                std::string{code(channel)},
                {},
                inspection.scheme.id
            );
        }
    }
    std::set<std::string> codes;
    guard::Proposal proposal;
    auto settings = inspection;
    settings.objects.clear();
    proposal.add(InspectionOpened{.inspection = std::move(settings)}, now);
    for (auto const& object : inspection.objects) {
        if (!codes.insert(object.code).second) {
            return refuse(refusals, InspectionRefusal::repeated_object, object.code);
        }
        if (auto const problem = flaw(object)) {
            return *problem;
        }
        proposal.add(ObjectStationed{.inspection_id = inspection.id, .object = object}, now);
    }
    return proposal;
}

Result<Inspection> choose(std::vector<Inspection> const& all, std::string_view id)
{
    if (id.empty() && all.size() == 1) {
        return all.front();
    }
    auto const found = std::ranges::find(all, id, &Inspection::id);
    if (found != all.end()) {
        return *found;
    }
    auto const reason = id.empty() && !all.empty() ? InspectionRefusal::which_inspection
                                                   : InspectionRefusal::no_such_inspection;
    return refuse(refusals, reason, std::string{id}, listed(all, &Inspection::id));
}

Result<InspectedObject> choose_object(Inspection const& inspection, std::string_view code)
{
    auto const& all = inspection.objects;
    if (code.empty() && all.size() == 1) {
        return all.front();
    }
    auto const found = std::ranges::find(all, code, &InspectedObject::code);
    if (found != all.end()) {
        return *found;
    }
    auto const reason =
        code.empty() ? InspectionRefusal::which_object : InspectionRefusal::no_such_object;
    return refuse(refusals, reason, std::string{code}, listed(all, &InspectedObject::code));
}

std::unexpected<Refusal> refuse_other_settings(std::string const& id)
{
    return refuse(refusals, InspectionRefusal::already_open, id);
}

guard::Facts guard_facts(InspectionOpened const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(ObjectStationed const& /*event*/)
{
    return {};
}

} // namespace ducha::inspection
