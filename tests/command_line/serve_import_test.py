"""A table of reports sent to the served office: seen first, then taken down; again, harmless."""

import unittest
from urllib.parse import quote

from counter import Answer, Person, Server, admit
from office import Office, on_both_databases

OBJECT = "/api/v1/inspections/test/SD"
HEADER = "id,time,channel,text,type,name"


def table(rows: int, more: str = "") -> bytes:
    lines = [f"T-{number},2021-09-01T09:30:00,call,模拟举报：第{number}处样例厂排污,water,张模拟"
             for number in range(rows)]
    return "\n".join([HEADER, *lines, more]).encode()


def send(person: Person, content: bytes, query: str = "", **headers: str) -> Answer:
    return person.ask("POST", f"{OBJECT}/imports{query}", content,
                      **{"Content_Type": "text/csv", **headers})


class Imports(unittest.TestCase):
    def finish(self, person: Person, one: str) -> dict:
        """Begins, waits for the job, and gives the figures."""
        begun = person.ask("POST", f"/api/v1/imports/{one}/begin")
        self.assertEqual(begun.status, 202, begun.body)
        job = begun.json()
        while job["state"] in ("waiting", "running"):
            job = person.get(f"/api/v1/jobs/{job['id']}").json()
        self.assertEqual((job["state"], job["kind"]), ("done", "import"))
        return person.get(f"/api/v1/imports/{one}").json()

    @on_both_databases
    def test_a_table_is_seen_taken_down_and_harmless_again(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            bad = ("X-1,2021-13-01T09:30:00,call,模拟,water,\n"
                   "X-2,2021-09-01T09:30:00,call,,water,\n"
                   "X-3,2021-09-01T09:30:00,smoke,模拟,water,")
            sent = send(person, table(250, bad))
            self.assertEqual(sent.status, 201, sent.body)
            one = sent.json()["id"]
            seen = {name: sent.json()[name] for name in ("rows", "fits", "refused", "received")}
            self.assertEqual(seen, {"rows": 253, "fits": 250, "refused": 3, "received": 0})
            refused = person.get(f"/api/v1/imports/{one}/rows?fate=refused").json()["items"]
            self.assertEqual([(row["line"], row["own_id"], row["code"]) for row in refused],
                             [(252, "", "import.bad_time"), (253, "X-2", "intake.no_words"),
                              (254, "", "import.bad_channel")])
            self.assertTrue(refused[0]["zh"] and refused[0]["en"])
            self.assertNotIn("/proc", str(refused))
            self.assertEqual(office.counts().get("received", 0), 0)

            done = self.finish(person, one)
            self.assertEqual((done["received"], done["fits"], done["refused"]), (250, 0, 3))
            page = person.get(f"/api/v1/imports/{one}/rows?limit=100").json()
            self.assertEqual({row["fate"] for row in page["items"]}, {"received"})
            self.assertEqual(page["next"], "101")
            rest = person.get(f"/api/v1/imports/{one}/rows?after=101&limit=500").json()["items"]
            self.assertEqual((rest[0]["line"], len(rest)), (102, 153))
            self.assertEqual(office.counts()["received"], 250)

            again = send(person, table(251)).json()["id"]
            done = self.finish(person, again)
            self.assertEqual((done["received"], done["there_already"]), (1, 250))
            self.assertEqual(person.ask("DELETE", f"/api/v1/imports/{again}").status, 204)
            self.assertEqual(person.get(f"/api/v1/imports/{again}").status, 404)
        self.assertEqual(office.counts()["received"], 251)
        self.assertNotIn("样例厂", server.log.read_text())

    @on_both_databases
    def test_what_is_no_table_or_nobodys_is_refused(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "other", "intake_officer")
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            person, other, triage = Person(server), Person(server), Person(server)
            person.sign_in("operator")
            other.sign_in("other")
            triage.sign_in("triage")
            for content, query, status, code in [
                    (b"", "", 422, "tabular.empty"), (b"id,text\n", "", 422,
                                                      "tabular.missing_column"),
                    (table(1), "?channel=smoke", 400, "api.bad_channel"),
                    (table(1), "?map=x", 422, "import.bad_map")]:
                refused = send(person, content, query)
                self.assertEqual((refused.status, refused.json()["code"]), (status, code))
            plain = send(person, table(1), Content_Type="text/plain")
            self.assertEqual((plain.status, plain.json()["code"]), (415, "api.not_csv"))
            self.assertEqual(send(triage, table(1)).status, 403)
            one = send(person, table(1)).json()["id"]
            for path in ("", "/rows"):
                hidden = other.get(f"/api/v1/imports/{one}{path}")
                self.assertEqual((hidden.status, hidden.json()["code"]),
                                 (404, "api.no_such_import"))
            self.assertEqual(other.ask("POST", f"/api/v1/imports/{one}/begin").status, 404)

    @on_both_databases
    def test_parts_of_one_table_are_known_by_its_key(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            for content, query in [(table(1), "?table=0123456789abcdef"),
                                   (table(2), "?table=0123456789abcdef"), (table(3), "")]:
                one = send(person, content).json()["id"]
                begun = person.ask("POST", f"/api/v1/imports/{one}/begin{query}")
                self.assertEqual(begun.status, 202, begun.body)
            jobs = person.get("/api/v1/jobs").json()["items"]
            self.assertEqual([job["table"] for job in jobs],
                             ["", "0123456789abcdef", "0123456789abcdef"])
            one = send(person, table(4)).json()["id"]
            for key in ("0123", "张模拟的表.csv", "0123456789abcdeg"):
                refused = person.ask(
                    "POST", f"/api/v1/imports/{one}/begin?table={quote(key)}")
                self.assertEqual((refused.status, refused.json()["code"]),
                                 (400, "api.bad_table"))


if __name__ == "__main__":
    unittest.main()
