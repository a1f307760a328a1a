"""A day of the office on the command line, and what outsiders do with its exports."""

import csv
import io
import json
import subprocess
import unittest
from pathlib import Path

from office import CONFIG, ROOT, Office, on_both_databases, report

DAY = "2021-08-26"
SAME = "模拟镇样例村的模拟砖厂夜里冒黑烟，味道呛人，窗户不敢开，请派人查处。"


def outsider(kind: str, file: Path, text: str) -> int:
    """The exit code of the checker that shares no code with the program."""
    file.write_text(text, "utf-8")
    return subprocess.run([str(ROOT / "tools/verify"), kind, str(file)], capture_output=True,
                          timeout=300).returncode


def play(office: Office) -> None:
    rows = [report(1, SAME), report(2, SAME), *(report(n) for n in range(3, 9))]
    office.do("import", "reports", office.write("reports.csv", rows))
    office.do("accept")
    office.do("merge")
    for act in ("seal", "hand-over", "acknowledge"):
        office.do("batch", act, "--date", DAY)


class WholeDay(unittest.TestCase):
    @on_both_databases
    def test_reports_become_cases_of_a_batch(self, office: Office):
        play(office)
        counts = office.counts()
        self.assertEqual(counts["received"], 8)
        self.assertEqual(counts["accepted"], 8)
        self.assertLess(counts["cases"], 8)
        self.assertEqual(counts["transferred"], counts["cases"])

        table = list(csv.DictReader(io.StringIO(
            office.do("batch", "show", "--date", DAY, "--format", "csv").out)))
        batch = json.loads(office.do("batch", "show", "--date", DAY, "--json").out)
        self.assertEqual([row["number"] for row in table],
                         [case["number"] for case in batch["cases"]])
        self.assertEqual(len(table), counts["cases"])
        self.assertRegex(table[0]["number"], r"^[DX]2SD20210826\d{4}$")

        joins = list(csv.DictReader(io.StringIO(office.do("export", "joins").out)))
        case = {row["report"]: row["case"] for row in joins}
        self.assertEqual(len(case), 8)
        self.assertEqual(case["T1"], case["T2"])
        explained = json.loads(office.do("merge", "explain", "T1", "T2", "--json").out)
        self.assertGreater(explained["probability"], 0.85)

        shown = json.loads(office.do("show", "report", "T2", "--json").out)
        self.assertEqual(len(shown["matters"]), counts["received"] - counts["cases"] + 1)

    @on_both_databases
    def test_counts_by_each_dimension_add_up(self, office: Office):
        play(office)
        last = ("counts", "--as-of", "2030-01-01T00:00:00", "--json")
        total = json.loads(office.do(*last).out)["groups"][0]["counts"]
        for by in ("object", "type", "channel", "day"):
            groups = json.loads(office.do(*last, "--by", by).out)["groups"]
            for measure, count in total.items():
                self.assertEqual(sum(g["counts"].get(measure, 0) for g in groups), count)
        self.assertEqual(
            json.loads(office.do(*last, "--by", "object").out)["groups"][0]["group"], "SD")
        before = json.loads(office.do("counts", "--as-of", "2021-08-01T00:00:00", "--json").out)
        self.assertEqual(before["groups"][0]["counts"]["undecided"], 0)
        unknown = json.loads(office.do(*last, "--known-at", "2021-08-01T00:00:00").out)
        self.assertEqual(unknown["groups"][0]["counts"].get("received", 0), 0)
        table = office.do(*last[:3], "--format", "csv", "--by", "type").out.splitlines()
        self.assertEqual(table[0].split(",")[:3], ["group", "received", "accepted"])

    def test_two_objects_are_counted_together_and_apart(self):
        second = CONFIG[CONFIG.index("[[object]]"):].replace('"SD"', '"SX"').replace("37", "14")
        with Office() as office:
            office.config.write_text(CONFIG + second, "utf-8")
            office.init()
            one, two = (office.write(f"{n}.csv", [report(k) for k in range(1, n + 1)])
                        for n in (1, 2))
            self.assertEqual(office.run("import", "reports", one).code, 1)
            office.do("import", "reports", one, "--object", "SD")
            office.do("import", "reports", two, "--object", "SX")
            self.assertEqual(office.counts()["received"], 3)
            groups = office.do("counts", "--by", "object", "--json").lines()[0]["groups"]
            self.assertEqual([(g["group"], g["counts"]["received"]) for g in groups],
                             [("SD", 1), ("SX", 2)])
            of_one = office.do("counts", "--object", "SX", "--json").lines()[0]["groups"]
            self.assertEqual(of_one[0]["counts"]["received"], 2)

    @on_both_databases
    def test_the_same_import_twice_adds_nothing(self, office: Office):
        play(office)
        before = office.do("export", "log").out
        again = office.do("import", "reports", str(office.folder / "reports.csv"), "--json")
        self.assertEqual(again.lines()[-1]["received"], 0)
        self.assertEqual(again.lines()[-1]["there_already"], 8)
        office.do("accept")
        office.do("merge")
        self.assertEqual(office.do("export", "log").out, before)

    @on_both_databases
    def test_it_proves_itself(self, office: Office):
        play(office)
        for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
            self.assertEqual(json.loads(office.do(*verb, "--json").out), {"holds": True})
        office.do("rebuild")
        office.do("verify")

    @on_both_databases
    def test_outsiders_check_the_log_and_one_event(self, office: Office):
        play(office)
        file = office.folder / "exported.jsonl"
        log = office.do("export", "log").out
        self.assertEqual(outsider("log", file, log), 0)
        self.assertEqual(outsider("proof", file, office.do("proof", "3").out), 0)

        lines = log.splitlines(keepends=True)
        for name, changed in {
            "changed": [line.replace("letter", "call") for line in lines],
            "removed": lines[:4] + lines[5:],
            "swapped": lines[:4] + [lines[5], lines[4]] + lines[6:],
            "inserted": lines[:5] + lines[4:],
        }.items():
            with self.subTest(name):
                self.assertEqual(outsider("log", file, "".join(changed)), 1)

    def test_each_act_is_a_line_of_the_log_file_without_words(self):
        with Office() as office:
            file = office.init().write("r.csv", [report(1, SAME), report(2)])
            log = office.folder / "ducha.log"
            office.do("import", "reports", file, "--log-file", str(log))
            office.do("accept", "--log-file", str(log))
            office.run("batch", "hand-over", "--date", DAY, "--log-file", str(log))
            lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
            self.assertEqual([(line["message"], line["act"]) for line in lines],
                             [("act recorded", "receive_reports"),
                              ("act recorded", "accept_matters"),
                              ("act refused", "hand_over_batch")])
            self.assertEqual([line.get("act_id") for line in lines], [0, 2, None])
            self.assertEqual(lines[2]["refusal"], "transfer.no_such_batch")
            self.assertNotIn("模拟", log.read_text("utf-8"))
            self.assertEqual(log.stat().st_mode & 0o007, 0)

    def test_each_verb_helps(self):
        with Office() as office:
            verbs = [["init"], ["import", "reports"], ["import", "results"],
                     ["accept"], ["merge"],
                     ["merge", "explain"], ["merge", "review"], ["merge", "part"],
                     ["batch", "seal"],
                     ["batch", "hand-over"], ["batch", "acknowledge"], ["batch", "show"],
                     ["counts"], ["export", "joins"], ["export", "log"], ["act"], ["show"],
                     ["verify"], ["rebuild"], ["proof"], ["inspections"], ["doctor"], ["demo"]]
            for verb in verbs:
                with self.subTest(" ".join(verb)):
                    self.assertIn("--db", office.do(*verb, "--help").out)

    @on_both_databases
    def test_what_waits_for_a_person_is_listed(self, office: Office):
        rows = [report(1, SAME), report(2, SAME), report(3)]
        office.do("import", "reports", office.write("reports.csv", rows))
        office.do("accept")
        for bar, code in (("0.1", 1), ("1.5", 2), ("nan", 2)):
            refused = office.run("merge", "--auto", bar, "--json")
            self.assertEqual(refused.code, code, bar)
        office.do("merge", "--auto", "1")
        found = office.do("merge", "review", "--json").lines()[0]["proposals"]
        self.assertIn(("T2", "T1"), [(one["report"], one["nearest"]) for one in found])
        certainty = [abs(one["score"] - 0.5) for one in found]
        self.assertEqual(certainty, sorted(certainty))
        table = list(csv.DictReader(io.StringIO(
            office.do("merge", "review", "--format", "csv").out)))
        self.assertEqual(table[0]["case"], str(found[0]["case"]))
        self.assertIn("T2 ~ T1", office.do("merge", "review").out)

    @on_both_databases
    def test_a_batch_shows_all_that_is_handed_over(self, office: Office):
        play(office)
        case = next(csv.DictReader(io.StringIO(office.do("export", "joins").out)))["case"]
        self.assertEqual(office.do("show", "case", case, "--json").lines()[0]["standing"],
                         "handed_over")
        late = report(21, SAME)
        late[1] = "2021-08-27T09:00:00"
        office.do("import", "reports", office.write("late.csv", [late]))
        office.do("accept")
        office.do("merge")
        office.do("batch", "seal", "--date", "2021-08-27")
        show = ("batch", "show", "--date", "2021-08-27")
        batch = json.loads(office.do(*show, "--json").out)
        self.assertEqual([one["report"] for one in batch["supplements"]], ["T21"])
        number = batch["supplements"][0]["number"]
        self.assertRegex(number, r"^[DX]2SD20210826\d{4}$")
        row = list(csv.DictReader(io.StringIO(office.do(*show, "--format", "csv").out)))[-1]
        self.assertEqual((row["kind"], row["report"], row["number"]),
                         ("supplement", "T21", number))
        self.assertIn("T21", office.do(*show).out)

    def test_a_part_and_its_undo(self):
        with Office() as office:
            play(office.init())
            apart = office.counts()["cases"]
            office.do("merge", "part", "T2", "--why", "模拟：不是同一砖厂")
            office.do("merge")
            self.assertEqual(office.counts()["cases"], apart + 1)
            self.assertEqual(office.do("doctor", "--json").lines(), [{"holds": True}])


if __name__ == "__main__":
    unittest.main()
