// Every cell of the table of permissions.
#pragma once

#include "platform/identity/policy.h"

#include <string>
#include <vector>

namespace ducha::tests {

/// Roles x relations x states of one act.
[[nodiscard]] inline std::vector<identity::Cell> cells_of(std::string_view act)
{
    std::vector<identity::Cell> cells;
    for (auto const& role : Codes<identity::Role>::table) {
        for (auto const& relation : Codes<identity::Relation>::table) {
            for (auto const& state : Codes<identity::State>::table) {
                cells.push_back({role.value, act, relation.value, state.value});
            }
        }
    }
    return cells;
}

[[nodiscard]] inline std::string spelled(identity::Cell const& cell)
{
    return std::string{code(cell.role)} + " " + std::string{cell.act} + " " +
        std::string{code(cell.relation)} + " " + std::string{code(cell.state)};
}

} // namespace ducha::tests
