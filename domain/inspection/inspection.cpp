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
    {InspectionRefusal::bad_id,
     "inspection.bad_id",
     "督察标识应为一个词",
     "the inspection's id is not one word"},
    {InspectionRefusal::no_objects,
     "inspection.no_objects",
     "未列明督察对象",
     "the inspection names no inspected object"},
    {InspectionRefusal::channel_without_letter,
     "inspection.channel_without_letter",
     "编号规则未规定该渠道的字母",
     "the number scheme has no letter for a channel"},
    {InspectionRefusal::letter_with_digit,
     "inspection.letter_with_digit",
     "渠道字母含有数字，与序号无法区分",
     "a channel's letter has a digit, which could be one of the serial"},
    {InspectionRefusal::bad_pattern,
     "inspection.bad_pattern",
     "编号规则的字段有误",
     "the number scheme's pattern has a field that is none, or no serial"},
    {InspectionRefusal::thresholds_crossed,
     "inspection.thresholds_crossed",
     "建议并案的阈值高于自动并案的阈值",
     "a join would be proposed only where it is made already"},
    {InspectionRefusal::repeated_object,
     "inspection.repeated_object",
     "督察对象重复",
     "an object is named twice"},
    {InspectionRefusal::bad_code,
     "inspection.bad_code",
     "督察对象代码应为两个大写字母",
     "an object's code is not two capitals"},
    {InspectionRefusal::stay_ends_before_it_begins,
     "inspection.stay_ends_before_it_begins",
     "进驻结束早于开始",
     "the stay ends before it begins"},
    {InspectionRefusal::unit_without_code,
     "inspection.unit_without_code",
     "下属单位没有代码",
     "a unit has no code"},
    {InspectionRefusal::unknown_region,
     "inspection.unknown_region",
     "未知的行政区划代码",
     "no region has this code"},
    {InspectionRefusal::wrong_level,
     "inspection.wrong_level",
     "督察对象的行政级别与督察类型不符",
     "this kind of inspection does not go to regions of this level"},
    {InspectionRefusal::code_of_another_region,
     "inspection.code_of_another_region",
     "督察对象代码与行政区划不符",
     "the object's code is not that of its region"},
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

using Flaw = std::optional<std::unexpected<Refusal>>;

bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool is_one_word(std::string_view id)
{
    constexpr auto barred = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '\x7f';
    };
    return !id.empty() && std::ranges::none_of(id, barred) && !id.contains("\u3000");
}

bool is_field(std::string_view text)
{
    constexpr std::string_view fields[] = {"{letter}", "{round}", "{object}", "{date}", "{serial}"};
    constexpr std::string_view serial = "{serial:";
    bool const counted = text.size() == serial.size() + 2 && text.starts_with(serial) &&
        text[serial.size()] >= '1' && text[serial.size()] <= '9' && text.ends_with('}');
    return counted || std::ranges::find(fields, text) != std::end(fields);
}

/// The first piece of a number scheme's pattern that means to be a field and is none; the whole
/// where the numbers of a day would not differ; nothing where all is well.
std::optional<std::string_view> bad_piece(std::string_view pattern)
{
    for (auto rest = pattern; rest.find_first_of("{}") != std::string_view::npos;) {
        rest.remove_prefix(rest.find_first_of("{}"));
        auto const piece = rest.substr(0, std::min(rest.find('}'), rest.size() - 1) + 1);
        if (!is_field(piece)) {
            return piece;
        }
        rest.remove_prefix(piece.size());
    }
    return pattern.contains("{serial") ? std::nullopt : std::optional{pattern};
}

Flaw flaw(NumberScheme const& scheme, std::vector<Channel> const& channels)
{
    for (auto const channel : channels) {
        bool const has_letter =
            std::ranges::any_of(scheme.letters, [&](NumberScheme::Letter const& letter) {
                return letter.channel == channel && !letter.letter.empty();
            });
        bool const needs_letter = scheme.pattern.contains("{letter}");
        if (needs_letter && !has_letter) {
            return refuse(
                refusals,
                InspectionRefusal::channel_without_letter,
                std::string{code(channel)},
                {},
                scheme.id
            );
        }
    }
    for (auto const& [channel, letter] : scheme.letters) {
        if (letter.find_first_of("0123456789") != std::string::npos) {
            return refuse(
                refusals,
                InspectionRefusal::letter_with_digit,
                letter,
                {},
                "number_scheme.letters." + std::string{code(channel)}
            );
        }
    }
    if (auto const piece = bad_piece(scheme.pattern)) {
        return refuse(
            refusals,
            InspectionRefusal::bad_pattern,
            std::string{*piece},
            "{letter}, {round}, {object}, {date}, and {serial} or {serial:N}",
            "number_scheme.pattern"
        );
    }
    return std::nullopt;
}

Flaw flaw(MergeThresholds const& merge)
{
    if (merge.propose_ppm <= merge.join_ppm) {
        return std::nullopt;
    }
    return refuse(
        refusals,
        InspectionRefusal::thresholds_crossed,
        std::to_string(merge.propose_ppm) + " ppm",
        "at most " + std::to_string(merge.join_ppm) + " ppm, as merge.join",
        "merge.propose"
    );
}

/// Some lines of GB/T 2260 are no cities: they hold the counties that have none above them.
bool is_stand_in(Region const& region)
{
    return region.name == "市辖区" || region.name == "县" ||
        region.name.ends_with("直辖县级行政区划");
}

bool is_city(Region const& region)
{
    auto const* const above = UnitTree::built_in().find(region.parent);
    return above != nullptr && (above->parent.empty() ? !is_stand_in(region) : is_stand_in(*above));
}

Flaw flaw_of_region(InspectedObject const& object, Kind kind, std::string const& path)
{
    auto const* const region = UnitTree::built_in().find(object.region);
    if (region == nullptr) {
        return refuse(
            refusals, InspectionRefusal::unknown_region, object.region, {}, path + "region"
        );
    }
    bool const provincial = kind == Kind::provincial;
    if (provincial ? !is_city(*region) : !region->parent.empty()) {
        return refuse(
            refusals,
            InspectionRefusal::wrong_level,
            region->code + " " + region->name,
            provincial ? "a city" : "a province",
            path + "region"
        );
    }
    if (!provincial && object.code != region->letters) {
        return refuse(
            refusals,
            InspectionRefusal::code_of_another_region,
            object.code,
            region->letters + " " + region->name,
            path + "code"
        );
    }
    return std::nullopt;
}

Flaw flaw(InspectedObject const& object, Kind kind, std::string const& path)
{
    if (object.code.size() != 2 || !std::ranges::all_of(object.code, is_capital)) {
        return refuse(
            refusals, InspectionRefusal::bad_code, object.code, "two capitals", path + "code"
        );
    }
    if (object.last_day < object.first_day) {
        return refuse(
            refusals,
            InspectionRefusal::stay_ends_before_it_begins,
            to_text(object.last_day),
            "not before " + to_text(object.first_day),
            object.code
        );
    }
    auto const nameless = std::ranges::find(object.units, std::string{}, &Unit::code);
    if (nameless != object.units.end()) {
        return refuse(
            refusals, InspectionRefusal::unit_without_code, nameless->name, "a code", path + "unit"
        );
    }
    return object.kind == ObjectKind::province ? flaw_of_region(object, kind, path) : std::nullopt;
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
    if (!is_one_word(inspection.id)) {
        return refuse(
            refusals, InspectionRefusal::bad_id, inspection.id, "no blanks and no slash", "id"
        );
    }
    if (inspection.objects.empty()) {
        return refuse(refusals, InspectionRefusal::no_objects, {}, {}, inspection.id);
    }
    if (auto const problem = flaw(inspection.scheme, inspection.channels)) {
        return *problem;
    }
    if (auto const problem = flaw(inspection.merge)) {
        return *problem;
    }
    std::set<std::string> codes;
    guard::Proposal proposal;
    auto settings = inspection;
    settings.objects.clear();
    proposal.add(InspectionOpened{.inspection = std::move(settings)}, now);
    for (auto const& object : inspection.objects) {
        auto const path = "object[" + std::to_string(codes.size() + 1) + "].";
        if (!codes.insert(object.code).second) {
            return refuse(refusals, InspectionRefusal::repeated_object, object.code);
        }
        if (auto const problem = flaw(object, inspection.kind, path)) {
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
