"""What names a reporter is nowhere but in the vault: looked for byte by byte, wherever bytes are.

A thousand reports come in over HTTP with names, telephones, identity cards and addresses of mail in
their contact fields and in their words; every one of them is a canary, and all are invented.
"""

import http.client
import json
import secrets
import subprocess
import unittest

from counter import Person, Server, admit
from http_crash_test import CONFIG_WITH_WEB, SETTINGS
from office import Office, on_both_databases
from server import BINARIES

REPORTS = 1000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_card(number: int) -> str:
    """With a check digit that is right, and an area that there is not."""
    front = f"990000{1950 + number % 50}0101{number % 1000:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(front, WEIGHTS)) % 11
    return front + "10X98765432"[rest]


def canaries(number: int) -> dict[str, str]:
    return {"telephone": f"139{number:08d}", "card": identity_card(number),
            "mail": f"canary{number}@example.test", "name": f"金丝雀{chr(0x4E00 + number)}"}


def body(number: int) -> bytes:
    bird = canaries(number)
    text = (f"模拟举报：夜间施工噪声扰民，我是{bird['name']}，电话{bird['telephone']}，"
            f"身份证{bird['card']}，邮箱{bird['mail']}，盼答复")
    report = {"form": secrets.token_hex(16), "kind": "complaint", "place": "模拟路 1 号",
              "enterprise": "", "text": text, "when": "", "evidence": bird["telephone"],
              "types": ["noise"], "name": bird["name"], "telephone": bird["telephone"]}
    return json.dumps({"object": "SD", "report": report}).encode()


class Canaries(unittest.TestCase):
    @on_both_databases
    def test_no_canary_sings(self, office: Office) -> None:
        office.config.write_text(CONFIG_WITH_WEB.replace('id = "test"', 'id = "web"', 1), "utf-8")
        office.init()
        admit(office, "triage", "triage_officer")
        settings = office.folder / "server.toml"
        settings.write_text(SETTINGS + 'inspection = "web"\n', "utf-8")
        with Server(office, "--config", str(settings)) as server:
            connection = http.client.HTTPConnection(server.address, timeout=60)
            for number in range(REPORTS):
                connection.request("POST", "/api/v1/public/reports", body(number),
                                   {"Content-Type": "application/json"})
                answer = connection.getresponse()
                self.assertEqual(answer.status, 201, answer.read())
                answer.read()
            connection.close()
            person = Person(server)
            person.sign_in("triage")
            for number in (0, 499, 999):
                for words in canaries(number).values():
                    found = person.post("/api/v1/search", {"words": words})
                    self.assertEqual((found.status, found.json()["items"]), (200, []), words)
            found = person.post("/api/v1/search", {"words": "夜间施工噪声扰民"})
            self.assertEqual(found.json()["count"], REPORTS)
            listed = person.get("/api/v1/matters?limit=500").body
            metrics = person.get("/metrics").body
            office.do("backup", str(office.folder / "backup"))
        places = {"matters": listed, "metrics": metrics,
                  "export log": office.do("export", "log", "--inspection", "web").out.encode(),
                  "export joins": office.do("export", "joins", "--inspection", "web").out.encode(),
                  **self.bytes_of(office)}
        self.assertTrue(any(name.endswith("serve.log") for name in places))
        # They are looked for in the right places: the harmless words are there.
        harmless = [name for name, content in places.items() if "噪声扰民".encode() in content]
        self.assertGreaterEqual(len(harmless), 3, harmless)
        for number in range(REPORTS):
            for kind, words in canaries(number).items():
                for name, content in places.items():
                    if words.encode() in content:
                        self.fail(f"{kind} of report {number} is in {name}")
        print(f"\n{4 * REPORTS} canaries looked for in {len(places)} places, "
              f"{sum(map(len, places.values())) / 1e6:.0f} MB: none", flush=True)

    @staticmethod
    def bytes_of(office: Office) -> dict[str, bytes]:
        """Every file of the office, its backup included, and a dump of its database."""
        files = {str(path.relative_to(office.folder)): path.read_bytes()
                 for path in office.folder.rglob("*") if path.is_file()}
        if not office.database.startswith("sqlite:"):
            dump = subprocess.run([BINARIES / "pg_dump", office.database], capture_output=True,
                                  check=True, timeout=600)
            files["pg_dump"] = dump.stdout
        return files


if __name__ == "__main__":
    unittest.main()
