// The routes of tables that somebody sends in.
#include "base/bytes.h"

#include "platform/clock/clock.h"

#include "domain/guard/named_question.h"

#include "app/serve/imports.h"
#include "app/serve/serve_refusals.h"
#include "app/serve/shapes.h"

namespace ducha::app::serve {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t most_table_bytes = std::size_t{16} << 20U;
constexpr std::chrono::seconds upload_time{180};

Response shown(Status status, std::string const& id, Imports::Entry const& entry)
{
    return http::json(status, json::write(ShownImport{id, entry.job, entry.import->figures()}));
}

/// What the query says of the table.
Result<ImportOptions> options_of(Call const& call)
{
    ImportOptions options;
    for (auto const& field : call.request.query().fields()) {
        if (field.name == "channel") {
            options.channel = from_code<Channel>(field.value);
            if (!options.channel) {
                return refuse(
                    table_refusals,
                    TableRefusal::bad_channel,
                    field.value,
                    "call, letter, web or visit",
                    "channel"
                );
            }
        } else if (field.name == "map") {
            auto columns = text_columns_in(field.value);
            if (!columns) {
                return std::unexpected{columns.error()};
            }
            options.text_columns = std::move(*columns);
        }
    }
    return options;
}

/// The permission to take reports down, asked before anything is read: the act asks it again.
Result<void> may_receive(Call const& call, LogId log)
{
    auto const permissions = call.permissions();
    auto const may =
        permissions.permit({.act = "receive_reports", .place = permissions.place(log)});
    return may ? Result<void>{} : std::unexpected{may.error()};
}

Result<Response> preview(Call const& call, Imports& imports)
{
    auto const type = call.request.header("Content-Type").value_or("");
    if (type.substr(0, type.find(';')) != "text/csv") {
        return refuse(
            table_refusals, TableRefusal::not_csv, std::string{type}, "text/csv", "Content-Type"
        );
    }
    auto const log = log_of(call, guard::About::object);
    auto options = options_of(call);
    if (!log || !options) {
        return std::unexpected{log ? options.error() : log.error()};
    }
    auto const settings = call.permissions().authorize<inspection::ReadInspections>(*log);
    if (auto const may = may_receive(call, *log); !may || !settings) {
        return std::unexpected{may ? settings.error() : may.error()};
    }
    auto const where = inspection::placed(call.office.connection(), *settings);
    auto const now = call.office.clock().now();
    auto import = Import::read(call.request.body(), std::move(*options), where, now);
    if (!import) {
        return std::unexpected{import.error()};
    }
    Imports::Entry const entry{
        .import = std::move(*import),
        .inspection = where.inspection.id,
        .object = where.object.code,
        .log = *log,
        .by = call.visitor.principal,
        .came = now,
        .job = {},
    };
    auto const id = imports.keep(entry);
    if (!id) {
        return std::unexpected{id.error()};
    }
    auto response = shown(Status::created, *id, entry);
    response.headers.set("Location", "/api/v1/imports/" + *id);
    return response;
}

Result<Imports::Entry> entry_of(Call const& call, Imports& imports)
{
    return imports.find(call.context.parameter("import"), *call.visitor.principal);
}

bool is_running(Jobs const& jobs, Imports::Entry const& entry)
{
    auto const job = jobs.find(entry.job, entry.by.get());
    return job && (job->state == JobState::waiting || job->state == JobState::running);
}

/// The key of the table of which an import is a part; empty where it is none.
Result<std::string> table_of(http::Request const& request)
{
    constexpr std::size_t key_bytes = 8;
    auto asked = read_query<BeginImport>(request);
    if (!asked) {
        return std::unexpected{asked.error()};
    }
    auto table = std::move(asked->table).value_or("");
    auto const key = from_hex(table);
    if (!table.empty() && (!key || key->size() != key_bytes)) {
        return refuse(table_refusals, TableRefusal::bad_table, table, {}, "table");
    }
    return table;
}

/// Begun again, it goes on with what was not taken down.
Result<Response> begin(Call const& call, Imports& imports, Jobs& jobs)
{
    auto const entry = entry_of(call, imports);
    if (!entry) {
        return std::unexpected{entry.error()};
    }
    auto table = table_of(call.request);
    if (!table) {
        return std::unexpected{table.error()};
    }
    if (is_running(jobs, *entry)) {
        return refuse(table_refusals, TableRefusal::is_running);
    }
    auto& recorder = call.counter.recorder;
    auto const job = jobs.begin(
        {.kind = JobKind::import_table,
         .inspection = entry->inspection,
         .object = entry->object,
         .by = entry->by,
         .table = std::move(*table)},
        [&recorder, import = entry->import, log = entry->log, by = entry->by] {
            return import->step(recorder, log, by);
        }
    );
    if (!job) {
        return std::unexpected{job.error()};
    }
    imports.begun(call.context.parameter("import"), job->id);
    return accepted(*job);
}

Result<Response> look(Call const& call, Imports& imports)
{
    auto const entry = entry_of(call, imports);
    if (!entry) {
        return std::unexpected{entry.error()};
    }
    return shown(Status::ok, std::string{call.context.parameter("import")}, *entry);
}

Result<Response> list_rows(Call const& call, Imports& imports)
{
    auto const entry = entry_of(call, imports);
    if (!entry) {
        return std::unexpected{entry.error()};
    }
    auto const asked = read_query<AskForRows>(call.request);
    if (!asked) {
        return std::unexpected{asked.error()};
    }
    auto const most = guard::page_size(asked->limit);
    guard::Page<ImportRow> page;
    page.items = entry->import->rows(asked->after.value_or(0), most, asked->fate);
    if (std::ssize(page.items) == most) {
        page.next = std::to_string(page.items.back().line);
    }
    return http::json(Status::ok, json::write(page));
}

Result<Response> forget(Call const& call, Imports& imports, Jobs const& jobs)
{
    auto const entry = entry_of(call, imports);
    if (!entry) {
        return std::unexpected{entry.error()};
    }
    if (is_running(jobs, *entry)) {
        return refuse(table_refusals, TableRefusal::is_running);
    }
    imports.forget(call.context.parameter("import"));
    return http::no_content();
}

} // namespace

void add_imports(http::Router& router, Counter const& counter, Imports& imports, Jobs& jobs)
{
    router.add({
        .method = http::Method::post,
        .pattern = "/api/v1/inspections/{inspection}/{object}/imports",
        .load = http::LoadClass::write,
        .handler = guarded(counter, [&](Call const& call) { return preview(call, imports); }),
        .most_body_bytes = most_table_bytes,
        .body_time = upload_time,
    });
    auto const add = [&](http::Method method, std::string more, Answering answering) {
        router.add({
            .method = method,
            .pattern = "/api/v1/imports/{import}" + std::move(more),
            .load = method == http::Method::get ? http::LoadClass::look_up : http::LoadClass::write,
            .handler = guarded(counter, std::move(answering)),
        });
    };
    add(http::Method::post, "/begin", [&](Call const& call) { return begin(call, imports, jobs); });
    add(http::Method::get, "", [&](Call const& call) { return look(call, imports); });
    add(http::Method::get, "/rows", [&](Call const& call) { return list_rows(call, imports); });
    add(http::Method::remove, "", [&](Call const& call) { return forget(call, imports, jobs); });
}

} // namespace ducha::app::serve
