// How figures are counted where published bulletins differ. A bulletin names the rules it used.
// Source: domain.md 2.3 (counting rules found in the wild).
#pragma once

#include "base/code.h"

namespace ducha::inspection {

/// Pollution types of a case: every one of them, or the first alone.
enum class TypeRule { several, one };

/// A report that raises several matters: accepted once, or once for each of them.
enum class SplitRule { report, matter };

/// A case that several objects handle together.
enum class JointRule {
    once,  ///< with its lead
    each,  ///< with every one of them: objects add up to more than cases
    apart, ///< with none of them, on a line of its own
};

/// Reports that were combined with an earlier one.
enum class RepeatRule { kept, removed };

/// Cases that were withdrawn after hand-over.
enum class WithdrawnRule { kept, removed };

struct CountingRules {
    TypeRule types = TypeRule::several;
    SplitRule split = SplitRule::report;
    JointRule joint = JointRule::once;
    RepeatRule repeats = RepeatRule::kept;
    WithdrawnRule withdrawn = WithdrawnRule::kept;

    bool operator==(CountingRules const&) const = default;
};

} // namespace ducha::inspection

template <>
struct ducha::Codes<ducha::inspection::TypeRule> {
    using Rule = inspection::TypeRule;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::several,
         "several",
         "一件多类，类型合计可大于件数",
         "a case counts under each of its types"},
        {Rule::one, "one", "一件一类", "a case counts under its first type alone"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::SplitRule> {
    using Rule = inspection::SplitRule;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::report, "report", "拆分件计一件", "a split report is accepted once"},
        {Rule::matter, "matter", "拆分件逐件计", "a split report is accepted once for each part"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::JointRule> {
    using Rule = inspection::JointRule;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::once, "once", "合办件计入牵头方", "a joint case counts with its lead"},
        {Rule::each, "each", "合办件各方均计", "a joint case counts with each of its objects"},
        {Rule::apart, "apart", "合办件单列", "joint cases stand on a line of their own"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::RepeatRule> {
    using Rule = inspection::RepeatRule;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::kept, "kept", "收到、受理含重复举报", "received and accepted include repeats"},
        {Rule::removed,
         "removed",
         "收到、受理剔除重复举报",
         "repeats are taken out of received and accepted"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::WithdrawnRule> {
    using Rule = inspection::WithdrawnRule;
    static constexpr CodeRow<Rule> table[] = {
        {Rule::kept, "kept", "转办含转办后撤回件", "transferred includes cases withdrawn later"},
        {Rule::removed,
         "removed",
         "转办剔除转办后撤回件",
         "cases withdrawn later are taken out of transferred"},
    };
};
