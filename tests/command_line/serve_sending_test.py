"""What leaves the office, over the network: batches to the liaison, proofs, bulletins."""

import hashlib
import json
import socket
import subprocess
import sys
import unittest
from datetime import datetime, timezone

from counter import Person, Server, admit
from office import ROOT, Office, on_both_databases, report

OBJECT = "/api/v1/inspections/test/SD"
DAY = "2021-08-26"


def signed_in(server: Server, login: str) -> Person:
    person = Person(server)
    if person.sign_in(login).status != 201:
        raise AssertionError(login)
    return person


def admit_liaison(office: Office) -> None:
    """A liaison is somebody's: of the only object."""
    admit(office, "liaison")
    office.do("staff", "grant", "liaison", "liaison", "--inspection", "test", "--object", "SD")


def a_day(office: Office) -> None:
    """Two reports that are two cases, and one that repeats the first."""
    same = report(1)[4]
    other = "模拟举报：示例河边的模拟乙印染厂排放黑臭污水，鱼死了一片"
    rows = [report(1), [*report(2, other)[:5], "模拟县示例河", "模拟乙印染厂", "water"],
            report(3, same)]
    office.do("import", "reports", office.write("day.csv", rows))
    office.do("accept")
    office.do("merge", "--auto", "0.5")


class Sending(unittest.TestCase):
    @on_both_databases
    def test_a_liaison_reads_the_batches_that_were_handed_over(self, office: Office) -> None:
        admit_liaison(office)
        admit(office, "triage", "triage_officer")
        a_day(office)
        office.do("batch", "seal", "--date", DAY)
        with Server(office) as server:
            liaison, triage = signed_in(server, "liaison"), signed_in(server, "triage")
            path = f"{OBJECT}/batches/{DAY}"
            self.assertEqual(triage.get(path).status, 200)
            self.assertEqual(liaison.get(path).status, 404)  # not sent yet
            handed = triage.post(f"{OBJECT}/acts/hand_over_batch", {"day": DAY})
            self.assertEqual(handed.status, 201, handed.body)
            batch = liaison.get(path)
            self.assertEqual(batch.status, 200, batch.body)
            self.assertEqual(batch.json()["state"], "handed_over")
            self.assertEqual([case["number"] for case in batch.json()["cases"]],
                             [case["number"] for case in triage.get(path).json()["cases"]])
            self.assertEqual(batch.json()["supplements"], [])
            taken = liaison.post(f"{OBJECT}/acts/acknowledge_batch", {"day": DAY})
            self.assertEqual(taken.status, 201, taken.body)

    @on_both_databases
    def test_a_liaison_hears_of_what_is_sent_and_never_of_a_report(self, office: Office) -> None:
        admit_liaison(office)
        for login, role in [("operator", "intake_officer"), ("triage", "triage_officer"),
                            ("keeper", "system_administrator")]:
            admit(office, login, role)
        a_day(office)
        office.do("batch", "seal", "--date", DAY)
        with Server(office) as server:
            liaison, operator, triage = (
                signed_in(server, login) for login in ("liaison", "operator", "triage"))
            self.assertEqual(signed_in(server, "keeper").get(f"{OBJECT}/events").status, 403)
            host, port = server.address.split(":")
            with socket.create_connection((host, int(port)), timeout=60) as listener:
                listener.sendall(f"GET {OBJECT}/events HTTP/1.1\r\nHost: {server.address}\r\n"
                                 f"Cookie: {liaison.cookie}\r\n\r\n".encode())
                heard = listener.recv(65536)
                self.assertIn(b"text/event-stream", heard)
                told = {"own_id": "T-9", "channel": "call", "kind": "complaint",
                        "occurred": "2021-09-01T09:30:00+08:00", "title": "", "place": "",
                        "text": "模拟举报：模拟丙厂夜间偷排", "enterprise": "",
                        "types": ["water"], "reporter_name": ""}
                self.assertEqual(operator.post(f"{OBJECT}/acts/receive_report", told).status, 201)
                triage.post(f"{OBJECT}/acts/hand_over_batch", {"day": DAY})
                while b"event: recorded" not in heard:
                    piece = listener.recv(65536)
                    self.assertTrue(piece, heard)
                    heard += piece
                # The first that is heard is the hand-over, without its place in the log.
                _, _, events = heard.partition(b"\r\n\r\n")
                self.assertEqual(events.count(b"event: recorded"), 1, events)
                self.assertIn(b"id: 1\n", events)
                self.assertIn(b"data: {}", events)

    @on_both_databases
    def test_a_proof_is_what_the_command_line_makes(self, office: Office) -> None:
        admit_liaison(office)
        for login, role in [("triage", "triage_officer"), ("editor", "bulletin_editor"),
                            ("auditor", "auditor")]:
            admit(office, login, role)
        a_day(office)
        for act in ("seal", "hand-over"):
            office.do("batch", act, "--date", DAY)
        key = office.do("export", "key").out.strip()
        with Server(office) as server:
            triage, editor, liaison, auditor = (
                signed_in(server, login) for login in ("triage", "editor", "liaison", "auditor"))
            case = triage.get("/api/v1/cases?order=oldest").json()["items"][0]["file"]["case"]
            path = f"{OBJECT}/cases/{case}/proof"
            proof = triage.get(path)
            self.assertEqual(proof.status, 200, proof.body)
            made = office.do("proof", str(case)).out
            self.assertEqual(proof.body.decode() + "\n", made)
            self.assertIn("模拟砖厂", proof.json()["words"])
            history = triage.get(f"{OBJECT}/cases/{case}/history").json()["items"]
            self.assertIn("case_handed_over", [step["type"] for step in history])
            for step in history:
                shown = triage.get(f"{path}?event={step['seq']}").json()
                commanded = json.loads(office.do("proof", str(step["seq"])).out)
                for name in ("leaf", "path", "head", "index", "key"):
                    self.assertEqual(shown[name], commanded[name])
                if "matter" in step:
                    self.assertEqual(shown, commanded)
                file = office.folder / f"{step['seq']}.json"
                file.write_text(json.dumps(shown, ensure_ascii=False), "utf-8")
                checked = subprocess.run(
                    [sys.executable, str(ROOT / "tools/verify"), "proof", str(file), "--key", key],
                    capture_output=True, timeout=60)
                self.assertEqual(checked.returncode, 0, checked.stdout.decode())
            head = office.folder / "head"
            head.write_text(proof.json()["head"], "utf-8")
            office.do("verify", "--key", key, "--head", str(head))
            # An auditor sees that an entry stands there, by hashes alone.
            of_case = auditor.get(f"{OBJECT}/ledger/{case}").json()
            self.assertEqual(of_case["entry"]["type"], "report_received")
            leaf = hashlib.sha256(b"\0" + proof.json()["leaf"].encode()).hexdigest()
            self.assertEqual((of_case["leaf_hash"], of_case["path"], of_case["head"]),
                             (leaf, proof.json()["path"], proof.json()["head"]))
            self.assertNotIn("commitment", json.dumps(of_case))
            self.assertEqual(auditor.get("/api/v1/ledger/0").status, 200)
            self.assertEqual(auditor.get(f"{OBJECT}/ledger/99999").status, 404)
            self.assertEqual(triage.get(f"{OBJECT}/ledger/{case}").status, 403)
            # Of another case, of none; and whoever may not know how many reported.
            others = {event["seq"] for event in office.exported()} \
                - {step["seq"] for step in history}
            for event in (min(others), 99_999, -1):
                with self.subTest(event=event):
                    self.assertEqual(triage.get(f"{path}?event={event}").status, 404)
            for name, person, status in [("editor", editor, 404), ("liaison", liaison, 404),
                                         ("auditor", auditor, 403)]:
                with self.subTest(person=name):
                    self.assertEqual(person.get(path).status, status)
            self.assertEqual(Person(server).get(path).status, 401)

    @on_both_databases
    def test_an_auditor_finds_what_is_about_a_case_a_report_or_a_batch(
            self, office: Office) -> None:
        for login, role in [("triage", "triage_officer"), ("editor", "bulletin_editor"),
                            ("auditor", "auditor")]:
            admit(office, login, role)
        a_day(office)
        with Server(office) as server:
            triage, editor, auditor = (
                signed_in(server, login) for login in ("triage", "editor", "auditor"))
            listed = triage.get("/api/v1/cases?order=oldest&standing=open").json()["items"]
            case, other = (one["file"]["case"] for one in listed)
            shown = triage.get(f"{OBJECT}/matters/{case}").json()
            part = {"report": shown["of"]["report"], "title": "", "place": "", "enterprise": "",
                    "text": "模拟举报：示例路粉尘", "types": ["air"]}
            done = triage.post(f"{OBJECT}/acts/split_report", part)
            self.assertEqual(done.status, 201, done.body)
            split = done.json()["events"][0]["seq"]
            for act, content in [("watch_case", {"case": case, "watch": True}),
                                 ("seal_batch", {"day": DAY}), ("hand_over_batch", {"day": DAY})]:
                done = triage.post(f"{OBJECT}/acts/{act}", content)
                self.assertEqual(done.status, 201, done.body)
            number = triage.get(f"{OBJECT}/cases/{case}").json()["file"]["number"]

            def entries(query: str) -> list[int]:
                page = auditor.get(f"{OBJECT}/ledger?{query}")
                self.assertEqual(page.status, 200, page.body)
                self.assertNotIn("模拟", page.body.decode())
                return [entry["seq"] for entry in page.json()["items"]]

            def history(person: Person, thing: str) -> list[int]:
                steps = person.get(f"{OBJECT}/{thing}/history").json()["items"]
                return [step["seq"] for step in reversed(steps)]

            # Of a case what anybody is told who may not know how many reported; of a report all.
            of_case = history(editor, f"cases/{case}")
            self.assertLess(len(of_case), len(history(triage, f"cases/{case}")))
            self.assertEqual(entries(f"case={case}"), of_case)
            self.assertEqual(entries(f"case_number={number}"), of_case)
            self.assertEqual(entries(f"case_number={number}*"), of_case)
            self.assertEqual(entries(f"case={case}&type=case_watched"), of_case[-1:])
            for matter in (case, split):
                self.assertIn(split, entries(f"matter={matter}"))
                self.assertEqual(entries(f"matter={matter}"), history(triage, f"matters/{matter}"))
            of_batch = entries(f"batch_day={DAY}")
            self.assertEqual(len(of_batch), 2)
            self.assertEqual(entries(f"batch_day={DAY}&case={other}"), of_batch)
            self.assertEqual(entries(f"batch_day={DAY}&matter={case}"), [])
            # Page after page, and none where there is nothing of the kind.
            pages, query = [], f"case={case}&limit=2"
            while query:
                page = auditor.get(f"{OBJECT}/ledger?{query}").json()
                pages.append([entry["seq"] for entry in page["items"]])
                query = f"case={case}&limit=2&before={page['next']}" if "next" in page else ""
            self.assertEqual(sum(pages, []), of_case)
            self.assertEqual(len(pages), (len(of_case) + 1) // 2)
            joined = next(entry["seq"] for entry in auditor.get(
                f"{OBJECT}/ledger?type=matter_joined").json()["items"])
            for nothing in ("case=99999", "case_number=X", "matter=-1", f"matter={joined}",
                            "batch_day=2021-08-27"):
                with self.subTest(nothing=nothing):
                    self.assertEqual(entries(nothing), [])
            self.assertEqual(auditor.get(f"{OBJECT}/ledger?matter=x").status, 400)
            self.assertEqual(auditor.get(f"/api/v1/ledger?matter={case}").status, 400)
            self.assertEqual(triage.get(f"{OBJECT}/ledger?case={case}").status, 403)

    @on_both_databases
    def test_figures_that_contradict_each_other_are_not_issued(self, office: Office) -> None:
        admit(office, "editor", "bulletin_editor")
        admit(office, "leader", "team_leader")
        a_day(office)
        as_of = datetime.now(timezone.utc).isoformat()
        with Server(office) as server:
            editor, leader = signed_in(server, "editor"), signed_in(server, "leader")
            path = "/api/v1/acts/issue_bulletin/proposals"

            def issue() -> object:
                proposed = editor.post(path, {"inspection": "test", "as_of": as_of})
                self.assertEqual(proposed.status, 201, proposed.body)
                seq = proposed.json()["done"]["events"][0]["seq"]
                return leader.post(f"{path}/{seq}/approve",
                                   {"digest": proposed.json()["digest"], "inspection": "test"})

            office.sql("update count_fact set amount = 5 where measure = 'accepted'"
                       " and subject = (select min(subject) from count_fact"
                       " where measure = 'accepted')")
            refused = issue()
            self.assertEqual((refused.status, refused.json()["code"]),
                             (422, "bulletin.does_not_add_up"), refused.body)
            problem = refused.json()
            self.assertEqual((problem["where"], problem["found"], problem["expected"]),
                             ("SD: received >= accepted", "3", "7"))
            again = office.run("bulletin", "issue", "--as-of", as_of, "--json")
            self.assertEqual((again.code, json.loads(again.err)["refused"]),
                             (1, "bulletin.does_not_add_up"))
            self.assertEqual(
                editor.get("/api/v1/inspections/test/bulletins").json()["items"], [])
            office.sql("update count_fact set amount = 1 where measure = 'accepted'")
            self.assertEqual(issue().status, 201)


if __name__ == "__main__":
    unittest.main()
