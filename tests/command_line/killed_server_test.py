"""PostgreSQL is killed under an import: what was acknowledged is there when it comes back."""

import json
import os
import random
import time
import unittest
from collections import Counter

from crash_test import ROWS, ROWS_AN_ACT, Import, expect_whole
from office import SOAK, Office, report
from server import Server

KILLS = 20
ROUNDS = 5 if SOAK else 1
SEED = int(os.environ.get("DUCHA_SEED", "11"))


class KilledServer(unittest.TestCase):
    def test_loses_nothing_that_was_acknowledged(self):
        ways = Counter()
        with Server() as server:
            for round_number in range(ROUNDS):
                with Office() as office:
                    office.database = server.new_database()
                    office.init()
                    chance = random.Random(SEED + round_number)
                    self.kill_often(server, office, chance, ways)
        print(f"seed {SEED}, ends of the server: {dict(ways)}, nothing lost")
        self.assertEqual(sum(ways.values()), ROUNDS * KILLS)

    def kill_often(self, server: Server, office: Office, chance: random.Random,
                   ways: Counter) -> None:
        file = office.write("reports.csv", [report(n) for n in range(1, ROWS + 1)])
        acknowledged = 0
        for kill in range(KILLS):
            way = chance.choice((server.kill_postmaster, server.kill_backend, server.stop_at_once))
            running = Import(office, file)
            acknowledged = max(acknowledged, running.after(chance.choice((0, 1, 1, 1001))))
            time.sleep(chance.uniform(0, 0.08))
            times_ready = server.times_ready()
            way()
            acknowledged = max(acknowledged, self.end_in_trouble(running))
            server.come_back(times_ready)
            ways[way.__name__] += 1
            there = int(office.sql("select count(*) from report"))
            self.assertGreaterEqual(there, acknowledged)
            self.assertEqual(there % ROWS_AN_ACT, 0)
            if kill % 10 == 9:
                expect_whole(self, office, acknowledged)
        self.assertGreater(acknowledged, 0)
        rows = there + 2 * ROWS_AN_ACT
        rest = office.write("rest.csv", [report(n) for n in range(1, rows + 1)])
        office.do("import", "reports", rest)
        self.assertEqual(expect_whole(self, office, rows), rows)

    def end_in_trouble(self, running: Import) -> int:
        """The program says in a sentence what happened and what to do."""
        acknowledged = running.wait()
        self.assertEqual(running.process.returncode, 3, running.err)
        said = json.loads(running.err.decode().splitlines()[-1])
        self.assertEqual(said["trouble"], "network")
        self.assertIn("run the same command again", said["advice_en"])
        self.assertNotIn("\n", said["found"])
        return acknowledged


if __name__ == "__main__":
    unittest.main()
