#!/usr/bin/env python3
"""A report of the web at the counter: the receipt, the look-up, additions, threats, secrets."""

import json
import sqlite3
import subprocess
import unittest

from counter import Person, Server, admit
from office import CONFIG, Office, on_both_databases

NAME, TELEPHONE = "李模拟", "13800001111"


def with_web(office: Office) -> Office:
    text = CONFIG.replace('["call", "letter"]', '["call", "letter", "web"]')
    text = text.replace('letter = "X"', 'letter = "X"\nweb = "W"')
    office.config.write_text(text.replace('id = "test"', 'id = "web"', 1), "utf-8")
    return office.init()


def report(form: str, **more: object) -> str:
    fields = {"form": form, "kind": "complaint", "place": "模拟省样例县", "enterprise": "",
              "text": "模拟：夜里冒黑烟，气味刺鼻", "when": "", "evidence": "", "types": ["air"],
              "name": NAME, "telephone": TELEPHONE}
    return json.dumps(fields | more)


class Receipts(unittest.TestCase):
    def act(self, office: Office, name: str, command: str):
        return office.run("act", name, "--inspection", "web", "--json", command)

    def code(self, office: Office, form: str) -> str:
        return office.do("receipt", "--form", form).out.strip()

    @on_both_databases
    def test_a_report_is_taken_once_and_followed_by_its_code(self, office):
        with_web(office)
        form = "0123456789abcdef" * 2
        first = self.act(office, "receive_web_report", report(form))
        self.assertEqual(first.code, 0, first.err)
        self.assertIn("receipt_issued", first.out)
        self.assertEqual(self.act(office, "receive_web_report", report(form)).out, "")
        other = self.act(office, "receive_web_report", report(form, text="模拟：另一件事，足够长"))
        self.assertEqual(other.code, 1)
        self.assertIn("sent before", other.err)

        code = self.code(office, form)
        self.assertRegex(code, r"^(\w{4}-){4}\w$")
        steps = office.do("receipt", code.lower().replace("-", " "), "--json").lines()
        self.assertEqual([step["en"] for step in steps], ["Received", "Waiting to be judged"])
        self.assertIn("等待受理", office.do("receipt", code, "--zh").out)

        addition = json.dumps({"form": "b" * 32, "code": code, "text": "模拟：昨夜又排"})
        self.assertEqual(self.act(office, "add_to_report", addition).code, 0)
        threat = json.dumps({"form": "c" * 32, "code": code, "text": "模拟：有人上门"})
        self.assertEqual(self.act(office, "tell_threat", threat).code, 0)
        self.assertIn("words were added", office.do("receipt", code).out)
        self.assertNotIn("上门", office.do("receipt", code).out)
        self.assertIn("有人上门", office.do("threats").out)
        own_id = json.loads(first.out.splitlines()[0].split(" ", 2)[2])["own_id"]
        shown = office.do("show", "report", own_id, "--inspection", "web", "--zh")
        self.assertIn("昨夜又排", shown.out)
        self.assertNotIn("上门", shown.out)
        office.do("verify")
        office.do("rebuild", "--check")

    @on_both_databases
    def test_additions_and_threats_are_read_by_whom_they_concern(self, office):
        with_web(office)
        form = "0123456789abcdef" * 2
        self.act(office, "receive_web_report", report(form))
        code = self.code(office, form)
        self.act(office, "add_to_report",
                 json.dumps({"form": "b" * 32, "code": code, "text": "模拟：昨夜又排"}))
        self.act(office, "tell_threat",
                 json.dumps({"form": "c" * 32, "code": code, "text": "模拟：有人上门"}))
        admit(office, "triage", "triage_officer")
        admit(office, "discipline", "discipline_officer")
        with Server(office) as server:
            triage, discipline = Person(server), Person(server)
            triage.sign_in("triage")
            discipline.sign_in("discipline")
            path = "/api/v1/inspections/web/SD/reports/0/additions"
            added = triage.get(path).json()["items"]
            self.assertEqual([one["text"] for one in added], ["模拟：昨夜又排"])
            self.assertEqual(discipline.get(path).status, 403)
            self.assertEqual(triage.get("/api/v1/threats").status, 403)
            threats = discipline.get("/api/v1/threats").json()["items"]
            self.assertEqual([(one["object"], one["report"], one["text"]) for one in threats],
                             [("SD", 0, "模拟：有人上门")])

    def test_a_wrong_code_is_not_repeated(self):
        with Office() as office:
            with_web(office)
            for code in ("0000-0000-0000-0000-0", "0000-0000-0000-0000-1", "zzzz"):
                done = office.run("receipt", code)
                self.assertEqual(done.code, 1)
                self.assertNotIn(code, done.err)
            done = subprocess.run(office.command("receipt", "-"), input=b"0000\n",
                                  capture_output=True, timeout=60, cwd=office.folder)
            self.assertEqual(done.returncode, 1)

    def test_nothing_secret_lies_in_the_database_or_the_log(self):
        with Office() as office:
            with_web(office)
            form = "0123456789abcdef" * 2
            log = office.folder / "acts.jsonl"
            office.do("act", "receive_web_report", "--log-file", str(log), "--json", report(form))
            code = self.code(office, form)
            self.assertEqual(office.sql("select count(*) from receipt"), "1")
            with sqlite3.connect(office.folder / "ducha.db") as database:
                database.execute("pragma wal_checkpoint(truncate)")
            database.close()
            stored = b"".join(file.read_bytes() for file in office.folder.glob("ducha.db*")
                              if file.is_file()) + log.read_bytes()
            self.assertIn("冒黑烟".encode(), stored)
            for secret in (code, code.replace("-", ""), form, NAME, TELEPHONE):
                self.assertNotIn(secret.encode(), stored)


if __name__ == "__main__":
    unittest.main()
