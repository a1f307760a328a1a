// Why the server does not do what a request asks for, beside what the rooms refuse.
#pragma once

#include "app/serve/api.h"
#include "app/serve/imports.h"
#include "app/serve/jobs.h"
#include "app/serve/visitor.h"

namespace ducha::app::serve {

inline constexpr RefusalRow<VisitorRefusal> refusals[] = {
    {VisitorRefusal::sign_in_first, "api.sign_in_first", "请先登录", "sign in first"},
    {VisitorRefusal::other_site,
     "api.other_site",
     "请求来自其他网站，不予处理",
     "the request comes from another site"},
    {VisitorRefusal::not_json,
     "api.not_json",
     "请求内容须为 application/json",
     "the content of the request must be application/json"},
};

inline constexpr RefusalRow<ApiRefusal> api_refusals[] = {
    {ApiRefusal::no_such_act, "api.no_such_act", "没有这种行为", "there is no such act"},
    {ApiRefusal::no_such_path, "api.no_such_path", "没有这个地址", "there is no such address"},
    {ApiRefusal::no_file, "api.no_file", "表单里没有文件", "there is no file in the form"},
    {ApiRefusal::too_often,
     "api.too_often",
     "举报过于频繁，请稍候，或用网页、电话举报",
     "these are too many at once: wait, or use the pages or the telephone"},
    {ApiRefusal::changed_since,
     "api.changed_since",
     "内容已被他人更改，请查看后再办",
     "somebody has changed it since: look at it again"},
    {ApiRefusal::too_many_items,
     "api.too_many_items",
     "一次处理的项数过多",
     "these are too many items at once"},
    {ApiRefusal::bad_key,
     "api.bad_key",
     "Idempotency-Key 须为 1 至 64 个可见 ASCII 字符",
     "an Idempotency-Key is 1 to 64 visible ASCII characters"},
};

inline constexpr RefusalRow<JobRefusal> job_refusals[] = {
    {JobRefusal::no_such_job, "api.no_such_job", "没有这项任务", "there is no such job"},
    {JobRefusal::too_many_jobs,
     "api.too_many_jobs",
     "任务过多，请稍候再试",
     "there are too many jobs: try again later"},
};

inline constexpr RefusalRow<TableRefusal> table_refusals[] = {
    {TableRefusal::not_csv, "api.not_csv", "请求内容须为 text/csv", "send the table as text/csv"},
    {TableRefusal::no_such_import,
     "api.no_such_import",
     "没有这项导入，或已过一小时",
     "there is no such import, or it is older than an hour"},
    {TableRefusal::too_many_imports,
     "api.too_many_imports",
     "待办的导入过多，请稍候再试",
     "there are too many imports: try again later"},
    {TableRefusal::is_running, "api.import_is_running", "该导入正在进行", "the import is going on"},
    {TableRefusal::bad_channel, "api.bad_channel", "未知渠道", "the channel is not known"},
    {TableRefusal::bad_table,
     "api.bad_table",
     "表格的键须为 16 位十六进制数字",
     "the key of a table is 16 hexadecimal digits"},
};

} // namespace ducha::app::serve
