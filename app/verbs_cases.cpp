// The verbs of the cases: merge, batch, act, and who is in which case.
#include "platform/tabular/tabular.h"

#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/desk_of_verbs.h"
#include "app/printing.h"
#include "app/progress.h"
#include "app/rooms.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

Result<MatterId> matter_of(Workplace const& workplace, std::string const& own_id)
{
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto const report = intake::find_report(workplace.office.connection(), may, own_id);
    if (!report) {
        return refuse(usage_refusals, UsageRefusal::no_such_report, own_id);
    }
    return first_matter(*report);
}

/// The own id of the report that a matter comes from.
std::string own_id_of(Workplace const& workplace, MatterId id)
{
    auto& connection = workplace.office.connection();
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto const matter = intake::load_matter(connection, may, id);
    return matter ? intake::own_id_of(connection, may, matter->of.report) : std::string{};
}

Result<merge::PlaceMatters> placing_of(Arguments const& arguments)
{
    merge::PlaceMatters command;
    if (auto const bar = arguments.auto_join) {
        bool const is_probability = *bar >= 0 && *bar <= 1;
        if (!is_probability) {
            return refuse(
                usage_refusals, UsageRefusal::bad_word, fmt::format("{}", *bar), "0 to 1", "--auto"
            );
        }
        command.join_ppm = static_cast<std::int64_t>(*bar * 1e6 + 0.5);
    }
    return command;
}

} // namespace

int run_merge(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const may = workplace.office.policy().authorize<merge::ReadMerges>(workplace.log());
        auto const command = placing_of(arguments);
        if (!command) {
            return std::unexpected{command.error()};
        }
        Progress bar{"并案 merge", merge::waiting(workplace.office.connection(), may)};
        auto const place = merge::place(workplace.log(), *command, merge::make_desk());
        auto const events = run_to_the_end(workplace.office, place, &bar);
        if (!events) {
            return std::unexpected{events.error()};
        }
        tell(
            arguments,
            {fmt::format("已比对 {} 件", *events), fmt::format("{} matters looked at", *events)},
            one("placed", *events)
        );
        return {};
    });
}

int run_merge_explain(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const a = matter_of(workplace, arguments.first);
        auto const b = matter_of(workplace, arguments.second);
        if (!a || !b) {
            return std::unexpected{a ? b.error() : a.error()};
        }
        auto const explanation = merge::explain(
            workplace.office.connection(),
            workplace.office.policy().authorize<intake::ReadMatters>(workplace.log()),
            *a,
            *b
        );
        if (!explanation) {
            return std::unexpected{explanation.error()};
        }
        put(print_explanation(*explanation, arguments.json));
        return {};
    });
}

int run_merge_review(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& office = workplace.office;
        auto const cases = office.policy().authorize<casefile::ReadCases>(workplace.log());
        auto const may = office.policy().authorize<merge::ReadMerges>(workplace.log());
        std::vector<OpenProposal> open;
        for (auto const& placement : merge::proposals(office.connection(), may)) {
            auto const of = casefile::load(office.connection(), cases, placement.in);
            open.push_back({
                .placement = placement,
                .report = own_id_of(workplace, placement.matter),
                .nearest = own_id_of(workplace, placement.nearest),
                .of = of.value_or(casefile::CaseFile{.id = placement.in}),
            });
        }
        put(print_proposals(open, arguments.json ? "json" : arguments.format));
        return {};
    });
}

int run_merge_part(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const matter = matter_of(workplace, arguments.first);
        if (!matter) {
            return std::unexpected{matter.error()};
        }
        auto const parted =
            workplace.office.pipeline().run(merge::part(workplace.log(), {*matter, arguments.why}));
        if (!parted) {
            return std::unexpected{parted.error()};
        }
        tell(
            arguments,
            {"已拆出；与其相连的待重新比对：请运行 `ducha merge`",
             "parted; what hung from it waits: run `ducha merge`"},
            one("events", static_cast<std::int64_t>(parted->events.size()))
        );
        return {};
    });
}

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
        for (auto const* room : rooms()) {
            for (auto const& act : room->acts) {
                if (act.name != arguments.first) {
                    continue;
                }
                auto command = act.read(workplace.log(), arguments.act_json);
                if (!command) {
                    return std::unexpected{command.error()};
                }
                command->key = arguments.key;
                auto const result = workplace.office.pipeline().run(*command);
                if (!result) {
                    return std::unexpected{result.error()};
                }
                for (auto const& event : result->events) {
                    put(fmt::format("{} {} {}", event.seq.get(), event.type, event.body));
                }
                return {};
            }
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
