// What a person asks of the counts.
#include "app/asking.h"

#include "app/usage_refusals.h"

namespace ducha::app {
namespace {

Result<Instant> instant_of(std::string const& text)
{
    auto const instant = parse_instant(text);
    if (!instant) {
        return refuse(usage_refusals, UsageRefusal::bad_instant, text, "2021-09-15T20:00:00");
    }
    return *instant;
}

/// A day alone means its daily cut, as in the bulletins: as of 20:00.
Result<Instant> moment_of(std::string const& text, TimeOfDay cut)
{
    auto const day = parse_day(text);
    return day ? Result<Instant>{office_instant(*day, cut)} : instant_of(text);
}

} // namespace

Result<bulletin::Question> question_of(Arguments const& arguments, Instant now, TimeOfDay cut)
{
    auto const as_of =
        arguments.as_of.empty() ? Result<Instant>{now} : moment_of(arguments.as_of, cut);
    if (!as_of) {
        return std::unexpected{as_of.error()};
    }
    bulletin::Question question{.as_of = *as_of, .known_at = {}, .by = {}};
    if (!arguments.known_at.empty()) {
        auto const known_at = moment_of(arguments.known_at, cut);
        if (!known_at) {
            return std::unexpected{known_at.error()};
        }
        question.known_at = *known_at;
    }
    auto const by = from_code<bulletin::Grouping>(arguments.by);
    if (!by) {
        return refuse(
            usage_refusals,
            UsageRefusal::bad_word,
            arguments.by,
            "none, object, type, channel or day",
            "--by"
        );
    }
    question.by = *by;
    return question;
}

Instant latest_cut(Instant now, TimeOfDay cut)
{
    auto const today = office_instant(office_day(now), cut);
    return today <= now ? today : office_instant(office_day(now) + -1, cut);
}

Result<std::vector<bulletin::Counted>>
objects_to_count(Office& office, inspection::Inspection const& inspection, std::string const& named)
{
    auto objects = inspection.objects;
    if (!named.empty()) {
        auto object = inspection::choose_object(inspection, named);
        if (!object) {
            return std::unexpected{object.error()};
        }
        objects = {std::move(*object)};
    }
    std::vector<bulletin::Counted> counted;
    for (auto const& object : objects) {
        auto const may = office.policy().authorize<bulletin::ReadCounts>(object.log);
        counted.push_back({object.code, may});
    }
    return counted;
}

bulletin::Newsroom newsroom(Office& office, inspection::Inspection const& inspection)
{
    return {
        .connection = office.connection(),
        .may = office.policy().authorize<bulletin::ReadBulletins>(office_log),
        .objects = objects_to_count(office, inspection, {}).value(),
        .inspection = inspection,
    };
}

} // namespace ducha::app
