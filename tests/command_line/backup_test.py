"""A backup is the office of one moment, and comes back whole or not at all."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from crash_test import Import
from office import SOAK, Office, on_both_databases, report

SEED = int(os.environ.get("DUCHA_SEED", "5"))
FLIPS = 1000 if SOAK else 200
KILLS = 40 if SOAK else 8
PDF = b"%PDF-1.7\n% mark\n%%EOF\n"


def pdf(office: Office, name: str, mark: str) -> str:
    file = office.folder / name
    file.write_bytes(PDF.replace(b"mark", mark.encode()))
    return str(file)


def stock(office: Office) -> Office:
    """Reports, cases, a working copy and an original."""
    office.do("import", "reports", office.write("a.csv", [report(n) for n in range(1, 41)]))
    office.do("accept")
    office.do("attach", "T1", pdf(office, "photo.pdf", "photo"), "--working")
    office.do("attach", "T1", pdf(office, "letter.pdf", "SECRETPERSON"))
    office.do("act", "erase_words", "--json", '{"seq":5,"ground":"court_order"}')
    return office


class Restored(Office):
    """An office that is not there yet; its database is of the kind that is asked for."""

    def __init__(self, postgres: bool):
        super().__init__(postgres)
        self.name = self.database.rpartition("/")[2]

    def left(self) -> list[str]:
        """What lies in its folder but the settings."""
        return sorted(entry.name for entry in self.folder.iterdir()
                      if entry.name != "inspection.toml")

    def tables(self) -> int:
        if self.database.startswith("sqlite:"):
            return 0 if not (self.folder / "ducha.db").exists() else -1
        return int(self.sql("select count(*) from information_schema.tables where table_schema"
                            " in ('public', 'ducha_restoring')"))


def is_postgres(office: Office) -> bool:
    return office.database.startswith("postgres")


def everything(office: Office) -> list[str]:
    """All that outsiders and staff see of an office."""
    shown = office.do("attachments", "T1", "--json").out
    return [office.do("export", "log").out, office.do("export", "log", "--object", "office").out,
            json.dumps(office.counts(), sort_keys=True), shown,
            office.do("search", "模拟", "--json").out]


class Backup(unittest.TestCase):
    @on_both_databases
    def test_brings_back_the_same_office_on_either_database(self, office: Office):
        stock(office)
        backup = str(office.folder / "backup")
        taken = json.loads(office.do("backup", backup, "--json").out)
        self.assertEqual(taken["logs"], 2)
        for postgres in (False, True):
            with self.subTest(to_postgres=postgres), Restored(postgres) as again:
                shutil.copytree(office.folder / "keys", again.folder / "keys")
                done = json.loads(again.do("restore", backup, "--json").out)
                self.assertEqual(done["events"], taken["events"])
                self.assertEqual(everything(again), everything(office))
                for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
                    again.do(*verb)
                sha = again.do("attachments", "T1", "--json").lines()[0]["sha256"]
                out = again.folder / "out.pdf"
                again.do("attachment", "read", sha, "--out", str(out))
                self.assertEqual(out.read_bytes(), PDF.replace(b"mark", b"photo"))
                # It works on.
                again.do("import", "reports", again.write("b.csv", [report(41)]))
                again.do("verify")

    @on_both_databases
    def test_neither_backup_nor_restore_overwrites_anything(self, office: Office):
        stock(office)
        backup = str(office.folder / "backup")
        office.do("backup", backup)
        again = office.run("backup", backup, "--json")
        self.assertEqual((again.code, json.loads(again.err)["refused"]),
                         (1, "backup.target_there"))
        before = everything(office)
        there = office.run("restore", backup, "--json")
        self.assertEqual((there.code, json.loads(there.err)["refused"]),
                         (1, "backup.target_there"))
        self.assertEqual(everything(office), before)
        office.do("restore", backup, "--check")
        self.assertEqual(everything(office), before)

    @on_both_databases
    def test_holds_no_private_key_unless_asked(self, office: Office):
        stock(office)
        office.do("backup", str(office.folder / "plain"))
        office.do("backup", str(office.folder / "full"), "--with-keys")
        keys = sorted(entry.name for entry in (office.folder / "plain/keys").iterdir())
        self.assertEqual(keys, ["heads.pub", "vault.pub"])
        private = [file.read_text("utf-8").strip()
                   for file in (office.folder / "keys").glob("*.key")]
        self.assertEqual(len(private), 4)
        for file in (office.folder / "plain").rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            for key in private:
                self.assertNotIn(key.encode(), content, file)
                self.assertNotIn(bytes.fromhex(key), content, file)
        with Restored(is_postgres(office)) as again:
            done = again.do("restore", str(office.folder / "full"))
            self.assertIn("the key was taken from the backup", done.err)
            again.do("import", "reports", again.write("b.csv", [report(41)]))
        with Restored(is_postgres(office)) as again:
            self.assertIn("put them back", again.do("restore", str(office.folder / "plain")).out)
            again.do("verify")

    @on_both_databases
    def test_no_contact_and_no_identifier_is_in_a_backup_in_clear(self, office: Office):
        canaries = {"name": "钱模拟丽雅", "phone": "13987654321", "id": "370105198001020035",
                    "address": "样例街九十九号秘密屋"}
        row = report(1, f"模拟举报：{canaries['name']}说河水发黑，电话{canaries['phone']}，"
                        f"身份证{canaries['id']}")
        file = office.write("c.csv", [[*row, canaries["name"], canaries["address"]]],
                            ["id", "time", "channel", "title", "text", "place", "enterprise",
                             "type", "name", "home_address"])
        office.do("import", "reports", file)
        office.do("attach", "T1", pdf(office, f"{canaries['name']}来信.pdf", canaries["phone"]))
        office.do("backup", str(office.folder / "backup"))
        seen = 0
        for kept in (office.folder / "backup").rglob("*"):
            content = kept.read_bytes() if kept.is_file() else b""
            seen += len(content)
            self.assertNotIn("SQLite", kept.name)
            for name, canary in canaries.items():
                for spelled in (canary.encode(), canary.encode("utf-16-le"),
                                canary.encode("gb18030"), canary.encode().hex().encode()):
                    self.assertNotIn(spelled, content, f"{name} in {kept}")
        self.assertGreater(seen, 10_000)

    @on_both_databases
    def test_that_is_older_than_a_saved_head_is_refused(self, office: Office):
        stock(office)
        office.do("backup", str(office.folder / "older"))
        office.do("import", "reports", office.write("b.csv", [report(41)]))
        head = office.folder / "saved.head"
        head.write_text(office.do("export", "head").out, "utf-8")
        office.do("backup", str(office.folder / "newer"))
        with Restored(is_postgres(office)) as again:
            done = again.run("restore", str(office.folder / "older"), "--head", str(head), "--json")
            self.assertEqual(done.code, 1)
            self.assertIn("backup.behind_a_head", done.err)
            self.assertEqual((again.left(), again.tables()), ([], 0))
            again.do("restore", str(office.folder / "newer"), "--head", str(head))

    @on_both_databases
    def test_that_another_office_signed_is_refused(self, office: Office):
        stock(office)
        office.do("backup", str(office.folder / "backup"))
        key = office.do("export", "key").out.strip()
        with Office(is_postgres(office)) as forger, Restored(is_postgres(office)) as again:
            stock(forger.init()).do("backup", str(forger.folder / "forged"))
            done = again.run("restore", str(forger.folder / "forged"), "--key", key)
            self.assertEqual(done.code, 1)
            self.assertIn("not signed", done.err)
            shutil.copytree(office.folder / "keys", again.folder / "keys")
            self.assertEqual(again.run("restore", str(forger.folder / "forged")).code, 1)
            again.do("restore", str(office.folder / "backup"), "--key", key)


class DamagedBackup(unittest.TestCase):
    @on_both_databases
    def test_is_found_wherever_a_byte_was_flipped(self, office: Office):
        stock(office)
        whole = office.folder / "backup"
        office.do("backup", str(whole), "--with-keys")
        chance = random.Random(SEED)
        files = sorted(file for file in whole.rglob("*") if file.is_file())
        key = office.do("export", "key").out.strip()
        with Restored(is_postgres(office)) as again:
            for _ in range(FLIPS):
                file = chance.choice(files)
                content = bytearray(file.read_bytes())
                at = chance.randrange(len(content))
                content[at] ^= 1 << chance.randrange(8)
                genuine = file.read_bytes()
                file.write_bytes(content)
                done = again.run("restore", str(whole), "--key", key)
                self.assertEqual(done.code, 1, f"{file} at {at}: {done.out}{done.err}")
                self.assertEqual((again.left(), again.tables()), ([], 0))
                file.write_bytes(genuine)
            for file in files:
                content = file.read_bytes()
                file.unlink()
                self.assertEqual(again.run("restore", str(whole), "--key", key).code, 1, file)
                file.write_bytes(content)
            again.do("restore", str(whole), "--key", key)
        print(f"seed {SEED}: {FLIPS} flipped bits in {len(files)} files, all found", flush=True)

    @on_both_databases
    def test_whose_signer_was_deceived_is_found_by_the_ledger(self, office: Office):
        """The rows were changed before the backup was taken and signed."""
        stock(office)
        office.sql("update matter set title = '改' where matter_id = 3")
        office.do("backup", str(office.folder / "backup"))
        with Restored(is_postgres(office)) as again:
            done = again.run("restore", str(office.folder / "backup"), "--json")
            self.assertEqual(done.code, 1)
            self.assertIn("backup.does_not_hold", done.err)
            self.assertEqual((again.left(), again.tables()), ([], 0))


class BackupUnderWay(unittest.TestCase):
    @on_both_databases
    def test_drill(self, office: Office):
        """An import is under way, a backup is taken, the machine dies, the backup is restored:
        what was acknowledged before the backup began is there."""
        running = Import(office, office.write("r.csv", [report(n) for n in range(1, 30_001)]))
        acknowledged = running.after(3000)
        taken = json.loads(office.do("backup", str(office.folder / "backup"), "--json").out)
        more = running.after(1)
        self.assertGreater(more, acknowledged)
        running.end(signal.SIGKILL)
        with Restored(is_postgres(office)) as again:
            began = time.monotonic()
            again.do("restore", str(office.folder / "backup"))
            took = time.monotonic() - began
            shutil.copytree(office.folder / "keys", again.folder / "keys", dirs_exist_ok=True)
            there = sum(event["type"] == "report_received" for event in again.exported())
            self.assertGreaterEqual(there, acknowledged)
            self.assertEqual(there % 1000, 0)
            for verb in (["verify"], ["rebuild", "--check"], ["doctor"]):
                again.do(*verb)
        print(f"{acknowledged} acknowledged before, {there} restored, "
              f"{taken['events']} events in {took:.1f} s", flush=True)

    @on_both_databases
    def test_that_is_killed_leaves_no_backup_and_no_office(self, office: Office):
        office.do("import", "reports", office.write("r.csv", [report(n) for n in range(1, 3001)]))
        office.do("attach", "T1", pdf(office, "photo.pdf", "photo"), "--working")
        chance = random.Random(SEED)
        backup = office.folder / "backup"
        ended = {"killed": 0, "done": 0}
        taking = self.seconds_of(office, "backup", str(office.folder / "rehearsal"))
        restoring = self.seconds_of(office, "restore", str(office.folder / "rehearsal"), "--check")
        for _ in range(KILLS):
            self.kill_after(office, ["backup", str(backup)], chance.uniform(0, taking), ended)
            if backup.exists():
                office.do("restore", str(backup), "--check")
                shutil.rmtree(backup)
        office.do("backup", str(backup))
        with Restored(is_postgres(office)) as again:
            for _ in range(KILLS):
                self.kill_after(again, ["restore", str(backup)], chance.uniform(0, restoring),
                                ended)
                if self.is_there(again):
                    break
            if not self.is_there(again):
                again.do("restore", str(backup))
            shutil.copytree(office.folder / "keys", again.folder / "keys", dirs_exist_ok=True)
            self.assertEqual(everything(again), everything(office))
            again.do("verify")
        print(f"seed {SEED}: {ended}", flush=True)
        self.assertGreater(ended["killed"], 0)

    def seconds_of(self, office: Office, *verb: str) -> float:
        began = time.monotonic()
        office.do(*verb)
        return time.monotonic() - began

    def kill_after(self, office: Office, verb: list[str], seconds: float, ended: dict) -> None:
        process = subprocess.Popen(office.command(*verb), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, cwd=office.folder)
        try:
            process.wait(seconds)
            ended["done"] += 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            ended["killed"] += 1

    def is_there(self, office: Office) -> bool:
        if is_postgres(office):
            return office.sql("select count(*) from information_schema.tables"
                              " where table_schema = 'public'").strip() != "0"
        return (office.folder / "ducha.db").exists()

    @on_both_databases
    def test_says_nothing_in_a_pipe_but_the_result(self, office: Office):
        stock(office)
        done = office.do("backup", str(office.folder / "backup"))
        self.assertEqual(done.err, "")
        self.assertEqual(len(done.out.splitlines()), 1)
        checked = office.do("restore", str(office.folder / "backup"), "--check", "--zh")
        self.assertEqual(checked.err, "")
        self.assertIn("备份完好", checked.out)


if __name__ == "__main__":
    unittest.main()
