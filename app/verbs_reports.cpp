// The verbs of the intake: init, import, accept.
#include "domain/inspection/inspection_config.h"

#include "app/desk_of_verbs.h"
#include "app/import_reports.h"
#include "app/progress.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

json::ObjectText figures_of(ImportResult const& result)
{
    json::ObjectText figures;
    figures.put("received", std::to_string(result.received));
    figures.put("there_already", std::to_string(result.there_already));
    figures.put("rejected", std::to_string(result.rejected));
    figures.put("out_of_order", std::to_string(result.out_of_order));
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

void tell_result(Arguments const& arguments, ImportResult const& result)
{
    auto const file = result.rejected_file ? result.rejected_file->string() : "";
    auto const old = result.out_of_order;
    auto figures = figures_of(result);
    figures.put("rejected_file", file.empty() ? "null" : json::quoted(file));
    tell(
        arguments,
        {fmt::format(
             "收到 {} 件，已有 {} 件，退回 {} 行{}{}",
             result.received,
             result.there_already,
             result.rejected,
             file.empty() ? "" : "：" + file,
             old > 0 ? fmt::format("；{} 行时间早于上一行，按文件次序收录", old) : ""
         ),
         fmt::format(
             "{} received, {} there already, {} rejected{}{}",
             result.received,
             result.there_already,
             result.rejected,
             file.empty() ? "" : ": " + file,
             old > 0 ? fmt::format("; {} older than the row above, taken in file order", old) : ""
         )},
        std::move(figures)
    );
}

} // namespace

int run_init(Arguments const& arguments)
{
    auto inspection = inspection::read_config(arguments.config);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    auto const in_file = [&](Refusal refusal) {
        refusal.where = arguments.config.string() + ": " + refusal.where;
        return say(arguments, refusal);
    };
    // Nothing is made for settings that cannot work.
    if (auto const sound = inspection::decide(*inspection, SystemClock{}.now()); !sound) {
        return in_file(sound.error());
    }
    Office::found(arguments.office);
    Office office{arguments.office};
    auto const opened = office.pipeline().run(inspection::open_inspection(*inspection));
    if (!opened) {
        return in_file(opened.error());
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
                    usage_refusals,
                    UsageRefusal::bad_word,
                    arguments.channel,
                    "call, letter, web or visit",
                    "--channel"
                );
            }
        }
        if (!arguments.map.empty()) {
            auto columns = text_columns_in(arguments.map);
            if (!columns) {
                return std::unexpected{columns.error()};
            }
            options.text_columns = std::move(*columns);
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
        tell_result(arguments, *result);
        if (result->stopped_by) {
            return std::unexpected{*result->stopped_by};
        }
        return {};
    });
}

int run_accept(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        Progress bar{"受理 accept", 0};
        auto const events =
            run_to_the_end(workplace.office, intake::accept(workplace.log(), {}), &bar);
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

} // namespace ducha::app
