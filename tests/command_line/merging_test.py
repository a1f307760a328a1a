"""Why a report lies where it lies, what waits for a person, and a model of people's decisions."""

import json
import subprocess
import unittest

from office import Office, on_both_databases, report

PLANT = "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大，"
QUARRY = "模拟举报：虚构山采石场放炮，石块滚到虚构村的枸杞地里，村道压坏。"


def play(office: Office, *options: str) -> Office:
    """T1, T2 and T3 report the same plant, T4 a quarry; the rows differ in place and enterprise."""
    rows = [report(1, PLANT), report(2, PLANT + "盼答复。"), report(3, PLANT + "请查处。"),
            [*report(4, QUARRY)[:5], "虚构村", "", "noise"]]
    office.do("import", "reports", office.write("reports.csv", rows))
    office.do("accept")
    office.do("merge", *options)
    return office


class Explaining(unittest.TestCase):
    @on_both_databases
    def test_a_decision_is_explained_by_the_evidence_that_it_was_made_on(self, office: Office):
        play(office)
        told = json.loads(office.do("merge", "explain", "T2", "--json").out)
        self.assertEqual((told["a"], told["b"]), ("T2", "T1"))
        decision = told["decision"]
        self.assertEqual(decision["ruling"], "engine")
        self.assertEqual(int(told["probability"] * 1e6 + 1e-3), round(decision["score"] * 1e6))
        self.assertEqual(told["model"], decision["model"])
        weights = [feature["weight"] for feature in told["features"]]
        self.assertAlmostEqual(sum(weights), told["log_odds"], delta=1e-4)
        self.assertEqual(told["bars"], {"join": 0.92, "propose": 0.3})
        self.assertIsNone(told["metres"])
        self.assertIn("case_size", [feature["name"] for feature in told["features"]])

    def test_the_shared_words_stand_where_the_spans_say(self):
        with Office() as office:
            told = json.loads(play(office.init()).do("merge", "explain", "T1", "T2", "--json").out)
            self.assertTrue(told["shared"])
            for word in told["shared"]:
                offset, length = word["in_a"][0]
                text = told["text_a"].encode()[offset:offset + length].decode()
                self.assertEqual(text, word["word"])
                self.assertTrue(word["in_b"])
            self.assertEqual(told["words"], [word["word"] for word in told["shared"]])

    def test_in_words_in_both_languages(self):
        with Office() as office:
            play(office.init())
            english = office.do("merge", "explain", "T2").out
            chinese = office.do("merge", "explain", "T2", "--zh").out
            for words in ("evidence", "they share rare words", "sum (log odds)", "no pin",
                          "days apart", "joined by the engine", "model standard/"):
                self.assertIn(words, english)
            for words in ("证据", "共有少见的词", "合计", "未标注位置", "天", "自动并案",
                          "模型 standard/", "建议线 0.300", "并案线 0.920"):
                self.assertIn(words, chinese)
            for text in (english, chinese):
                self.assertIn("〖", text)
                self.assertNotIn("\033", text)
            self.assertNotIn("evidence", chinese)
            self.assertNotIn("证据", english)

    def test_a_proposal_says_why_it_is_no_joining(self):
        with Office() as office:
            bars = "[merge]\njoin = 1.0\npropose = 0.3\n[number_scheme]\n"
            config = office.config.read_text("utf-8").replace("[number_scheme]\n", bars)
            office.config.write_text(config, "utf-8")
            play(office.init())
            self.assertIn("proposed  case", office.do("merge", "explain", "T2").out)
            self.assertIn("below the bar for joining", office.do("merge", "explain", "T2").out)
            self.assertIn("低于自动并案线", office.do("merge", "explain", "T2", "--zh").out)

    def test_the_case_that_a_person_refused_is_named_with_the_reason(self):
        with Office() as office:
            play(office.init(), "--auto", "1")
            waiting = json.loads(office.do("merge", "review", "--json").out)["proposals"]
            one = next(row for row in waiting if row["report"] == "T2")
            self.refuse(office, one)
            told = json.loads(office.do("merge", "explain", "T2", "--json").out)
            self.assertEqual(told["decision"]["ruling"], "refused")
            self.assertEqual(told["not_chosen"]["case"], one["case"])
            self.assertIn("refused_by_a_person", told["not_chosen"]["why"])
            self.assertIn("人工已确认不是同一问题", office.do("merge", "explain", "T2", "--zh").out)

    def test_what_was_not_looked_at_waits(self):
        with Office() as office:
            office.init().do("import", "reports", office.write("r.csv", [report(1)]))
            office.do("accept")
            self.assertIsNone(
                json.loads(office.do("merge", "explain", "T1", "--json").out)["decision"])
            self.assertIn("decision: waiting", office.do("merge", "explain", "T1").out)

    def refuse(self, office: Office, proposal: dict) -> None:
        act = {"matter": proposal["matter"], "from": proposal["case"]}
        office.do("act", "refuse_join", "--json", json.dumps(act))


class Reviewing(unittest.TestCase):
    @on_both_databases
    def test_each_proposal_has_reasons_and_the_commands_that_answer_it(self, office: Office):
        play(office, "--auto", "1")
        listed = json.loads(office.do("merge", "review", "--json").out)
        self.assertEqual(listed["waiting"], len(listed["proposals"]))
        certainty = [abs(one["score"] - 0.5) for one in listed["proposals"]]
        self.assertEqual(certainty, sorted(certainty))
        first = listed["proposals"][0]
        self.assertTrue(1 <= len(first["for"]) <= 3)
        self.assertTrue(all(reason["weight"] > 0 for reason in first["for"]))
        self.assertTrue(all(reason["weight"] < 0 for reason in first["against"]))
        self.answer(office, first["join"])
        left = json.loads(office.do("merge", "review", "--json").out)["proposals"]
        self.assertNotIn(first["report"], [one["report"] for one in left])
        self.answer(office, left[0]["refuse"])
        self.assertEqual(json.loads(office.do("merge", "review", "--json").out)["waiting"], 0)

    def answer(self, office: Office, command: str) -> None:
        """Runs a command as it was printed, quotes and all."""
        program, *keys = office.command()
        line = command.replace("ducha", f"'{program}'", 1) + "".join(f" '{key}'" for key in keys)
        subprocess.run(line, shell=True, check=True, capture_output=True, cwd=office.folder)

    def test_in_words_in_both_languages_and_so_many_at_most(self):
        with Office() as office:
            play(office.init(), "--auto", "1")
            english = office.do("merge", "review").out
            chinese = office.do("merge", "review", "--zh").out
            self.assertIn("2 proposals wait", english)
            self.assertIn("they share rare words", english)
            self.assertIn("ducha act join_matter --json '{\"matter\":", english)
            self.assertIn("待定并案建议 2 件", chinese)
            self.assertIn("共有少见的词", chinese)
            one = json.loads(office.do("merge", "review", "--limit", "1", "--json").out)
            self.assertEqual((one["waiting"], len(one["proposals"])), (2, 1))
            none = office.do("merge", "review", "--limit", "0").out
            self.assertEqual(none, "2 proposals wait\n")

    def test_a_reader_who_closes_the_pipe_is_no_trouble(self):
        with Office() as office:
            play(office.init(), "--auto", "1")
            done = subprocess.run(["sh", "-c", '"$@" | head -c 1', "sh",
                                   *office.command("merge", "review")],
                                  capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "2", ""))

    def test_a_case_that_was_absorbed_is_proposed_no_longer(self):
        with Office() as office:
            play(office.init(), "--auto", "1")
            case = {row["report"]: row["case"] for row in office.do(
                "export", "joins", "--json").lines()}
            act = {"matter": int(case["T1"]), "into": int(case["T4"])}
            office.do("act", "join_matter", "--json", json.dumps(act))
            left = json.loads(office.do("merge", "review", "--json").out)["proposals"]
            self.assertNotIn(case["T1"], [one["case"] for one in left])


class Fitting(unittest.TestCase):
    def decided(self, office: Office) -> Office:
        """One proposal answered with yes, one with no."""
        play(office.init(), "--auto", "1")
        yes, no = json.loads(office.do("merge", "review", "--json").out)["proposals"]
        office.do("act", "join_matter", "--json",
                  json.dumps({"matter": yes["matter"], "into": yes["case"]}))
        office.do("act", "refuse_join", "--json",
                  json.dumps({"matter": no["matter"], "from": no["case"]}))
        return office

    def test_a_model_is_fitted_shown_and_taken_into_use(self):
        with Office() as office:
            self.decided(office)
            fitted = json.loads(
                office.do("merge", "fit", "--least", "1", "--out", "m.txt", "--json").out)
            self.assertEqual(fitted["figures"]["decisions.same"], 1)
            self.assertEqual(fitted["figures"]["decisions.not_same"], 1)
            for name in ("log_loss", "brier", "agreed"):
                for when in ("before", "after"):
                    self.assertIn(f"held_out.{name}_{when}", fitted["figures"])
            self.assertIn("test, SD: 1 joined and 1 kept apart", fitted["described"])
            self.assertEqual(sorted(file.name for file in office.folder.glob("m.txt*")), ["m.txt"])
            self.assertIn(f"name {fitted['name']}\n", (office.folder / "m.txt").read_text("utf-8"))

            before = json.loads(office.do("merge", "model", "--json").out)
            self.assertEqual(before["name"], "standard")
            office.do("merge", "adopt", "m.txt")
            after = json.loads(office.do("merge", "model", "--json").out)
            self.assertEqual((after["name"], after["version"]),
                             (fitted["name"], fitted["version"]))
            self.assertEqual(after["figures"], fitted["figures"])
            self.assertIn(fitted["described"], office.do("merge", "model", "--zh").out)
            self.assertEqual(office.exported()[-1]["type"], "merging_model_adopted")
            office.do("verify")
            office.do("rebuild", "--check")
            twice = office.run("merge", "adopt", "m.txt", "--zh")
            self.assertEqual(twice.code, 1)
            self.assertIn("同名同版本", twice.err)

    def test_in_words_in_both_languages(self):
        with Office() as office:
            self.decided(office)
            options = ("--least", "1", "--out", "m.txt")
            self.assertIn("held_out.log_loss_after", office.do("merge", "fit", *options).out)
            self.assertIn("已拟合模型", office.do("merge", "fit", *options, "--zh").out)
            self.assertIn("they share rare words", office.do("merge", "model").out)
            self.assertIn("共有少见的词", office.do("merge", "model", "--zh").out)

    def test_too_few_decisions_are_refused_and_nothing_is_written(self):
        with Office() as office:
            self.decided(office)
            for options, words in (((), "too little was decided"),
                                   (("--zh",), "判断过少"),
                                   (("--unlabelled",), "looked 100")):
                refused = office.run("merge", "fit", "--out", "m.txt", *options)
                self.assertEqual(refused.code, 1)
                self.assertIn(words, refused.err)
            self.assertIn("same 1, not_same 1", office.run("merge", "fit", "--out", "m").err)
            self.assertEqual(list(office.folder.glob("m*")), [])

    def test_without_decisions_it_is_fitted_unlabelled(self):
        with Office() as office:
            play(office.init())
            fitted = json.loads(office.do("merge", "fit", "--unlabelled", "--least", "1",
                                          "--out", "m.txt", "--json").out)
            self.assertIn("rulings without labels", fitted["described"])
            self.assertNotIn("held_out.log_loss_after", fitted["figures"])

    def test_wrong_input(self):
        with Office() as office:
            self.decided(office)
            for verb in (["merge", "fit"], ["merge", "fit", "--out", "m", "--least", "0"],
                         ["merge", "review", "--limit", "-1"], ["merge", "review", "--limit", "x"],
                         ["merge", "review", "--format", "pdf"], ["merge", "explain"],
                         ["merge", "adopt"]):
                with self.subTest(" ".join(verb)):
                    self.assertEqual(office.run(*verb).code, 2)
            (office.folder / "bad.txt").write_text("format 1\nname x\nversion 1\ncolour red\n")
            refused = json.loads(office.run("merge", "adopt", "bad.txt", "--json").err)
            self.assertEqual(refused["refused"], "merge.no_model")
            self.assertEqual((refused["where"], refused["found"]), ("line 4", "colour red"))
            missing = office.run("merge", "adopt", "nothing.txt")
            self.assertEqual(missing.code, 3)
            self.assertIn("nothing.txt", missing.err)
            nowhere = office.run("merge", "fit", "--least", "1", "--out", "no/such/folder/m.txt")
            self.assertEqual(nowhere.code, 3)
            self.assertIn("no/such/folder/m.txt", nowhere.err)
            for ids in (["T77"], ["T1", "T77"], ["T77", "T1"]):
                unknown = office.run("merge", "explain", *ids)
                self.assertEqual(unknown.code, 1)
                self.assertIn("T77", unknown.err)
            self.assertEqual(office.exported()[-1]["type"], "join_refused")


if __name__ == "__main__":
    unittest.main()
