// The verbs of merging: merge, why, what waits for a person, take apart.
#include "base/text.h"

#include "domain/merge/explanation.h"

#include "app/desk_of_verbs.h"
#include "app/printing_merge.h"
#include "app/progress.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

intake::MayReadMatters may_read(Workplace const& workplace)
{
    return workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
}

Result<MatterId> matter_of(Workplace const& workplace, std::string const& own_id)
{
    auto const report =
        intake::find_report(workplace.office.connection(), may_read(workplace), own_id);
    if (!report) {
        return refuse(usage_refusals, UsageRefusal::no_such_report, own_id);
    }
    return first_matter(*report);
}

/// The own id of the report that a matter comes from, and its title or how its text begins.
struct Heading {
    std::string own_id;
    std::string title;
};

Heading heading_of(Workplace const& workplace, MatterId id)
{
    constexpr std::size_t most = 24;
    auto& connection = workplace.office.connection();
    auto const may = may_read(workplace);
    auto const matter = intake::load_matter(connection, may, id);
    if (!matter) {
        return {};
    }
    auto const& words = matter->title.empty() ? matter->text : matter->title;
    return {
        intake::own_id_of(connection, may, matter->of.report),
        std::string{first_code_points(words, most)},
    };
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

/// Compared with `b`, or, where none was named, with the report that decided where `a` lies.
Result<Explained> explained(Workplace const& workplace, MatterId a, std::optional<MatterId> b)
{
    auto& connection = workplace.office.connection();
    auto const may = may_read(workplace);
    auto const bars = workplace.inspection.merge;
    auto weighed = merge::weigh(connection, may, {a}, bars);
    Explained result{.a = heading_of(workplace, a).own_id, .is_pair = b.has_value(), .bars = bars};
    if (auto const found = weighed.find(a); found != weighed.end()) {
        result.weighed = std::move(found->second);
        auto const& near = result.weighed->not_chosen;
        result.not_chosen = near ? heading_of(workplace, near->nearest).own_id : "";
        b = b ? b : result.weighed->nearest;
    }
    if (b) {
        auto comparison = merge::compare(connection, may, a, *b);
        if (!comparison) {
            return std::unexpected{comparison.error()};
        }
        result.comparison = std::move(*comparison);
        result.b = heading_of(workplace, *b).own_id;
    }
    return result;
}

OpenProposal open_proposal(Workplace const& workplace, merge::Placement const& placement)
{
    auto& connection = workplace.office.connection();
    auto const cases = workplace.office.policy().authorize<casefile::ReadCases>(workplace.log());
    auto const of = casefile::load(connection, cases, placement.in);
    auto const own = casefile::load(connection, cases, own_case(placement.matter));
    auto const report = heading_of(workplace, placement.matter);
    auto const nearest = heading_of(workplace, placement.nearest);
    return {
        .placement = placement,
        .report = report.own_id,
        .report_title = report.title,
        .nearest = nearest.own_id,
        .nearest_title = nearest.title,
        .of = of.value_or(casefile::CaseFile{.id = placement.in}),
        .can_be_joined = own && own->standing == casefile::Standing::open,
        .weighed = {},
    };
}

/// What `ducha act` needs to find the same log and database.
std::string options_of(Workplace const& workplace, Arguments const& arguments)
{
    auto const given = [](std::string_view name, std::string const& value) {
        return value.empty() ? std::string{} : fmt::format(" {} '{}'", name, value);
    };
    bool const is_one_of_several = workplace.inspection.objects.size() > 1;
    return given("--inspection", arguments.inspection) +
        given("--object", is_one_of_several ? workplace.object.code : std::string{});
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
        auto const desk = merging_desk(arguments, workplace.office);
        auto const place = merge::place(workplace.log(), *command, desk);
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
        if (!a) {
            return std::unexpected{a.error()};
        }
        std::optional<MatterId> b;
        if (!arguments.second.empty()) {
            auto const other = matter_of(workplace, arguments.second);
            if (!other) {
                return std::unexpected{other.error()};
            }
            b = *other;
        }
        db::Snapshot const moment{workplace.office.connection()};
        auto const told = explained(workplace, *a, b);
        if (!told) {
            return std::unexpected{told.error()};
        }
        put(print_explanation(*told, arguments));
        return {};
    });
}

int run_merge_review(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& office = workplace.office;
        auto const cases = office.policy().authorize<casefile::ReadCases>(workplace.log());
        auto const may = office.policy().authorize<merge::ReadMerges>(workplace.log());
        db::Snapshot const moment{office.connection()};
        auto placements = merge::proposals(office.connection(), may, cases);
        auto const waiting = static_cast<std::int64_t>(placements.size());
        auto const most = std::clamp<std::int64_t>(arguments.limit.value_or(waiting), 0, waiting);
        placements.resize(static_cast<std::size_t>(most));
        std::vector<MatterId> matters;
        for (auto const& placement : placements) {
            matters.push_back(placement.matter);
        }
        // A table has no column for reasons: the walk of the log is spared.
        bool const gives_reasons = arguments.json || arguments.format != "csv";
        auto const weighed = gives_reasons
            ? merge::weigh(
                  office.connection(), may_read(workplace), matters, workplace.inspection.merge
              )
            : std::map<MatterId, merge::Weighed>{};
        std::vector<OpenProposal> open;
        for (auto const& placement : placements) {
            open.push_back(open_proposal(workplace, placement));
            if (auto const found = weighed.find(placement.matter); found != weighed.end()) {
                open.back().weighed = found->second;
            }
        }
        put(print_proposals(open, waiting, options_of(workplace, arguments), arguments));
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

} // namespace ducha::app
