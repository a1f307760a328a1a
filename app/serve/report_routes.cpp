// The routes by which programs of the public report: a form of another site of the inspectorate, a
// small program on a telephone. The pages do the same for people.
#include "platform/json/record.h"

#include "app/public_counter.h"
#include "app/serve/api.h"
#include "app/serve/serve_refusals.h"
#include "web/public/allowance.h"

namespace ducha::reporter {

template <class Fields>
void describe(Fields& fields, ReceiveWebReport& report)
{
    fields.field("form", report.form);
    fields.field("kind", report.kind);
    fields.field("place", report.place);
    fields.field("enterprise", report.enterprise);
    fields.field("text", report.text);
    fields.field("when", report.when);
    fields.field("evidence", report.evidence);
    fields.field("types", report.types);
    fields.field("name", report.name);
    fields.field("telephone", report.telephone);
}

} // namespace ducha::reporter

namespace ducha::app::serve {
namespace {

constexpr std::size_t most_report_bytes = 256 * 1024;

/// A report and whom it is about.
struct Reported {
    std::string object;
    reporter::ReceiveWebReport report;
};

template <class Fields>
void describe(Fields& fields, Reported& reported)
{
    fields.field("object", reported.object);
    fields.field("report", reported.report);
}

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
    auto const as_problem = [&request](Refusal const& refusal) {
        return http::to_response({status_of(refusal), refusal}, request.language());
    };
    if (auto const json = check_json(request); !json) {
        return as_problem(json.error());
    }
    auto const reported = json::read_command<Reported>(request.body());
    if (!reported) {
        return as_problem(reported.error());
    }
    if (!gate.take(request.peer().key(), ports.clock.now())) {
        auto response = as_problem(refuse(api_refusals, ApiRefusal::too_often).error());
        response.headers.set("Retry-After", "360");
        return response;
    }
    auto const receipt = ports.counter.receive(reported->object, reported->report);
    if (!receipt) {
        return as_problem(receipt.error());
    }
    json::ObjectText answer;
    answer.put("receipt", json::quoted(to_text(receipt->code)));
    answer.put("repeated", receipt->there_already ? "true" : "false");
    return http::json(
        receipt->there_already ? http::Status::ok : http::Status::created, answer.take()
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
                auto const refusal = refuse(api_refusals, ApiRefusal::no_such_path).error();
                return http::to_response({http::Status::not_found, refusal}, request.language());
            },
    });
}

} // namespace ducha::app::serve
