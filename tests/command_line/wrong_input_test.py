"""Wrong input of every kind: a clear error, the rest goes in, nothing half-done."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import unittest

from office import COLUMNS, CONFIG, PROGRAM, Office, report

SOUND = ["T90", "2021-08-26T09:00:00", "call", "模拟", "模拟镇样例村的模拟砖厂夜里冒黑烟。", "", "", "air"]


def changed(column: str, value: str) -> list[str]:
    """The sound row under another id, with one wrong value."""
    row = ["T91", *SOUND[1:]]
    row[COLUMNS.index(column)] = value
    return row


class WrongRows(unittest.TestCase):
    ROWS = {
        "impossible day": (changed("time", "2021-08-32 09:00"), "time", "2021-08-32"),
        "no time": (changed("time", "昨天上午"), "time", "昨天上午"),
        "in the future": (changed("time", "2099-01-01T00:00:00"), "2099-01-01", ""),
        "no id": (changed("id", ""), "id", ""),
        "the same id": (changed("id", "T90")[:4] + ["模拟：别的话。", "", "", "air"], "T90", ""),
        "an id with words": (changed("id", "张某家旁"), "id", "place 1"),
        "a telephone as id": (changed("id", "13812345678"), "id", "【电话】"),
        "no words": ([*changed("text", " ")[:3], "", " ", "", "", "air"], "text", ""),
        "unknown channel": (changed("channel", "telegram"), "channel", "telegram"),
        "closed channel": (changed("channel", "web"), "channel", "web"),
        "unknown type": (changed("type", "smell"), "type", "smell"),
        "too few fields": (SOUND[:5], "8", "5"),
        "too many fields": ([*SOUND, "", ""], "8", "10"),
    }

    def test_a_wrong_row_goes_to_the_rejected_file_and_the_others_go_in(self):
        for name, (row, place, found) in self.ROWS.items():
            with self.subTest(name), Office() as office:
                file = office.init().write("reports.csv", [SOUND, row, report(2)])
                done = office.do("import", "reports", file, "--json")
                self.assertEqual(done.lines()[-1]["received"], 2)
                self.assertEqual(done.lines()[-1]["rejected"], 1)
                with open(done.lines()[-1]["rejected_file"], encoding="utf-8-sig") as stream:
                    rejected = list(csv.DictReader(stream))
                self.assertEqual([line["line"] for line in rejected], ["3"])
                self.assertIn(place, rejected[0]["reason"])
                self.assertIn(found, rejected[0]["reason"])

    def test_strict_stops_at_the_first_wrong_row(self):
        with Office() as office:
            file = office.init().write("r.csv", [SOUND, changed("time", "昨天"), report(2)])
            done = office.run("import", "reports", file, "--strict")
            self.assertEqual(done.code, 1)
            self.assertIn("r.csv:3: time", done.err)
            self.assertIn("昨天", done.err)

    def test_strict_takes_the_rows_before_the_wrong_one_and_none_behind_it(self):
        for name, (row, place, _) in self.ROWS.items():
            with self.subTest(name), Office() as office:
                file = office.init().write("r.csv", [SOUND, report(1), row, report(2), row])
                done = office.run("import", "reports", file, "--strict", "--json")
                self.assertEqual(done.code, 1)
                self.assertEqual(done.lines()[-1]["received"], 2)
                self.assertEqual(office.counts()["received"], 2)
                self.assertIn("r.csv:4", json.loads(done.err)["where"])
                self.assertFalse((office.folder / "r.rejected.csv").exists())

    def test_a_clean_import_removes_the_rejected_file_of_an_earlier_one(self):
        with Office() as office:
            file = office.init().write("r.csv", [SOUND, changed("time", "昨天")])
            office.do("import", "reports", file)
            self.assertTrue((office.folder / "r.rejected.csv").exists())
            office.write("r.csv", [SOUND, changed("time", "2021-08-26T09:30:00")])
            office.do("import", "reports", file)
            self.assertFalse((office.folder / "r.rejected.csv").exists())

    def test_rows_that_are_older_than_the_row_above_are_counted(self):
        with Office() as office:
            file = office.init().write("r.csv", [report(n) for n in (5, 3, 4, 1, 2)])
            done = office.do("import", "reports", file, "--json").lines()[-1]
            self.assertEqual((done["received"], done["out_of_order"]), (5, 2))
            ids = [event["body"]["own_id"] for event in office.exported()]
            self.assertEqual(ids, ["T5", "T3", "T4", "T1", "T2"])

    def test_a_replay_names_what_it_leaves_out(self):
        with Office() as office:
            file = office.write("r.csv", [SOUND, changed("time", "昨天"), changed("id", "")])
            done = subprocess.run([PROGRAM, "demo", "--dir", str(office.folder), "--reports", file],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("r.rejected.csv", done.stdout)
            self.assertIn("own id is missing", done.stderr)

    def test_a_corrected_rejected_file_goes_in(self):
        with Office() as office:
            file = office.init().write("r.csv", [SOUND, changed("time", "昨天")])
            rejected = office.do("import", "reports", file, "--json").lines()[-1]["rejected_file"]
            with open(rejected, encoding="utf-8-sig") as stream:
                corrected = stream.read().replace("昨天", "2021-08-26T09:30:00")
            (office.folder / "corrected.csv").write_text(corrected, "utf-8")
            done = office.do("import", "reports", str(office.folder / "corrected.csv"), "--json")
            self.assertEqual(done.lines()[-1]["received"], 1)


class Mapping(unittest.TestCase):
    COLUMNS = ["id", "time", "channel", "title", "content", "age"]
    ROW = ["T1", "2021-08-26T09:00:00", "call", "模拟标题", "模拟镇样例村的模拟砖厂夜里冒黑烟。", "五十"]

    def original(self, office: Office) -> int:
        return int(office.sql("select length(content) from sealed_original"))

    def test_a_table_without_a_text_takes_it_from_other_columns(self):
        with Office() as office:
            file = office.init().write("r.csv", [self.ROW], self.COLUMNS)
            self.assertEqual(office.run("import", "reports", file).code, 1)
            office.do("import", "reports", file, "--map", "text=title+content")
            self.assertEqual(office.sql("select title || '/' || text from matter"),
                             "/模拟标题\n模拟镇样例村的模拟砖厂夜里冒黑烟。")

    def test_a_title_that_is_not_mapped_stays(self):
        with Office() as office:
            file = office.init().write("r.csv", [self.ROW], self.COLUMNS)
            office.do("import", "reports", file, "--map", "text=content")
            self.assertEqual(office.sql("select title || '/' || text from matter"),
                             "模拟标题/模拟镇样例村的模拟砖厂夜里冒黑烟。")

    def test_the_row_is_sealed_as_it_came(self):
        long = [*self.ROW[:3], "题" * 1200, *self.ROW[4:]]
        columns = [*self.COLUMNS[:3], "title", "text", "age"]
        sizes = []
        for mapping in ("text=title+text", "text=text"):
            with Office() as office:
                file = office.init().write("r.csv", [long], columns)
                office.do("import", "reports", file, "--map", mapping)
                sizes.append(self.original(office))
        # In the text and by itself, 7,200 bytes, against by itself alone; lengths are padded.
        self.assertGreater(sizes[0], 16_000)
        self.assertLess(sizes[1], 5000)

    def test_what_cannot_be_mapped_is_refused(self):
        with Office() as office:
            file = office.init().write("r.csv", [self.ROW], self.COLUMNS)
            for mapping, *words in (("body=title+content", "body=title+content", "text=COLUMN"),
                                    ("text=title+colour", "colour", "content, age"),
                                    ("text=", "text=COLUMN"), ("text=title+", "text=COLUMN"),
                                    ("title", "text=COLUMN")):
                with self.subTest(mapping):
                    done = office.run("import", "reports", file, "--map", mapping)
                    self.assertEqual(done.code, 1, done.err)
                    for word in words:
                        self.assertIn(word, done.err)
            self.assertEqual(office.exported()[1:], [])


class WrongFiles(unittest.TestCase):
    def refused(self, content: bytes, *expected: str) -> None:
        with Office() as office:
            file = office.init().folder / "reports.csv"
            file.write_bytes(content)
            done = office.run("import", "reports", str(file))
            self.assertEqual(done.code, 1, done.err)
            for words in expected:
                self.assertIn(words, done.err)
            self.assertEqual(office.exported()[1:], [])

    def test_what_is_no_table_is_refused(self):
        self.refused(b"", "reports.csv")
        self.refused(b"id,time\nT1,2021-08-26\n", "reports.csv", "text")
        self.refused(b"id,time,text,text\n", "text")
        self.refused(b"PK\x03\x04" + bytes(500), "reports.csv")

    def test_no_such_file(self):
        with Office() as office:
            done = office.init().run("import", "reports", "nothing.csv")
            self.assertNotEqual(done.code, 0)
            self.assertIn("nothing.csv", done.err)

    def test_a_broken_quote_names_its_line(self):
        with Office() as office:
            file = office.init().write("r.csv", [SOUND])
            with open(file, "a", encoding="utf-8") as stream:
                stream.write('T91,2021-08-26T09:00:00,call,模拟,"没有结束,,,air\n')
            done = office.do("import", "reports", file, "--json").lines()[-1]
            self.assertEqual((done["received"], done["rejected"]), (1, 1))

    def test_gb18030_as_excel_writes_it(self):
        with Office() as office:
            file = office.init().folder / "excel.csv"
            rows = [COLUMNS, SOUND, report(2)]
            file.write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))
            self.assertEqual(office.do("import", "reports", str(file), "--json").lines()[-1]
                             ["received"], 2)
            self.assertIn("模拟镇样例村", office.do("show", "report", "T90").out)

    def test_bytes_of_no_known_text_cost_one_row(self):
        with Office() as office:
            file = office.init().folder / "bad.csv"
            good = [",".join(row).encode() for row in (COLUMNS, SOUND, report(2))]
            bad = good[1].replace(b"T90", b"T91").replace("模拟".encode(), b"\xff\xfe\xff", 1)
            file.write_bytes(b"\n".join([*good, bad]) + b"\n")
            done = office.do("import", "reports", str(file), "--json").lines()[-1]
            self.assertEqual((done["received"], done["rejected"]), (2, 1))

    def test_a_line_of_a_gigabyte_is_one_rejected_row(self):
        size = 1 << 30
        with Office() as office:
            file = office.init().write("long.csv", [SOUND])
            with open(file, "ab") as stream:
                stream.write(b"T91,2021-08-26T09:00:00,call,x,")
                for _ in range(size >> 24):
                    stream.write(b"a" * (1 << 24))
                stream.write(b",,,air\n" + ",".join(report(2)).encode() + b"\n")
            done = office.do("import", "reports", file, "--json").lines()[-1]
            self.assertEqual((done["received"], done["rejected"]), (2, 1))


class WrongSetUp(unittest.TestCase):
    CONFIGS = {
        "unknown key": ('batch = 4', 'batch = 4\ncolour = "red"', "colour"),
        "wrong type": ('batch = 4', 'batch = "four"', "batch"),
        "missing key": ('id = "test"\n', "", "id"),
        "unknown channel": ('["call", "letter"]', '["call", "pigeon"]', "pigeon"),
        "ends before it begins": ("2021-09-26", "2021-08-01", "2021-08-01"),
        "no TOML": ('id = "test"', "id = ", "inspection.toml"),
    }

    def test_a_wrong_configuration_names_file_line_and_key(self):
        for name, (old, new, found) in self.CONFIGS.items():
            with self.subTest(name), Office() as office:
                office.config.write_text(CONFIG.replace(old, new, 1), "utf-8")
                done = office.run("init", "--config", str(office.config))
                self.assertEqual(done.code, 1, done.err)
                self.assertIn("inspection.toml", done.err)
                self.assertIn(found, done.err)
                self.assertEqual(os.listdir(office.folder), ["inspection.toml"])

    def test_a_database_of_another_program(self):
        with Office() as office:
            with sqlite3.connect(office.folder / "ducha.db") as other:
                other.execute("create table song (title text)")
            other.close()
            done = office.run("init", "--config", str(office.config))
            self.assertEqual(done.code, 3)
            self.assertIn("another program", done.err)
            self.assertFalse((office.folder / "keys").exists())

    def test_no_database_at_all(self):
        with Office() as office:
            (office.folder / "ducha.db").write_text("a shopping list, long enough " * 40)
            done = office.run("doctor")
            self.assertEqual(done.code, 3)
            self.assertIn("ducha.db", done.err)

    def test_a_database_that_is_missing(self):
        with Office() as office:
            done = office.run("doctor")
            self.assertEqual(done.code, 3)
            self.assertIn("ducha.db", done.err)
            self.assertFalse((office.folder / "ducha.db").exists())

    def test_a_database_of_a_newer_version(self):
        with Office() as office:
            with sqlite3.connect(office.init().folder / "ducha.db") as database:
                database.execute("insert into schema_step (number, title, digest)"
                                 " values (9999, 'of tomorrow', 'x')")
            database.close()
            done = office.run("doctor")
            self.assertEqual(done.code, 3)
            self.assertIn("9999", done.err)

    def test_a_missing_key_is_named_and_not_made_anew(self):
        for key in ("heads.key", "vault.pub", "pseudonyms.key", "receipts.key"):
            with self.subTest(key), Office() as office:
                (office.init().folder / "keys" / key).unlink()
                for verb in (["accept"], ["init", "--config", str(office.config)]):
                    done = office.run(*verb)
                    self.assertEqual(done.code, 3)
                    self.assertIn(key, done.err)
                self.assertFalse((office.folder / "keys" / key).exists())

    def test_another_offices_keys_are_refused(self):
        with Office() as office, Office() as other:
            shutil.rmtree(office.init().folder / "keys")
            shutil.copytree(other.init().folder / "keys", office.folder / "keys")
            done = office.run("accept")
            self.assertEqual(done.code, 3)
            self.assertIn("another office", done.err)

    def test_no_such_server(self):
        with Office() as office:
            office.database = "postgres://nobody@127.0.0.1:1/none"
            done = office.run("doctor")
            self.assertEqual(done.code, 3)
            self.assertIn("127.0.0.1", done.err)


class WrongWords(unittest.TestCase):
    def test_usage_is_exit_2(self):
        with Office() as office:
            office.init()
            for verb in ([], ["fly"], ["init"], ["batch", "seal"], ["counts", "--colour"],
                         ["counts", "--format", "pdf"], ["batch", "seal", "--date", "2021-02-30"],
                         ["counts", "--as-of", "tomorrow"], ["counts", "--by", "colour"],
                         ["act", "fly"]):
                with self.subTest(" ".join(verb)):
                    done = office.run(*verb)
                    self.assertEqual(done.code, 2, done.err)

    def test_refusals_are_exit_1_and_name_what_was_given(self):
        with Office() as office:
            office.init()
            for verb, found in {
                ("batch", "seal", "--date", "2021-08-27"): "2021-08-27",
                ("show", "report", "T77"): "T77",
                ("merge", "explain", "T77", "T78"): "T77",
                ("merge", "part", "T77", "--why", "x"): "T77",
                ("proof", "99"): "99",
                ("act", "watch_case", "--json", "{"): "JSON",
                ("act", "watch_case", "--json", '{"case":1,"watch":true,"colour":2}'): "colour",
                ("act", "erase_words", "--json", '{"seq":1,"ground":"模拟"}'): "court_order",
                ("doctor", "--inspection", "other"): "other",
                ("doctor", "--object", "XX"): "XX",
            }.items():
                with self.subTest(" ".join(verb)):
                    done = office.run(*verb)
                    self.assertEqual(done.code, 1, done.err)
                    self.assertIn(found, done.err)

    def test_refusals_in_both_languages_and_for_machines(self):
        with Office() as office:
            office.init()
            self.assertIn("没有这件举报", office.run("merge", "explain", "A", "B", "--zh").err)
            self.assertIn("no such report", office.run("merge", "explain", "A", "B").err)
            refusal = json.loads(office.run("merge", "explain", "A", "B", "--json").err)
            self.assertEqual(refusal["refused"], "usage.no_such_report")


if __name__ == "__main__":
    unittest.main()
