// What the threads of one server share. Inside of http.
#pragma once

#include "platform/http/admission.h"
#include "platform/http/router.h"
#include "platform/http/server.h"
#include "platform/http/tallies.h"
#include "platform/http/workers.h"
#include "platform/http/writer.h"

#include <atomic>
#include <functional>
#include <utility>

namespace ducha::http {

struct Service {
    Service(Router routes, Options given, Ports outside)
        : options{std::move(given)},
          router{std::move(routes)},
          ports{outside},
          writer{options.security},
          tallies{router.routes(), ports.registry},
          admission{options.limits, options.trusted_proxies},
          workers{options.workers, options.queues, ports.registry}
    {
    }

    Options const options;
    Router const router;
    Ports const ports;
    Writer const writer;
    Tallies tallies;
    Admission admission;
    Workers workers;
    std::atomic<bool> is_stopping{false};
    std::function<void()> thread_emptied; ///< a thread that is stopping has no connection left
};

} // namespace ducha::http
