"""The answer to a commit is lost: who repeats the act under its key has it done exactly once."""

import json
import os
import random
import unittest
from collections import Counter

from office import SOAK, Office, report
from proxy import ANSWERED, MOMENTS, Proxy

ACTS = 300 if SOAK else 20
IMPORTS = 30 if SOAK else 3
SEED = int(os.environ.get("DUCHA_SEED", "11"))


def split(number: int) -> list[str]:
    """An act that is not harmless when it is repeated: each time another matter is split off."""
    what = {"report": 0, "title": "", "text": f"模拟：第{number}件另案", "place": "",
            "enterprise": "", "types": []}
    return ["act", "split_report", "--json", json.dumps(what, ensure_ascii=False)]


class LostAnswer(unittest.TestCase):
    def setUp(self):
        self.chance = random.Random(SEED)
        self.cuts = Counter()
        self.office = self.enterContext(Office(postgres=True)).init()
        first = self.office.write("first.csv", [report(0)])
        self.office.do("import", "reports", first)
        self.proxy = self.enterContext(Proxy(self.office.database))
        self.direct, self.proxied = self.office.database, self.proxy.address

    def through_proxy(self, *verb: str):
        self.office.database = self.proxied
        try:
            return self.office.run(*verb)
        finally:
            self.office.database = self.direct
            self.cuts.update(self.proxy.drop_lines())

    def until_it_is_done(self, *verb: str, commits: int = 1):
        """Repeats what ended in trouble, as a person would, at the most nine times."""
        for attempt in range(10):
            if attempt < 9 and self.chance.random() < 0.6:
                self.proxy.cut_next(self.chance.randint(1, commits), self.chance.choice(MOMENTS))
            done = self.through_proxy(*verb)
            if done.code == 0:
                return done
            self.assertEqual(done.code, 3, done.err)
            self.assertIn("run the same command again", done.err)
        raise AssertionError(f"not done in ten attempts: {done.err}")

    def matters(self) -> tuple[int, int]:
        counted = self.office.sql("select count(*), count(distinct text) from matter")
        return tuple(map(int, counted.split("|")))

    def test_an_act_under_its_key_is_done_once_with_one_answer(self):
        for number in range(ACTS):
            verb = [*split(number), "--key", f"act-{number}"]
            answer = self.until_it_is_done(*verb).out
            self.assertEqual(len(answer.splitlines()), 1)
            self.assertEqual(self.office.do(*verb).out, answer)
        print(f"{ACTS} acts, seed {SEED}, cut at their commit: {dict(self.cuts)}")
        self.assertEqual(set(self.cuts), set(MOMENTS))
        self.assertEqual(self.matters(), (1 + ACTS, 1 + ACTS))
        self.expect_sound()

    def test_without_a_key_the_repetition_doubles(self):
        self.proxy.cut_next(1, ANSWERED)
        self.assertEqual(self.through_proxy(*split(1)).code, 3)
        self.assertEqual(self.through_proxy(*split(1)).code, 0)
        self.assertEqual(self.matters(), (3, 2))
        self.expect_sound()

    def test_an_import_that_is_run_again_adds_each_report_once(self):
        rows = 0
        for number in range(IMPORTS):
            file = self.office.write("more.csv", [report(n) for n in range(rows, rows + 4000)])
            rows += 4000
            self.until_it_is_done("import", "reports", file, commits=4)
        print(f"{IMPORTS} imports, cut at a commit: {dict(self.cuts)}")
        self.assertGreater(sum(self.cuts.values()), 0)
        self.assertEqual(self.office.sql("select count(*), count(distinct own_id) from report"),
                         f"{rows}|{rows}\n")
        self.expect_sound()

    def expect_sound(self):
        for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
            self.office.do(*verb)


if __name__ == "__main__":
    unittest.main()
