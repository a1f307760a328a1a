"""Someone who may recompute every node and row, but lacks the signing key and one saved head.

The forger is an office of its own: another history under the same name, every leaf, tile and row
computed anew, signed with another key. Clause L21-14.
"""

import json
import shutil
import sqlite3
import subprocess
import unittest
from collections.abc import Callable
from pathlib import Path

from office import ROOT, Office, on_both_databases, report

Rows = list[list[str]]
HISTORY = [[report(n) for n in range(1, 6)], [report(n) for n in range(6, 9)]]


def import_all(office: Office, history: list[Rows]) -> Office:
    for number, rows in enumerate(history):
        office.do("import", "reports", office.write(f"{number}.csv", rows))
    return office


def changed(history: list[Rows]) -> None:
    history[0][1] = report(2, "模拟：一切正常，没有问题。")


def removed(history: list[Rows]) -> None:
    del history[0][1]


def swapped(history: list[Rows]) -> None:
    history[0][1:3] = reversed(history[0][1:3])


def inserted(history: list[Rows]) -> None:
    history[0].insert(1, report(99))


def truncated(history: list[Rows]) -> None:
    del history[1]


FORGERIES: list[Callable] = [changed, removed, swapped, inserted, truncated]


def outsider(office: Office, log: str, key: str, head: str | None = None) -> int:
    """tools/verify with the key that the outsider trusts and, where given, a head they saved."""
    exported, saved = office.folder / "log.jsonl", office.folder / "saved.head"
    exported.write_text(log, "utf-8")
    arguments = ["--key", key]
    if head:
        saved.write_text(head, "utf-8")
        arguments += ["--head", str(saved)]
    return subprocess.run([str(ROOT / "tools/verify"), "log", str(exported), *arguments],
                          capture_output=True, timeout=300).returncode


def heads_of(log: str) -> list[str]:
    return [line for line in log.splitlines() if "head" in json.loads(line)]


def with_heads(log: str, heads: list[str]) -> str:
    kept = [line for line in log.splitlines() if "head" not in json.loads(line)]
    return "\n".join([*kept, *heads]) + "\n"


def key_of(log: str) -> str:
    return json.loads(log.splitlines()[0])["key"]


class Forger(unittest.TestCase):
    @on_both_databases
    def test_is_found_by_the_office_and_by_outsiders(self, genuine: Office):
        import_all(genuine, HISTORY)
        log, head = genuine.do("export", "log").out, genuine.do("export", "head").out
        key = key_of(log)
        self.assertEqual(outsider(genuine, log, key, head), 0)
        saved = genuine.folder / "saved.head"
        genuine.do("verify", "--head", str(saved))

        for forge in FORGERIES:
            history = [list(rows) for rows in HISTORY]
            forge(history)
            postgres = "postgres" in genuine.database
            with self.subTest(forge.__name__), Office(postgres) as forger:
                import_all(forger.init(), history)
                forged = forger.do("export", "log").out
                forger.do("verify")  # sound in itself: all of it was computed anew

                self.assertEqual(outsider(forger, forged, key), 1)
                patched = with_heads(forged, heads_of(log))
                self.assertEqual(outsider(forger, patched, key, head), 1)
                self.put_the_genuine_keys(genuine, forger)
                self.assertEqual(forger.run("verify").code, 1)
                self.assertEqual(forger.run("verify", "--head", str(saved)).code, 1)

    def put_the_genuine_keys(self, genuine: Office, forger: Office) -> None:
        shutil.rmtree(forger.folder / "keys")
        shutil.copytree(genuine.folder / "keys", forger.folder / "keys")

    def test_genuine_heads_over_a_forged_log_do_not_hold(self):
        with Office() as genuine, Office() as forger:
            import_all(genuine.init(), HISTORY)
            import_all(forger.init(), [HISTORY[0][:1] + HISTORY[0][2:] + HISTORY[1], [report(9)]])
            self.put_the_genuine_keys(genuine, forger)
            with sqlite3.connect(forger.folder / "ducha.db") as database:
                database.execute("attach ? as genuine", [str(genuine.folder / "ducha.db")])
                database.executescript("drop trigger head_is_final; drop trigger head_stays;"
                                       "delete from signed_head;"
                                       "insert into signed_head"
                                       " select * from genuine.signed_head")
            database.close()
            self.assertEqual(forger.run("verify").code, 1)

    def test_a_cut_to_an_earlier_genuine_head_shows_with_a_saved_head_only(self):
        with Office() as office:
            import_all(office.init(), HISTORY[:1])
            shutil.copytree(office.folder, office.folder / "earlier",
                            ignore=shutil.ignore_patterns("earlier"))
            import_all(office, HISTORY)
            head = office.folder / "saved.head"
            head.write_text(office.do("export", "head").out, "utf-8")
            for suffix in ("", "-wal", "-shm"):
                Path(f"{office.folder}/ducha.db{suffix}").unlink(missing_ok=True)
            shutil.copy(office.folder / "earlier/ducha.db", office.folder)
            office.do("verify")
            cut = office.run("verify", "--head", str(head))
            self.assertEqual(cut.code, 1)
            log = office.do("export", "log").out
            self.assertEqual(outsider(office, log, key_of(log)), 0)
            self.assertEqual(outsider(office, log, key_of(log), head.read_text("utf-8")), 1)

    @on_both_databases
    def test_a_removed_original_is_found_by_verifying(self, office: Office):
        import_all(office, HISTORY)
        office.do("act", "erase_words", "--json", '{"seq":1,"ground":"court_order"}')
        office.do("verify")
        office.sql("delete from sealed_original where ref = 3")
        done = office.run("verify", "--json")
        self.assertEqual(done.code, 1)
        self.assertEqual([(line["event"], line["problem_en"]) for line in done.lines()],
                         [(2, "the sealed original is missing")])

    @on_both_databases
    def test_a_simulated_log_cannot_be_passed_off_as_a_live_one(self, office: Office):
        import_all(office, HISTORY)
        office.sql("update log set provenance = 'live'")
        done = office.run("verify", "--json")
        self.assertEqual(done.code, 1)
        self.assertIn("provenance", done.out)

    @on_both_databases
    def test_a_changed_row_is_found_by_rebuilding(self, office: Office):
        import_all(office, HISTORY)
        for change in ("update matter set title = '改' where title like '%2号'",
                       "delete from count_fact where subject = 2",
                       "update report set own_id = 'X' where own_id = 'T3'"):
            with self.subTest(change):
                office.do("rebuild", "--check")
                office.sql(change)
                done = office.run("rebuild", "--check", "--json")
                self.assertEqual(done.code, 1)
                self.assertIn(change.split()[1 if "update" in change else 2], done.out)
                office.do("verify")
                office.do("rebuild")


if __name__ == "__main__":
    unittest.main()
