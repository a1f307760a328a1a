"""What comes back of the cases: results from tables, their corrections, and wrong ones."""

import csv
import io
import json
import unittest
from datetime import datetime, timedelta, timezone

from office import CONFIG, Office, on_both_databases, report

DAY = "2021-08-26"
TEXTS = ["模拟：示例花园旁的模拟甲搅拌站夜间生产，噪声吵得睡不着", "模拟：样例镇的样例丙印染厂偷排红色污水，鱼都死了",
         "模拟：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田", "模拟：虚拟山上的模拟戊采石场放炮震裂房屋"]
COLUMNS = ["case_number", "time", "status", "truth", "class", "ordered", "penalised", "fine_yuan",
           "accountable"]
ROW = {"status": "closed", "truth": "true", "class": "immediate", "ordered": "1",
       "penalised": "2", "fine_yuan": "5000.05"}


def handed_over(office: Office, *more: str) -> list[str]:
    """The numbers of four cases that are with the object."""
    rows = [[*report(n)[:5], "", "", "air"] for n in (1, 2, 4, 5)]
    for row, text in zip(rows, TEXTS):
        row[4] = text
    office.do("import", "reports", office.write("reports.csv", rows), *more)
    office.do("accept", *more)
    office.do("merge", *more)
    for act in ("seal", "hand-over"):
        office.do("batch", act, "--date", DAY, *more)
    batch = json.loads(office.do("batch", "show", "--date", DAY, "--json", *more).out)
    numbers = [case["number"] for case in batch["cases"]]
    assert len(numbers) == 4, numbers
    return numbers


def instant(microseconds: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=microseconds)
    return moment.isoformat().replace("+00:00", "Z")


def moment(office: Office, microseconds: int = 1) -> str:
    """So long after the hand-over; the next act comes thousands of microseconds after it."""
    events = [e for e in office.exported() if e["type"] == "case_handed_over"]
    return instant(max(event["occurred"] for event in events) + microseconds)


def table(office: Office, rows: list[dict], name: str = "results.csv") -> str:
    return office.write(name, [[row.get(column, "") for column in COLUMNS] for row in rows],
                        COLUMNS)


def imported(office: Office, rows: list[dict], *more: str) -> dict:
    return office.do("import", "results", table(office, rows), "--json", *more).lines()[-1]


def counts(office: Office, *moment_of: str) -> dict[str, int]:
    return json.loads(office.do("counts", *moment_of, "--json").out)["groups"][0]["counts"]


def results_of(office: Office) -> list[dict]:
    return [event for event in office.exported() if event["type"] == "result_reported"]


class WholeDay(unittest.TestCase):
    @on_both_databases
    def test_a_days_results_are_counted_and_shown(self, office: Office):
        numbers = handed_over(office)
        done = imported(office, [
            {"case_number": numbers[0], **ROW},
            {"case_number": numbers[1] + "*", "status": "阶段性办结", "truth": "部分属实",
             "class": "长期坚持", "fine_yuan": "0.1", "accountable": "3"},
            {"case_number": numbers[2], "status": "in_progress"}])
        self.assertEqual(done, {"recorded": 3, "corrected": 0, "there_already": 0, "rejected": 0,
                                "rejected_file": None})
        now = office.counts()
        self.assertEqual(
            {name: now.get(name, 0) for name in (
                "transferred", "results", "closed", "phased", "in_progress", "true", "partly_true",
                "untrue", "immediate", "long_term", "ordered", "penalised", "fine_fen",
                "accountable", "interviewed")},
            {"transferred": 4, "results": 3, "closed": 1, "phased": 1, "in_progress": 1, "true": 1,
             "partly_true": 1, "untrue": 0, "immediate": 1, "long_term": 1, "ordered": 1,
             "penalised": 2, "fine_fen": 500_015, "accountable": 3, "interviewed": 0})

        row = next(csv.DictReader(io.StringIO(office.do("counts", "--format", "csv").out)))
        self.assertEqual((row["fine_yuan"], row["closed"], row["interviewed"]),
                         ("5000.15", "1", "0"))
        self.assertIn("5000.15", office.do("counts").out)
        self.assertIn("立案处罚（家）", office.do("counts", "--zh").out)

        shown = json.loads(office.do("show", "case", numbers[0], "--json").out)
        self.assertEqual(shown["standing"], "closed")
        self.assertEqual((shown["result"]["truth"], shown["result"]["fine_fen"]),
                         ("true", 500_005))
        self.assertIn("立案处罚 2 家  罚款 5000.05 元",
                      office.do("show", "case", numbers[0], "--zh").out)
        self.assertIn("2 filed for punishment  fine 5000.05 yuan",
                      office.do("show", "case", numbers[0]).out)
        self.assertIsNone(json.loads(office.do("show", "case", numbers[3], "--json").out)["result"])
        for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
            self.assertEqual(json.loads(office.do(*verb, "--json").out), {"holds": True})

    def test_counts_without_results_are_one_table(self):
        with Office() as office:
            handed_over(office.init())
            self.assertNotIn("fine_yuan", office.do("counts").out)

    @on_both_databases
    def test_the_same_file_twice_adds_nothing(self, office: Office):
        numbers = handed_over(office)
        rows = [{"case_number": numbers[0], **ROW},
                {"case_number": numbers[1], "status": "in_progress", "time": moment(office, 1)},
                {"case_number": numbers[1], "time": moment(office, 2), **ROW}]
        imported(office, rows)
        before = office.do("export", "log").out
        again = imported(office, rows)
        self.assertEqual((again["recorded"], again["corrected"], again["there_already"]),
                         (0, 0, 3))
        self.assertEqual(office.do("export", "log").out, before)

    @on_both_databases
    def test_a_correction_is_all_that_differs_between_then_and_now(self, office: Office):
        numbers = handed_over(office)
        rows = [{"case_number": number, "time": moment(office), **ROW} for number in numbers[:2]]
        imported(office, rows)
        then = instant(results_of(office)[-1]["recorded"])
        rows[0] |= {"penalised": "3", "fine_yuan": "1000", "truth": "partly_true"}
        self.assertEqual(imported(office, rows[:1])["corrected"], 1)

        as_known_then = counts(office, "--as-of", then, "--known-at", then)
        as_known_now = counts(office, "--as-of", then)
        differences = {name: as_known_now.get(name, 0) - as_known_then.get(name, 0)
                       for name in as_known_now | as_known_then}
        self.assertEqual({name: n for name, n in differences.items() if n != 0},
                         {"penalised": 1, "fine_fen": -400_005, "true": -1, "partly_true": 1})
        self.assertEqual(as_known_then["penalised"], 4)
        self.assertEqual(office.do("doctor", "--json").lines(), [{"holds": True}])

    def test_a_case_is_opened_again_by_a_later_result(self):
        with Office() as office:
            number = handed_over(office.init())[0]
            imported(office, [{"case_number": number, "time": moment(office, 1), **ROW}])
            later = {"case_number": number, "time": moment(office, 2), "status": "in_progress"}
            imported(office, [later])
            shown = json.loads(office.do("show", "case", number, "--json").out)
            self.assertEqual(shown["standing"], "handed_over")
            self.assertEqual(counts(office, "--as-of", moment(office, 1))["closed"], 1)
            self.assertEqual(office.counts()["closed"], 0)

    def test_more_rows_than_an_act_holds(self):
        with Office() as office:
            number = handed_over(office.init())[0]
            file = table(office, [{"case_number": number, **ROW}] * 2100)
            done = office.do("import", "results", file, "--json").lines()
            self.assertEqual([line["there_already"] for line in done], [999, 1999, 2099, 2099])
            self.assertEqual(done[0]["last"], number)

    def test_two_objects_have_results_and_cases_apart_and_jointly(self):
        second = CONFIG[CONFIG.index("[[object]]"):].replace('"SD"', '"SX"').replace("37", "14")
        with Office() as office:
            office.config.write_text(CONFIG + second, "utf-8")
            number = handed_over(office.init(), "--object", "SD")[0]
            file = table(office, [{"case_number": number, **ROW}])
            self.assertEqual(office.run("import", "results", file).code, 1)
            other = office.do("import", "results", file, "--json", "--object", "SX").lines()[-1]
            self.assertEqual((other["recorded"], other["rejected"]), (0, 1))
            one = office.do("import", "results", file, "--json", "--object", "SD").lines()[-1]
            self.assertEqual((one["recorded"], one["rejected"]), (1, 0))

            show = ("show", "case", number, "--object", "SD")
            case = json.loads(office.do(*show, "--json").out)
            self.assertEqual(case["jointly_with"], [])

            def jointly(*objects: str):
                return office.run("act", "handle_jointly", "--object", "SD", "--json",
                                  json.dumps({"case": case["case"], "with": objects}))
            for objects, found in ((["XX"], "XX"), (["SD"], "SD"), (["SX", "SX"], "twice")):
                refused = jointly(*objects)
                self.assertEqual(refused.code, 1)
                self.assertIn(found, refused.err)
            self.assertEqual(jointly("SX").code, 0)
            self.assertEqual(json.loads(office.do(*show, "--json").out)["jointly_with"], ["SX"])
            self.assertIn("合办 SX", office.do(*show, "--zh").out)
            self.assertEqual((office.counts()["joint"], office.counts()["joint_partners"]), (1, 1))


class WrongRows(unittest.TestCase):
    """Each row with the column that is named and what was found there."""

    ROWS = {
        "no such case": ({"case_number": "D2SD209901010001"}, "case_number", "D2SD209901010001"),
        "no number": ({"case_number": ""}, "case_number", "no case with this number"),
        "impossible time": ({"time": "2021-08-32"}, "time", "2021-08-32"),
        "before the hand-over": ({"time": "2021-08-26T09:00:00"}, "time", "not before"),
        "in the future": ({"time": "2099-01-01T00:00:00"}, "time", "not after"),
        "no status": ({"status": ""}, "status", "in_progress, phased, closed"),
        "unknown status": ({"status": "done"}, "status", "found done"),
        "unknown truth": ({"truth": "perhaps"}, "truth", "found perhaps"),
        "unknown class": ({"class": "later"}, "class", "found later"),
        "closed without a finding": ({"truth": ""}, "truth", "whether the report was true"),
        "no number of enterprises": ({"ordered": "two"}, "ordered", "found two"),
        "less than none": ({"ordered": "-1"}, "ordered", "found -1"),
        "half an enterprise": ({"penalised": "1.5"}, "penalised", "found 1.5"),
        "too many": ({"accountable": "1000001"}, "accountable", "0 to 1000000"),
        "more than a number": ({"ordered": "9" * 30}, "ordered", "9" * 30),
        "no amount": ({"fine_yuan": "5,000"}, "fine_yuan", "found 5,000"),
        "a third place": ({"fine_yuan": "0.001"}, "fine_yuan", "two places"),
        "too much money": ({"fine_yuan": "10000000000.01"}, "fine", "10000000000 yuan"),
    }

    @classmethod
    def setUpClass(cls):
        cls.office = Office().init()
        cls.numbers = handed_over(cls.office)

    @classmethod
    def tearDownClass(cls):
        cls.office.__exit__()

    def test_a_wrong_row_goes_to_the_rejected_file_and_the_others_go_in(self):
        good = {"case_number": self.numbers[0], **ROW}
        for name, (wrong, column, found) in self.ROWS.items():
            with self.subTest(name):
                rows = [good, {"case_number": self.numbers[1], **ROW, **wrong},
                        {**good, "case_number": self.numbers[2]}]
                done = imported(self.office, rows)
                self.assertEqual(done["recorded"] + done["there_already"], 2)
                self.assertEqual(done["rejected"], 1)
                with open(done["rejected_file"], encoding="utf-8-sig") as stream:
                    rejected = list(csv.DictReader(stream))
                self.assertEqual([row["line"] for row in rejected], ["3"])
                self.assertIn(f"results.csv:3: {column}: ", rejected[0]["reason"])
                self.assertIn(found, rejected[0]["reason"])
        self.assertEqual(self.office.counts()["results"], 2)

    def test_two_results_of_one_case_at_one_time(self):
        time = moment(self.office)
        rows = [{"case_number": self.numbers[3], "time": time, "status": "in_progress"},
                {"case_number": self.numbers[3], "time": time, "status": "phased"}]
        for _ in range(2):
            done = imported(self.office, rows)
            self.assertEqual((done["corrected"], done["rejected"]), (0, 1))
        with open(done["rejected_file"], encoding="utf-8-sig") as stream:
            self.assertIn("something else of this case", stream.read())

    def test_a_case_that_was_not_handed_over(self):
        with Office() as office:
            office.init()
            office.do("import", "reports", office.write("r.csv", [report(1)]))
            office.do("accept")
            office.do("merge")
            office.do("batch", "seal", "--date", DAY)
            batch = json.loads(office.do("batch", "show", "--date", DAY, "--json").out)
            number = batch["cases"][0]["number"]
            file = table(office, [{"case_number": number, **ROW}])
            done = office.run("import", "results", file, "--strict", "--json")
            self.assertEqual(done.code, 1)
            self.assertEqual(json.loads(done.err)["refused"], "handling.not_with_the_object")
            self.assertIn(number, json.loads(done.err)["found"])


class Imports(unittest.TestCase):
    def test_strict_takes_the_rows_before_the_wrong_one_and_none_behind_it(self):
        for wrong in ({"status": "done"}, {"case_number": "X"}):
            with self.subTest(str(wrong)), Office() as office:
                numbers = handed_over(office.init())
                rows = [{"case_number": number, **ROW} for number in numbers]
                rows[2] |= wrong
                done = office.run("import", "results", table(office, rows), "--strict", "--json")
                self.assertEqual(done.code, 1)
                self.assertEqual(done.lines()[-1]["recorded"], 2)
                self.assertIn("results.csv:4", json.loads(done.err)["where"])
                self.assertEqual(office.counts()["results"], 2)
                self.assertFalse((office.folder / "results.rejected.csv").exists())

    def test_a_corrected_rejected_file_goes_in(self):
        with Office() as office:
            number = handed_over(office.init())[0]
            rows = [{"case_number": number, **ROW, "status": "完了"}]
            rejected = imported(office, rows)["rejected_file"]
            with open(rejected, encoding="utf-8-sig") as stream:
                corrected = stream.read().replace("完了", "已办结")
            (office.folder / "corrected.csv").write_text(corrected, "utf-8")
            done = office.do("import", "results", str(office.folder / "corrected.csv"), "--json")
            self.assertEqual(done.lines()[-1]["recorded"], 1)

    def test_a_column_that_is_not_known_is_refused_with_the_nearest_one(self):
        with Office() as office:
            number = handed_over(office.init())[0]
            for column, expected in (("penalized", "expected penalised"),
                                     ("fine_yaun", "expected fine_yuan"),
                                     ("remarks of the unit", "one of case_number, status")):
                with self.subTest(column):
                    file = office.write("results.csv", [[number, "in_progress", "4"]],
                                        ["case_number", "status", column])
                    done = office.run("import", "results", file)
                    self.assertEqual(done.code, 1)
                    for words in ("results.csv:1", f"found {column}", expected):
                        self.assertIn(words, done.err)
                    self.assertIn("未知的列",
                                  office.run("import", "results", file, "--zh").err)
            self.assertEqual(results_of(office), [])

    def test_what_is_no_table_of_results_is_refused(self):
        with Office() as office:
            handed_over(office.init())
            for content, expected in (("", "results.csv"), ("case_number\nX\n", "status"),
                                      ("case_number,status,status\n", "status")):
                file = office.folder / "results.csv"
                file.write_text(content, "utf-8")
                done = office.run("import", "results", str(file))
                self.assertEqual(done.code, 1, done.err)
                self.assertIn(expected, done.err)
            self.assertNotEqual(office.run("import", "results", "nothing.csv").code, 0)
            self.assertEqual(office.run("import", "results").code, 2)
            self.assertEqual(results_of(office), [])

    def test_people_are_told_in_both_languages(self):
        with Office() as office:
            number = handed_over(office.init())[0]
            file = table(office, [{"case_number": number, **ROW}, {"case_number": "X", **ROW}])
            self.assertIn("1 recorded, 0 corrected, 0 there already, 1 rejected: ",
                          office.do("import", "results", file).out)
            self.assertIn("登记 0 件，更正 0 件，已有 1 件，退回 1 行：",
                          office.do("import", "results", file, "--zh").out)


class ByName(unittest.TestCase):
    def test_the_act_takes_all_results_or_none(self):
        with Office() as office:
            numbers = handed_over(office.init())
            none = dict.fromkeys(
                ("ordered", "penalised", "fine_fen", "seized", "criminal", "detained_admin",
                 "detained_criminal", "interviewed", "accountable"), 0)
            one, other = ({"case_number": number, "occurred": moment(office), "status": "phased",
                           **none} for number in (numbers[0], "X"))

            def act(*results: dict):
                return office.run("act", "report_results", "--json",
                                  json.dumps({"results": results}))
            refused = act(one, other)
            self.assertEqual(refused.code, 1)
            self.assertIn("results[1].case_number", refused.err)
            misspelt = act(one | {"trueth": "true"})
            self.assertEqual(misspelt.code, 1)
            self.assertIn("results.trueth", misspelt.err)
            self.assertEqual(results_of(office), [])
            self.assertEqual(act(one).code, 0)
            self.assertEqual(len(results_of(office)), 1)


if __name__ == "__main__":
    unittest.main()
