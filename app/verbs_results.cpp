// The verb of what comes back: import results.
#include "app/desk_of_verbs.h"
#include "app/import_results.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

json::ObjectText figures_of(ResultsTaken const& taken)
{
    json::ObjectText figures;
    figures.put("recorded", std::to_string(taken.recorded));
    figures.put("corrected", std::to_string(taken.corrected));
    figures.put("there_already", std::to_string(taken.there_already));
    figures.put("rejected", std::to_string(taken.rejected));
    return figures;
}

void tell_taken(Arguments const& arguments, ResultsTaken const& taken)
{
    auto const file = taken.rejected_file ? taken.rejected_file->string() : "";
    auto figures = figures_of(taken);
    figures.put("rejected_file", file.empty() ? "null" : json::quoted(file));
    tell(
        arguments,
        {fmt::format(
             "登记 {} 件，更正 {} 件，已有 {} 件，退回 {} 行{}",
             taken.recorded,
             taken.corrected,
             taken.there_already,
             taken.rejected,
             file.empty() ? "" : "：" + file
         ),
         fmt::format(
             "{} recorded, {} corrected, {} there already, {} rejected{}",
             taken.recorded,
             taken.corrected,
             taken.there_already,
             taken.rejected,
             file.empty() ? "" : ": " + file
         )},
        std::move(figures)
    );
}

} // namespace

int run_import_results(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const acknowledge = [&](ResultsTaken const& so_far, std::string const& last) {
            if (arguments.json) {
                auto line = figures_of(so_far);
                line.put("last", json::quoted(last));
                put(line.take());
            }
        };
        auto const taken = import_results(
            workplace.office,
            workplace.log(),
            {.file = arguments.file, .strict = arguments.strict},
            acknowledge
        );
        if (!taken) {
            return std::unexpected{taken.error()};
        }
        tell_taken(arguments, *taken);
        if (taken->stopped_by) {
            return std::unexpected{*taken->stopped_by};
        }
        return {};
    });
}

} // namespace ducha::app
