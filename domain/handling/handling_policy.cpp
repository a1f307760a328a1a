// Who may do and ask what of 办理: the rows of the table of permissions.
#include "domain/handling/handling.h"

namespace ducha::handling {

// A unit answers for its own; whoever heads it signs (clause L21-14).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Relation;
    using enum identity::Field;
    using identity::with_the_object;
    return {
        {"report_results",
         "上报办理结果",
         "report the results of cases",
         {{.roles = {unit_clerk}, .units = {self}},
          {.roles = {unit_head}, .units = {self}, .reauthenticate = true},
          {.roles = {liaison}, .units = {self, ancestor}}}},
        {"read_results",
         "查看办理结果",
         "see the results of cases",
         {{.roles = {triage_officer, team_leader, inspector, disclosure_editor, bulletin_editor},
           .sees = {summary, result}},
          {.roles = {unit_clerk},
           .units = {self},
           .states = with_the_object,
           .sees = {summary, result}},
          {.roles = {liaison, unit_head},
           .units = {self, ancestor},
           .states = with_the_object,
           .sees = {summary, result}},
          {.roles = {supervisor},
           .units = {ancestor},
           .states = with_the_object,
           .sees = {summary, result}}}},
    };
}

} // namespace ducha::handling
