// Real reports from a table, replayed.
#include "app/replay.h"

#include "app/desk_of_verbs.h"
#include "app/progress.h"
#include "app/stay.h"

#include <algorithm>

namespace ducha::app {
namespace {

using Reports = std::vector<intake::IncomingReport>;

Result<void> one_day(Stay& stay, SetClock& clock, Day day, Reports reports)
{
    if (auto const received = stay.receive(std::move(reports)); !received) {
        return std::unexpected{received.error()};
    }
    if (auto const accepted = stay.accept(); !accepted) {
        return accepted;
    }
    if (auto const placed = stay.place(); !placed) {
        return placed;
    }
    auto const sealed = stay.seal(day);
    if (!sealed || !*sealed) {
        return sealed ? Result<void>{} : std::unexpected{sealed.error()};
    }
    clock.set(office_instant(day + 1, hand_over_at));
    return stay.hand_over(day);
}

} // namespace

inspection::Inspection replay_of(Reports const& reports)
{
    inspection::Inspection inspection;
    inspection.id = replay_id;
    inspection.name_zh = "重放";
    inspection.name_en = "replay of a file";
    inspection.round = 2;
    inspection.batch = 4;
    inspection.provenance = "replayed";
    inspection.channels = {Channel::call, Channel::letter, Channel::web, Channel::visit};
    inspection.reception_from = {8 * 60};
    inspection.reception_until = {20 * 60};
    inspection.daily_cut = {20 * 60};
    inspection.scheme = {
        .id = "central-and-web",
        .pattern = "{letter}{round}{object}{date}{serial:4}",
        .letters =
            {{Channel::call, "D"},
             {Channel::letter, "X"},
             {Channel::web, "W"},
             {Channel::visit, "F"}},
        .source = "the central scheme, with letters of our own for web and visits",
    };
    inspection.objects = {{
        .code = "SD",
        .name_zh = "重放对象",
        .name_en = "replayed object",
        .region = "37",
        .team = "重放",
        .first_day = reception_day(reports.front().occurred, inspection.daily_cut),
        .last_day = reception_day(reports.back().occurred, inspection.daily_cut),
    }};
    return inspection;
}

Result<std::vector<std::string>>
replay(Office& office, SetClock& clock, inspection::Inspection const& inspection, Reports reports)
{
    auto const opened = office.pipeline().run(inspection::open_inspection(inspection));
    auto const workplace = opened ? find_workplace(office, {}) : std::unexpected{opened.error()};
    if (!workplace) {
        return std::unexpected{workplace.error()};
    }
    auto const cut = inspection.daily_cut;
    auto const day_of = [&](auto const& report) { return reception_day(report.occurred, cut); };
    Stay stay{office, workplace->log()};
    Progress progress{"重放 replay", static_cast<std::int64_t>(reports.size())};
    for (auto first = reports.begin(); first != reports.end();) {
        auto const day = day_of(*first);
        auto const last = std::find_if(first, reports.end(), [&](auto const& report) {
            return day_of(report) != day;
        });
        clock.set(office_instant(day, cut));
        Reports of_day{std::make_move_iterator(first), std::make_move_iterator(last)};
        if (auto const done = one_day(stay, clock, day, std::move(of_day)); !done) {
            return std::unexpected{done.error()};
        }
        progress.advance(last - first);
        first = last;
    }
    progress.done();
    return stay.refused();
}

} // namespace ducha::app
