// The whole server.
#include "app/serve/service.h"

#include "platform/http/static_files.h"
#include "platform/trouble.h"

#include "app/serve/openapi.h"

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
      jobs_{recorder_, *random_, office_.shelf()},
      server_{std::make_unique<http::Server>(
          routes(), settings_.http, http::Ports{clock_, *random_, registry_, &log_}
      )}
{
}

Service::~Service() = default;

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
    Counter const counter{readers_, recorder_, directory_};
    add_probes(router);
    add_sessions(router, counter);
    add_access(router, counter);
    add_questions(router, counter);
    add_acts(router, counter);
    add_attachments(router, counter);
    add_jobs(router, counter, jobs_);
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
    if (!settings_.workbench.empty()) {
        router.add({
            .method = http::Method::get,
            .pattern = "/app/{path...}",
            .load = http::LoadClass::look_up,
            .handler = http::serve({.folder = settings_.workbench, .fallback = "index.html"}),
        });
    }
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
    hearing_.tell(command.log, done);
}

} // namespace ducha::app::serve
