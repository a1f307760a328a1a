// Tiles in the database: the stored nodes of a log's tree.
#pragma once

#include "base/ids.h"

#include "domain/ledger/merkle.h"

#include <map>
#include <utility>

namespace ducha::db {
class Connection;
}

namespace ducha::ledger {

/// Adds the subtrees that an act completes; each tile is read and written at most once an act.
class TileWriter {
public:
    TileWriter(db::Connection& connection, LogId log) : connection_{connection}, log_{log} {}

    /// Subtrees whose height is no multiple of the tiles' are left out: they follow.
    void add(Subtree const& subtree);

    void write();

private:
    db::Connection& connection_;
    LogId log_;
    std::map<std::pair<int, std::int64_t>, Bytes> tiles_;
};

/// Reads entries, keeping the last tile of each level at hand.
class TileReader {
public:
    TileReader(db::Connection& connection, LogId log) : connection_{connection}, log_{log} {}

    /// throws   Trouble(database): the tile is not there or too short
    [[nodiscard]] Hash entry(int level, std::int64_t index);

private:
    db::Connection& connection_;
    LogId log_;
    std::map<int, std::pair<std::int64_t, Bytes>> tiles_;
};

} // namespace ducha::ledger
