// Why the intake says no, in both languages.
#pragma once

#include "domain/intake/intake.h"

namespace ducha::intake {

inline constexpr RefusalRow<IntakeRefusal> refusals[] = {
    {IntakeRefusal::channel_closed,
     "intake.channel_closed",
     "本次督察未开通该渠道",
     "the inspection has not opened this channel"},
    {IntakeRefusal::no_words, "intake.no_words", "举报没有内容", "the report has no words"},
    {IntakeRefusal::too_long, "intake.too_long", "举报内容过长", "the report is too long"},
    {IntakeRefusal::zero_character,
     "intake.zero_character",
     "内容含有空字符",
     "the report holds a character 0"},
    {IntakeRefusal::own_id_missing,
     "intake.own_id_missing",
     "缺少来源编号",
     "the report's own id is missing"},
    {IntakeRefusal::own_id_too_long,
     "intake.own_id_too_long",
     "来源编号过长",
     "the report's own id is too long"},
    {IntakeRefusal::own_id_doubled,
     "intake.own_id_doubled",
     "来源编号已用于另一件举报",
     "another report has this own id already"},
    {IntakeRefusal::before_the_stay,
     "intake.before_the_stay",
     "举报时间早于进驻",
     "the report is older than the stay"},
    {IntakeRefusal::too_many_reports,
     "intake.too_many_reports",
     "一次导入过多",
     "too many reports at once"},
    {IntakeRefusal::no_such_matter,
     "intake.no_such_matter",
     "没有这个反映问题",
     "there is no such matter"},
    {IntakeRefusal::no_such_report,
     "intake.no_such_report",
     "没有这件举报",
     "there is no such report"},
    {IntakeRefusal::already_judged,
     "intake.already_judged",
     "该问题已作出判定",
     "the matter has been judged already"},
    {IntakeRefusal::not_accepted,
     "intake.not_accepted",
     "该问题未受理",
     "the matter is not accepted"},
    {IntakeRefusal::already_urgent,
     "intake.already_urgent",
     "该问题已标为紧急",
     "the matter is marked urgent already"},
    {IntakeRefusal::reason_missing, "intake.reason_missing", "请说明理由", "say why"},
    {IntakeRefusal::office_missing, "intake.office_missing", "请说明转送单位", "say to which office"
    },
};

} // namespace ducha::intake
