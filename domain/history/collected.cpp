// The events about things of one log.
#include "domain/history/collected.h"

namespace ducha::history {

using ledger::Subject;

void Collected::add_matter(MatterId matter, ReportId report)
{
    events_.emplace(Seq{matter.get()}, matter); // the one that brought it, which does not name it
    add(Subject::matter, matter.get(), matter);
    add(Subject::report, report.get(), matter);
}

void Collected::add_case(CaseId id, std::optional<Day> batch_day)
{
    add(Subject::case_, id.get(), {});
    if (batch_day) {
        add_batch(*batch_day);
    }
}

void Collected::add_batch(Day day)
{
    add(Subject::batch, day.number, {});
}

void Collected::add(Subject subject, std::int64_t thing, std::optional<MatterId> matter)
{
    for (auto const seq : ledger::events_about(connection_, log_, subject, thing, most_)) {
        events_.emplace(seq, matter);
    }
}

} // namespace ducha::history
