// The identities that cross doors. Within a log an identity is a position in that log.
#pragma once

#include "base/strong.h"

namespace ducha {

/// A log: one for each inspected object of an inspection, and log 0 for the office itself.
/// It leads every key in the database, and is the unit of sharding.
using LogId = Strong<struct LogIdTag>;

inline constexpr LogId office_log{0};

/// The position of an event in its log, from 0, without gaps.
using Seq = Strong<struct SeqTag>;

/// A report is named by the position of the event that received it; its first matter has the
/// same number. A further matter is named by the event that split it off.
using ReportId = Strong<struct ReportIdTag>;
using MatterId = Strong<struct MatterIdTag>;

/// A case is named by the matter that founded it, for ever: a parted matter finds its former
/// case under its own number.
using CaseId = Strong<struct CaseIdTag>;

[[nodiscard]] constexpr MatterId first_matter(ReportId report)
{
    return MatterId{report.get()};
}

[[nodiscard]] constexpr CaseId own_case(MatterId founder)
{
    return CaseId{founder.get()};
}

[[nodiscard]] constexpr MatterId founder(CaseId id)
{
    return MatterId{id.get()};
}

/// The place of the act, unique in its log: every event and log line of one act carries it.
using ActId = Strong<struct ActIdTag>;

} // namespace ducha
