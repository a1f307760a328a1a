"""Scans and photographs on the command line, as a person and a machine see them."""

import json
import os
import unittest
from pathlib import Path

from office import Office, on_both_databases, report

PDF = b"%PDF-1.7\n% mark\n%%EOF\n"


def write(office: Office, name: str, content: bytes) -> str:
    file = office.folder / name
    file.write_bytes(content)
    return str(file)


def blobs(office: Office) -> list[Path]:
    return sorted(file for folder in office.folder.glob("*.blobs")
                  for file in folder.rglob("*") if file.is_file())


def with_a_report(office: Office) -> Office:
    office.do("import", "reports", office.write("a.csv", [report(1), report(2)]))
    return office


class Attachments(unittest.TestCase):
    @on_both_databases
    def test_are_added_listed_read_and_removed(self, office: Office):
        with_a_report(office)
        photo = write(office, "photo.pdf", PDF)
        added = json.loads(office.do("attach", "T1", photo, "--working", "--json").out)
        self.assertEqual((added["kind"], added["name"], added["original"]),
                         ("pdf", "photo.pdf", False))
        sealed = json.loads(office.do("attach", "T1", photo, "--json").out)
        self.assertEqual((sealed["name"], sealed["original"]), ("", True))
        self.assertIn("附件已有", office.do("attach", "T1", photo, "--zh").out)
        listed = office.do("attachments", "T1", "--json").lines()
        self.assertEqual([one["sha256"] for one in listed], [added["sha256"], sealed["sha256"]])
        self.assertEqual(office.do("attachments", "T2").out, "")
        self.assertIn("原件（已封存）", office.do("attachments", "T1", "--zh").out)

        out = office.folder / "out.pdf"
        office.do("attachment", "read", added["sha256"], "--out", str(out))
        self.assertEqual(out.read_bytes(), PDF)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        refused = office.run("attachment", "read", sealed["sha256"], "--out", str(out), "--json")
        self.assertEqual((refused.code, json.loads(refused.err)["refused"]),
                         (1, "attachment.sealed"))

        self.assertEqual(len(blobs(office)), 2)
        for one in (added, sealed):
            command = {"attachment": one["attachment"], "ground": "reporter_asked"}
            office.do("act", "remove_attachment", "--json", json.dumps(command))
        self.assertEqual(blobs(office), [])
        self.assertEqual([one["removed"] for one in
                          office.do("attachments", "T1", "--json").lines()], [True, True])
        for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
            office.do(*verb)

    @on_both_databases
    def test_of_another_kind_or_too_large_are_refused(self, office: Office):
        with_a_report(office)
        for content, code in ((b"", "document.empty"), (b"MZ", "document.unknown_kind"),
                              (b"\x89PNG\r\n\x1a\n", "document.broken_header"),
                              (PDF + b" " * (20 << 20), "document.too_large")):
            done = office.run("attach", "T1", write(office, "file.pdf", content), "--json")
            self.assertEqual((done.code, json.loads(done.err)["refused"]), (1, code))
        missing = office.run("attach", "T1", str(office.folder / "none"), "--json")
        self.assertEqual(json.loads(missing.err)["refused"], "audit.no_such_file")
        nobody = office.run("attach", "T9", write(office, "a.pdf", PDF), "--json")
        self.assertEqual(json.loads(nobody.err)["refused"], "usage.no_such_report")
        self.assertEqual(blobs(office), [])

    @on_both_databases
    def test_that_are_damaged_or_missing_are_found(self, office: Office):
        with_a_report(office)
        office.do("attach", "T1", write(office, "a.pdf", PDF), "--working")
        file = blobs(office)[0]
        file.write_bytes(PDF.replace(b"mark", b"kram"))
        office.do("doctor")  # which looks at sizes
        done = office.run("verify", "--json")
        self.assertEqual(done.code, 1)
        self.assertIn("damaged or was replaced", done.out)
        file.unlink()
        self.assertEqual(office.run("verify").code, 1)
        self.assertIn("附件", office.run("doctor", "--zh").out)

    @on_both_databases
    def test_orphans_are_listed_and_swept_when_they_are_old(self, office: Office):
        with_a_report(office)
        office.do("attach", "T1", write(office, "a.pdf", PDF), "--working")
        orphan = blobs(office)[0].with_name("ab" * 32)
        orphan.write_bytes(b"orphan")
        found = json.loads(office.do("doctor", "--json").out)
        self.assertEqual((found["orphans"], found["old_orphans"]), (1, 0))
        self.assertIn("ab" * 32, office.do("doctor").out)
        self.assertEqual(office.do("doctor", "--sweep", "--json").lines()[0], {"swept": 0})
        os.utime(orphan, (0, 0))
        self.assertEqual(office.do("doctor", "--sweep", "--json").lines()[0], {"swept": 1})
        self.assertFalse(orphan.exists())
        self.assertEqual(len(blobs(office)), 1)
        office.do("verify")


if __name__ == "__main__":
    unittest.main()
