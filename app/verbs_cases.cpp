// The verbs of the cases: batch, act, and who is in which case.
#include "platform/tabular/tabular.h"

#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/desk_of_verbs.h"
#include "app/printing.h"
#include "app/rooms.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

namespace ducha::app {

int run_batch(Arguments const& arguments, std::string_view act)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const day = parse_day(arguments.day);
        if (!day) {
            return refuse(usage_refusals, UsageRefusal::bad_day, arguments.day, "2021-09-15");
        }
        auto const log = workplace.log();
        auto& office = workplace.office;
        if (act != "show") {
            auto const command = act == "seal" ? transfer::seal(log, {*day})
                : act == "hand-over"           ? transfer::hand_over(log, {*day})
                                               : transfer::acknowledge(log, {*day});
            if (auto const result = office.pipeline().run(command); !result) {
                return std::unexpected{result.error()};
            }
        }
        auto const batch = transfer::load_batch(
            office.connection(),
            office.policy().authorize<transfer::ReadBatches>(log),
            office.policy().authorize<casefile::ReadCases>(log),
            office.policy().authorize<intake::ReadMatters>(log),
            *day
        );
        put(print_batch(batch, *day, arguments.json ? "json" : arguments.format));
        return {};
    });
}

int run_export_joins(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& office = workplace.office;
        auto const log = workplace.log();
        auto const matters = office.policy().authorize<intake::ReadMatters>(log);
        auto const cases = office.policy().authorize<casefile::ReadCases>(log);
        db::Snapshot const moment{office.connection()};
        auto const cell = [&](std::string const& text) {
            return arguments.json ? json::quoted(text) : tabular::quoted_cell(text);
        };
        std::vector<merge::Placement> placements;
        merge::each_placement(
            office.connection(),
            office.policy().authorize<merge::ReadMerges>(log),
            [&](merge::Placement const& placement) { placements.push_back(placement); }
        );
        if (!arguments.json) {
            put("report,case,case_number,how,score");
        }
        for (auto const& placement : placements) {
            auto const in = casefile::case_of(office.connection(), cases, placement.matter);
            auto const matter = intake::load_matter(office.connection(), matters, placement.matter);
            if (!in || !matter) {
                continue;
            }
            auto const file = casefile::load(office.connection(), cases, *in);
            auto const own_id = intake::own_id_of(office.connection(), matters, matter->of.report);
            put(fmt::format(
                fmt::runtime(
                    arguments.json ? R"({{"report":{},"case":{},"case_number":{},)"
                                     R"("how":"{}","score":{:.6f}}})"
                                   : "{},{},{},{},{:.6f}"
                ),
                cell(own_id),
                in->get(),
                cell(file->number),
                code(placement.how),
                static_cast<double>(placement.score_ppm) / 1e6
            ));
        }
        return {};
    });
}

int run_act(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        if (auto const* const act = act_named(arguments.first)) {
            auto command = act->read(workplace.log(), arguments.act_json);
            if (!command) {
                return std::unexpected{command.error()};
            }
            command->key = arguments.key;
            command->content = arguments.act_json;
            auto const result = workplace.office.pipeline().run(*command);
            if (!result) {
                return std::unexpected{result.error()};
            }
            for (auto const& event : result->events) {
                put(fmt::format("{} {} {}", event.seq.get(), event.type, event.body));
            }
            return {};
        }
        std::string known;
        for (auto const* room : rooms()) {
            for (auto const& act : room->acts) {
                known += fmt::format(
                    "\n  {:<20} {} / {}\n      {}", act.name, act.zh, act.en, act.example
                );
            }
        }
        return refuse(usage_refusals, UsageRefusal::bad_word, arguments.first, known, "act");
    });
}

} // namespace ducha::app
