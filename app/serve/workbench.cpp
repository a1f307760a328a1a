// The routes of the built workbench.
#include "app/serve/workbench.h"

#include "platform/http/static_files.h"

#include <system_error>

namespace ducha::app::serve {
namespace {

constexpr auto* content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr auto* not_built =
    "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>督察 ducha</title>"
    "<h1>工作台尚未构建</h1>"
    "<p>请先运行 <code>make build</code>，或在设置项 <code>server.workbench</code> "
    "写明它所在的目录。公众页面与接口照常可用。</p>"
    "<h1 lang=\"en\">The workbench is not built</h1>"
    "<p lang=\"en\">Run <code>make build</code>, or say in <code>server.workbench</code> "
    "where it lies. The public's pages and the API work all the same.</p></html>";

bool has_page(std::filesystem::path const& folder)
{
    std::error_code ignored;
    return !folder.empty() && std::filesystem::is_regular_file(folder / "index.html", ignored);
}

void add(http::Router& router, char const* pattern, http::Handler handler)
{
    router.add({
        .method = http::Method::get,
        .pattern = pattern,
        .load = http::LoadClass::look_up,
        .handler = std::move(handler),
    });
}

} // namespace

std::filesystem::path usual_workbench()
{
    std::error_code failed;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", failed);
    auto const above = program.parent_path().parent_path();
    for (auto const* const place : {"app", "share/ducha/app"}) {
        if (!failed && has_page(above / place)) {
            return above / place;
        }
    }
    return {};
}

void add_workbench(http::Router& router, std::filesystem::path const& folder)
{
    add(router, "/app", [](http::Request const&, http::Context&) {
        return http::see_other("/app/");
    });
    if (!has_page(folder)) {
        add(router, "/app/{path...}", [](http::Request const&, http::Context&) {
            return http::html(http::Status::unavailable, not_built);
        });
        return;
    }
    add(router,
        "/app/assets/{path...}",
        http::serve({
            .folder = folder / "assets",
            .cache_control = "public, max-age=31536000, immutable",
            .index = "",
            .content_security_policy = content_security_policy,
        }));
    add(router,
        "/app/{path...}",
        http::serve({
            .folder = folder,
            .fallback = "index.html",
            .content_security_policy = content_security_policy,
        }));
}

} // namespace ducha::app::serve
