// Who hears that there is something new.
#include "app/serve/hearing.h"

#include "platform/json/text.h"

#include "domain/handling/handling.h"
#include "domain/transfer/transfer.h"

#include "app/serve/paths.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

/// What the inspected side sends or is sent.
constexpr std::string_view sent[] = {
    transfer::CaseHandedOver::type.name,
    transfer::BatchHandedOver::type.name,
    transfer::BatchAcknowledged::type.name,
    handling::ResultReported::type.name,
};

bool is_sent(ledger::Recorded const& event)
{
    return std::ranges::find(sent, event.type) != std::end(sent);
}

} // namespace

void Hearing::tell(LogId log, Done const& done)
{
    if (done.repeated || log == office_log) {
        return;
    }
    std::scoped_lock const lock{changing_};
    if (auto const found = everything_.find(log); found != everything_.end()) {
        auto const seq = std::to_string(done.events.back().seq.get());
        json::ObjectText data;
        data.put("seq", seq);
        found->second.publish({.id = seq, .name = "recorded", .data = data.take()});
    }
    auto const found = what_is_sent_.find(log);
    if (found != what_is_sent_.end() && std::ranges::any_of(done.events, is_sent)) {
        auto const number = std::to_string(++times_sent_[log]);
        found->second.publish({.id = number, .name = "recorded", .data = "{}"});
    }
}

http::Response Hearing::listen(LogId log, Ear ear, http::Request const& request)
{
    std::scoped_lock const lock{changing_};
    auto& broadcasts = ear == Ear::everything ? everything_ : what_is_sent_;
    return broadcasts[log].listen(request);
}

namespace {

Result<Hearing::Ear> ear_of(Call const& call, LogId log)
{
    auto const permissions = call.permissions();
    auto const matters = permissions.authorize<intake::ReadMatters>(log);
    if (matters) {
        return Hearing::Ear::everything;
    }
    if (permissions.authorize<transfer::ReadBatches>(log)) {
        return Hearing::Ear::what_is_sent;
    }
    return std::unexpected{matters.error()};
}

} // namespace

void add_hearing(http::Router& router, Counter const& counter, Hearing& hearing)
{
    router.add({
        .method = http::Method::get,
        .pattern = base_of(guard::About::object) + "/events",
        .load = http::LoadClass::look_up,
        .handler = guarded(
            counter,
            [&hearing](Call const& call) -> Result<http::Response> {
                auto const log = log_of(call, guard::About::object);
                if (!log) {
                    return std::unexpected{log.error()};
                }
                auto const ear = ear_of(call, *log);
                if (!ear) {
                    return std::unexpected{ear.error()};
                }
                return hearing.listen(*log, *ear, call.request);
            }
        ),
    });
}

} // namespace ducha::app::serve
