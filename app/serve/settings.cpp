// How the server is set up.
#include "app/serve/settings.h"

#include "base/text.h"

#include "platform/config/config.h"
#include "platform/config/first_refusal.h"

#include <algorithm>
#include <thread>

namespace ducha::app::serve {
namespace {

enum class SettingsRefusal { bad_address, unknown_key };

constexpr RefusalRow<SettingsRefusal> refusals[] = {
    {SettingsRefusal::bad_address,
     "config.bad_address",
     "监听地址无效",
     "this is no address to listen on"},
    {SettingsRefusal::unknown_key, "config.unknown_key", "没有这个设置项", "there is no such key"},
};

constexpr Key all_keys[] = {
    {"server.listen",
     "DUCHA_LISTEN",
     "127.0.0.1:8480",
     "监听地址与端口；对外服务请经反向代理",
     "address and port; put a proxy in front of what the world sees"},
    {"server.workers", "", "32", "处理线程数，4 至 256", "threads that answer, 4 to 256"},
    {"server.network_threads", "", "1", "网络线程数，1 至 64", "threads for sockets, 1 to 64"},
    {"server.trusted_proxies",
     "",
     "[]",
     "前置代理的地址；只信这些代理的 X-Forwarded-For",
     "addresses of the proxies in front; only their X-Forwarded-For is believed"},
    {"server.behind_tls",
     "",
     "false",
     "前置代理已终结 TLS：告知浏览器只用 HTTPS",
     "a proxy ends TLS: browsers are told to stay with HTTPS"},
    {"server.most_connections", "", "4096", "同时连接数上限", "connections at once"},
    {"server.stop_seconds",
     "",
     "20",
     "停止时等待进行中请求的秒数",
     "how long a stop waits for what is being answered"},
    {"server.log",
     "",
     "",
     "日志文件（JSON 行）；空则写标准错误",
     "the log, JSON lines; empty: standard error"},
    {"server.workbench",
     "",
     "",
     "工作台页面所在目录；空则用程序旁的 ../app 或 ../share/ducha/app",
     "folder of the built workbench; empty: ../app or ../share/ducha/app beside the program"},
    {"office.database",
     "DUCHA_DB",
     "sqlite:ducha.db",
     "数据库：sqlite:路径 或 postgres://…",
     "the database: sqlite:PATH or postgres://..."},
    {"office.keys",
     "DUCHA_KEYS",
     "",
     "密钥目录；空则在数据库旁",
     "folder of the keys; empty: beside the database"},
    {"office.blobs",
     "",
     "",
     "附件目录；空则在数据库旁",
     "folder of the attachments; empty: beside the database"},
    {"public.telephone",
     "",
     "",
     "举报电话，每页都写明；空则不开放公众页面",
     "where to call instead, on every page; empty: no pages for the public"},
    {"public.inspection",
     "",
     "",
     "公众举报的督察编号；只有一次督察时可不写",
     "the inspection that the public reports to; may be empty where there is one only"},
    {"public.mailbox_zh", "", "", "举报信箱（中文）", "where to write to, in Chinese"},
    {"public.mailbox_en", "", "", "举报信箱（英文）", "where to write to, in English"},
    {"public.reports_at_once",
     "",
     "10",
     "同一网段连续举报的件数，此后每 6 分钟一件",
     "reports of one network at once, then one in six minutes"},
    {"public.looks_at_once",
     "",
     "10",
     "同一网段连续查询的次数，此后每分钟一次",
     "codes that one network may try at once, then one a minute"},
};

/// Reads whole numbers within bounds.
int bounded(
    config::FirstRefusal& first,
    config::Table const& table,
    std::string_view key,
    std::int64_t usual,
    std::pair<std::int64_t, std::int64_t> bounds
)
{
    auto const number = first.take(table.integer(key, usual));
    if (number < bounds.first || number > bounds.second) {
        first.complain(table.bad_value(
            key,
            std::to_string(number),
            std::to_string(bounds.first) + " to " + std::to_string(bounds.second)
        ));
        return static_cast<int>(usual);
    }
    return static_cast<int>(number);
}

constexpr int usual_workers = 32; // as many reports as can become durable together
constexpr std::pair<std::int64_t, std::int64_t> few{1, 64};
constexpr std::pair<std::int64_t, std::int64_t> some{4, 256};
constexpr std::pair<std::int64_t, std::int64_t> many{16, 1'000'000};
constexpr std::pair<std::int64_t, std::int64_t> seconds{1, 600};
constexpr std::pair<std::int64_t, std::int64_t> often{1, 1'000'000};

void read_server(config::FirstRefusal& first, config::Table const& table, Settings& settings)
{
    auto& http = settings.http;
    auto const listen = first.take(table.text("listen", "127.0.0.1:8480"));
    auto const address = first.take(parse_listen(listen, table.where("listen")));
    http.address = address.first;
    http.port = address.second;
    http.workers = bounded(first, table, "workers", http.workers, some);
    http.network_threads = bounded(first, table, "network_threads", http.network_threads, few);
    http.trusted_proxies = first.take(table.optional_texts("trusted_proxies"));
    http.limits.most_connections =
        static_cast<std::size_t>(bounded(first, table, "most_connections", 4096, many));
    http.stop_time = std::chrono::seconds{bounded(first, table, "stop_seconds", 20, seconds)};
    settings.behind_tls = first.take(table.boolean("behind_tls", false));
    settings.log_file = first.take(table.text("log", ""));
    settings.workbench = first.take(table.text("workbench", ""));
}

void read_public(config::FirstRefusal& first, config::Table const& table, Settings& settings)
{
    auto& pages = settings.to_public;
    pages.inspection = first.take(table.text("inspection", ""));
    pages.contact.telephone = first.take(table.text("telephone", ""));
    pages.contact.mailbox.zh = first.take(table.text("mailbox_zh", ""));
    pages.contact.mailbox.en = first.take(table.text("mailbox_en", ""));
    pages.pages.reports_at_once = bounded(first, table, "reports_at_once", 10, often);
    pages.pages.looks_at_once = bounded(first, table, "looks_at_once", 10, often);
}

void read_office(config::FirstRefusal& first, config::Table const& table, Settings& settings)
{
    settings.office.database = first.take(table.text("database", settings.office.database));
    settings.office.keys = first.take(table.text("keys", ""));
    settings.office.blobs = first.take(table.text("blobs", ""));
}

std::optional<Refusal> read_file(std::filesystem::path const& path, Settings& settings)
{
    auto const document = config::Document::load(path);
    if (!document) {
        return document.error();
    }
    config::FirstRefusal first;
    if (auto const server = first.take(document->root().optional_table("server"))) {
        read_server(first, *server, settings);
    }
    if (auto const office = first.take(document->root().optional_table("office"))) {
        read_office(first, *office, settings);
    }
    if (auto const pages = first.take(document->root().optional_table("public"))) {
        read_public(first, *pages, settings);
    }
    if (!first.refusal()) {
        for (auto const& unknown : document->unknown_keys()) {
            first.complain(refuse(
                               refusals,
                               SettingsRefusal::unknown_key,
                               unknown.key,
                               unknown.nearest,
                               unknown.where
            )
                               .error());
        }
    }
    return first.refusal();
}

/// Environment and flags, over what the file says.
void lay_over(Settings& settings, Flags const& flags, Environment const& environment)
{
    auto const over = [](auto& setting, auto const& said) {
        if (!said.empty()) {
            setting = said;
        }
    };
    over(settings.office.database, environment("DUCHA_DB").value_or(""));
    over(settings.office.keys, environment("DUCHA_KEYS").value_or(""));
    over(settings.office.database, flags.database);
    over(settings.office.keys, flags.keys);
    over(settings.office.blobs, flags.blobs);
    over(settings.log_file, flags.log);
}

} // namespace

std::span<Key const> keys()
{
    return all_keys;
}

Result<std::pair<std::string, std::uint16_t>> parse_listen(std::string_view text, std::string where)
{
    auto const colon = text.rfind(':');
    auto const port =
        colon == std::string_view::npos ? std::nullopt : parse_integer(text.substr(colon + 1));
    if (!port || *port < 0 || *port > UINT16_MAX) {
        return refuse(
            refusals,
            SettingsRefusal::bad_address,
            std::string{text},
            "ADDRESS:PORT, such as 127.0.0.1:8480",
            std::move(where)
        );
    }
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    return std::pair{
        host.empty() ? std::string{"127.0.0.1"} : std::string{host},
        static_cast<std::uint16_t>(*port)
    };
}

/// SQLite reads on the threads of this process, and more of them than there are cores would only
/// take turns; reports wait for the disk together, however many they are.
void share_cores(Settings& settings)
{
    auto& http = settings.http;
    if (!settings.office.database.starts_with("sqlite:")) {
        return;
    }
    auto const cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto const share = [&](int readers) { return std::clamp(readers * 100 / http.workers, 1, 50); };
    http.queues.look_up.share = share(2 * cores);
    http.queues.list.share = share(cores);
}

Result<Settings> settings(Flags const& flags, Environment const& environment)
{
    Settings settings;
    settings.office.database = "sqlite:ducha.db";
    settings.http.port = 8480;
    settings.http.workers = usual_workers;
    // A queue that is full refuses at once; one that is not is short enough to be waited for, in
    // the order of arrival. So nobody waits long to be refused, nor longer than a second to be
    // taken on, as long as a few hundred are taken on in that.
    settings.http.queues.intake.most_waiting = 256;
    settings.http.queues.target_wait = std::chrono::seconds{5};
    auto const from_environment = environment("DUCHA_CONFIG");
    auto const file =
        flags.config.empty() ? std::filesystem::path{from_environment.value_or("")} : flags.config;
    if (!file.empty()) {
        if (auto const refusal = read_file(file, settings)) {
            return std::unexpected{*refusal};
        }
    }
    lay_over(settings, flags, environment);
    auto const said = environment("DUCHA_LISTEN");
    if (!flags.listen.empty() || said) {
        auto const address = parse_listen(
            flags.listen.empty() ? *said : flags.listen,
            flags.listen.empty() ? "DUCHA_LISTEN" : "--listen"
        );
        if (!address) {
            return std::unexpected{address.error()};
        }
        settings.http.address = address->first;
        settings.http.port = address->second;
    }
    settings.office.person.clear();
    settings.to_public.pages.has_tls = settings.behind_tls;
    share_cores(settings);
    if (settings.behind_tls) {
        settings.http.security.strict_transport_security = "max-age=63072000; includeSubDomains";
    }
    return settings;
}

} // namespace ducha::app::serve
