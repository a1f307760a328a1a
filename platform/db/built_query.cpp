// Queries with a condition put in.
#include "platform/db/built_query.h"

#include "base/invariant.h"

namespace ducha::db {

BuiltQuery::BuiltQuery(Query const& query, std::string_view condition)
    : name_{query.name}, text_{query.text}
{
    constexpr std::string_view token = "{may}";
    auto const at = text_.find(token);
    invariant(at != std::string::npos, "the query says where its condition stands");
    text_.replace(at, token.size(), condition);
}

std::vector<Value> bound(Values fixed, std::vector<std::string> const& texts)
{
    std::vector<Value> values{fixed};
    values.insert(values.end(), texts.begin(), texts.end());
    return values;
}

} // namespace ducha::db
