"""A screen on a wall, over the network: it asks for counts, and is answered nothing else."""

import json
import re
import unittest
from pathlib import Path

from counter import PASSWORD, Person, Server, admit
from office import Office, on_both_databases

OBJECT = "/api/v1/inspections/test/SD"
OPENAPI = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text("utf-8"))
COUNTS = "/api/v1/inspections/{inspection}/counts"


def at(path: str) -> str:
    """An address of the API, about something that is there or could be."""
    for name, value in {"{inspection}": "test", "{object}": "SD", "{day}": "2021-09-01"}.items():
        path = path.replace(name, value)
    return re.sub(r"\{\w+\}", "1", path)


def questions() -> list[str]:
    """All that is asked, but for what is everyone's and what says who asks."""
    return [path for path, methods in OPENAPI["paths"].items()
            if "get" in methods and "security" not in methods["get"]
            and path not in (COUNTS, "/api/v1/session")]


class Wall(unittest.TestCase):
    @on_both_databases
    def test_it_is_answered_counts_and_nothing_else(self, office: Office) -> None:
        admit(office, "wall", "wall")
        admit(office, "triage", "intake_officer", "triage_officer")
        with Server(office) as server:
            wall, triage = Person(server), Person(server)
            triage.sign_in("triage")
            report = {"own_id": "T-1", "channel": "call", "kind": "complaint",
                      "occurred": "2021-09-01T09:01:00+08:00", "title": "", "text": "模拟：噪声",
                      "place": "", "enterprise": "", "types": ["noise"], "reporter_name": ""}
            matter = triage.post(f"{OBJECT}/acts/receive_report", report).json()["events"][0]["seq"]
            triage.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})

            who = wall.sign_in("wall").json()
            self.assertEqual(who["roles"], ["wall"])
            self.assertEqual(who["permits"], ["read_counts"])
            counts = wall.get(f"{at(COUNTS)}?by=object")
            self.assertEqual(counts.status, 200, counts.body)
            self.assertEqual([line["group"] for line in counts.json()["lines"]], ["SD"])
            self.assertEqual(wall.get("/api/v1/inspections").status, 200)
            self.assertGreater(len(questions()), 25)
            for path in questions():
                answer = wall.get(at(path))
                if answer.status == 200:
                    self.assertEqual(answer.json()["items"], [], path)
                else:
                    self.assertIn(answer.status, (400, 403, 404), f"{path}: {answer.body}")

    @on_both_databases
    def test_whoever_passes_by_cannot_take_it_over(self, office: Office) -> None:
        admit(office, "wall", "wall")
        with Server(office) as server:
            wall = Person(server)
            wall.sign_in("wall")
            for answer in (wall.get("/api/v1/me/sessions"), wall.get("/api/v1/me/keys"),
                           wall.post("/api/v1/me/password", {"password": "moth-quilt-anvil"}),
                           wall.ask("POST", "/api/v1/me/authenticator"),
                           wall.post("/api/v1/me/keys",
                                     {"title": "x", "roles": ["wall"], "life_days": 1})):
                self.assertEqual((answer.status, answer.json()["code"]),
                                 (403, "staff.not_at_a_wall"))
            self.assertEqual(wall.get(at(COUNTS)).status, 200)
            self.assertEqual(Person(server).sign_in("wall", PASSWORD).status, 201)

    @on_both_databases
    def test_with_another_role_it_may_nothing(self, office: Office) -> None:
        admit(office, "both", "wall", "inspector")
        with Server(office) as server:
            both = Person(server)
            self.assertEqual(both.sign_in("both").json()["roles"], [])
            self.assertEqual(both.get(at(COUNTS)).status, 403)


if __name__ == "__main__":
    unittest.main()
