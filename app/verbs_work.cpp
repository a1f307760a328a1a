// The verbs of the daily work: import, accept, merge, batch, counts.
#include "base/text.h"

#include "platform/json/text.h"

#include "domain/bulletin/bulletin.h"
#include "domain/inspection/inspection_config.h"
#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/desk_of_verbs.h"
#include "app/import_reports.h"
#include "app/printing.h"
#include "app/rooms.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

enum class UsageRefusal { bad_day, bad_instant, bad_word, no_such_report };

constexpr RefusalRow<UsageRefusal> refusals[] = {
    {UsageRefusal::bad_day, "usage.bad_day", "日期无效", "there is no such day"},
    {UsageRefusal::bad_instant, "usage.bad_instant", "时间无效", "there is no such instant"},
    {UsageRefusal::bad_word, "usage.bad_word", "未知的选项值", "the word is not known"},
    {UsageRefusal::no_such_report, "usage.no_such_report", "没有这件举报", "there is no such report"
    },
};

Result<Instant> instant_of(std::string const& text)
{
    auto const instant = parse_instant(text);
    if (!instant) {
        return refuse(refusals, UsageRefusal::bad_instant, text, "2021-09-15T20:00:00");
    }
    return *instant;
}

Result<MatterId> matter_of(Workplace const& workplace, std::string const& own_id)
{
    auto const may = workplace.office.policy().authorize<intake::ReadMatters>(workplace.log());
    auto const report = intake::find_report(workplace.office.connection(), may, own_id);
    if (!report) {
        return refuse(refusals, UsageRefusal::no_such_report, own_id);
    }
    return first_matter(*report);
}

json::ObjectText figures_of(ImportResult const& result)
{
    json::ObjectText figures;
    figures.put("received", std::to_string(result.received));
    figures.put("there_already", std::to_string(result.there_already));
    figures.put("rejected", std::to_string(result.rejected));
    return figures;
}

void acknowledge(Arguments const& arguments, ImportResult const& result, std::string const& last)
{
    if (!arguments.json) {
        return;
    }
    auto line = figures_of(result);
    line.put("last", json::quoted(last));
    put(line.take());
}

json::ObjectText one(std::string_view name, std::int64_t value)
{
    json::ObjectText figures;
    figures.put(name, std::to_string(value));
    return figures;
}

} // namespace

int run_init(Arguments const& arguments)
{
    auto inspection = inspection::read_config(arguments.config);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    Office::found(arguments.office);
    Office office{arguments.office};
    auto const opened = office.pipeline().run(inspection::open_inspection(*inspection));
    if (!opened) {
        auto refusal = opened.error();
        refusal.where = arguments.config.string() + ": " + refusal.where;
        return say(arguments, refusal);
    }
    bool const is_new = !opened->events.empty();
    json::ObjectText figures;
    figures.put("inspection", json::quoted(inspection->id));
    figures.put("opened", is_new ? "true" : "false");
    tell(
        arguments,
        {fmt::format("{}{}", inspection->name_zh, is_new ? "已开始" : "已在库中，未作改动"),
         fmt::format("{} {}", inspection->name_en, is_new ? "opened" : "was there already")},
        std::move(figures)
    );
    return ExitCode::done;
}

int run_import(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        ImportOptions options{.file = arguments.file, .strict = arguments.strict};
        if (!arguments.channel.empty()) {
            options.channel = from_code<Channel>(arguments.channel);
            if (!options.channel) {
                return refuse(
                    refusals,
                    UsageRefusal::bad_word,
                    arguments.channel,
                    "call, letter, web or visit",
                    "--channel"
                );
            }
        }
        if (arguments.map.starts_with("text=")) {
            for (auto const column : split(std::string_view{arguments.map}.substr(5), '+')) {
                options.text_columns.emplace_back(column);
            }
        }
        auto const result = import_reports(
            workplace.office,
            workplace.log(),
            options,
            [&](ImportResult const& so_far, std::string const& last) {
                acknowledge(arguments, so_far, last);
            }
        );
        if (!result) {
            return std::unexpected{result.error()};
        }
        auto const file = result->rejected_file ? result->rejected_file->string() : "";
        auto figures = figures_of(*result);
        figures.put("rejected_file", file.empty() ? "null" : json::quoted(file));
        tell(
            arguments,
            {fmt::format(
                 "收到 {} 件，已有 {} 件，退回 {} 行{}",
                 result->received,
                 result->there_already,
                 result->rejected,
                 file.empty() ? "" : "：" + file
             ),
             fmt::format(
                 "{} received, {} there already, {} rejected{}",
                 result->received,
                 result->there_already,
                 result->rejected,
                 file.empty() ? "" : ": " + file
             )},
            std::move(figures)
        );
        return {};
    });
}

int run_accept(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const events = run_to_the_end(workplace.office, intake::accept(workplace.log(), {}));
        if (!events) {
            return std::unexpected{events.error()};
        }
        tell(
            arguments,
            {fmt::format("按规则受理 {} 件", *events),
             fmt::format("{} matters accepted by the rule", *events)},
            one("accepted", *events)
        );
        return {};
    });
}

int run_merge(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const events =
            run_to_the_end(workplace.office, merge::place(workplace.log(), {}, merge::make_desk()));
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
            return refuse(refusals, UsageRefusal::bad_day, arguments.day, "2021-09-15");
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
            *day
        );
        put(print_batch(batch, *day, arguments.json ? "json" : arguments.format));
        return {};
    });
}

int run_counts(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const as_of = arguments.as_of.empty() ? Result<Instant>{workplace.office.clock().now()}
                                                   : instant_of(arguments.as_of);
        if (!as_of) {
            return std::unexpected{as_of.error()};
        }
        bulletin::Question question{.as_of = *as_of, .known_at = {}, .by = {}};
        if (!arguments.known_at.empty()) {
            auto const known_at = instant_of(arguments.known_at);
            if (!known_at) {
                return std::unexpected{known_at.error()};
            }
            question.known_at = *known_at;
        }
        auto const by = from_code<bulletin::Grouping>(arguments.by);
        if (!by) {
            return refuse(
                refusals, UsageRefusal::bad_word, arguments.by, "none, type, channel or day", "--by"
            );
        }
        question.by = *by;
        auto const lines = bulletin::count(
            workplace.office.connection(),
            workplace.office.policy().authorize<bulletin::ReadCounts>(workplace.log()),
            question
        );
        put(print_counts(lines, question, arguments));
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
        std::vector<merge::Placement> placements;
        merge::each_placement(
            office.connection(),
            office.policy().authorize<merge::ReadMerges>(log),
            [&](merge::Placement const& placement) { placements.push_back(placement); }
        );
        put("report,case,case_number,how,score");
        for (auto const& placement : placements) {
            auto const in = casefile::case_of(office.connection(), cases, placement.matter);
            auto const matter = intake::load_matter(office.connection(), matters, placement.matter);
            if (!in || !matter) {
                continue;
            }
            auto const file = casefile::load(office.connection(), cases, *in);
            put(fmt::format(
                "{},{},{},{},{:.6f}",
                intake::own_id_of(office.connection(), matters, matter->of.report),
                in->get(),
                file->number,
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
                auto const command = act.read(workplace.log(), arguments.act_json);
                if (!command) {
                    return std::unexpected{command.error()};
                }
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
        return refuse(refusals, UsageRefusal::bad_word, arguments.first, known, "act");
    });
}

} // namespace ducha::app
