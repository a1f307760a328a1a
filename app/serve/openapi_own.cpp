// What the API offers of itself.
#include "app/serve/openapi_own.h"

#include "domain/guard/named_question.h"

#include "app/serve/paths.h"
#include "app/serve/shapes.h"

#include <algorithm>
#include <iterator>

namespace ducha::app::serve {
namespace {

using Answer = std::pair<std::string, std::string>; // status, answer

void add_sessions(Paths& paths)
{
    auto const operation = [](std::string id,
                              Sentence summary,
                              std::string_view body,
                              std::pair<std::string, std::string> answer) {
        return Operation{
            .id = std::move(id),
            .tag = "session",
            .summary = std::move(summary),
            .parameters = {},
            .body = std::string{body},
            .answers = {std::move(answer)},
            .is_public = true,
        };
    };
    std::string const path = "/api/v1/session";
    auto const who = answer_of("本人及角色 / who it is, with roles", reference("Who"));
    auto const nothing = answer_of("已办 / done", {});
    paths.add(
        path,
        "post",
        operation("sign_in", {"登录", "sign in"}, json::schema_of<SignIn>(), {"201", who})
    );
    paths.add(path, "delete", operation("sign_out", {"退出", "sign out"}, {}, {"204", nothing}));
    paths.add(
        path + "/lock",
        "post",
        operation("lock", {"锁定", "lock the session"}, {}, {"204", nothing})
    );
    paths.add(
        path + "/unlock",
        "post",
        operation(
            "unlock",
            {"解锁，或为正式行为重新验证身份", "open a locked session, or prove again who it is"},
            json::schema_of<Unlock>(),
            {"200", who}
        )
    );
    auto show = operation("read_session", {"本人及角色", "who I am"}, {}, {"200", who});
    show.is_public = false;
    paths.add(path, "get", std::move(show));
}

void add_jobs(Paths& paths)
{
    for (auto const& row : Codes<JobKind>::table) {
        if (row.value == JobKind::import_table) {
            continue; // begun with its table
        }
        auto const path = base_of(guard::About::object) + "/jobs/" + std::string{row.code};
        paths.add(
            path,
            "post",
            {
                .id = "begin_" + std::string{row.code},
                .tag = "jobs",
                .summary = {std::string{row.zh}, std::string{row.en}},
                .parameters = in_path(path, {}),
                .body = {},
                .answers = {{"202", answer_of("已开始 / begun", reference("Job"))}},
            }
        );
    }
    std::vector<std::string> asked;
    for (auto const& shape : json::fields_of<guard::AskForPage>()) {
        asked.push_back(parameter(shape.name, "query", shape.schema, shape.required));
    }
    paths.add(
        "/api/v1/jobs",
        "get",
        {
            .id = "list_jobs",
            .tag = "jobs",
            .summary =
                {"本人的任务，新的在前；系统管理员看全部",
                 "my jobs, the newest first; the system administrator's are everybody's"},
            .parameters = std::move(asked),
            .body = {},
            .answers = {{"200", answer_of("任务 / jobs", json::schema_of<guard::Page<Job>>())}},
        }
    );
    paths.add(
        "/api/v1/jobs/{job}",
        "get",
        {
            .id = "read_job",
            .tag = "jobs",
            .summary = {"任务进展", "how a job is going"},
            .parameters = in_path("/{job}", {}),
            .body = {},
            .answers = {{"200", answer_of("进展 / how it is going", reference("Job"))}},
        }
    );
}

void add_imports(Paths& paths)
{
    auto const send = base_of(guard::About::object) + "/imports";
    auto const add = [&paths](
                         std::string const& path,
                         std::string_view method,
                         std::string id,
                         Sentence summary,
                         std::vector<std::string> more,
                         Answer answer
                     ) {
        Operation operation{
            .id = std::move(id),
            .tag = "imports",
            .summary = std::move(summary),
            .parameters = in_path(path, {}),
            .body = {},
            .answers = {std::move(answer)},
        };
        std::ranges::move(more, std::back_inserter(operation.parameters));
        paths.add(path, method, std::move(operation));
    };
    auto const figures = [](std::string status) {
        return Answer{std::move(status), answer_of("预览 / what it holds", reference("Import"))};
    };
    std::string const one = "/api/v1/imports/{import}";
    add(send,
        "post",
        "preview_import",
        {"送来一张举报表（text/csv），逐行检查，尚不登记",
         "send a table of reports (text/csv): every row is looked at, none is taken down yet"},
        {parameter("channel", "query", text_schema(), false),
         parameter("map", "query", text_schema(), false)},
        figures("201"));
    std::vector<std::string> key;
    for (auto const& shape : json::fields_of<BeginImport>()) {
        key.push_back(parameter(shape.name, "query", shape.schema, shape.required));
    }
    add(one + "/begin",
        "post",
        "begin_import",
        {"开始登记其中可导入的行；一张表分几次送来的，用同一个随机的 table",
         "take the rows down that fit; what is sent in parts has the same random table"},
        std::move(key),
        {"202", answer_of("已开始 / begun", reference("Job"))});
    add(one, "get", "read_import", {"导入进展", "how an import is going"}, {}, figures("200"));
    std::vector<std::string> asked;
    for (auto const& shape : json::fields_of<AskForRows>()) {
        asked.push_back(parameter(shape.name, "query", shape.schema, shape.required));
    }
    add(one + "/rows",
        "get",
        "list_import_rows",
        {"导入的各行及结果", "the rows of an import, and what became of each"},
        std::move(asked),
        {"200", answer_of("各行 / the rows", json::schema_of<guard::Page<ImportRow>>())});
    add(one,
        "delete",
        "forget_import",
        {"放弃导入", "forget an import"},
        {},
        {"204", answer_of("已办 / done", {})});
}

void add_operations(Paths& paths)
{
    paths.add(
        "/api/v1/operations",
        "get",
        {
            .id = "read_operations",
            .tag = "operations",
            .summary =
                {"系统运行情况：备份、磁盘、版本",
                 "how the office is kept: backups, disks, versions"},
            .parameters = {},
            .body = {},
            .answers = {{"200", answer_of("情况 / how it is", json::schema_of<Operations>())}},
        }
    );
}

/// What people do with their own ways in.
void add_me(Paths& paths)
{
    auto const add = [&paths](
                         std::string_view method,
                         std::string_view path,
                         std::string id,
                         Sentence summary,
                         std::string_view body,
                         Answer answer
                     ) {
        auto const whole = "/api/v1/me/" + std::string{path};
        paths.add(
            whole,
            method,
            {
                .id = std::move(id),
                .tag = "me",
                .summary = std::move(summary),
                .parameters = in_path(whole, {}),
                .body = std::string{body},
                .answers = {std::move(answer)},
            }
        );
    };
    Answer const done{"204", answer_of("已办 / done", {})};
    auto const list = [](std::string schema) {
        return Answer{"200", answer_of("答复 / the answer", std::move(schema))};
    };
    add("get",
        "sessions",
        "list_sessions",
        {"本人的会话", "my sessions"},
        {},
        list(json::schema_of<guard::Page<staff::OpenSession>>()));
    add("delete", "sessions/{session}", "end_session", {"结束一个会话", "end a session"}, {}, done);
    add("post",
        "password",
        "set_password",
        {"更改口令，此前的会话均失效", "set another password; earlier sessions are over"},
        json::schema_of<NewPassword>(),
        done);
    add("post",
        "authenticator",
        "give_authenticator",
        {"配发验证器，只显示一次", "get an authenticator, shown once"},
        {},
        {"201", answer_of("已配发 / given", json::schema_of<ShownAuthenticator>())});
    add("delete",
        "authenticator",
        "take_authenticator",
        {"移除验证器", "give the authenticator up"},
        {},
        done);
    add("get",
        "keys",
        "list_keys",
        {"本人的密钥", "my keys"},
        {},
        list(json::schema_of<guard::Page<staff::ApiKey>>()));
    add("post",
        "keys",
        "add_key",
        {"新建密钥，只显示一次", "make a key, shown once"},
        json::schema_of<staff::KeyWish>(),
        {"201", answer_of("已新建 / made", json::schema_of<ShownKey>())});
    add("delete", "keys/{key}", "revoke_key", {"作废密钥", "revoke a key"}, {}, done);
}

void add_files(Paths& paths)
{
    auto const base = base_of(guard::About::object);
    auto const reports = base + "/reports/{report}/attachments";
    paths.add(
        reports,
        "post",
        {
            .id = "add_attachment",
            .tag = "attachment",
            .summary =
                {"添加附件（multipart/form-data，文件在 file；写 working 则不密封）",
                 "add a file (multipart/form-data, in `file`; with `working` unsealed)"},
            .parameters = in_path(reports, {}),
            .body = {},
            .answers =
                {{"200", answer_of("已有同样的文件 / it is there", json::schema_of<Added>())},
                 {"201", answer_of("已添加 / added", json::schema_of<Added>())}},
        }
    );
    auto const file = base + "/attachments/{blob}";
    paths.add(
        file,
        "get",
        {
            .id = "read_attachment",
            .tag = "attachment",
            .summary = {"取一份工作副本", "a working copy, as it is"},
            .parameters = in_path(file, {}),
            .body = {},
            .answers = {{"200", answer_of("文件 / the file", {})}},
        }
    );
}

void add_public(Paths& paths)
{
    auto const events = base_of(guard::About::object) + "/events";
    paths.add(
        events,
        "get",
        {
            .id = "listen",
            .tag = "events",
            .summary =
                {"实时事件：有新内容，去看",
                 "events as they come: there is something new, look (text/event-stream)"},
            .parameters = in_path(events, {}),
            .body = {},
            .answers = {{"200", answer_of("事件流 / a stream of events", {})}},
        }
    );
    paths.add(
        "/api/v1/public/reports",
        "post",
        {
            .id = "report_on_the_web",
            .tag = "public",
            .summary =
                {"公众举报；同一表单同样内容再发，给同一回执",
                 "report; the same form with the same content gives the same receipt"},
            .parameters = {},
            .body = reference("WebReport"),
            .answers =
                {{"200", answer_of("此前已收到 / it had come before", reference("Receipt"))},
                 {"201", answer_of("已收到 / received", reference("Receipt"))}},
            .is_public = true,
        }
    );
}

} // namespace

void add_own(Paths& paths)
{
    add_sessions(paths);
    add_me(paths);
    add_jobs(paths);
    add_operations(paths);
    add_imports(paths);
    add_files(paths);
    add_public(paths);
}

} // namespace ducha::app::serve
