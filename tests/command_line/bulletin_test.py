"""The bulletin as an office issues it, on a simulated inspection played by the real program."""

import csv
import io
import json
import subprocess
import tempfile
import tomllib
import unittest
from pathlib import Path

from office import PROGRAM, ROOT, SHARED, Done

PROFILES = ROOT / "simulation/profiles"
NATIONAL = SHARED / "figures/national_bulletins.csv"
TEN = ("received", "accepted", "transferred", "closed", "penalised", "fine", "criminal",
       "detained", "interviewed", "accountable")


def run(*words: str) -> Done:
    done = subprocess.run([PROGRAM, *words], capture_output=True, timeout=900)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def published(profile: str) -> dict[str, int]:
    """What the profile says was published, the fine in fen."""
    table = tomllib.loads((PROFILES / f"{profile}.toml").read_text("utf-8"))["published"]
    return {**table, "fine": round(table["fine_yuan"] * 100)}


def sums(told: dict) -> dict[str, int]:
    return {measure["code"]: measure["total"] for measure in told["measures"]}


class Played(unittest.TestCase):
    """A demo of one profile in a folder of its own."""

    profile = "small"
    options: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="ducha-test-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        cls.demo = run("demo", "--dir", str(cls.folder), *cls.options)

    def ask(self, *verb: str) -> Done:
        return run(*verb, "--db", f"sqlite:{self.folder / 'ducha.db'}")

    def do(self, *verb: str) -> Done:
        done = self.ask(*verb)
        self.assertEqual(done.code, 0, done.out + done.err)
        return done


class TheInspectionOf2021(Played):
    """`make run`: the figures of the bulletin of 19 September 2021."""

    def test_is_printed_in_both_languages(self):
        self.assertEqual(self.demo.code, 0, self.demo.err)
        told = published("second-round-fourth-batch")
        fine = told["fine_yuan"]
        for figure, word in (("received", "件，受理"), ("accepted", "件，经梳理"),
                             ("transferred", "件。已完成"), ("closed", "件，其中立案处罚"),
                             ("penalised", "家，罚款"), ("criminal", "件，拘留"),
                             ("detained", "人；约谈"), ("interviewed", "人，问责"),
                             ("accountable", "人。")):
            self.assertIn(f"{told[figure]}{word}", self.demo.out)
        self.assertIn(f"罚款{fine // 10_000}万元", self.demo.out)
        for figure in ("received", "accepted", "transferred", "closed", "penalised"):
            self.assertIn(f" {told[figure]:,} ", self.demo.out)
        self.assertIn(f"{fine / 1e6:.2f} million yuan", self.demo.out)
        for word in ("模拟", "the engine alone", "with the clerk", "conservation holds",
                     "ledger proved", "rows as the ledger says", "counted again, the same"):
            self.assertIn(word, self.demo.out)

    @unittest.skipUnless(NATIONAL.exists(), f"{NATIONAL} is not here")
    def test_is_the_published_one(self):
        with NATIONAL.open(encoding="utf-8", newline="") as file:
            row = next(row for row in csv.DictReader(file) if row["id"] == "R2B4-MID")
        told = published("second-round-fourth-batch")
        for name, column in (("received", "received"), ("accepted", "valid_accepted"),
                             ("transferred", "transferred"), ("closed", "closed"),
                             ("penalised", "filed_penalty"), ("criminal", "criminal_filed"),
                             ("detained", "detained_total"), ("interviewed", "interviewed"),
                             ("accountable", "accountable")):
            self.assertEqual(told[name], int(row[column]), name)
        self.assertEqual(told["fine_yuan"], float(row["fine_wan_yuan"]) * 10_000)

    def test_is_issued_every_evening(self):
        evenings = self.do("bulletin", "list", "--json").lines()
        self.assertEqual([one["number"] for one in evenings], list(range(1, len(evenings) + 1)))
        self.assertTrue(all("T20:00:00" in one["as_of"] for one in evenings))

    def test_stands_in_no_code(self):
        """The large figures of the profile occur nowhere else in what is compiled or run."""
        told = published("second-round-fourth-batch")
        large = {str(value) for key, value in told.items() if value > 1000 and key in TEN}
        large |= {f"{int(figure):,}" for figure in large}
        files = subprocess.run(
            ["git", "ls-files", "*.cpp", "*.h", "*.py", "*.sql", "*.sh", "Makefile"],
            cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        self.assertGreater(len(files), 300)
        for name in files:
            words = (ROOT / name).read_text("utf-8").replace("'", "")
            for figure in large:
                self.assertNotRegex(words, rf"(?<![\d.]){figure}(?![\d.])", name)


class AnOffice(Played):
    options = ("--profile", "small", "--seed", "3")

    def test_states_what_the_profile_says_to_machines(self):
        told = sums(json.loads(self.do("bulletin", "show", "--as-of", "2021-09-05", "--json").out))
        for figure in TEN:
            self.assertEqual(told[figure], published("small")[figure], figure)

    def test_says_the_same_in_every_shape(self):
        show = ("bulletin", "show", "--as-of", "2021-09-05", "--format")
        told = sums(json.loads(self.do(*show, "json").out))
        rows = list(csv.DictReader(io.StringIO(self.do(*show, "csv").out)))
        self.assertEqual([row["object"] for row in rows], ["QY", "SD", "total"])
        for figure in TEN:
            column = "fine_yuan" if figure == "fine" else figure
            numbers = [float(row[column]) * (100 if figure == "fine" else 1) for row in rows]
            self.assertEqual(numbers[-1], told[figure])
            self.assertEqual(sum(numbers[:-1]), numbers[-1])
        for words, text in ((("--zh",), "受理有效举报"), ((), "valid ones")):
            self.assertIn(text, self.do(*show, "text", *words).out)
            page = self.do(*show, "html", *words).out
            self.assertIn(text, page)
            self.assertNotIn("http", page)
            self.assertIn(f">{told['received']}</a>", page)

    def test_lists_what_a_figure_counts(self):
        told = sums(json.loads(self.do("bulletin", "show", "--as-of", "2021-09-05", "--json").out))
        for figure, total in told.items():
            listed = self.do("bulletin", "cases", "--figure", figure,
                             "--as-of", "2021-09-05", "--json").lines()
            self.assertEqual(sum(row["amount"] for row in listed), total, figure)
        table = list(csv.DictReader(io.StringIO(self.do(
            "bulletin", "cases", "--figure", "closed", "--as-of", "2021-09-05").out)))
        self.assertEqual(len(table), told["closed"])
        self.assertEqual(len({row["case"] for row in table}), told["closed"])
        self.assertRegex(table[0]["case"], r"^[DX]2[A-Z]{2}\d{12}$")

    def test_names_the_rules_by_which_it_counts(self):
        for rule, zh, en in (("types=one", "一件一类", "its first type alone"),
                             ("split=matter", "拆分件逐件计", "once for each part"),
                             ("joint=apart", "合办件单列", "a line of their own"),
                             ("repeats=removed", "剔除重复举报", "repeats are taken out"),
                             ("withdrawn=removed", "剔除转办后撤回件", "are taken out of transferred")):
            self.assertIn(zh, self.do("bulletin", "show", "--rule", rule, "--zh").out)
            self.assertIn(en, self.do("bulletin", "show", "--rule", rule).out)
        plain, removed = (
            sums(json.loads(self.do("bulletin", "show", "--as-of", "2021-09-05", "--json",
                                    *rule).out))
            for rule in ((), ("--rule", "repeats=removed")))
        self.assertEqual(removed["accepted"], plain["accepted"] - plain["combined"])
        self.assertGreater(plain["combined"], 0)

    def test_results_of_the_demo_are_there_already(self):
        for code in ("SD", "QY"):
            done = self.do("import", "results", str(self.folder / "results" / f"{code}.csv"),
                           "--object", code, "--json")
            last = json.loads(done.out.splitlines()[-1])
            self.assertGreater(last["there_already"], 0)
            self.assertEqual((last["recorded"], last["rejected"]), (0, 0))

    def test_wrong_words_are_refused_with_the_right_ones(self):
        for words, code, expected in (
                (("show", "--rule", "joint=never"), 2, "joint=once|each|apart"),
                (("show", "--number", "99"), 1, "1 to"),
                (("show", "--number", "last"), 2, "number"),
                (("show", "--as-of", "yesterday"), 2, "2021-09-15T20:00:00"),
                (("cases", "--figure", "songs"), 2, "penalised"),
                (("correct", "1", "--why", "模拟"), 1, "nothing to correct"),
                (("correct", "99", "--why", "模拟"), 1, "no such bulletin"),
                (("compare", "1", "99"), 1, "no such bulletin"),
                (("issue", "--as-of", "2999-01-01"), 1, "has not come")):
            with self.subTest(" ".join(words)):
                done = self.ask("bulletin", *words)
                self.assertEqual(done.code, code, done.out)
                self.assertIn(expected, done.err)
        self.assertEqual(self.ask("bulletin", "show", "--format", "song").code, 2)
        self.assertEqual(self.ask("bulletin", "correct", "1").code, 2)
        again = run("demo", "--dir", str(self.folder), "--profile", "small")
        self.assertEqual(again.code, 1)
        self.assertIn("--fresh", again.err)
        self.assertEqual(run("demo", "--dir", str(self.folder / "x"), "--profile", "no").code, 1)


class ACorrection(Played):
    options = ("--profile", "small", "--seed", "4")

    def test_is_issued_in_the_open(self):
        last = self.do("bulletin", "list", "--json").lines()[-1]
        number = last["number"]
        show = ("bulletin", "show", "--number", str(number))
        before = sums(json.loads(self.do(*show, "--json").out))
        with (self.folder / "results/SD.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        row = next(row for row in reversed(rows) if row["status"] == "closed")
        row["penalised"] = str(int(row["penalised"]) + 3)
        file = self.folder / "corrected.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, row)
            writer.writeheader()
            writer.writerow(row)
        self.do("import", "results", str(file), "--object", "SD")

        frozen = self.do(*show, "--json")
        self.assertEqual(sums(json.loads(frozen.out)), before)
        self.assertEqual(frozen.err, "")
        self.do("bulletin", "correct", str(number), "--why", "模拟：补报三家")
        changes = self.do("bulletin", "compare", str(number), str(number + 1), "--json").lines()
        self.assertEqual([(c["object"], c["measure"], c["after"] - c["before"]) for c in changes],
                         [("SD", "penalised", 3), ("", "penalised", 3)])
        self.assertIn("立案处罚", self.do(
            "bulletin", "compare", str(number), str(number + 1), "--zh").out)
        said = self.do("bulletin", "show", "--number", str(number + 1), "--zh").out
        self.assertIn(f"更正第{number}期", said)
        self.assertIn("模拟：补报三家", said)
        now = sums(json.loads(self.do(
            "bulletin", "show", "--as-of", last["as_of"], "--json").out))
        self.assertEqual({code for code in now if now[code] != before[code]}, {"penalised"})
        self.do("verify")
        self.do("rebuild", "--check")
        for code in ("SD", "QY"):
            self.do("doctor", "--object", code)


if __name__ == "__main__":
    unittest.main()
