// What permissions know of a thing: where it stands, and what of it is seen.
#pragma once

#include "base/set.h"

namespace ducha::identity {

/// Where a thing stands, as far as permissions care. A room says how its own words map to these.
enum class State {
    none,      ///< not about one thing, or about one without states
    undecided, ///< a matter that nobody judged yet
    accepted,  ///< with the office, in no batch
    sealed,    ///< in a batch that has not left the office
    handed_over,
    closed,
    withdrawn_after_hand_over,
    gone, ///< declined, forwarded, withdrawn or absorbed before it left the office
};

using States = Set<State>;

/// What the inspected object has received.
inline constexpr States with_the_object{
    State::handed_over, State::closed, State::withdrawn_after_hand_over
};

/// What of a thing is seen. The reporter and the original lie in the vault: no row shows them.
enum class Field {
    summary,      ///< number, standing, days, types
    working_text, ///< title, text, place, enterprise, without identifiers
    repeats,      ///< which reports, and so how many
    result,       ///< what came of it
    figures,
    contact,  ///< who reported, and how to reach him
    original, ///< the words as given
};

using Fields = Set<Field>;

} // namespace ducha::identity

template <>
struct ducha::Codes<ducha::identity::State> {
    using State = identity::State;
    static constexpr CodeRow<State> table[] = {
        {State::none, "none", "无状态", "no state"},
        {State::undecided, "undecided", "未判定", "undecided"},
        {State::accepted, "accepted", "已受理未转办", "accepted"},
        {State::sealed, "sealed", "已封批", "sealed"},
        {State::handed_over, "handed_over", "已转办", "handed over"},
        {State::closed, "closed", "已办结", "closed"},
        {State::withdrawn_after_hand_over,
         "withdrawn_after_hand_over",
         "转办后撤回",
         "withdrawn after hand-over"},
        {State::gone, "gone", "不再办理", "gone"},
    };
};

template <>
struct ducha::Codes<ducha::identity::Field> {
    using Field = identity::Field;
    static constexpr CodeRow<Field> table[] = {
        {Field::summary, "summary", "编号与状态", "number and standing"},
        {Field::working_text, "working_text", "工作文本", "working text"},
        {Field::repeats, "repeats", "重复举报", "repeats"},
        {Field::result, "result", "办理结果", "result"},
        {Field::figures, "figures", "数字", "figures"},
        {Field::contact, "contact", "举报人身份与联系方式", "identity and contact"},
        {Field::original, "original", "原件", "original"},
    };
};
