"""The audit of bulletins that others published, on the command line."""

import unittest

from office import SHARED, Office

FIGURES = SHARED / "figures"
SHANDONG = ("date,cases,calls,letters,cities\n"
            "2021-09-19,212,67,145,济南=19;青岛=37;淄博=29;枣庄=12;东营=7;烟台=15;潍坊=6;济宁=15;"
            "泰安=5;威海=12;日照=5;临沂=33;德州=3;聊城=3;滨州=2;菏泽=4\n")


class Audit(unittest.TestCase):
    def test_a_published_error_is_said_in_both_languages_and_to_machines(self):
        with Office() as office:
            file = office.folder / "published.csv"
            file.write_text(SHANDONG, "utf-8")
            for flag, words in (((), "needs checking"), (("--zh",), "需核对")):
                done = office.run("bulletin", "audit", str(file), *flag)
                self.assertEqual(done.code, 1)
                self.assertIn(words, done.out)
                self.assertIn("207 / 212, -5", done.out)
            checks = office.run("bulletin", "audit", str(file), "--json").lines()
            self.assertEqual([check["verdict"] for check in checks], ["holds", "does_not_hold"])

    def test_what_is_no_published_table_is_refused(self):
        with Office() as office:
            file = office.folder / "songs.csv"
            file.write_text("song,singer\na,b\n", "utf-8")
            done = office.run("bulletin", "audit", str(file))
            self.assertEqual(done.code, 1)
            self.assertIn("songs.csv", done.err)

    @unittest.skipUnless(FIGURES.exists(), f"{FIGURES} is not here")
    def test_of_all_published_tables_one_day_needs_checking(self):
        with Office() as office:
            for name in ("national_bulletins", "hlj_2021-12-13_batch10", "hlj_2022-01-02_batch30",
                         "shandong_2021_batches", "local_status_vectors"):
                file = str(FIGURES / f"{name}.csv")
                checks = office.run("bulletin", "audit", file, "--json").lines()
                self.assertGreater(len(checks), 15)
                doubtful = [(check["row"], check["difference"]) for check in checks
                            if check["verdict"] == "does_not_hold"]
                self.assertEqual(doubtful, [("2021-09-19", "-5")] if "shandong" in name else [])


if __name__ == "__main__":
    unittest.main()
