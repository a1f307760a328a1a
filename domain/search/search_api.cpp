// What 检索 brings to the house: no acts, its folds, its tables.
#include "domain/search/search.h"
#include "domain/search/search_folds.h"
#include "domain/search/search_questions.h"

#include "generated/search_schema.h"
#include "generated/search_sql.h"

namespace ducha::search {

guard::Room const& room()
{
    static guard::Room const room{
        .name = "search",
        .folds = folds(),
        .acts = {},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::search
