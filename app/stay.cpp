// A stay at one object, day by day.
#include "app/stay.h"

#include "app/desk_of_verbs.h"

#include <algorithm>

namespace ducha::app {
namespace {

constexpr std::size_t reports_an_act = 500;
constexpr std::size_t largest_group = 60;

} // namespace

Result<std::vector<Done>> run_all(Office& office, std::vector<guard::Command> const& commands)
{
    std::vector<Done> all;
    auto const rest = std::span{commands};
    for (std::size_t first = 0; first < commands.size(); first += largest_group) {
        auto const group = rest.subspan(first, std::min(largest_group, commands.size() - first));
        for (auto& result : office.pipeline().run(group)) {
            if (!result) {
                return std::unexpected{std::move(result.error())};
            }
            all.push_back(std::move(*result));
        }
    }
    return all;
}

Stay::Stay(Office& office, LogId log)
    : office_{office}, log_{log}, desk_{merge::make_desk(office.shelf())}
{
}

Result<std::vector<std::optional<ReportId>>>
Stay::receive(std::vector<intake::IncomingReport> reports)
{
    using enum intake::ReceiveOutcome::Fate;
    std::vector<std::optional<ReportId>> ids;
    for (std::size_t first = 0; first < reports.size(); first += reports_an_act) {
        auto const last = std::min(reports.size(), first + reports_an_act);
        intake::ReceiveReports part;
        for (auto i = first; i < last; ++i) {
            part.reports.push_back(reports[i]);
        }
        auto const outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const done = office_.pipeline().run(intake::receive(log_, std::move(part), outcome));
        if (!done) {
            return std::unexpected{done.error()};
        }
        std::size_t recorded = 0;
        for (std::size_t i = 0; i < outcome->rows.size(); ++i) {
            auto const& row = outcome->rows[i];
            ids.emplace_back();
            if (row.fate == received) {
                ids.back() = ReportId{done->events.at(recorded++).seq.get()};
            } else if (row.fate == refused) {
                refused_.push_back(reports[first + i].own_id + ": " + to_line(row.refusal));
            }
        }
    }
    return ids;
}

Result<void> Stay::accept()
{
    auto const accepted = run_to_the_end(office_, intake::accept(log_, {}));
    return accepted ? Result<void>{} : std::unexpected{accepted.error()};
}

Result<void> Stay::place()
{
    auto const placed = run_to_the_end(office_, merge::place(log_, {}, desk_));
    return placed ? Result<void>{} : std::unexpected{placed.error()};
}

Result<bool> Stay::seal(Day day)
{
    auto const sealed = office_.pipeline().run(transfer::seal(log_, {day}));
    if (sealed || sealed.error().code == "transfer.nothing_to_seal") {
        return sealed.has_value();
    }
    return std::unexpected{sealed.error()};
}

Result<void> Stay::hand_over(Day day)
{
    auto const done =
        run_all(office_, {transfer::hand_over(log_, {day}), transfer::acknowledge(log_, {day})});
    return done ? Result<void>{} : std::unexpected{done.error()};
}

} // namespace ducha::app
