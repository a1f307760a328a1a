// Who may ask what of 保管: the rows of the table of permissions.
#include "domain/keeping/keeping.h"

namespace ducha::keeping {

// Whoever keeps the machine: what is recorded in it is not his to read (GB/T 22239).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"read_operations",
         "查看运行情况：备份、磁盘、全部任务",
         "see how the office is kept: backups, disks, everybody's jobs",
         {{.roles = {system_administrator}, .sees = {summary}}}},
    };
}

} // namespace ducha::keeping
