// Why nobody is let in, in both languages. The sentences say nothing of what was wrong.
#pragma once

#include "domain/staff/credentials.h"

namespace ducha::staff {

inline constexpr RefusalRow<EntranceRefusal> entrance_refusals[] = {
    {EntranceRefusal::not_let_in,
     "staff.not_let_in",
     "登录名、口令或验证码不正确",
     "login, password or code is wrong"},
    {EntranceRefusal::wait, "staff.wait", "尝试过于频繁，请稍候再试", "too many attempts; wait"},
    {EntranceRefusal::session_over,
     "staff.session_over",
     "登录已失效，请重新登录",
     "the session is over; sign in again"},
    {EntranceRefusal::session_locked,
     "staff.session_locked",
     "已锁定，请输入口令解锁；未保存的内容仍在",
     "the session is locked; the password opens it, and nothing on the screen is lost"},
    {EntranceRefusal::no_such_key,
     "staff.no_such_key",
     "密钥无效或已过期",
     "the key is not valid, or no more"},
};

inline constexpr RefusalRow<CredentialRefusal> credential_refusals[] = {
    {CredentialRefusal::no_such_session,
     "staff.no_such_session",
     "没有此会话",
     "there is no such session"},
    {CredentialRefusal::no_such_key,
     "staff.no_key_of_this_name",
     "没有此名称的密钥",
     "there is no key of this name"},
    {CredentialRefusal::not_by_key,
     "staff.not_by_key",
     "密钥不能用来管理登录方式",
     "a key cannot keep the ways in"},
    {CredentialRefusal::not_at_a_wall,
     "staff.not_at_a_wall",
     "大屏的登录方式只能由系统管理员管理",
     "a system administrator keeps the ways in of a wall screen"},
    {CredentialRefusal::prove_again,
     "staff.prove_again",
     "请重新验证身份（5 分钟内有效）",
     "prove again who you are: it serves for five minutes"},
    {CredentialRefusal::bad_title,
     "staff.bad_title",
     "密钥用途不符合要求",
     "this cannot be the title of a key"},
    {CredentialRefusal::bad_life,
     "staff.bad_life",
     "密钥有效天数超出范围",
     "a key does not live so long"},
    {CredentialRefusal::role_not_held,
     "staff.role_not_held",
     "该人员没有此角色，不能授予密钥",
     "the person does not hold this role, so the key cannot"},
};

} // namespace ducha::staff
