// Who may do and ask what of 并案: the rows of the table of permissions.
#include "domain/merge/merge.h"

namespace ducha::merge {

// A person's word about repeats outranks the engine's for ever: it is the triage officer's.
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"place_matters",
         "自动并案",
         "let the engine look at what waits",
         {{.roles = {triage_officer}}}},
        {"join_matter", "人工并案", "join a matter to a case", {{.roles = {triage_officer}}}},
        {"refuse_join", "确认不是同一问题", "refuse a join", {{.roles = {triage_officer}}}},
        {"part_matter", "拆出", "part a matter from its case", {{.roles = {triage_officer}}}},
        {"adopt_model", "启用并案模型", "adopt a merging model", {{.roles = {team_leader}}}},
        {"read_merges",
         "查看并案",
         "see how matters were merged",
         {{.roles = {triage_officer, team_leader, inspector}, .sees = {summary, repeats}}}},
    };
}

} // namespace ducha::merge
