"""How the office is kept, over the network: jobs, backups, the calendar."""

import unittest

from counter import Person, Server, admit
from office import Office, on_both_databases, report

OBJECT = "/api/v1/inspections/test/SD"
CALENDAR = f"{OBJECT}/calendar"


def signed_in(server: Server, login: str) -> Person:
    person = Person(server)
    if person.sign_in(login).status != 201:
        raise AssertionError(login)
    return person


class Keeping(unittest.TestCase):
    @on_both_databases
    def test_jobs_are_listed_to_who_began_them_and_to_who_keeps_the_office(
            self, office: Office) -> None:
        for login, role in [("triage", "triage_officer"), ("other", "triage_officer"),
                            ("keeper", "system_administrator"), ("auditor", "auditor")]:
            admit(office, login, role)
        with Server(office) as server:
            triage, other, keeper, auditor = (
                signed_in(server, login) for login in ("triage", "other", "keeper", "auditor"))
            self.assertEqual(triage.get("/api/v1/jobs").json()["items"], [])
            first = triage.ask("POST", f"{OBJECT}/jobs/accept").json()["id"]
            second = triage.ask("POST", f"{OBJECT}/jobs/merge").json()["id"]
            third = other.ask("POST", f"{OBJECT}/jobs/accept").json()["id"]

            def listed(person: Person, query: str = "") -> list[str]:
                return [job["id"] for job in
                        person.get(f"/api/v1/jobs{query}").json()["items"]]

            self.assertEqual(listed(triage), [second, first])
            self.assertEqual(listed(other), [third])
            self.assertEqual(listed(keeper), [third, second, first])
            self.assertEqual(listed(auditor), [])
            page = keeper.get("/api/v1/jobs?limit=2").json()
            self.assertEqual(listed(keeper, f"?after={page['next']}"), [first])
            # Where, when, by whom; whoever keeps the office may look at one that is not his.
            job = keeper.get(f"/api/v1/jobs/{first}").json()
            self.assertEqual((job["kind"], job["inspection"], job["object"]),
                             ("accept", "test", "SD"))
            self.assertRegex(job["asked"], r"\+08:00$")
            people = {one["login"]: one["pseudonym"]
                      for one in keeper.get("/api/v1/people").json()["items"]}
            self.assertEqual(job["by"], people["triage"])
            self.assertEqual(other.get(f"/api/v1/jobs/{first}").status, 404)

    @on_both_databases
    def test_who_keeps_the_office_sees_that_it_was_backed_up(self, office: Office) -> None:
        admit(office, "keeper", "system_administrator")
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            keeper, operator = signed_in(server, "keeper"), signed_in(server, "operator")
            self.assertEqual(operator.get("/api/v1/operations").status, 403)
            self.assertEqual(Person(server).get("/api/v1/operations").status, 401)
            before = keeper.get("/api/v1/operations").json()
            kind = "sqlite" if office.database.startswith("sqlite:") else "postgres"
            self.assertEqual((before["database"], before["backup_state"]), (kind, "never"))
            self.assertNotIn("backup", before)
            self.assertEqual([disk["holds"] for disk in before["disks"]],
                             ["database"][:kind == "sqlite"] + ["attachments", "keys"])
            for disk in before["disks"]:
                self.assertLess(0, disk["free_bytes"])
                self.assertLessEqual(disk["free_bytes"], disk["capacity_bytes"])

            made = office.do("backup", str(office.folder / "first"), "--json").lines()[0]
            self.assertTrue(made["noted"])
            after = keeper.get("/api/v1/operations").json()
            self.assertEqual(after["backup_state"], "fresh")
            backup = after["backup"]
            self.assertEqual((backup["taken"], backup["files"], backup["bytes"]),
                             (made["taken"], made["files"], made["bytes"]))
            self.assertEqual(backup["folder"], str(office.folder / "first"))
            self.assertEqual((backup["program"], backup["schema_step"]),
                             (after["program"], after["schema_step"]))
            self.assertEqual(after["events_since_backup"], 0)
            self.assertEqual([log["origin"] for log in after["logs"]],
                             ["ducha/office", "ducha/test/SD"])
            self.assertTrue(all(log["is_beginning"] for log in after["logs"]))

            table = office.write("reports.csv", [report(1), report(2)])
            office.do("import", "reports", table)
            later = keeper.get("/api/v1/operations").json()
            self.assertEqual(later["events_since_backup"], 2)
            self.assertEqual([(log["events"], log["events_now"]) for log in later["logs"]][1],
                             (0, 2))
        # A restored office knows of the backups before its own.
        office.do("backup", str(office.folder / "second"))
        copy = f"sqlite:{office.folder / 'copy.db'}"
        office.database = copy
        restored = office.run("restore", str(office.folder / "second"))
        self.assertEqual(restored.code, 0, restored.err)
        self.assertEqual(office.sql("select count(*) from backup_taken"), "1")

    def test_a_backup_of_another_or_an_old_office_is_told(self) -> None:
        with Office() as office:
            office.init()
            admit(office, "keeper", "system_administrator")
            office.do("backup", str(office.folder / "kept"))
            with Server(office) as server:
                keeper = signed_in(server, "keeper")
                office.sql("update backup_log set root = replace(root, substr(root, 1, 1), 'g')")
                told = keeper.get("/api/v1/operations").json()
                self.assertFalse(told["logs"][0]["is_beginning"])
                a_day_and_a_second = (24 * 3600 + 1) * 1_000_000
                office.sql(f"update backup_taken set taken = taken - {a_day_and_a_second}")
                self.assertEqual(keeper.get("/api/v1/operations").json()["backup_state"], "old")

    @on_both_databases
    def test_the_calendar_says_what_each_day_is_and_what_is_owed(self, office: Office) -> None:
        with Server(office) as server:
            person = Person(server)  # how an inspection is set up is announced to everyone
            year = person.get(f"{CALENDAR}?year=2026").json()
            self.assertEqual((year["year"], year["is_published"], len(year["days"])),
                             (2026, True, 365))
            self.assertEqual(year["notices"][0]["published"], "2025-11-04")
            self.assertNotIn("owed", year)
            days = {day["day"]: day for day in year["days"]}
            self.assertEqual(days["2026-10-10"]["kind"], "make_up_workday")
            self.assertEqual((days["2026-10-02"]["kind"], days["2026-10-02"]["holiday_zh"],
                              days["2026-10-02"]["holiday_en"]),
                             ("holiday", "国庆节", "National Day"))
            unpublished = person.get(f"{CALENDAR}?year=2099").json()
            self.assertEqual((unpublished["is_published"], unpublished["notices"]), (False, []))

            def owed(query: str) -> dict:
                return person.get(f"{CALENDAR}?year=2026&{query}").json()["owed"]

            over = owed("from=2026-09-29&workdays=5")
            self.assertEqual((over["due"], over["calendar_days"], over["warning_zh"]),
                             ("2026-10-12", 13, ""))
            # As the hand-over of a batch reckons it: the inspection's days, by the calendar.
            answer = owed("from=2026-09-29")
            self.assertEqual((answer["due"], answer["unit"], answer["length"]),
                             ("2026-10-09", "calendar_days", 10))
            crossing = owed("from=2099-12-30&workdays=3")
            self.assertEqual(crossing["unpublished_years"], [2099, 2100])
            self.assertIn("2099, 2100", crossing["warning_zh"])
            self.assertIn("2099, 2100", crossing["warning_en"])
            for query, where in [("year=1999", "year"), ("days=1&workdays=1", ""),
                                 ("workdays=99999", "workdays"), ("from=1999-01-01", "from")]:
                refused = person.get(f"{CALENDAR}?{query}")
                self.assertEqual(refused.status, 422, refused.body)
                self.assertEqual(refused.json().get("where", ""), where)


if __name__ == "__main__":
    unittest.main()
