// The rooms of the house: adding one changes this list, and nothing else outside it.
#pragma once

#include "domain/guard/room.h"

#include <span>
#include <vector>

namespace ducha::app {

/// In the order of the arrows: what is upstream folds first.
[[nodiscard]] std::span<guard::Room const* const> rooms();

/// One of the acts of all rooms, by its name; null where there is none.
[[nodiscard]] guard::NamedAct const* act_named(std::string_view name);

/// How the rows follow from the events, room by room.
[[nodiscard]] std::span<ledger::Folds const* const> folds();

/// Which words belong to others, room by room.
[[nodiscard]] std::span<guard::Belongings const> belongings();

/// Who may what, over all rooms; the local operator may everything.
[[nodiscard]] identity::Policy const& policy();

/// The steps of the schema of all rooms, and of the vault.
[[nodiscard]] std::vector<db::Migration> schema();

/// Every query of the house, for the test that runs each on both databases.
[[nodiscard]] std::vector<db::Query const*> queries();

/// The number of the last step of the schema.
[[nodiscard]] int last_schema_step();

} // namespace ducha::app
