// Why the office cannot take what a reporter sends, in both languages. Inside of reporter.
#pragma once

#include "domain/reporter/reporter.h"

namespace ducha::reporter {

inline constexpr RefusalRow<ReporterRefusal> refusals[] = {
    {ReporterRefusal::bad_form,
     "reporter.bad_form",
     "表单标识无效",
     "this is not the token of a form"},
    {ReporterRefusal::form_used,
     "reporter.form_used",
     "这张表单已提交过，内容与这次不同",
     "this form was sent before, with another content"},
    {ReporterRefusal::contact_too_long,
     "reporter.contact_too_long",
     "姓名或电话过长",
     "the name or the telephone is too long"},
    {ReporterRefusal::no_such_receipt,
     "reporter.no_such_receipt",
     "没有这个查询码",
     "there is no such receipt code"},
    {ReporterRefusal::nothing_said, "reporter.nothing_said", "没有写内容", "nothing was written"},
    {ReporterRefusal::too_many_additions,
     "reporter.too_many_additions",
     "补充次数过多，请打电话",
     "there are too many additions; please call"},
};

} // namespace ducha::reporter
