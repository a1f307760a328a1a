// Why a request is not taken, in both languages, and the status that says so. Inside of http.
#pragma once

#include "base/refusal.h"

#include "platform/http/message.h"

namespace ducha::http {

enum class Reason {
    bad_line,
    bad_method,
    unknown_method,
    bad_target,
    bad_version,
    line_too_long,
    head_too_large,
    too_many_fields,
    bad_header,
    no_host,
    bad_length,
    bad_encoding_of_body,
    bad_expectation,
    bad_chunk,
    bad_escape,
    not_utf8,
    zero_character,
    incomplete,
    body_too_large,
    too_slow,
    no_such_path,
    no_such_method,
    form_too_large,
    not_multipart,
    bad_multipart,
    overloaded,
    too_many_connections,
    trouble,
    bug,
};

inline constexpr RefusalRow<Reason> refusals[] = {
    {Reason::bad_line,
     "http.bad_line",
     "请求头中有不允许的换行、续行或控制字符",
     "the head holds a line end, a folded line or a control character that is not allowed"},
    {Reason::bad_method, "http.bad_method", "请求方法写法有误", "the method is malformed"},
    {Reason::unknown_method, "http.unknown_method", "不支持该请求方法", "this method is not known"},
    {Reason::bad_target,
     "http.bad_target",
     "请求路径写法有误",
     "the path of the request is malformed"},
    {Reason::bad_version,
     "http.bad_version",
     "只支持 HTTP/1.1 和 HTTP/1.0",
     "only HTTP/1.1 and HTTP/1.0 are spoken here"},
    {Reason::line_too_long, "http.line_too_long", "请求行过长", "the request line is too long"},
    {Reason::head_too_large, "http.head_too_large", "请求头过大", "the head is too large"},
    {Reason::too_many_fields,
     "http.too_many_fields",
     "请求头字段过多",
     "the head has too many fields"},
    {Reason::bad_header, "http.bad_header", "请求头字段写法有误", "a field of the head is malformed"
    },
    {Reason::no_host,
     "http.no_host",
     "须有且只有一个 Host 字段",
     "there must be one field Host and no more"},
    {Reason::bad_length,
     "http.bad_length",
     "Content-Length 有误、重复，或与 Transfer-Encoding 并存",
     "Content-Length is malformed, repeated, or stands beside Transfer-Encoding"},
    {Reason::bad_encoding_of_body,
     "http.bad_encoding_of_body",
     "Transfer-Encoding 只支持 chunked，且只能写一次",
     "Transfer-Encoding must be chunked, once"},
    {Reason::bad_expectation,
     "http.bad_expectation",
     "Expect 只支持 100-continue",
     "of Expect only 100-continue is known"},
    {Reason::bad_chunk, "http.bad_chunk", "分块正文写法有误", "the chunked body is malformed"},
    {Reason::bad_escape,
     "http.bad_escape",
     "百分号后须有两位十六进制数字",
     "two hexadecimal digits must follow a percent sign"},
    {Reason::not_utf8, "http.not_utf8", "不是有效的 UTF-8 文本", "this is not valid UTF-8"},
    {Reason::zero_character,
     "http.zero_character",
     "含有值为零的字符",
     "this holds a zero character"},
    {Reason::incomplete, "http.incomplete", "请求不完整", "the request is not whole"},
    {Reason::body_too_large,
     "http.body_too_large",
     "内容过大",
     "the content is larger than is taken here"},
    {Reason::too_slow, "http.too_slow", "请求到达过慢", "the request came in too slowly"},
    {Reason::no_such_path, "http.no_such_path", "没有这个页面", "there is nothing at this path"},
    {Reason::no_such_method,
     "http.no_such_method",
     "该路径不支持此请求方法",
     "this path does not take this method"},
    {Reason::form_too_large,
     "http.form_too_large",
     "表单字段过多或过长",
     "the form has too many fields, or one that is too long"},
    {Reason::not_multipart,
     "http.not_multipart",
     "不是 multipart/form-data，或缺少分隔标记",
     "this is not multipart/form-data with a boundary"},
    {Reason::bad_multipart,
     "http.bad_multipart",
     "multipart 内容写法有误",
     "the multipart content is malformed"},
    {Reason::overloaded,
     "http.overloaded",
     "系统繁忙，请稍后再试",
     "there is too much to do just now; please try again shortly"},
    {Reason::too_many_connections,
     "http.too_many_connections",
     "连接过多，请稍后再试",
     "there are too many connections; please try again shortly"},
    {Reason::trouble,
     "http.trouble",
     "系统暂时无法处理，请稍后再试",
     "this cannot be done just now; please try again shortly"},
    {Reason::bug, "http.bug", "系统内部出错", "the program has failed"},
};

[[nodiscard]] constexpr Status status_of(Reason reason)
{
    switch (reason) {
    case Reason::unknown_method:
        return Status::not_implemented;
    case Reason::bad_version:
        return Status::version_not_supported;
    case Reason::line_too_long:
        return Status::uri_too_long;
    case Reason::head_too_large:
    case Reason::too_many_fields:
        return Status::head_too_large;
    case Reason::bad_expectation:
        return Status::expectation_failed;
    case Reason::body_too_large:
    case Reason::form_too_large:
        return Status::content_too_large;
    case Reason::too_slow:
        return Status::request_timeout;
    case Reason::no_such_path:
        return Status::not_found;
    case Reason::no_such_method:
        return Status::method_not_allowed;
    case Reason::not_multipart:
        return Status::unsupported_media_type;
    case Reason::overloaded:
    case Reason::too_many_connections:
    case Reason::trouble:
        return Status::unavailable;
    case Reason::bug:
        return Status::internal_error;
    default:
        return Status::bad_request;
    }
}

[[nodiscard]] inline Problem problem_of(Reason reason, std::string found = {})
{
    return {status_of(reason), refuse(refusals, reason, std::move(found)).error()};
}

} // namespace ducha::http
