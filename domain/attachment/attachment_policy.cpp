// Who may do and ask what of 附件: the rows of the table of permissions.
#include "domain/attachment/attachment.h"

namespace ducha::attachment {

// Pictures show who took them: only those see them who work on reports. What is destroyed does not
// come back: two people, one of them not of the team.
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"add_attachment",
         "添加附件",
         "add an attachment",
         {{.roles = {intake_officer, triage_officer}}}},
        {"remove_attachment",
         "移除并销毁附件",
         "remove an attachment and destroy its file",
         {{.roles = {triage_officer}, .second = {discipline_officer}}}},
        {"read_attachments",
         "查看附件",
         "see attachments",
         {{.roles = {intake_officer, triage_officer, team_leader, inspector},
           .sees = {summary, working_text, repeats}}}},
    };
}

} // namespace ducha::attachment
