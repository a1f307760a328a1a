// Wrong words on the command line, in both languages.
#pragma once

#include "base/refusal.h"

namespace ducha::app {

enum class UsageRefusal { bad_day, bad_instant, bad_number, bad_word, no_such_report };

inline constexpr RefusalRow<UsageRefusal> usage_refusals[] = {
    {UsageRefusal::bad_day, "usage.bad_day", "日期无效", "there is no such day"},
    {UsageRefusal::bad_instant, "usage.bad_instant", "时间无效", "there is no such instant"},
    {UsageRefusal::bad_number, "usage.bad_number", "数字无效", "there is no such number"},
    {UsageRefusal::bad_word, "usage.bad_word", "未知的选项值", "the word is not known"},
    {UsageRefusal::no_such_report, "usage.no_such_report", "没有这件举报", "there is no such report"
    },
};

} // namespace ducha::app
