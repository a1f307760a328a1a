// Why a bulletin is not issued, in both languages.
#pragma once

#include "domain/bulletin/issued.h"

namespace ducha::bulletin {

inline constexpr RefusalRow<BulletinRefusal> refusals[] = {
    {BulletinRefusal::in_the_future,
     "bulletin.in_the_future",
     "截止时刻未到",
     "the instant has not come"},
    {BulletinRefusal::no_such_bulletin,
     "bulletin.no_such_bulletin",
     "没有这一期通报",
     "there is no such bulletin"},
    {BulletinRefusal::nothing_changed,
     "bulletin.nothing_changed",
     "数字没有变化，无需更正",
     "no figure has changed: there is nothing to correct"},
    {BulletinRefusal::does_not_add_up,
     "bulletin.does_not_add_up",
     "数字之间不相符，核对前不予发布",
     "the figures contradict each other: none is issued before they are checked"},
    {BulletinRefusal::reason_missing,
     "bulletin.reason_missing",
     "更正须说明原因",
     "a correction says why"},
};

} // namespace ducha::bulletin
