// The routes by which programs of the public report: a form of another site of the inspectorate, a
// small program on a telephone. The pages do the same for people.
#include "app/public_counter.h"
#include "app/serve/api.h"
#include "app/serve/serve_refusals.h"
#include "app/serve/shapes.h"
#include "web/public/allowance.h"

namespace ducha::app::serve {
namespace {

constexpr std::size_t most_report_bytes = 256 * 1024;

/// How often one network may report here; the pages ask such visitors to copy a few characters.
class Gate {
public:
    explicit Gate(PublicSettings const& settings)
        : allowance_{settings.reports_at_once, settings.report_interval}
    {
    }

    bool take(std::uint64_t network, Instant now)
    {
        std::scoped_lock const lock{changing_};
        return allowance_.take(network, now);
    }

private:
    std::mutex changing_;
    web::Allowance allowance_;
};

http::Response take_down(http::Request const& request, PublicPorts const& ports, Gate& gate)
{
    if (auto const json = check_json(request); !json) {
        return problem(json.error(), request);
    }
    auto const reported = json::read_command<Reported>(request.body());
    if (!reported) {
        return problem(reported.error(), request);
    }
    if (!gate.take(request.peer().key(), ports.clock.now())) {
        auto response = problem(refuse(api_refusals, ApiRefusal::too_often).error(), request);
        response.headers.set("Retry-After", "360");
        return response;
    }
    auto const receipt = ports.counter.receive(reported->object, reported->report);
    if (!receipt) {
        return problem(receipt.error(), request);
    }
    ShownReceipt const shown{to_text(receipt->code), receipt->there_already};
    return http::json(
        shown.repeated ? http::Status::ok : http::Status::created, json::write(shown)
    );
}

} // namespace

void add_reports(http::Router& router, PublicPorts const& ports, PublicSettings const& settings)
{
    router.add({
        .method = http::Method::post,
        .pattern = "/api/v1/public/reports",
        .load = http::LoadClass::intake,
        .handler = [ports,
                    gate = std::make_shared<Gate>(settings
                    )](http::Request const& request,
                       http::Context&) { return take_down(request, ports, *gate); },
        .most_body_bytes = most_report_bytes,
    });
    router.add({
        .method = http::Method::get,
        .pattern = "/api/{path...}",
        .load = http::LoadClass::look_up,
        .handler =
            [](http::Request const& request, http::Context&) {
                return problem(refuse(api_refusals, ApiRefusal::no_such_path).error(), request);
            },
    });
}

} // namespace ducha::app::serve
