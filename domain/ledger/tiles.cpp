// Tiles in the database: the stored nodes of a log's tree.
#include "domain/ledger/tiles.h"

#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "generated/ledger_sql.h"

namespace ducha::ledger {
namespace {

std::optional<Bytes>
stored_tile(db::Connection& connection, LogId log, int level, std::int64_t number)
{
    std::optional<Bytes> tile;
    connection.each(sql::tile, {log, level, number}, [&](db::Row const& row) {
        auto const hashes = row.bytes(0);
        tile.emplace(hashes.begin(), hashes.end());
    });
    return tile;
}

} // namespace

void TileWriter::add(Subtree const& subtree)
{
    if (subtree.height % tile_height != 0) {
        return;
    }
    int const level = subtree.height / tile_height;
    auto const number = subtree.index / tile_width;
    auto const place = static_cast<std::size_t>(subtree.index % tile_width) * sizeof(Hash);
    auto const [tile, is_new] = tiles_.try_emplace({level, number});
    if (is_new && place != 0) {
        tile->second = stored_tile(connection_, log_, level, number).value_or(Bytes{});
    }
    invariant(tile->second.size() == place, "the entries of a tile come in order");
    tile->second.insert(tile->second.end(), subtree.hash.begin(), subtree.hash.end());
}

void TileWriter::write()
{
    for (auto const& [place, hashes] : tiles_) {
        connection_.run(sql::put_tile, {log_, place.first, place.second, hashes});
    }
    connection_.flush();
    tiles_.clear();
}

Hash TileReader::entry(int level, std::int64_t index)
{
    auto const number = index / tile_width;
    auto& [held, hashes] = tiles_.try_emplace(level, std::int64_t{-1}, Bytes{}).first->second;
    if (held != number) {
        hashes = stored_tile(connection_, log_, level, number).value_or(Bytes{});
        held = number;
    }
    auto const place = static_cast<std::size_t>(index % tile_width) * sizeof(Hash);
    if (place + sizeof(Hash) > hashes.size()) {
        throw Trouble{
            Trouble::Kind::database,
            "the tree of log " + std::to_string(log_.get()) + " has lost entry " +
                std::to_string(index) + " of level " + std::to_string(level)
        };
    }
    return to_hash(ByteSpan{hashes}.subspan(place, sizeof(Hash))).value();
}

} // namespace ducha::ledger
