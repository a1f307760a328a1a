// Making deleted content unreadable in the files of a database.
#include "platform/db/scrub.h"

namespace ducha::db {
namespace {

constexpr Query truncate_log{"db/truncate_log", "pragma wal_checkpoint(truncate)"};

} // namespace

void scrub(Connection& connection)
{
    if (connection.dialect() == Dialect::sqlite) {
        connection.run(truncate_log, {});
    }
}

} // namespace ducha::db
