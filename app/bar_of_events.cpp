// A bar for walks over all that the ledger holds.
#include "app/bar_of_events.h"

#include "domain/ledger/ledger.h"

#include "app/progress.h"

#include <memory>
#include <string>

namespace ducha::app {

ledger::Progress bar_of_events(db::Connection& connection, std::string_view label)
{
    std::int64_t total = 0;
    for (auto const& name : ledger::logs(connection)) {
        total += ledger::state_of(connection, name.log, false).size;
    }
    struct Drawn {
        std::unique_ptr<Progress> bar;
        std::int64_t done = 0;
    };
    return
        [label = std::string{label}, total, drawn = std::make_shared<Drawn>()](std::int64_t done) {
            if (!drawn->bar) {
                drawn->bar = std::make_unique<Progress>(label, total);
            }
            drawn->bar->advance(done - drawn->done);
            drawn->done = done;
        };
}

} // namespace ducha::app
