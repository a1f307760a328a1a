// Who hears that there is something new.
#include "app/serve/hearing.h"

#include "platform/json/text.h"

#include "app/serve/paths.h"

namespace ducha::app::serve {

void Hearing::tell(LogId log, Done const& done)
{
    if (done.repeated || log == office_log) {
        return;
    }
    std::scoped_lock const lock{changing_};
    if (auto const found = logs_.find(log); found != logs_.end()) {
        auto const seq = std::to_string(done.events.back().seq.get());
        json::ObjectText data;
        data.put("seq", seq);
        found->second.publish({.id = seq, .name = "recorded", .data = data.take()});
    }
}

http::Response Hearing::listen(LogId log, http::Request const& request)
{
    std::scoped_lock const lock{changing_};
    return logs_[log].listen(request);
}

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
                auto const may = call.permissions().authorize<intake::ReadMatters>(*log);
                if (!may) {
                    return std::unexpected{may.error()};
                }
                return hearing.listen(*log, call.request);
            }
        ),
    });
}

} // namespace ducha::app::serve
