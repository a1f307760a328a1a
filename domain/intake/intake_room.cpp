// What 受理 brings to the house: its acts by name, its folds, its tables.
#include "domain/intake/intake_acts.h"
#include "domain/intake/intake_folds.h"
#include "domain/intake/intake_questions.h"

#include "generated/intake_schema.h"
#include "generated/intake_sql.h"

namespace ducha::intake {

guard::Room const& room()
{
    static guard::Room const room{
        .name = "intake",
        .folds = folds(),
        .acts = acts(),
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::intake
