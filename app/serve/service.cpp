// The whole server.
#include "app/serve/service.h"

#include "platform/trouble.h"

#include "app/serve/openapi.h"
#include "app/serve/operations.h"
#include "app/serve/workbench.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

logging::Sink sink_of(Settings const& settings)
{
    return settings.log_file.empty() ? logging::standard_error()
                                     : logging::append_to(settings.log_file);
}

OfficeAddress with_log(Settings const& settings)
{
    auto address = settings.office;
    address.log_file = settings.log_file;
    return address;
}

} // namespace

Service::Service(Settings settings)
    : settings_{std::move(settings)},
      log_{sink_of(settings_), [this] { return clock_.now(); }},
      random_{std::make_unique<SystemRandom>()},
      readers_{with_log(settings_)},
      office_{with_log(settings_)},
      recorder_{
          office_.pipeline(),
          registry_,
          [this](guard::Command const& command, Done const& done) { hear(command, done); }
      },
      imports_{*random_},
      jobs_{recorder_, *random_, clock_, office_.shelf()},
      server_{make_server()}
{
}

Service::~Service() = default;

/// What is open to the public changes what the server says to browsers: the routes come first.
std::unique_ptr<http::Server> Service::make_server()
{
    auto router = routes();
    http::Ports const ports{clock_, *random_, registry_, &log_};
    return std::make_unique<http::Server>(std::move(router), settings_.http, ports);
}

/// What the public does goes through the same readers and the same recorder.
void Service::add_public(http::Router& router)
{
    auto const& open = settings_.to_public;
    if (open.contact.telephone.empty()) {
        return;
    }
    public_counter_ = std::make_unique<OfficeCounter>(
        [this](std::function<void(Office&)> const& work) {
            auto const office = readers_.take();
            work(*office);
        },
        [this](guard::Command command) { return recorder_.run(std::move(command)); },
        open.inspection,
        open.contact
    );
    PublicPorts const ports{*public_counter_, clock_, *random_, &log_};
    add_public_pages(router, ports, open.pages);
    add_reports(router, ports, open.pages);
    settings_.http.overloaded_page = overloaded_pages(*public_counter_);
}

void Service::start()
{
    server_->start();
}

bool Service::stop()
{
    return server_->stop();
}

http::Router Service::routes()
{
    http::Router router;
    Counter const counter{readers_, recorder_, directory_, memory_};
    add_probes(router);
    add_sessions(router, counter);
    add_access(router, counter);
    add_questions(router, counter);
    add_acts(router, counter);
    add_attachments(router, counter);
    add_jobs(router, counter, jobs_);
    add_operations(router, counter, settings_);
    add_imports(router, counter, imports_, jobs_);
    add_public(router);
    add_hearing(router, counter, hearing_);
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/openapi.json",
        .load = http::LoadClass::list,
        .handler =
            [text = openapi_text()](http::Request const& request, http::Context&) {
                return with_etag(request, text);
            },
    });
    add_workbench(router, settings_.workbench.empty() ? usual_workbench() : settings_.workbench);
    return router;
}

/// What a supervisor asks: does the process live, can it do its work, and how is it going.
void Service::add_probes(http::Router& router)
{
    router.add({
        .pattern = "/healthz",
        .handler =
            [](http::Request const&, http::Context&) {
                return http::content(http::Status::ok, "text/plain; charset=utf-8", "ok\n");
            },
        .is_light = true,
    });
    router.add({
        .pattern = "/readyz",
        .load = http::LoadClass::look_up,
        .handler =
            [this](http::Request const&, http::Context&) {
                // Opening, or asking, is what fails when the database is gone.
                auto const office = readers_.take();
                static_cast<void>(ledger::state_of(office->connection(), office_log, false));
                return http::content(http::Status::ok, "text/plain; charset=utf-8", "ready\n");
            },
    });
    router.add({
        .pattern = "/metrics",
        .load = http::LoadClass::look_up,
        .handler =
            [this](http::Request const& request, http::Context&) {
                // What is behind a proxy is the world's business no more than the database is.
                if (request.header("X-Forwarded-For") || request.header("Forwarded")) {
                    return http::content(
                        http::Status::not_found, "text/plain; charset=utf-8", "not here\n"
                    );
                }
                return http::content(
                    http::Status::ok,
                    "text/plain; version=0.0.4; charset=utf-8",
                    registry_.prometheus_text()
                );
            },
    });
}

void Service::hear(guard::Command const& command, Done const& done)
{
    if (command.log == office_log) {
        directory_.forget();
    }
    bool const has_erasure = std::ranges::any_of(done.events, [](auto const& event) {
        return event.type == ledger::PayloadErased::type.name;
    });
    if (has_erasure) {
        memory_.forget();
    }
    hearing_.tell(command.log, done);
}

} // namespace ducha::app::serve
