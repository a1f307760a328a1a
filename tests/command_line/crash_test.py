"""What was acknowledged survives kill -9, Ctrl-C and a full disk; nothing is half-done."""

import json
import os
import random
import signal
import subprocess
import tempfile
import time
import unittest
from contextlib import contextmanager
from pathlib import Path

from office import SOAK, Office, on_both_databases, report

ROWS = 60_000
ROWS_AN_ACT = 1000
KILLS = 20
ROUNDS = 10 if SOAK else 1


class Import:
    """A running import that acknowledges each act with a line."""

    def __init__(self, office: Office, file: str):
        self.process = subprocess.Popen(
            office.command("import", "reports", file, "--json"), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=office.folder)

    def next(self) -> dict | None:
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def after(self, new_rows: int) -> int:
        """Waits until so many new rows are acknowledged; returns all that are."""
        rows = 0
        while (line := self.next()) is not None and "last" in line:
            rows = line["received"] + line["there_already"]
            if line["received"] >= new_rows:
                break
        return rows

    def end(self, number: signal.Signals) -> tuple[int, int]:
        """Sends a signal; returns the exit code and the rows acknowledged since, or 0."""
        self.process.send_signal(number)
        rest, self.err = self.process.communicate(timeout=120)
        acknowledged = [json.loads(line) for line in rest.splitlines(keepends=True)
                        if line.endswith(b"\n")]
        rows = [line["received"] + line["there_already"] for line in acknowledged]
        return self.process.returncode, max(rows, default=0)


def expect_whole(test: unittest.TestCase, office: Office, acknowledged: int) -> int:
    """Every acknowledged row is there, every act whole, every original sealed, all of it proved.
    Returns the number of reports."""
    events = [event for event in office.exported() if event["type"] == "report_received"]
    numbers = [int(event["body"]["own_id"].removeprefix("T")) for event in events]
    test.assertEqual(numbers, list(range(1, len(numbers) + 1)))
    test.assertGreaterEqual(len(numbers), acknowledged)
    test.assertEqual(len(numbers) % ROWS_AN_ACT, 0)
    test.assertEqual(int(office.sql("select count(*) from sealed_original")), len(numbers))
    for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
        office.do(*verb)
    return len(numbers)


class KillNine(unittest.TestCase):
    @on_both_databases
    def test_loses_nothing_and_leaves_nothing_half_done(self, office: Office):
        for round_number in range(ROUNDS):
            with Office("postgres" in office.database) as fresh:
                self.kill_often(fresh.init(), random.Random(round_number))

    def kill_often(self, office: Office, chance: random.Random) -> None:
        file = office.write("reports.csv", [report(n) for n in range(1, ROWS + 1)])
        acknowledged = 0
        for kill in range(KILLS):
            with self.subTest(kill=kill):
                running = Import(office, file)
                acknowledged = max(acknowledged, running.after(chance.choice((0, 1, 1, 1001))))
                time.sleep(chance.uniform(0, 0.08))
                code, later = running.end(signal.SIGKILL)
                acknowledged = max(acknowledged, later)
                self.assertEqual(code, -signal.SIGKILL)
                there = int(office.sql("select count(*) from report"))
                self.assertGreaterEqual(there, acknowledged)
                self.assertEqual(there % ROWS_AN_ACT, 0)
                office.do("verify")
                if kill % 5 == 4:
                    expect_whole(self, office, acknowledged)
        self.assertGreaterEqual(acknowledged, 10_000)
        office.do("import", "reports", file)
        self.assertEqual(expect_whole(self, office, ROWS), ROWS)


class ControlC(unittest.TestCase):
    @on_both_databases
    def test_ends_after_the_act_in_hand_and_the_next_run_goes_on(self, office: Office):
        file = office.write("reports.csv", [report(n) for n in range(1, 8001)])
        running = Import(office, file)
        before = running.after(1)
        code, later = running.end(signal.SIGINT)
        self.assertEqual(code, 3)
        self.assertIn(b"interrupted", running.err)
        there = expect_whole(self, office, max(before, later))
        self.assertLess(there, 8000)
        again = office.do("import", "reports", file, "--json").lines()[-1]
        self.assertEqual((again["there_already"], again["received"]), (there, 8000 - there))
        expect_whole(self, office, 8000)


@contextmanager
def small_disk(mebibytes: int):
    """A disk of its own in a mount namespace of its own; yields how to enter it, and its path."""
    folder = tempfile.mkdtemp(prefix="ducha-disk-")
    as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    holder = subprocess.Popen(
        # In a changed root there is no mount to make private, and no need to.
        ["unshare", *as_root, "--mount", "--propagation", "unchanged", "sh", "-c",
         "mount --make-rprivate / 2>/dev/null; "
         f"mount -t tmpfs -o size={mebibytes}m tmpfs {folder} && echo mounted && exec sleep 600"],
        stdout=subprocess.PIPE, text=True)
    try:
        if holder.stdout.readline() != "mounted\n":
            raise AssertionError("no small disk can be made: unshare --mount is not allowed")
        enter = ["nsenter", f"--target={holder.pid}", "--mount", "--root",
                 *(["--user", "--preserve-credentials"] if as_root else [])]
        yield enter, Path(folder)
    finally:
        holder.kill()
        holder.communicate()
        os.rmdir(folder)


class FullDisk(unittest.TestCase):
    def test_stops_cleanly_and_goes_on_when_there_is_room(self):
        with small_disk(12) as (enter, disk), Office() as office:
            office.database = f"sqlite:{disk}/ducha.db"

            def run(*verb: str) -> subprocess.CompletedProcess:
                return subprocess.run([*enter, *office.command(*verb)], capture_output=True,
                                      text=True, timeout=300)

            def lines(done: subprocess.CompletedProcess) -> list[dict]:
                return [json.loads(line) for line in done.stdout.splitlines()]

            self.assertEqual(run("init", "--config", str(office.config)).returncode, 0)
            file = office.write("reports.csv", [report(n) for n in range(1, 20_001)])
            stopped = run("import", "reports", file, "--json")
            self.assertEqual(stopped.returncode, 3, stopped.stderr)
            self.assertIn("disk_full", stopped.stderr)
            acknowledged = lines(stopped)[-1]["received"]
            self.assertGreater(acknowledged, 0)

            room = [*enter, "mount", "-o", "remount,size=200m", str(disk)]
            subprocess.run(room, check=True)
            for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
                done = run(*verb)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            again = lines(run("import", "reports", file, "--json"))[-1]
            self.assertGreaterEqual(again["there_already"], acknowledged)
            self.assertEqual(again["there_already"] % ROWS_AN_ACT, 0)
            self.assertEqual(again["there_already"] + again["received"], 20_000)
            self.assertEqual(run("verify").returncode, 0)


if __name__ == "__main__":
    unittest.main()
