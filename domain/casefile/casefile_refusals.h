// Why a case is left as it is, in both languages.
#pragma once

#include "domain/casefile/casefile.h"

namespace ducha::casefile {

inline constexpr RefusalRow<CasefileRefusal> refusals[] = {
    {CasefileRefusal::no_such_case,
     "casefile.no_such_case",
     "没有这个交办件",
     "there is no such case"},
    {CasefileRefusal::already_so, "casefile.already_so", "状态未变", "it is so already"},
    {CasefileRefusal::not_standing,
     "casefile.not_standing",
     "该件已并入他件或已撤回",
     "the case is absorbed or withdrawn"},
    {CasefileRefusal::no_such_object,
     "casefile.no_such_object",
     "本次督察没有这个对象",
     "the inspection has no such object"},
    {CasefileRefusal::lead_itself,
     "casefile.lead_itself",
     "主办对象不能列为合办对象",
     "the object that leads is not its own partner"},
    {CasefileRefusal::object_twice,
     "casefile.object_twice",
     "合办对象重复",
     "an object is named twice"},
};

} // namespace ducha::casefile
