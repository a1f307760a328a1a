// Why a person is not admitted or not given a role, in both languages.
#pragma once

#include "domain/staff/staff.h"

namespace ducha::staff {

inline constexpr RefusalRow<StaffRefusal> refusals[] = {
    {StaffRefusal::bad_login, "staff.bad_login", "登录名不符合要求", "this cannot be a login"},
    {StaffRefusal::bad_name, "staff.bad_name", "姓名不符合要求", "this cannot be a name"},
    {StaffRefusal::login_taken,
     "staff.login_taken",
     "登录名已被使用",
     "somebody has this login already"},
    {StaffRefusal::no_such_person, "staff.no_such_person", "没有此人员", "there is no such person"},
    {StaffRefusal::erased,
     "staff.erased",
     "该人员的姓名和登录名已删除",
     "the name and login of this person were erased"},
    {StaffRefusal::suspended, "staff.suspended", "该人员已停用", "this person is suspended"},
    {StaffRefusal::bad_role,
     "staff.bad_role",
     "没有这个角色，或不能授予人员",
     "there is no such role to give"},
    {StaffRefusal::scope_with_a_gap,
     "staff.scope_with_a_gap",
     "范围须自上而下填写：督察、对象、单位",
     "a scope goes from above: inspection, object, unit"},
    {StaffRefusal::no_such_inspection,
     "staff.no_such_inspection",
     "没有这次督察",
     "there is no such inspection"},
    {StaffRefusal::no_such_object,
     "staff.no_such_object",
     "该督察没有此对象",
     "the inspection has no such object"},
    {StaffRefusal::no_such_unit,
     "staff.no_such_unit",
     "该对象之下没有此单位",
     "there is no such unit below the object"},
    {StaffRefusal::no_such_grant,
     "staff.no_such_grant",
     "该人员没有此角色",
     "this person does not hold this role"},
};

} // namespace ducha::staff
