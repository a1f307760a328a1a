// The verbs of the server: serve, config check, config keys, openapi.
#include "platform/trouble.h"

#include "app/desk_of_verbs.h"
#include "app/interrupt.h"
#include "app/serve/openapi.h"
#include "app/serve/probe.h"
#include "app/serve/service.h"
#include "app/verbs_of_server.h"

#include <cstdlib>

namespace ducha::app {
namespace {

std::optional<std::string> environment(char const* name)
{
    auto const* const value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>{value};
}

Result<serve::Settings> settings_of(Arguments const& arguments)
{
    auto settings = serve::settings(
        {.config = arguments.config,
         .listen = arguments.listen,
         .database = arguments.said_database,
         .keys = arguments.office.keys,
         .blobs = arguments.office.blobs,
         .log = arguments.office.log_file},
        environment
    );
    if (settings) {
        settings->program = arguments.program;
    }
    return settings;
}

} // namespace

int run_serve(Arguments const& arguments)
{
    auto const settings = settings_of(arguments);
    if (!settings) {
        return say(arguments, settings.error());
    }
    HeldInterrupts const held;
    serve::Service service{*settings};
    service.start();
    auto const address = settings->http.address + ":" + std::to_string(service.port());
    json::ObjectText figures;
    figures.put("address", json::quoted("http://" + address));
    tell(
        arguments,
        {"服务已启动：http://" + address + "（Ctrl-C 停止）",
         "serving http://" + address + " (Ctrl-C stops)"},
        std::move(figures)
    );
    if (arguments.check) {
        bool const ready = serve::is_ready(settings->http.address, service.port());
        static_cast<void>(service.stop());
        tell(
            arguments,
            ready ? Sentence{"就绪", "ready"} : Sentence{"未就绪", "not ready"},
            one("ready", ready ? 1 : 0)
        );
        return ready ? ExitCode::done : ExitCode::trouble;
    }
    held.wait();
    bool const whole = service.stop();
    tell(
        arguments,
        whole ? Sentence{"已停止，所有请求均已答复", "stopped; every request was answered"}
              : Sentence{"已停止，部分请求被中断", "stopped; some requests were cut"},
        one("whole", whole ? 1 : 0)
    );
    return ExitCode::done;
}

int run_config_check(Arguments const& arguments)
{
    auto const settings = settings_of(arguments);
    if (!settings) {
        return say(arguments, settings.error());
    }
    json::ObjectText figures;
    figures.put("address", json::quoted(settings->http.address));
    figures.put("port", std::to_string(settings->http.port));
    figures.put("workers", std::to_string(settings->http.workers));
    tell(
        arguments,
        {"设置可用，将监听 " + settings->http.address + ":" + std::to_string(settings->http.port),
         "the settings can be used; it would listen on " + settings->http.address + ":" +
             std::to_string(settings->http.port)},
        std::move(figures)
    );
    return ExitCode::done;
}

int run_config_keys(Arguments const& arguments)
{
    for (auto const& key : serve::keys()) {
        json::ObjectText object;
        object.put("key", json::quoted(key.name));
        object.put("environment", json::quoted(key.environment));
        object.put("usual", json::quoted(key.usual));
        object.put("zh", json::quoted(key.zh));
        object.put("en", json::quoted(key.en));
        auto const line = [&key](std::string_view text) {
            return std::string{key.name} + " = " + std::string{key.usual} +
                (key.environment.empty() ? "" : "  [" + std::string{key.environment} + "]") +
                "\n    " + std::string{text};
        };
        tell(arguments, {line(key.zh), line(key.en)}, std::move(object));
    }
    return ExitCode::done;
}

int run_openapi(Arguments const& /*arguments*/)
{
    put(serve::openapi_text());
    return ExitCode::done;
}

} // namespace ducha::app
