// What whoever checks may be told, in both languages.
#pragma once

#include "base/refusal.h"

namespace ducha::app {

enum class AuditRefusal { does_not_hold, no_such_thing, no_such_file };

inline constexpr RefusalRow<AuditRefusal> audit_refusals[] = {
    {AuditRefusal::does_not_hold, "audit.does_not_hold", "核验未通过", "something does not hold"},
    {AuditRefusal::no_such_thing, "audit.no_such_thing", "没有找到", "there is no such thing"},
    {AuditRefusal::no_such_file, "audit.no_such_file", "文件不存在", "the file is not there"},
};

} // namespace ducha::app
