// Who may do and ask what of 进展情况: the rows of the table of permissions.
#include "domain/bulletin/bulletin.h"

namespace ducha::bulletin {

// What is published passes two people (truth.md); then it is everyone's. Counts that are not
// published tell an object how many reported, so they stay inside, as the screen on the office's
// wall does.
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"issue_bulletin",
         "发布通报",
         "issue a bulletin",
         {{.roles = {bulletin_editor}, .second = {team_leader}}}},
        {"correct_bulletin",
         "更正通报",
         "correct a bulletin",
         {{.roles = {bulletin_editor}, .second = {team_leader}}}},
        {"read_counts",
         "查看统计",
         "see counts",
         {{.roles = {intake_officer, triage_officer, team_leader, inspector, bulletin_editor, wall},
           .sees = {figures}}}},
        {"read_bulletins",
         "查看已发布的通报",
         "see issued bulletins",
         {{.roles = {citizen}, .sees = {figures}}}},
    };
}

} // namespace ducha::bulletin
