// Who hears that there is something new.
//
// An event says that an object's log has grown, and nothing else; what is new is asked for with the
// listener's own permissions. Only who may read the object's matters listens: the inspected side
// must not see when somebody reports. The office's own log is heard by nobody, since a threat that
// was told is an event there.
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

    /// The answer to somebody who may listen.
    [[nodiscard]] http::Response listen(LogId log, http::Request const& request);

private:
    std::mutex changing_;
    std::map<LogId, http::Broadcast> logs_; ///< those that anybody has listened to
};

void add_hearing(http::Router& router, Counter const& counter, Hearing& hearing);

} // namespace ducha::app::serve
