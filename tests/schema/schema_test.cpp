// The schema: written down, the same whichever way a database came to it, and never rewritten.
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "app/rooms.h"
#include "tests/databases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace ducha::tests {
namespace {

std::string text_of_file(std::string const& path)
{
    std::ifstream stream{DUCHA_SOURCE_DIR "/" + path};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// Compares with a file of the repository; with DUCHA_WRITE in the environment, writes it.
void expect_file(std::string const& path, std::string const& text)
{
    if (std::getenv("DUCHA_WRITE") != nullptr) {
        std::ofstream{DUCHA_SOURCE_DIR "/" + path} << text;
    }
    EXPECT_EQ(text_of_file(path), text) << "if this is meant: DUCHA_WRITE=1 build/dev/tests/"
                                           "schema_test writes "
                                        << path;
}

/// All that a database says of its tables, columns, keys, indexes and triggers.
std::string described(db::Connection& connection)
{
    db::Query const sqlite{
        "test/schema", "select sql from sqlite_master where sql is not null order by rowid"
    };
    db::Query const postgres{
        "test/schema",
        "select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' ||"
        " is_nullable from information_schema.columns where table_schema = current_schema()"
        " union all select indexdef from pg_indexes where schemaname = current_schema()"
        " union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid)"
        " from pg_constraint where connamespace = current_schema()::regnamespace"
        " union all select pg_get_triggerdef(t.oid) from pg_trigger t"
        " join pg_class c on c.oid = t.tgrelid"
        " where not tgisinternal and c.relnamespace = current_schema()::regnamespace"
        " order by 1"
    };
    std::string text;
    connection.each(
        connection.dialect() == db::Dialect::sqlite ? sqlite : postgres,
        {},
        [&](db::Row const& row) { text += std::string{row.text(0)} + ";\n\n"; }
    );
    return text;
}

class Schema : public testing::TestWithParam<db::Dialect> {
protected:
    TemporaryFolder folder;
    std::unique_ptr<db::Connection> connection =
        db::open(empty_database(GetParam(), folder), db::OpenMode::create);
};

TEST_P(Schema, ADatabaseOfAnyAgeComesToTheSameSchema)
{
    auto const all = app::schema();
    int last = 0;
    for (auto const& step : all) {
        last = std::max(last, step.number);
    }
    for (int version = 1; version <= last; ++version) {
        auto known = all;
        std::erase_if(known, [&](auto const& step) { return step.number > version; });
        db::migrate(*connection, known);
        db::check_version(*connection, known);
    }
    TemporaryFolder const another;
    auto const fresh = db::open(empty_database(GetParam(), another), db::OpenMode::create);
    db::migrate(*fresh, all);
    EXPECT_FALSE(described(*fresh).empty());
    EXPECT_EQ(described(*connection), described(*fresh));
}

TEST_P(Schema, MigratingTwiceChangesNothing)
{
    db::migrate(*connection, app::schema());
    auto const before = described(*connection);
    db::migrate(*connection, app::schema());
    EXPECT_EQ(described(*connection), before);
}

TEST_P(Schema, AnOlderDatabaseAndANewerOneAreNotOpened)
{
    auto older = app::schema();
    std::erase_if(older, [](auto const& step) { return step.number > 5; });
    db::migrate(*connection, older);
    EXPECT_THROW(db::check_version(*connection, app::schema()), Trouble);
    db::migrate(*connection, app::schema());
    EXPECT_THROW(db::check_version(*connection, older), Trouble);
    EXPECT_THROW(db::migrate(*connection, older), Trouble);
}

TEST_P(Schema, AStepThatWasRewrittenIsNotAccepted)
{
    db::migrate(*connection, app::schema());
    auto rewritten = app::schema();
    rewritten.front().digest = "another";
    EXPECT_THROW(db::check_version(*connection, rewritten), Trouble);
}

TEST_P(Schema, AStepThatFailsLeavesNothingBehind)
{
    auto steps = app::schema();
    db::migrate(*connection, steps);
    auto const before = described(*connection);
    int const next = std::ranges::max(steps, {}, &db::Migration::number).number + 1;
    steps.push_back(
        {next, "broken", "x", "create table half_done (a {int}); create table log (a {int})"}
    );
    EXPECT_THROW(db::migrate(*connection, steps), Trouble);
    EXPECT_EQ(described(*connection), before);
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Schema,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

TEST(SchemaOnPaper, IsWhatADatabaseHas)
{
    TemporaryFolder const folder;
    auto const database =
        db::open(empty_database(db::Dialect::sqlite, folder), db::OpenMode::create);
    db::migrate(*database, app::schema());
    expect_file(
        "docs/schema.sql",
        "-- The tables of an office on SQLite. Written by the program's own steps; a test "
        "compares.\n\n" +
            described(*database)
    );
}

// A step that has been in anybody's database is never edited: what changes is a new step.
TEST(SchemaOnPaper, LandedStepsAreNotRewritten)
{
    std::vector<std::string> lines;
    for (auto const& step : app::schema()) {
        std::ostringstream line;
        line << step.number << ' ' << step.title << ' ' << step.digest << '\n';
        lines.push_back(line.str());
    }
    std::ranges::sort(lines);
    std::string text;
    for (auto const& line : lines) {
        text += line;
    }
    expect_file("tests/schema/landed_steps.txt", text);
}

} // namespace
} // namespace ducha::tests
