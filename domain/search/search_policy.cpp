// Who may ask what of 检索: the rows of the table of permissions.
#include "domain/search/search.h"

namespace ducha::search {

// Whoever may read every working text may look for words in them, and nobody else.
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"read_texts",
         "检索工作文本",
         "find working texts by their words",
         {{.roles = {intake_officer, triage_officer, team_leader, inspector},
           .sees = {summary, working_text, repeats}}}},
    };
}

} // namespace ducha::search
