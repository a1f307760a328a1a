// Who may do and ask what of 受理: the rows of the table of permissions.
#include "domain/intake/intake.h"

namespace ducha::intake {

// Only a person declines (clause B21-03). The working text is for the inspection's own people: what
// an object receives is rewritten (truth.md). Nobody sees the reporter or the original here.
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"receive_reports", "登记举报", "take reports down", {{.roles = {intake_officer}}}},
        {"accept_matters", "受理", "accept matters", {{.roles = {intake_officer, triage_officer}}}},
        {"decline_matter", "不予受理", "decline a matter", {{.roles = {triage_officer}}}},
        {"forward_matter", "转送其他单位", "forward a matter", {{.roles = {triage_officer}}}},
        {"withdraw_matter", "撤回", "withdraw a matter", {{.roles = {triage_officer}}}},
        {"mark_urgent",
         "标为紧急",
         "mark a matter urgent",
         {{.roles = {intake_officer, triage_officer}}}},
        {"split_report", "拆分举报", "split a report", {{.roles = {triage_officer}}}},
        {"read_matters",
         "查看反映问题",
         "see matters",
         {{.roles = {intake_officer, triage_officer, team_leader, inspector},
           .sees = {summary, working_text, repeats}}}},
    };
}

} // namespace ducha::intake
