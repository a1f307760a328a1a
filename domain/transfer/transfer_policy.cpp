// Who may do and ask what of 转办: the rows of the table of permissions.
#include "domain/transfer/transfer.h"

namespace ducha::transfer {

// What leaves the office is signed for, but for what cannot wait (clause B21-05).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Relation;
    using enum identity::Field;
    return {
        {"seal_batch", "封批编号", "seal a day's batch", {{.roles = {triage_officer}}}},
        {"hand_over_batch",
         "移交批次",
         "hand a batch over",
         {{.roles = {triage_officer, team_leader}, .reauthenticate = true}}},
        {"acknowledge_batch",
         "签收批次",
         "acknowledge a batch",
         {{.roles = {liaison}, .units = {self}}}},
        {"issue_urgent_notice",
         "紧急转办",
         "send an urgent case out",
         {{.roles = {triage_officer, team_leader}}}},
        {"read_batches",
         "查看批次",
         "see batches",
         {{.roles = {triage_officer, team_leader, inspector}, .sees = {summary, repeats}},
          {.roles = {liaison},
           .units = {self},
           .states = {identity::State::handed_over},
           .sees = {summary}}}},
    };
}

} // namespace ducha::transfer
