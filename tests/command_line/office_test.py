"""An office, its set-up and its auditors: nothing is lost, mixed up or overwritten."""

import json
import os
import subprocess
import unittest

from office import CONFIG, PROGRAM, ROOT, Office, on_both_databases, report


def program(*verb: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *verb], capture_output=True, text=True, timeout=300,
                          env={**os.environ, **environment})


class SetUp(unittest.TestCase):
    def test_the_database_that_is_named_is_the_one(self):
        with Office() as named, Office() as other:
            file = named.init().write("r.csv", [report(1)])
            other.init()
            arguments = ["import", "reports", file, "--db", named.database,
                         "--keys", str(named.folder / "keys")]
            done = program(*arguments, DUCHA_DB=other.database)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(named.counts()["received"], 1)
            self.assertEqual(other.counts().get("received", 0), 0)
            of_environment = program("inspections", DUCHA_DB=other.database)
            self.assertIn("simulated", of_environment.stdout)

    @on_both_databases
    def test_the_same_set_up_twice_is_harmless_and_another_is_refused(self, office: Office):
        second = CONFIG[CONFIG.index("[[object]]"):].replace('"SD"', '"AH"').replace("37", "34")
        office.config.write_text(CONFIG.replace('id = "test"', 'id = "two"') + second, "utf-8")
        office.init()
        again = office.do("init", "--config", str(office.config), "--json")
        self.assertFalse(again.lines()[0]["opened"])
        office.config.write_text(CONFIG.replace("batch = 4", "batch = 5"), "utf-8")
        self.assertEqual(office.run("init", "--config", str(office.config)).code, 1)

    def test_the_example_can_be_set_up_twice(self):
        with Office() as office:
            for _ in range(2):
                office.do("init", "--config", str(ROOT / "examples/inspection.toml"))

    def test_a_demo_leaves_real_work_alone(self):
        with Office() as office:
            file = office.init().write("r.csv", [report(1)])
            office.do("import", "reports", file)
            for fresh in ([], ["--fresh"]):
                done = program("demo", "--dir", str(office.folder), *fresh)
                self.assertEqual(done.returncode, 1)
                self.assertIn("--dir", done.stderr)
            self.assertEqual(office.counts()["received"], 1)


class Acts(unittest.TestCase):
    @on_both_databases
    def test_an_act_under_a_key_is_done_once(self, office: Office):
        office.do("import", "reports", office.write("r.csv", [report(1)]))
        split = json.dumps({"report": 0, "title": "模拟", "text": "模拟：还有一事", "place": "",
                            "enterprise": "", "types": []})
        first = office.do("act", "split_report", "--json", split, "--key", "form 1")
        again = office.do("act", "split_report", "--json", split, "--key", "form 1")
        self.assertEqual(first.out, again.out)
        self.assertEqual(len(office.exported()), 2)
        office.do("act", "split_report", "--json", split, "--key", "form 2")
        self.assertEqual(len(office.exported()), 3)

    def test_a_day_means_its_daily_cut(self):
        with Office() as office:
            office.do("import", "reports", office.init().write("r.csv", [report(1)]))
            told = office.do("counts", "--as-of", "2021-08-26", "--json").lines()[0]
            self.assertTrue(told["as_of"].startswith("2021-08-26T20:00"))
            self.assertEqual(told["groups"][0]["counts"]["received"], 1)


class Auditors(unittest.TestCase):
    @on_both_databases
    def test_work_without_the_offices_keys(self, office: Office):
        office.do("import", "reports", office.write("r.csv", [report(1)]))
        key = office.do("export", "key").out.strip()
        for secret in (office.folder / "keys").iterdir():
            secret.unlink()
        office.do("verify", "--key", key)
        self.assertIn("--key", office.do("verify").err)
        self.assertEqual(office.run("verify", "--key", key[:-4] + "AAA=").code, 1)
        for verb in (["rebuild", "--check"], ["export", "log"], ["proof", "0"], ["doctor"]):
            office.do(*verb)
        self.assertEqual(office.run("accept").code, 3)

    @on_both_databases
    def test_see_the_offices_own_log(self, office: Office):
        head = office.folder / "office.head"
        head.write_text(office.do("export", "head", "--object", "office").out, "utf-8")
        office.do("verify", "--head", str(head))
        opened = office.do("export", "log", "--object", "office").lines()[1]
        self.assertEqual(json.loads(opened["leaf"])["type"], "inspection_opened")
        office.do("proof", "0", "--object", "office")

    @on_both_databases
    def test_may_look_while_clerks_work(self, office: Office):
        file = office.write("r.csv", [report(n) for n in range(1, 12_001)])
        clerk = subprocess.Popen(office.command("import", "reports", file), cwd=office.folder,
                                 stdout=subprocess.DEVNULL)
        looked = 0
        while clerk.poll() is None:
            for verb in (["verify"], ["rebuild", "--check"], ["doctor"], ["export", "log"]):
                office.do(*verb)
                looked += 1
        self.assertEqual(clerk.returncode, 0)
        self.assertGreater(looked, 3)

    @on_both_databases
    def test_rows_are_folded_anew_while_clerks_work(self, office: Office):
        file = office.write("r.csv", [report(n) for n in range(1, 6001)])
        clerk = subprocess.Popen(office.command("import", "reports", file), cwd=office.folder,
                                 stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        while clerk.poll() is None:
            office.do("rebuild")
        self.assertEqual(clerk.returncode, 0, clerk.stderr.read())
        clerk.stderr.close()
        office.do("rebuild", "--check")
        self.assertEqual(office.counts()["received"], 6000)


if __name__ == "__main__":
    unittest.main()
