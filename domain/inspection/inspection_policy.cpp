// Who may do and ask what of 督察: the rows of the table of permissions.
#include "domain/inspection/inspection.h"

namespace ducha::inspection {

// How an inspection is set up is announced to everyone before it begins (domain.md 1.5 T02).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"open_inspection", "设立督察", "set an inspection up", {{.roles = {system_administrator}}}
        },
        {"read_inspections",
         "查看督察设置",
         "see how inspections are set up",
         {{.roles = {citizen}, .sees = {summary}}}},
    };
}

} // namespace ducha::inspection
