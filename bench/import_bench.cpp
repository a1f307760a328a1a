// How fast a table of reports goes in: identifiers taken out, originals sealed, events in the
// ledger, tree, rows and counts; beside a bare loop that only inserts the same rows.
#include "platform/db/connection.h"

#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"

namespace ducha::bench {
namespace {

constexpr std::size_t rows_a_transaction = 1000; // as the import has it

/// One table, the rows as they came, the same batches, the same durability.
double bare_insert(db::Dialect dialect, std::int64_t count)
{
    std::vector<InventedRow> rows;
    for (std::int64_t number = 0; number < count; ++number) {
        rows.push_back(invented_row(number, count));
    }
    BenchDatabase const database{dialect};
    auto const connection = db::open(database.url(), db::OpenMode::create);
    std::string definition;
    std::vector<db::TableShape::Column> shape;
    for (auto const column : columns) {
        definition += std::string{column} + " text not null, ";
        shape.push_back({column, db::TableShape::Type::text});
    }
    connection->run_script("create table bare (" + definition + "primary key (id))");
    return time_of([&] {
        for (std::size_t first = 0; first < rows.size(); first += rows_a_transaction) {
            auto const last = std::min(rows.size(), first + rows_a_transaction);
            std::vector<db::Value> values;
            for (auto row = first; row < last; ++row) {
                values.insert(values.end(), rows[row].begin(), rows[row].end());
            }
            db::Transaction transaction{*connection};
            connection->insert({"bare", shape}, values);
            transaction.commit();
        }
    });
}

void measure(Figures& figures, std::int64_t count)
{
    auto const n = static_cast<double>(count);
    auto const fsync = fsync_time(Folder{}) * 1e3;
    figures.add("disk.fsync_p50", fsync, "ms", "4 KiB written and forced, 200 times");
    for (auto const dialect : {db::Dialect::sqlite, db::Dialect::postgres}) {
        auto const name = "import." + std::string{name_of(dialect)};
        BenchOffice office{dialect};
        auto const empty = office.database().size();
        auto const taken = office.import_invented(count, name);
        auto const held = office.database().size() - empty;
        figures.add(
            name, n / taken, "rows/s", "goal >= 20000; fsync p50 " + spelled(fsync) + " ms"
        );
        figures.add(name + ".memory", peak_memory(), "MiB", "the most of this process so far");

        auto const bare = bare_insert(dialect, count);
        figures.add(name + ".bare", n / bare, "rows/s", "the same rows into one table");
        figures.add(name + ".ratio", taken / bare, "times", "import / bare");
        figures.add(name + ".size", held / n, "bytes/row");
    }
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--rows", 50'000}, ducha::bench::measure);
}
