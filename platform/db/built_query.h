// A query whose condition is known only when it is asked: what a person may see.
#pragma once

#include "platform/db/query.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::db {

/// A named query with a condition in the place of its `{may}`. The values that the condition binds
/// are numbered on from those of the query.
class BuiltQuery {
public:
    /// condition   of the program's own making: no text from outside is in it
    BuiltQuery(Query const& query, std::string_view condition);

    /// The same for each of these places of the query, `{walk}` or another.
    BuiltQuery(
        Query const& query,
        std::initializer_list<std::pair<std::string_view, std::string_view>> places
    );

    /// Valid as long as this.
    [[nodiscard]] Query query() const { return {name_, text_, true}; }

private:
    std::string_view name_;
    std::string text_;
};

/// The fixed values of a query, and behind them the texts that its condition binds.
/// texts   must outlive what is returned
[[nodiscard]] std::vector<Value> bound(Values fixed, std::vector<std::string> const& texts);

} // namespace ducha::db
