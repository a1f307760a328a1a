"""The main job on real messages, where they are: ../shared/data or DUCHA_SHARED_DATA."""

import csv
import io
import json
import re
import subprocess
import unittest

from office import SHARED, Done, Office

MESSAGES = SHARED / "complaints/messages.csv"
FIRST_DAY, LAST_DAY = "2017-06-08", "2020-01-26"
# Two messages about the mixing plant beside one estate, 丽发新城.
NAME = re.compile(rb"[A-Z][0-9]{5,}")
MIXING_PLANT = ("188809", "189950")


@unittest.skipUnless(MESSAGES.exists(), f"{MESSAGES} is not here")
class RealMessages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = Office()
        cls.addClassCleanup(cls.office.temporary.cleanup)
        cls.office.database = f"sqlite:{cls.office.folder / 'ducha.db'}"
        with MESSAGES.open(encoding="utf-8", newline="") as stream:
            cls.messages = list(csv.DictReader(stream))
        cls.demo = cls.run_program(
            "demo", "--fresh", "--dir", str(cls.office.folder), "--reports", str(MESSAGES))

    @classmethod
    def run_program(cls, *verb: str) -> Done:
        done = subprocess.run([cls.office.command()[0], *verb], capture_output=True, timeout=900)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ask(self, *verb: str) -> str:
        done = self.run_program(*verb, "--db", self.office.database)
        self.assertEqual(done.code, 0, done.err)
        return done.out

    def test_all_are_received_accepted_merged_and_transferred(self):
        self.assertEqual(self.demo.code, 0, self.demo.out + self.demo.err)
        self.assertIn("conservation holds · 台账 ledger proved · 各表 rows as the ledger says · "
                      "通报 bulletin counted again, the same", self.demo.out)
        counts = json.loads(self.ask("counts", "--json", "--as-of", "2020-02-01T00:00:00"))
        counts = counts["groups"][0]["counts"]
        self.assertEqual(counts["received"], len(self.messages))
        self.assertEqual(counts["accepted"], len(self.messages))
        self.assertEqual(counts["transferred"], counts["cases"])
        self.assertLess(counts["cases"], len(self.messages))

        joins = list(csv.DictReader(io.StringIO(self.ask("export", "joins"))))
        self.assertEqual({row["report"] for row in joins}, {row["id"] for row in self.messages})
        self.assertEqual(len({row["case"] for row in joins}), counts["cases"])
        self.assertEqual(len({row["case_number"] for row in joins}), counts["cases"])

    def test_one_stay_and_the_letter_for_the_web(self):
        stay = json.loads(self.ask("inspections", "--json"))["objects"]
        self.assertEqual([(place["first_day"], place["last_day"]) for place in stay],
                         [(FIRST_DAY, LAST_DAY)])
        joins = csv.DictReader(io.StringIO(self.ask("export", "joins")))
        self.assertEqual({row["case_number"][0] for row in joins}, {"W"})

    def test_the_shared_words_explain_a_pair(self):
        told = json.loads(self.ask("merge", "explain", *MIXING_PLANT, "--json"))
        words = " ".join(told["words"])
        self.assertIn("丽发新城", words)
        self.assertIn("搅拌站", words)
        self.assertIn("丽发新城", self.ask("merge", "explain", *MIXING_PLANT))

    def found(self, word: str) -> dict[str, str]:
        """The own ids of what is found, each with its excerpt; page after page."""
        excerpts = {}
        after = []
        while True:
            page = json.loads(self.ask("search", word, "--json", "--limit", "200", *after))
            for hit in page["hits"]:
                excerpts[hit["report"]] = hit["excerpt"]
            if page["next"] is None:
                return excerpts
            after = [f"--after={page['next']}"]

    def test_a_search_finds_what_a_reader_would(self):
        def bare(text: str) -> str:
            return re.sub(r"\W", "", text).lower()

        for word in ("丽发新城", "噪音扰民", "地铁", "煤", "A7", "幼儿园，"):
            literal = {row["id"] for row in self.messages if word in row["title"] + row["text"]}
            loosely = {row["id"] for row in self.messages
                       if bare(word) in bare(row["title"] + row["text"])}
            found = set(self.found(word))
            self.assertGreater(len(literal), 5, word)
            self.assertLessEqual(literal - found, set(), word)
            self.assertLessEqual(found, loosely, word)

    def test_who_wrote_is_in_the_sealed_original_only(self):
        users = {row["user"] for row in self.messages}
        self.assertGreater(len(users), 1000)
        self.assertTrue(all(NAME.fullmatch(user.encode()) for user in users))
        exported = self.ask("export", "log").encode()
        database = (self.office.folder / "ducha.db").read_bytes()
        for content in (exported, database):
            found = {name.decode() for name in NAME.findall(content)}
            self.assertEqual(found & users, set())


if __name__ == "__main__":
    if not MESSAGES.exists():
        print(f"{MESSAGES} is not here: the main job on real messages was not tried")
    unittest.main()
