"""An office in a temporary folder, worked by the real program. The people are invented.

DUCHA names the program; DUCHA_TEST_POSTGRES, set by tools/with_postgres.py, the server.
"""

import csv
import json
import os
import re
import sqlite3
import subprocess
import tempfile
import unittest
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DUCHA", str(ROOT / "build/dev/ducha"))
SHARED = Path(os.environ.get("DUCHA_SHARED_DATA", ROOT.parent / "shared/data"))
SOAK = bool(os.environ.get("DUCHA_SOAK"))

CONFIG = """
id = "test"
name = "模拟督察"
name_en = "simulated inspection"
kind = "routine"
round = 2
batch = 4
provenance = "simulated"
channels = ["call", "letter"]
[number_scheme]
id = "central"
pattern = "{letter}{round}{object}{date}{serial:4}"
source = "test"
[number_scheme.letters]
call = "D"
letter = "X"
[[object]]
code = "SD"
kind = "province"
region = "37"
name = "模拟省"
name_en = "a simulated province"
team = "模拟督察组"
first_day = 2021-08-26
last_day = 2021-09-26
"""
FIRST_MORNING = datetime(2021, 8, 26, 8, 0)
COLUMNS = ["id", "time", "channel", "title", "text", "place", "enterprise", "type"]


@dataclass
class Done:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


class Office:
    """A database with one inspection; with `postgres` on the server of this test run."""

    made = 0

    def __init__(self, postgres: bool = False, folder: Path | None = None):
        self.temporary = tempfile.TemporaryDirectory(prefix="ducha-test-", dir=folder)
        self.folder = Path(self.temporary.name)
        self.config = self.folder / "inspection.toml"
        self.config.write_text(CONFIG, "utf-8")
        self.database = f"sqlite:{self.folder / 'ducha.db'}"
        if postgres:
            self.database = make_postgres_database()

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        self.temporary.cleanup()

    def command(self, *verb: str) -> list[str]:
        keys = ["--keys", str(self.folder / "keys"), "--db", self.database]
        return [PROGRAM, *verb, *keys]

    def run(self, *verb: str) -> Done:
        done = subprocess.run(self.command(*verb), capture_output=True, timeout=600,
                              cwd=self.folder)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def do(self, *verb: str) -> Done:
        """Runs what must succeed."""
        done = self.run(*verb)
        if done.code != 0:
            raise AssertionError(f"{' '.join(verb)}: exit {done.code}\n{done.out}{done.err}")
        return done

    def init(self) -> "Office":
        self.do("init", "--config", str(self.config))
        return self

    def counts(self) -> dict[str, int]:
        done = self.do("counts", "--as-of", "2030-01-01T00:00:00", "--json")
        groups = json.loads(done.out)["groups"]
        return groups[0]["counts"] if groups else {}

    def exported(self) -> list[dict]:
        """The events of the inspection's log."""
        lines = self.do("export", "log").lines()
        return [json.loads(line["leaf"]) for line in lines if "leaf" in line]

    def sql(self, statement: str) -> str:
        """What a statement gives, run behind the program's back."""
        if self.database.startswith("sqlite:"):
            with sqlite3.connect(self.database.removeprefix("sqlite:")) as connection:
                row = connection.execute(statement).fetchone()
            connection.close()
            return str(row[0]) if row else ""
        return subprocess.run(["psql", "-Atq", "-v", "ON_ERROR_STOP=1", "-c", statement,
                               self.database], text=True, check=True, capture_output=True).stdout

    def write(self, name: str, rows: list[list[str]], columns: list[str] | None = None) -> str:
        file = self.folder / name
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([columns or COLUMNS, *rows])
        return str(file)


def make_postgres_database() -> str:
    server = os.environ.get("DUCHA_TEST_POSTGRES")
    if not server:
        raise AssertionError("no PostgreSQL: run through tools/with_postgres.py")
    Office.made += 1
    name = f"ducha_cli_{os.getpid()}_{Office.made}"
    subprocess.run(["psql", "-q", "-c", f"create database {name}", server], check=True)
    return re.sub("/postgres\\?", f"/{name}?", server)


def report(number: int, text: str | None = None) -> list[str]:
    """A row of a table of reports."""
    time = FIRST_MORNING + timedelta(seconds=number % 36000)
    return [f"T{number}", time.isoformat(), "letter" if number % 3 == 0 else "call",
            f"模拟举报第{number}号",
            text or f"模拟镇样例村{number}组的模拟砖厂夜里冒黑烟，样例河{number % 97}号桥下水发黑。",
            "模拟镇样例村", "模拟砖厂", "air" if number % 2 else "water"]


def on_both_databases(test):
    """The test, once with an office on SQLite, once with one on PostgreSQL."""
    def both(self: unittest.TestCase) -> None:
        for postgres in (False, True):
            with self.subTest(database="postgres" if postgres else "sqlite"):
                with Office(postgres) as office:
                    test(self, office.init())
    both.__doc__ = test.__doc__
    return both
