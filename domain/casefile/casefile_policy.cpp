// Who may do and ask what of 交办件: the rows of the table of permissions.
#include "domain/casefile/casefile.h"

namespace ducha::casefile {

// An object sees the cases that it has received, and never how many people reported (truth.md).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Relation;
    using enum identity::Field;
    using identity::with_the_object;
    return {
        {"watch_case", "列为重点关注", "watch a case", {{.roles = {triage_officer, team_leader}}}},
        {"handle_jointly",
         "合办",
         "have a case handled jointly",
         {{.roles = {triage_officer, team_leader}}}},
        {"read_cases",
         "查看交办件",
         "see cases",
         {{.roles = {intake_officer, triage_officer, team_leader, inspector},
           .sees = {summary, repeats}},
          {.roles = {bulletin_editor}, .sees = {summary}},
          {.roles = {disclosure_editor}, .states = with_the_object, .sees = {summary}},
          {.roles = {unit_clerk}, .units = {self}, .states = with_the_object, .sees = {summary}},
          {.roles = {liaison, unit_head},
           .units = {self, ancestor},
           .states = with_the_object,
           .sees = {summary}},
          {.roles = {supervisor}, .units = {ancestor}, .states = with_the_object, .sees = {summary}}
         }},
    };
}

} // namespace ducha::casefile
