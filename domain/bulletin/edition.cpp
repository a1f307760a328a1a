// An edition of a bulletin.
#include "domain/bulletin/edition.h"

#include <algorithm>

namespace ducha::bulletin {
namespace {

/// The latest of what was issued under these rules, before number `until`, as of the latest instant
/// before `as_of`: what comes later does not change what a bulletin was compared with.
std::optional<Edition::Earlier> before(
    std::vector<BulletinIssued> const& all,
    Instant as_of,
    inspection::CountingRules const& rules,
    std::int64_t until
)
{
    std::optional<Edition::Earlier> last;
    for (auto const& bulletin : all) {
        bool const is_later = !last || last->as_of <= bulletin.as_of;
        bool const fits = bulletin.rules == rules && bulletin.number < until;
        if (bulletin.as_of < as_of && is_later && fits) {
            last = {bulletin.number, bulletin.as_of, bulletin.figures};
        }
    }
    return last;
}

/// How far the logs of these objects have come.
std::vector<LogMark> marks_of(Newsroom const& room, std::vector<Counted> const& objects)
{
    auto marks = scope_of(room.connection, room.objects).logs;
    std::erase_if(marks, [&](LogMark const& mark) {
        return std::ranges::find(objects, mark.object, &Counted::object) == objects.end();
    });
    return marks;
}

} // namespace

Edition edition(
    Newsroom const& room,
    std::vector<Counted> const& objects,
    Question const& question,
    inspection::CountingRules const& rules
)
{
    std::vector<Asked> of;
    for (auto const& object : objects) {
        of.push_back({object, question.known_at});
    }
    auto const earlier = issued(room.connection, room.may, room.inspection.id);
    bool const whole = objects.size() == room.inspection.objects.size();
    return {
        .inspection = room.inspection,
        .as_of = question.as_of,
        .known_at = question.known_at,
        .rules = rules,
        .figures = figures(from_facts(room.connection), of, question.as_of, rules),
        .logs = marks_of(room, objects),
        .asked = of,
        // What was issued is of all objects.
        .last = whole ? before(earlier, question.as_of, rules, INT64_MAX) : std::nullopt,
    };
}

Result<Edition> edition(Newsroom const& room, std::int64_t number)
{
    auto const chosen = choose_issued(room.connection, room.may, room.inspection.id, number);
    if (!chosen) {
        return std::unexpected{chosen.error()};
    }
    auto const all = issued(room.connection, room.may, room.inspection.id);
    auto last = before(all, chosen->as_of, chosen->rules, chosen->number);
    if (chosen->corrects) {
        auto const wrong = std::ranges::find(all, *chosen->corrects, &BulletinIssued::number);
        last = {wrong->number, wrong->as_of, wrong->figures};
    }
    return Edition{
        .inspection = room.inspection,
        .as_of = chosen->as_of,
        .known_at = std::nullopt,
        .rules = chosen->rules,
        .figures = chosen->figures,
        .logs = chosen->logs,
        .asked = asked(room.connection, scope_of(room.objects, chosen->logs)),
        .number = chosen->number,
        .corrects = chosen->corrects,
        .why = chosen->why,
        .last = std::move(last),
    };
}

Figures recounted(db::Connection& connection, Edition const& issued)
{
    return figures(from_facts(connection), issued.asked, issued.as_of, issued.rules);
}

} // namespace ducha::bulletin
