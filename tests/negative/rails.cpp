// What must not compile: each MUST_NOT is built alone and has to fail; with none of them this file
// compiles, so that a failure is about the line and not about the file.
#include "domain/guard/guard.h"
#include "domain/intake/intake.h"

namespace ducha {

/// An event of which nobody said by which facts it is judged.
struct Unjudged {
    static constexpr ledger::EventType type{"unjudged", 1};
};

[[maybe_unused]] void
try_it(ledger::Drafts drafts, db::Connection& connection, intake::MayReadMatters const& matters)
{
    guard::Proposal proposal;
    static_cast<void>(drafts);
    static_cast<void>(intake::load_matter(connection, matters, MatterId{1}));
#if MUST_NOT == 1 // a guarded act that has not passed the gate
    ledger::Guarded<ledger::Drafts> const guarded{drafts};
#elif MUST_NOT == 2 // the token that only the pipeline holds
    ledger::PipelineToken const token{};
#elif MUST_NOT == 3 // a permission that no policy has given
    identity::Authorized<intake::ReadMatters, LogId> const may{LogId{1}, identity::Seen{}};
#elif MUST_NOT == 4 // an event without guard_facts
    proposal.add(Unjudged{}, Instant{});
#elif MUST_NOT == 5 // a case where a report is expected
    ReportId const report = CaseId{1};
#elif MUST_NOT == 6 // an act that no policy has permitted
    identity::Permit const permit{identity::Decision{}};
#elif MUST_NOT == 7 // a store asked without a permission
    static_cast<void>(intake::load_matter(connection, LogId{1}, MatterId{1}));
#elif MUST_NOT == 8 // the permission to ask one question, used for another
    static_cast<void>(inspection::load_all(connection, matters));
#elif MUST_NOT == 9 // what may be asked of one log, used for a list of all
    static_cast<void>(intake::list_matters(connection, matters, {}));
#endif
}

} // namespace ducha
