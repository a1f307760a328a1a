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
SEED = int(os.environ.get("DUCHA_SEED", "0"))
ROUNDS = 25 if SOAK else 1  # on each of two databases: 1,000 kills in all


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
        acknowledged = self.wait()
        return self.process.returncode, acknowledged

    def wait(self) -> int:
        """Waits until it has ended; returns the rows acknowledged since, or 0."""
        rest, self.err = self.process.communicate(timeout=120)
        acknowledged = [json.loads(line) for line in rest.splitlines(keepends=True)
                        if line.endswith(b"\n")]
        rows = [line["received"] + line["there_already"] for line in acknowledged]
        return max(rows, default=0)


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
        began = time.monotonic()
        acknowledged = 0
        for round_number in range(ROUNDS):
            with Office("postgres" in office.database) as fresh:
                acknowledged += self.kill_often(fresh.init(), random.Random(SEED + round_number))
        print(f"{ROUNDS * KILLS} kills on {office.database.partition(':')[0]}, seed {SEED}: "
              f"{acknowledged} reports acknowledged, none lost, nothing half-done, "
              f"{time.monotonic() - began:.0f} s", flush=True)

    def kill_often(self, office: Office, chance: random.Random) -> int:
        file = office.write("reports.csv", [report(n) for n in range(1, ROWS + 1)])
        acknowledged = 0
        for kill in range(KILLS):
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
        rows = there + 2 * ROWS_AN_ACT
        rest = office.write("rest.csv", [report(n) for n in range(1, rows + 1)])
        office.do("import", "reports", rest)
        self.assertEqual(expect_whole(self, office, rows), rows)
        return acknowledged


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
    def setUp(self):
        self.enter, self.disk = self.enterContext(small_disk(12))
        self.office = self.enterContext(Office())
        self.office.database = f"sqlite:{self.disk}/ducha.db"

    def run_there(self, *verb: str, into: str = "") -> subprocess.CompletedProcess:
        """Runs a verb; with `into`, its output goes to that file on the disk."""
        redirect = ["sh", "-c", f'exec "$@" > {self.disk}/{into}', "sh"] if into else []
        return subprocess.run([*self.enter, *redirect, *self.office.command(*verb)],
                              capture_output=True, text=True, timeout=300)

    def on_the_disk(self, *command: str) -> None:
        subprocess.run([*self.enter, *command], check=True)

    def expect_sound(self):
        for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
            done = self.run_there(*verb)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def import_until_full(self) -> tuple[str, int]:
        done = self.run_there("init", "--config", str(self.office.config))
        self.assertEqual(done.returncode, 0, done.stderr)
        file = self.office.write("reports.csv", [report(n) for n in range(1, 20_001)])
        stopped = self.run_there("import", "reports", file, "--json")
        self.assertEqual(stopped.returncode, 3, stopped.stderr)
        self.assertIn("disk_full", stopped.stderr)
        self.assertIn("make room", stopped.stderr)
        return file, json.loads(stopped.stdout.splitlines()[-1])["received"]

    def test_stops_cleanly_and_goes_on_when_there_is_room(self):
        file, acknowledged = self.import_until_full()
        self.assertGreater(acknowledged, 0)
        self.on_the_disk("mount", "-o", "remount,size=200m", str(self.disk))
        self.expect_sound()
        done = self.run_there("import", "reports", file, "--json")
        again = json.loads(done.stdout.splitlines()[-1])
        self.assertGreaterEqual(again["there_already"], acknowledged)
        self.assertEqual(again["there_already"] % ROWS_AN_ACT, 0)
        self.assertEqual(again["there_already"] + again["received"], 20_000)
        self.assertEqual(self.run_there("verify").returncode, 0)

    def test_neither_an_act_nor_an_export_seems_done_without_room(self):
        self.import_until_full()
        self.on_the_disk("mount", "-o", "remount,size=200m", str(self.disk))
        whole = self.run_there("export", "log").stdout
        self.on_the_disk("sh", "-c", f"""
            free=$(df --output=avail -k {self.disk} | tail -n 1)
            head -c $(( (free - 200) * 1024 )) /dev/zero > {self.disk}/filler""")
        for verb, into in ((["accept"], ""), (["export", "log"], "log"), (["export", "head"], "")):
            done = self.run_there(*verb, "--json", into=into)
            is_small = verb == ["export", "head"]
            self.assertEqual(done.returncode, 0 if is_small else 3, f"{verb} {done.stderr}")
            self.assertTrue(is_small or '"disk_full"' in done.stderr, done.stderr)
        self.on_the_disk("rm", f"{self.disk}/filler", f"{self.disk}/log")
        self.expect_sound()
        self.assertEqual(self.run_there("export", "log", into="log").returncode, 0)
        read = subprocess.run([*self.enter, "cat", f"{self.disk}/log"], capture_output=True)
        self.assertEqual(read.stdout.decode(), whole)
        for verb in ("accept", "merge"):
            self.assertEqual(self.run_there(verb).returncode, 0)
        self.expect_sound()


if __name__ == "__main__":
    unittest.main()
