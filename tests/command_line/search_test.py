"""Searching working texts: what a person reads, what a machine reads, what is refused."""

import json
import unittest

from office import Office, on_both_databases, report

TEXTS = ["模拟镇样例村的模拟砖厂夜间噪聲擾民，粉塵很大",
         "模拟镇样例村的模拟砖厂冒黑烟，KTV 噪声大",
         "样例河水发黑，鱼都死了"]


def with_texts(office: Office) -> Office:
    office.do("import", "reports", office.write("reports.csv", [
        report(number, text) for number, text in enumerate(TEXTS, 1)]))
    return office


class Search(unittest.TestCase):
    @on_both_databases
    def test_words_are_found_and_marked(self, office: Office):
        with_texts(office)
        told = office.do("search", "ｋｔｖ", "噪声").out
        self.assertEqual(told.splitlines()[0], "1 found")
        self.assertIn("〖KTV〗 〖噪声〗大", told)
        self.assertIn("2021-08-26  SD  T2", told)
        chinese = office.do("search", "噪声 砖厂", "--zh").out
        self.assertEqual(chinese.splitlines()[0], "共 2 条")
        self.assertIn("〖噪聲〗擾民", chinese)
        self.assertLess(chinese.index("T2"), chinese.index("T1"))
        self.assertIn("0 found", office.do("search", "噪声大夜间").out)
        self.assertIn("1 found", office.do("search", "噪声 -KTV").out)
        self.assertIn("0 found", office.do("search", "😀").out)
        self.assertIn("3 found", office.do("search").out)

    @on_both_databases
    def test_a_machine_reads_places_and_pages(self, office: Office):
        with_texts(office)
        page = json.loads(office.do("search", "噪声", "--limit", "1", "--json").out)
        self.assertEqual((page["count"], page["counted_all"]), (2, True))
        [hit] = page["hits"]
        self.assertEqual((hit["report"], hit["object"], hit["case"]), ("T2", "SD", None))
        self.assertEqual(hit["field"], "text")
        [[offset, length]] = hit["marks"]
        self.assertEqual(TEXTS[1].encode()[offset:offset + length].decode(), "噪声")
        after = f"--after={page['next']}"
        page = json.loads(office.do("search", "噪声", "--limit", "1", "--json", after).out)
        self.assertEqual([hit["report"] for hit in page["hits"]], ["T1"])
        self.assertEqual((page["count"], page["next"]), (None, None))

    @on_both_databases
    def test_filters_and_their_refusals(self, office: Office):
        with_texts(office)
        count = lambda *verb: json.loads(office.do("search", *verb, "--json").out)["count"]
        self.assertEqual(count("--type", "air", "--object", "SD"), 2)
        self.assertEqual(count("--channel", "letter"), 1)
        self.assertEqual(count("--from", "2021-08-27"), 0)
        self.assertEqual(count("--from", "2021-08-26", "--to", "2021-08-26"), 3)
        self.assertEqual(count("--case", "D2SD202108260001"), 0)
        for wrong in (("--type", "nois"), ("--channel", "fax"), ("--from", "2021-13-01"),
                      ("--after", "x")):
            refused = office.run("search", "噪声", *wrong)
            self.assertEqual(refused.code, 2, refused.err)
            self.assertIn(wrong[1], refused.err)

    @on_both_databases
    def test_the_index_is_held_against_the_log(self, office: Office):
        with_texts(office)
        office.do("rebuild", "--check")
        office.do("act", "erase_words", "--json", '{"seq": 1, "ground": "reporter_asked"}')
        self.assertIn("0 found", office.do("search", "KTV").out)
        office.do("rebuild", "--check")
        office.do("rebuild")
        office.do("rebuild", "--check")
        self.assertIn("1 found", office.do("search", "噪声").out)


if __name__ == "__main__":
    unittest.main()
