// Why a result is not taken down, in both languages.
#pragma once

#include "domain/handling/handling.h"

namespace ducha::handling {

inline constexpr RefusalRow<HandlingRefusal> refusals[] = {
    {HandlingRefusal::too_many_results,
     "handling.too_many_results",
     "一次上报过多",
     "too many results at once"},
    {HandlingRefusal::no_such_case,
     "handling.no_such_case",
     "没有这个编号的交办件",
     "there is no case with this number"},
    {HandlingRefusal::not_with_the_object,
     "handling.not_with_the_object",
     "该件未转办、已并入他件或已撤回",
     "the case is not with the object: not handed over yet, absorbed, or withdrawn"},
    {HandlingRefusal::before_hand_over,
     "handling.before_hand_over",
     "办理结果早于转办",
     "the result is older than the hand-over"},
    {HandlingRefusal::in_the_future,
     "handling.in_the_future",
     "办理结果晚于现在",
     "the result comes from the future"},
    {HandlingRefusal::older_than_the_result_there,
     "handling.older_than_the_result_there",
     "已有更晚的办理结果",
     "a later result of the case is there already"},
    {HandlingRefusal::number_out_of_range,
     "handling.number_out_of_range",
     "数字超出范围",
     "the number is out of range"},
    {HandlingRefusal::closed_without_truth,
     "handling.closed_without_truth",
     "已办结须说明是否属实",
     "a completed case states whether the report was true"},
};

} // namespace ducha::handling
