// The verb that counts.
#include "app/asking.h"
#include "app/desk_of_verbs.h"
#include "app/printing.h"

namespace ducha::app {
int run_counts(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const inspection = find_inspection(office, arguments);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    auto const objects = objects_to_count(office, *inspection, arguments.object);
    auto const question = question_of(arguments, office.clock().now(), inspection->daily_cut);
    if (!objects || !question) {
        return say(arguments, objects ? question.error() : objects.error());
    }
    db::Snapshot const moment{office.connection()};
    auto const lines = bulletin::count(office.connection(), *objects, *question);
    put(print_counts(lines, *question, arguments));
    return ExitCode::done;
}

} // namespace ducha::app
