// The whole server: an office on the network.
#pragma once

#include "platform/http/server.h"
#include "platform/logging/logging.h"
#include "platform/metrics/metrics.h"

#include "app/serve/api.h"
#include "app/serve/hearing.h"
#include "app/serve/imports.h"
#include "app/serve/jobs.h"
#include "app/serve/settings.h"

namespace ducha::app::serve {

/// threads   `start`, `stop` by one thread
class Service {
public:
    /// Opens the office and makes the routes.
    /// throws   Trouble: the database or the keys are not as they should be
    explicit Service(Settings settings);
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;
    ~Service();

    /// throws   Trouble(network): the address cannot be listened on
    void start();
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    /// Answers what was begun, records what was taken on, and ends.
    /// returns   whether everything was answered in time
    bool stop();

private:
    [[nodiscard]] std::unique_ptr<http::Server> make_server();
    [[nodiscard]] http::Router routes();
    void add_probes(http::Router& router);
    void add_public(http::Router& router);
    void hear(guard::Command const& command, Done const& done);

    Settings settings_;
    SystemClock clock_;
    logging::Log log_;
    metrics::Registry registry_;
    std::unique_ptr<Random> random_;
    Hearing hearing_;
    Directory directory_;
    guard::Memory memory_;
    Readers readers_;
    Office office_; ///< the recorder's
    Recorder recorder_;
    Imports imports_;
    Jobs jobs_;
    std::unique_ptr<OfficeCounter> public_counter_; ///< none: nothing is open to the public
    std::unique_ptr<http::Server> server_;
};

} // namespace ducha::app::serve
