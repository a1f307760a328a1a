// Why a row of a table, or the table, is not taken, in both languages.
#pragma once

#include "base/refusal.h"

namespace ducha::app {

enum class ImportRefusal {
    bad_time,
    bad_channel,
    no_channel,
    bad_type,
    bad_kind,
    bad_postmark,
    bad_map,
    no_such_column,
    unknown_column,
    bad_word,
    bad_number,
    bad_amount,
    said_otherwise,
};

inline constexpr RefusalRow<ImportRefusal> import_refusals[] = {
    {ImportRefusal::bad_time, "import.bad_time", "时间无效", "there is no such time"},
    {ImportRefusal::bad_channel, "import.bad_channel", "未知渠道", "the channel is not known"},
    {ImportRefusal::no_channel,
     "import.no_channel",
     "缺少渠道列，请用 --channel 指明",
     "no channel: give the column or --channel"},
    {ImportRefusal::bad_type, "import.bad_type", "未知污染类型", "the pollution type is not known"},
    {ImportRefusal::bad_kind, "import.bad_kind", "未知举报种类", "the kind is not known"},
    {ImportRefusal::bad_postmark,
     "import.bad_postmark",
     "邮戳日期无效",
     "there is no such postmark day"},
    {ImportRefusal::bad_map, "import.bad_map", "列的对应关系无效", "this is no mapping of columns"},
    {ImportRefusal::no_such_column,
     "import.no_such_column",
     "表头中没有这一列",
     "the header has no such column"},
    {ImportRefusal::unknown_column,
     "import.unknown_column",
     "表头中有未知的列，其内容会丢失",
     "the header has a column that is not known, and what it says would be lost"},
    {ImportRefusal::bad_word, "import.bad_word", "未知用语", "the word is not known"},
    {ImportRefusal::bad_number, "import.bad_number", "不是整数", "this is no whole number"},
    {ImportRefusal::bad_amount, "import.bad_amount", "金额无效", "there is no such amount"},
    {ImportRefusal::said_otherwise,
     "import.said_otherwise",
     "同一件同一时间在表中有另一结果",
     "the table says something else of this case at the same time"},
};

[[nodiscard]] inline std::unexpected<Refusal> bad_time(std::string_view cell)
{
    return refuse(
        import_refusals, ImportRefusal::bad_time, std::string{cell}, "2021-09-15T20:00:00", "time"
    );
}

} // namespace ducha::app
