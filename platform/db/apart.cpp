// A PostgreSQL database that comes into being beside its place.
#include "platform/db/apart.h"

namespace ducha::db {
namespace {

constexpr Query own_tables{
    "db/own_tables",
    "select count(*) from information_schema.tables where table_schema = current_schema()"
};

constexpr std::string_view begin_apart = "drop schema if exists ducha_restoring cascade;"
                                         "create schema ducha_restoring;"
                                         "set search_path to ducha_restoring";

/// Indexes and triggers go with their tables.
constexpr std::string_view move_all = R"(
do $$
declare
    own text;
    thing text;
begin
    set local search_path to default;
    own := current_schema();
    for thing in select tablename from pg_tables where schemaname = 'ducha_restoring' loop
        execute format('alter table ducha_restoring.%I set schema %I', thing, own);
    end loop;
    for thing in select oid::regprocedure::text from pg_proc
        where pronamespace = 'ducha_restoring'::regnamespace loop
        execute format('alter function %s set schema %I', thing, own);
    end loop;
    drop schema ducha_restoring;
end $$)";

} // namespace

bool holds_tables(std::string_view url)
{
    return open(url, OpenMode::existing)->integer(own_tables, {}) != 0;
}

std::unique_ptr<Connection> open_apart(std::string_view url)
{
    auto connection = open(url, OpenMode::existing);
    connection->run_script(begin_apart);
    return connection;
}

void appear(Connection& apart)
{
    apart.run_script(move_all);
}

void vanish(Connection& apart)
{
    apart.run_script("drop schema if exists ducha_restoring cascade");
}

} // namespace ducha::db
