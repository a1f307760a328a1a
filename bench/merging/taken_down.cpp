// A simulated report as the intake takes it down.
#include "bench/merging/taken_down.h"

#include "base/invariant.h"

#include <utility>

namespace ducha::bench {

intake::Matter taken_down(
    simulation::SimulatedReport const& report, inspection::Placed const& where, std::int64_t number
)
{
    auto const& incoming = report.incoming;
    auto taken = intake::working_report(incoming, where, incoming.occurred);
    invariant(taken.has_value(), "the intake takes what is simulated");
    intake::Matter matter;
    matter.of.matter = MatterId{number};
    matter.of.types = std::move(taken->types);
    matter.occurred = incoming.occurred;
    matter.title = std::move(taken->title);
    matter.text = std::move(taken->text);
    matter.place = std::move(taken->place);
    matter.enterprise = std::move(taken->enterprise);
    return matter;
}

} // namespace ducha::bench
