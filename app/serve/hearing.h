// Who hears that there is something new.
//
// An event says that an object's log has grown, and nothing else; what is new is asked for with the
// listener's own permissions. Who may read the object's matters hears of everything. The inspected
// side must not see when somebody reports: who may read its batches alone hears of what is sent to
// it and of its own answers, without a place in the log. The office's own log is heard by nobody,
// since a threat that was told is an event there.
#pragma once

#include "platform/http/events.h"

#include "app/pipeline.h"
#include "app/serve/api.h"

#include <map>
#include <mutex>

namespace ducha::app::serve {

/// threads   safe
class Hearing {
public:
    /// Tells those who listen to the log, if anybody does.
    void tell(LogId log, Done const& done);

    enum class Ear { everything, what_is_sent };

    /// The answer to somebody who may listen.
    [[nodiscard]] http::Response listen(LogId log, Ear ear, http::Request const& request);

private:
    using Broadcasts = std::map<LogId, http::Broadcast>; ///< those that anybody has listened to

    std::mutex changing_;
    Broadcasts everything_;
    Broadcasts what_is_sent_;
    std::map<LogId, std::int64_t> times_sent_; ///< what the inspected side's events are called by
};

void add_hearing(http::Router& router, Counter const& counter, Hearing& hearing);

} // namespace ducha::app::serve
