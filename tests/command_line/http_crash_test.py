"""The server killed while reports come in over HTTP: what was acknowledged is there, once.

Each report has a form token of its own and is sent until it is acknowledged, and a few times more,
across restarts too: one report, the same receipt.
"""

import http.client
import json
import random
import secrets
import signal
import threading
import unittest

from counter import Server
from office import CONFIG, SOAK, Office, on_both_databases

KILLS = 100 if SOAK else 4
CLIENTS = 4
ACKNOWLEDGED = 110 if SOAK else 50  # between two kills
CONFIG_WITH_WEB = CONFIG.replace('"letter"]', '"letter", "web"]').replace(
    'letter = "X"', 'letter = "X"\nweb = "W"')
SETTINGS = """
[public]
telephone = "0000-12369"
reports_at_once = 1000000
"""


def body(token: str) -> bytes:
    report = {"form": token, "kind": "complaint", "place": "模拟路 1 号", "enterprise": "",
              "text": f"模拟举报：夜间施工，噪声吵得睡不着（第 {token[:8]} 件）", "when": "",
              "evidence": "", "types": ["noise"], "name": "", "telephone": ""}
    return json.dumps({"object": "SD", "report": report}).encode()


class Reporters:
    """Several people who each send report after report, and never give one up."""

    def __init__(self) -> None:
        self.address = ""
        self.receipts: dict[str, str] = {}
        self.differing: list[str] = []
        self.refused: list[bytes] = []
        self.lock = threading.Condition()
        self.ending = False
        self.threads = [threading.Thread(target=self.report, args=(number,))
                        for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def report(self, number: int) -> None:
        chance = random.Random(number)
        while not self.ending:
            token = secrets.token_hex(16)
            # Once is enough; impatient people press the button again.
            wanted = chance.choice([1, 1, 2, 3, 5])
            while wanted > 0 and not self.ending:
                wanted -= self.send(token)

    def send(self, token: str) -> bool:
        """Whether it was acknowledged."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            connection.request("POST", "/api/v1/public/reports", body(token),
                               {"Content-Type": "application/json"})
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            with self.lock:
                self.lock.wait(0.02)
            return False
        finally:
            connection.close()
        if response.status not in (200, 201):
            if response.status != 503:
                self.refused.append(content)
            return False
        receipt = json.loads(content)["receipt"]
        with self.lock:
            if self.receipts.setdefault(token, receipt) != receipt:
                self.differing.append(token)
            self.lock.notify_all()
        return True

    def wait_for(self, count: int) -> None:
        with self.lock:
            if not self.lock.wait_for(lambda: len(self.receipts) >= count, timeout=120):
                raise AssertionError(f"{len(self.receipts)} of {count}; {self.refused[:3]}")

    def end(self) -> None:
        self.ending = True
        for thread in self.threads:
            thread.join()


class HttpCrash(unittest.TestCase):
    @on_both_databases
    def test_nothing_acknowledged_is_lost_or_doubled(self, office: Office) -> None:
        office.config.write_text(CONFIG_WITH_WEB.replace('id = "test"', 'id = "web"', 1), "utf-8")
        office.init()
        settings = office.folder / "server.toml"
        settings.write_text(SETTINGS + 'inspection = "web"\n', "utf-8")
        reporters = Reporters()
        chance = random.Random(7)
        try:
            for kill in range(KILLS):
                server = Server(office, "--config", str(settings))
                reporters.address = server.address
                reporters.wait_for((kill + 1) * ACKNOWLEDGED + chance.randrange(ACKNOWLEDGED))
                server.stop(signal.SIGKILL)
            with Server(office, "--config", str(settings)) as server:
                reporters.address = server.address
                reporters.wait_for((KILLS + 1) * ACKNOWLEDGED)
                reporters.end()
        finally:
            reporters.end()
        self.assertEqual(reporters.differing, [])
        self.assertEqual(reporters.refused, [])
        there = int(office.sql("select count(*) from report"))
        receipts = int(office.sql("select count(*) from receipt"))
        codes = len(set(reporters.receipts.values()))
        print(f"\n{KILLS} kills: {codes} acknowledged, {there} there", flush=True)
        self.assertEqual(codes, len(reporters.receipts))
        self.assertEqual(there, receipts)
        # One that was recorded when the answer was lost, and then given up at the end, may be more.
        self.assertGreaterEqual(there, codes)
        self.assertLessEqual(there, codes + CLIENTS)
        verified = office.run("verify", "--inspection", "web")
        self.assertEqual(verified.code, 0, verified.err)


if __name__ == "__main__":
    unittest.main()
