// Queries with a condition put in.
#include "platform/db/built_query.h"

#include "base/invariant.h"

namespace ducha::db {

BuiltQuery::BuiltQuery(Query const& query, std::string_view condition)
    : BuiltQuery{query, {{"{may}", condition}}}
{
}

BuiltQuery::BuiltQuery(
    Query const& query, std::initializer_list<std::pair<std::string_view, std::string_view>> places
)
    : name_{query.name}, text_{query.text}
{
    for (auto const& [token, text] : places) {
        auto const at = text_.find(token);
        invariant(at != std::string::npos, "the query says where its condition stands");
        text_.replace(at, token.size(), text);
    }
}

std::vector<Value> bound(Values fixed, std::vector<std::string> const& texts)
{
    std::vector<Value> values{fixed};
    values.insert(values.end(), texts.begin(), texts.end());
    return values;
}

} // namespace ducha::db
