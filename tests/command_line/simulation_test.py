"""`ducha simulate`: files that the other verbs take, and refusals of what makes no sense."""

import csv
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from office import PROGRAM, ROOT, Done, Office

SMALL = (ROOT / "simulation/profiles/small.toml").read_text("utf-8")
TOTALS = SMALL.split("[published]")[1].split("[noise]")[0]
PUBLISHED = {name: int(value.replace("_", "")) for name, value in
             re.findall(r"^(\w+) = ([\d_]+)", TOTALS, re.M)}


def simulate(folder: Path, *arguments: str, profile: str = "small") -> Done:
    done = subprocess.run(
        [PROGRAM, "simulate", "--profile", profile, "--out", str(folder), *arguments],
        capture_output=True, timeout=600)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def rows(file: Path) -> list[dict]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes()
            for file in sorted(folder.rglob("*")) if file.is_file()}


class Simulating(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="ducha-test-")
        self.addCleanup(temporary.cleanup)
        self.above = Path(temporary.name)
        self.folder = self.above / "simulated"

    def test_the_files_say_what_the_program_says(self):
        done = simulate(self.folder, "--json")
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(done.err, "", "no bar in a pipe")
        objects = done.lines()
        self.assertEqual(sum(line["received"] for line in objects), PUBLISHED["received"])
        self.assertEqual(sum(line["transferred"] for line in objects), PUBLISHED["transferred"])
        for line in objects:
            below = self.folder / line["object"]
            truth = rows(below / "truth.csv")
            self.assertEqual(len(rows(below / "reports.csv")), line["received"])
            self.assertEqual(sum(row["fate"] == "valid" for row in truth), line["accepted"])
            self.assertEqual(len(rows(below / "problems.csv")), line["problems"])
            self.assertEqual(len({row["problem"] for row in truth} - {""}), line["problems"])

    def test_every_report_goes_in(self):
        self.assertEqual(simulate(self.folder).code, 0)
        with Office() as office:
            office.do("init", "--config", str(self.folder / "inspection.toml"))
            received = 0
            for table in sorted(self.folder.glob("*/reports.csv")):
                done = office.do("import", "reports", str(table), "--object", table.parent.name,
                                 "--json").lines()[-1]
                self.assertEqual((done["rejected"], done["out_of_order"]), (0, 0))
                received += done["received"]
            self.assertEqual(received, PUBLISHED["received"])
            leaked = "select count(*) from matter where text like '%-00_____%'"
            self.assertEqual(office.sql(leaked), "0")
            hidden = "select count(*) > 0 from matter where text like '%【电话】%'"
            self.assertEqual(office.sql(hidden), "1")

    def test_the_same_seed_makes_the_same_files_and_another_others(self):
        for name, seed in (("one", "7"), ("two", "7"), ("three", "8")):
            self.assertEqual(simulate(self.above / name, "--seed", seed).code, 0)
        one, two, three = (contents(self.above / name) for name in ("one", "two", "three"))
        self.assertEqual(one, two)
        self.assertEqual(one.keys(), three.keys())
        self.assertNotEqual(one["SD/reports.csv"], three["SD/reports.csv"])

    def test_the_number_of_reports_and_the_noise_are_arguments(self):
        done = simulate(self.folder, "--reports", "100", "--noise", "wrong_type=0",
                        "--noise", "pin_off=0", "--json")
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(sum(line["received"] for line in done.lines()), 100)
        for truth_file in self.folder.glob("*/truth.csv"):
            reports = {row["id"]: row for row in rows(truth_file.parent / "reports.csv")}
            for row in rows(truth_file):
                if row["problem"]:
                    report = reports[row["id"]]
                    self.assertIn(report["type"].split(";")[0], row["types"].split(";"))
                    self.assertEqual(report["longitude"], row["longitude"])

    def test_a_profile_may_be_a_file(self):
        file = self.above / "mine.toml"
        file.write_text(SMALL.replace("小型督察", "我的督察"), "utf-8")
        done = simulate(self.folder, "--zh", profile=str(file))
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("山东省（模拟）：收到 520 件", done.out)
        self.assertIn("我的督察", (self.folder / "inspection.toml").read_text("utf-8"))

    def test_an_earlier_simulation_is_replaced_and_nothing_else(self):
        self.assertEqual(simulate(self.folder).code, 0)
        self.assertEqual(simulate(self.folder, "--reports", "50").code, 0)
        self.assertLess(len(rows(self.folder / "SD/reports.csv")), 50)
        other = self.above / "other"
        other.mkdir()
        (other / "letters.txt").write_text("real", "utf-8")
        done = simulate(other)
        self.assertEqual(done.code, 1)
        self.assertIn("holds something else", done.err)
        self.assertEqual(contents(other), {"letters.txt": b"real"})

    def test_wrong_words_are_refused_with_the_right_ones(self):
        broken = self.above / "broken.toml"
        broken.write_text(SMALL.replace("received = 600", "received = 601"), "utf-8")
        cases = [
            (["--profile", "large"], 1, "second-round-fourth-batch, small"),
            (["--profile", str(broken)], 1, "published.received"),
            (["--noise", "loud=0.1"], 1, "wrong_type, pin_off"),
            (["--noise", "wrong_type=2"], 1, "a share from 0 to 1"),
            (["--reports", "0"], 2, "1 to 10000000"),
            (["--reports", "many"], 2, "--reports"),
            (["--seed", "-1"], 2, "--seed"),
            (["--seed", "x"], 2, "found x"),
        ]
        for words, code, expected in cases:
            with self.subTest(words=words):
                is_profile = words[0] == "--profile"
                done = (simulate(self.folder, profile=words[1]) if is_profile
                        else simulate(self.folder, *words))
                self.assertEqual(done.code, code, done.err)
                self.assertIn(expected, done.err)
                self.assertFalse(self.folder.exists())
        refused = json.loads(simulate(self.folder, "--json", "--noise", "x=1").err)
        self.assertEqual(refused["refused"], "simulation.bad_noise")


if __name__ == "__main__":
    unittest.main()
