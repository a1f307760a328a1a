// Count facts in blocks.
#include "domain/ledger/packed_facts.h"

#include "base/text.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"

#include "generated/ledger_sql.h"

#include <algorithm>
#include <map>

namespace ducha::ledger {
namespace {

using Type = db::TableShape::Type;
using Numbers = std::vector<std::int64_t>;

constexpr db::TableShape::Column packed_columns[] = {
    {"log_id", Type::integer},
    {"block", Type::integer},
    {"measure", Type::text},
    {"facts", Type::integer},
    {"amount", Type::integer},
    {"first_occurred", Type::integer},
    {"last_occurred", Type::integer},
    {"first_recorded", Type::integer},
    {"last_recorded", Type::integer},
    {"types", Type::text},
    {"channels", Type::text},
    {"packed", Type::bytes},
};
constexpr db::TableShape packed_table{"packed_facts", packed_columns};

/// Between the names of types, and of channels: codes hold no such character.
constexpr char between_names = '\n';

/// Texts by the place at which they were first met.
class Names {
public:
    std::int64_t place_of(std::string_view name)
    {
        auto const found = std::ranges::find(names_, name);
        auto const place = found - names_.begin();
        if (found == names_.end()) {
            names_.emplace_back(name);
        }
        return place;
    }

    [[nodiscard]] std::string joined() const
    {
        std::string text;
        for (auto const& name : names_) {
            text += (&name == names_.data() ? "" : std::string(1, between_names)) + name;
        }
        return text;
    }

private:
    std::vector<std::string> names_;
};

/// The facts of one measure as they are read, a list for each column.
struct Lists {
    Numbers occurred;
    Numbers recorded;
    Numbers amounts;
    Numbers days;
    Numbers types;
    Numbers channels;
    Names type_names;
    Names channel_names;

    void add(db::Row const& row)
    {
        types.push_back(type_names.place_of(row.text(1)));
        channels.push_back(channel_names.place_of(row.text(2)));
        days.push_back(row.integer(3));
        occurred.push_back(row.integer(4));
        recorded.push_back(row.integer(5));
        amounts.push_back(row.integer(6));
    }

    [[nodiscard]] Bytes packed() const
    {
        Bytes bytes;
        for (auto const* numbers : {&occurred, &recorded, &amounts, &days, &types, &channels}) {
            Frame{*numbers}.write(bytes);
        }
        return bytes;
    }
};

void insert_measure(
    db::Connection& rows,
    LogId log,
    std::int64_t block,
    std::string const& measure,
    Lists const& lists
)
{
    auto const [first_occurred, last_occurred] = std::ranges::minmax(lists.occurred);
    auto const [first_recorded, last_recorded] = std::ranges::minmax(lists.recorded);
    std::int64_t amount = 0;
    for (auto const one : lists.amounts) {
        amount += one;
    }
    auto const types = lists.type_names.joined();
    auto const channels = lists.channel_names.joined();
    auto const packed = lists.packed();
    db::Value const row[] = {
        log,
        block,
        measure,
        static_cast<std::int64_t>(lists.occurred.size()),
        amount,
        first_occurred,
        last_occurred,
        first_recorded,
        last_recorded,
        types,
        channels,
        packed,
    };
    rows.insert(packed_table, row);
}

void pack_block(db::Connection& rows, LogId log, std::int64_t block)
{
    std::map<std::string, Lists, std::less<>> measures;
    Seq const first{block * events_a_block};
    Seq const end{first.get() + events_a_block};
    rows.each(sql::facts_to_pack, {log, first, end}, [&](db::Row const& row) {
        auto found = measures.find(row.text(0));
        if (found == measures.end()) {
            found = measures.try_emplace(std::string{row.text(0)}).first;
        }
        found->second.add(row);
    });
    for (auto const& [measure, lists] : measures) {
        insert_measure(rows, log, block, measure, lists);
    }
}

std::vector<std::string> names_in(std::string_view text)
{
    std::vector<std::string> names;
    for (auto const name : split(text, between_names)) {
        names.emplace_back(name);
    }
    return names;
}

/// Takes the six frames apart; false where they are not there, or name what has no name.
bool unpack(PackedFacts& facts, ByteSpan bytes)
{
    for (auto* const frame :
         {&facts.occurred,
          &facts.recorded,
          &facts.amounts,
          &facts.reception_day,
          &facts.type,
          &facts.channel}) {
        auto read = Frame::read(bytes, facts.facts);
        if (!read) {
            return false;
        }
        *frame = *std::move(read);
    }
    auto const named = [&](Frame const& places, std::vector<std::string> const& names) {
        for (std::size_t i = 0; i < facts.facts; ++i) {
            if (static_cast<std::uint64_t>(places[i]) >= names.size()) {
                return false;
            }
        }
        return true;
    };
    return bytes.empty() && named(facts.type, facts.types) && named(facts.channel, facts.channels);
}

PackedFacts packed_in(db::Row const& row, LogId log)
{
    PackedFacts facts{
        .block = row.integer(0),
        .measure = std::string{row.text(1)},
        .facts = static_cast<std::size_t>(row.integer(2)),
        .amount = row.integer(3),
        .types = names_in(row.text(4)),
        .channels = names_in(row.text(5)),
        .is_whole = row.is_null(6),
    };
    if (!facts.is_whole && !unpack(facts, row.bytes(6))) {
        throw Trouble{
            Trouble::Kind::database,
            "packed_facts: " + facts.measure + " of block " + std::to_string(facts.block) +
                " of log " + std::to_string(log.get()) + " cannot be read"
        };
    }
    return facts;
}

} // namespace

void pack_facts(db::Connection& rows, LogId log, Seq end)
{
    auto const full = end.get() / events_a_block;
    for (auto block = packed_blocks(rows, log); block < full; ++block) {
        pack_block(rows, log, block);
    }
}

void pack_all_facts(db::Connection& rows)
{
    for (auto const& name : logs(rows)) {
        pack_facts(rows, name.log, Seq{state_of(rows, name.log, true).size});
    }
}

std::int64_t packed_blocks(db::Connection& connection, LogId log)
{
    return connection.integer(sql::packed_blocks, {log}).value_or(0);
}

void each_packed(
    db::Connection& connection,
    PackedSpan const& span,
    std::function<void(PackedFacts const&)> const& visitor
)
{
    connection.each(
        sql::packed_facts,
        {span.log, span.first_block, span.end_block, span.as_of, span.known_at, span.amounts_alone},
        [&](db::Row const& row) { visitor(packed_in(row, span.log)); }
    );
}

} // namespace ducha::ledger
