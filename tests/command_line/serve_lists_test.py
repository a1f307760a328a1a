"""What the screens of the office ask: lists with filters, counters, histories, similar reports."""

import unittest

from counter import Person, Server, admit
from office import Office, on_both_databases

OBJECT = "/api/v1/inspections/test/SD"
NOISE = "模拟举报：模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘飘到示例路小学"
RIVER = "模拟举报：示例河边的模拟乙印染厂排放黑臭污水，鱼死了一片"


def report(number: int, text: str = NOISE, **more: object) -> dict:
    return {"own_id": f"T-{number}", "channel": "call", "kind": "complaint",
            "occurred": f"2021-09-01T09:{number:02}:00+08:00", "title": "", "text": text,
            "place": "", "enterprise": "", "types": ["noise"], "reporter_name": "", **more}


def taken(person: Person, *reports: dict) -> list[int]:
    """Takes reports down; the numbers of their matters."""
    matters = []
    for one in reports:
        done = person.post(f"{OBJECT}/acts/receive_report", one)
        if done.status != 201:
            raise AssertionError(done.body)
        matters.append(done.json()["events"][0]["seq"])
    return matters


class Lists(unittest.TestCase):
    @on_both_databases
    def test_matters_come_newest_first_and_filtered(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            # Taken down in another order than they were told.
            one, three, two = taken(person, report(1), report(3, channel="letter"),
                                    report(2, RIVER, types=["water", "air"], title="示例河污水"))
            for matter in (one, two):
                person.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})
            urgent = person.post(f"{OBJECT}/acts/mark_urgent", {"matter": two, "ground": "life"})
            self.assertEqual(urgent.status, 201, urgent.body)

            def listed(query: str) -> list[int]:
                answer = person.get(f"/api/v1/matters?{query}")
                self.assertEqual(answer.status, 200, answer.body)
                items = answer.json()["items"]
                self.assertEqual(answer.json()["total"], len(items))
                self.assertTrue(answer.json()["counted_all"])
                return [item["of"]["matter"] for item in items]

            for query, expected in [
                    ("", [three, two, one]), ("order=oldest", [one, two, three]),
                    ("state=undecided", [three]), ("state=accepted,undecided&type=noise",
                                                   [three, one]),
                    ("state=accepted&state=declined", [two, one]), ("urgent=true", [two]),
                    ("urgent=false", [three, one]), ("channel=letter", [three]),
                    ("type=air", [two]), ("kind=stop_report", []),
                    ("inspection=test&object=SD&region=37", [three, two, one]),
                    ("object=GD", []), ("region=44", []),
                    ("received_from=2021-09-01&received_until=2021-09-01", [three, two, one]),
                    ("received_until=2021-08-31", [])]:
                with self.subTest(query=query):
                    self.assertEqual(listed(query), expected)
            row = person.get("/api/v1/matters?urgent=true").json()["items"][0]
            self.assertEqual((row["own_id"], row["line"], row["urgent"]),
                             ("T-2", "示例河污水", True))
            first = person.get("/api/v1/matters?limit=2").json()
            rest = person.get(f"/api/v1/matters?limit=2&after={first['next']}").json()
            self.assertEqual([item["of"]["matter"] for item in rest["items"]], [one])
            self.assertNotIn("total", rest)
            for query, code in [("after=0.999", "guard.bad_cursor"),
                                ("state=x", "json.wrong_field"), ("order=x", "json.wrong_field")]:
                refused = person.get(f"/api/v1/matters?{query}")
                self.assertEqual((refused.status, refused.json()["code"]), (400, code))

            counts = person.get(f"{OBJECT}/matters/counts").json()
            states = {count["state"]: count["count"] for count in counts["states"]}
            self.assertEqual((states["undecided"], states["accepted"], states["declined"]),
                             (1, 2, 0))
            self.assertEqual(counts["urgent"], {"amount": 1, "is_all": True})
            by_channel = person.get(f"{OBJECT}/matters/counts/channels").json()
            channels = {count["channel"]: (count["undecided"]["amount"],
                                           count["received_today"]["amount"])
                        for count in by_channel["channels"]}
            self.assertEqual(channels, {"call": (0, 0), "letter": (1, 0), "web": (0, 0),
                                        "visit": (0, 0)})

    @on_both_databases
    def test_cases_have_a_line_for_whoever_may_read_it(self, office: Office) -> None:
        admit(office, "triage", "intake_officer", "triage_officer")
        admit(office, "editor", "bulletin_editor")
        with Server(office) as server:
            person, editor = Person(server), Person(server)
            person.sign_in("triage")
            editor.sign_in("editor")
            first, second = taken(person, report(1, place="示例路"), report(2, RIVER))
            for matter in (first, second):
                person.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})
            joined = person.post(f"{OBJECT}/acts/join_matter", {"matter": second, "into": first})
            self.assertEqual(joined.status, 201, joined.body)
            person.post(f"{OBJECT}/acts/watch_case", {"case": first, "watch": True})
            row = person.get("/api/v1/cases?standing=open&watched=true").json()["items"][0]
            self.assertEqual((row["file"]["case"], row["place"], row["matters"]),
                             (first, "示例路", 2))
            self.assertIn("搅拌站", row["line"])
            row = editor.get("/api/v1/cases?standing=open").json()["items"][0]
            self.assertEqual((row["line"], row["place"]), ("", ""))
            self.assertNotIn("matters", row)
            for query in ("overdue=true", "batch_day=2021-09-01", "due_before=2021-09-02",
                          "standing=closed", "type=marine", "channel=letter"):
                self.assertEqual(person.get(f"/api/v1/cases?{query}").json()["items"], [], query)
            counts = person.get(f"{OBJECT}/cases/counts").json()
            standings = {count["standing"]: count["count"] for count in counts["standings"]}
            self.assertEqual((standings["open"], standings["absorbed"]), (1, 1))
            self.assertEqual(counts["watched"]["amount"], 1)

    @on_both_databases
    def test_cases_are_counted_for_whoever_lists_them(self, office: Office) -> None:
        """Also where those of the object itself are not theirs: of units below, and of a part."""
        admit(office, "triage", "intake_officer", "triage_officer")
        for login, role, *unit in [("supervisor", "supervisor"), ("clerk", "unit_clerk", "3702"),
                                   ("liaison", "liaison")]:
            admit(office, login)
            office.do("staff", "grant", login, role, "--inspection", "test", "--object", "SD",
                      *(["--unit", *unit] if unit else []))
        admit(office, "auditor", "auditor")
        with Server(office) as server:
            triage = Person(server)
            triage.sign_in("triage")
            for matter in taken(triage, report(1), report(2, RIVER)):
                triage.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})
            for login in ("triage", "supervisor", "clerk", "liaison"):
                person = Person(server)
                person.sign_in(login)
                listed = person.get("/api/v1/cases?standing=open").json()["total"]
                counts = person.get(f"{OBJECT}/cases/counts")
                self.assertEqual(counts.status, 200, login)
                standings = {count["standing"]: count["count"]
                             for count in counts.json()["standings"]}
                self.assertEqual(standings["open"], listed, login)
                self.assertEqual(listed, 2 if login == "triage" else 0, login)
            auditor = Person(server)
            auditor.sign_in("auditor")
            self.assertEqual(auditor.get(f"{OBJECT}/cases/counts").status, 403)

    @on_both_databases
    def test_what_happened_is_told_event_by_event(self, office: Office) -> None:
        admit(office, "triage", "intake_officer", "triage_officer")
        admit(office, "editor", "bulletin_editor")
        with Server(office) as server:
            person, editor = Person(server), Person(server)
            person.sign_in("triage")
            editor.sign_in("editor")
            first, second, third = taken(person, report(1), report(2), report(3))
            person.post(f"{OBJECT}/acts/decline_matter",
                        {"matter": third, "reason": "clue_too_vague", "why": "没有地点"})
            for matter in (first, second):
                person.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})
            person.post(f"{OBJECT}/acts/join_matter", {"matter": second, "into": first})
            person.post(f"{OBJECT}/acts/watch_case", {"case": first, "watch": True})
            told = person.get(f"{OBJECT}/matters/{third}/history").json()
            self.assertEqual([step["type"] for step in told["items"]],
                             ["report_received", "matter_declined"])
            declined = told["items"][1]
            self.assertEqual([declined[name] for name in ("zh", "ground", "why", "role")],
                             ["不予受理", "clue_too_vague", "没有地点", "triage_officer"])
            self.assertTrue(told["is_whole"])
            told = person.get(f"{OBJECT}/cases/{first}/history").json()["items"]
            self.assertEqual([(step["type"], step.get("matter")) for step in told],
                             [("report_received", first), ("report_received", second),
                              ("matter_accepted", first), ("matter_accepted", second),
                              ("matter_joined", second), ("case_watched", None)])
            # Who may not know how many reported is told of the case alone.
            told = editor.get(f"{OBJECT}/cases/{first}/history").json()["items"]
            self.assertEqual([step["type"] for step in told], ["case_watched"])
            self.assertEqual(editor.get(f"{OBJECT}/matters/{third}/history").status, 403)
            self.assertEqual(person.get(f"{OBJECT}/matters/999/history").status, 404)

    @on_both_databases
    def test_an_auditor_reads_what_was_recorded_and_no_words(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "auditor", "auditor")
        with Server(office) as server:
            person, auditor = Person(server), Person(server)
            person.sign_in("operator")
            auditor.sign_in("auditor")
            first, second = taken(person, report(1), report(2, RIVER))
            person.post(f"{OBJECT}/acts/accept_matter", {"matter": first})
            self.assertEqual(person.get(f"{OBJECT}/ledger").status, 403)
            page = auditor.get(f"{OBJECT}/ledger?limit=2").json()
            self.assertEqual([entry["type"] for entry in page["items"]],
                             ["matter_accepted", "report_received"])
            self.assertTrue(page["items"][0]["actor"].startswith("intake_officer:"))
            rest = auditor.get(f"{OBJECT}/ledger?before={page['next']}").json()
            self.assertEqual([entry["seq"] for entry in rest["items"]], [first])
            self.assertNotIn("next", rest)
            found = auditor.get(f"{OBJECT}/ledger?type=report_received,case_watched").json()
            self.assertEqual([entry["seq"] for entry in found["items"]], [second, first])
            self.assertNotIn("搅拌站", str(found))
            self.assertEqual(
                auditor.get(f"{OBJECT}/ledger?recorded_until=2021-01-01T00:00:00%2B08:00").json(),
                {"items": []})
            of_office = auditor.get("/api/v1/ledger?type=person_admitted").json()["items"]
            self.assertEqual(len(of_office), 2)

    @on_both_databases
    def test_like_reports_are_found_while_one_is_written_down(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "editor", "bulletin_editor")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            draft = {"text": "反映模拟甲搅拌站夜间生产噪声，吵得睡不着", "types": ["noise"]}
            empty = person.post(f"{OBJECT}/similar", draft)
            self.assertEqual((empty.status, empty.json()), (200, {"items": []}), empty.body)
            noise, _ = taken(person, report(1), report(2, RIVER))
            again = taken(person, report(3))[0]
            found = person.post(f"{OBJECT}/similar", draft).json()["items"]
            self.assertEqual({item["matter"] for item in found}, {noise, again})
            self.assertTrue(found[0]["reasons"])
            self.assertIn("zh", found[0]["reasons"][0])
            self.assertTrue(any("搅拌站" in word for word in found[0]["shared_words"]))
            self.assertNotIn("days_apart", found[0])
            of_it = person.get(f"{OBJECT}/matters/{noise}/similar?limit=1").json()["items"]
            self.assertEqual([item["matter"] for item in of_it], [again])
            self.assertEqual(of_it[0]["days_apart"], 0)
            self.assertEqual(person.get(f"{OBJECT}/matters/999/similar").status, 404)
            editor = Person(server)
            editor.sign_in("editor")
            self.assertEqual(editor.post(f"{OBJECT}/similar", draft).status, 403)
        self.assertNotIn("搅拌站", server.log.read_text())
        self.assertEqual(office.counts()["received"], 3)


if __name__ == "__main__":
    unittest.main()
