#!/usr/bin/env python3
"""Each rule of tidy.py fires where it should and is quiet where it should be."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import tidy

PAGE = {f"domain/{room}/README.md": "# A room\n" for room in ("ledger", "merge", "transfer")}
LAYERS = (Path(__file__).parent / "layers.toml").read_text()


def body(lines):
    return "int f(int a)\n{\n" + "    a += 1;\n" * (lines - 3) + "}\n"


class TidyTest(unittest.TestCase):
    def found(self, files, rule=None):
        """The findings in a little tree of these files, as (path, line, rule)."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                file = Path(root, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            found = tidy.findings(root)
        return [f[:3] for f in found if rule in (None, f.rule)]

    def one(self, path, text, rule):
        return [line for _, line, _ in self.found({path: text}, rule)]

    def test_quiet_on_a_clean_tree(self):
        self.assertEqual(self.found(PAGE | {
            "base/instant.h": "#pragma once\n#include <cstdint>\n",
            "domain/ledger/ledger.h": '#pragma once\n#include "base/instant.h"\n',
            "domain/transfer/transfer.cpp":
                '#include "domain/transfer/transfer.h"\n#include "domain/merge/merge.h"\n'
                '#include "domain/ledger/codec.h"\n#include "generated/transfer_sql.h"\n'
                '#include "engines/scan/scan.h"\n#include <fmt/format.h>\n',
        }), [])

    def test_layers_point_one_way(self):
        for path, target, fires in [
            ("base/a.h", "platform/db/connection.h", True),
            ("engines/scan/scan.cpp", "platform/db/connection.h", True),
            ("platform/db/a.cpp", "domain/ledger/ledger.h", True),
            ("platform/db/a.cpp", "engines/scan/scan.h", True),
            ("domain/merge/merge.cpp", "app/pipeline.h", True),
            ("domain/merge/merge.cpp", "merge.h", True),
            ("domain/merge/merge.h", "generated/merge_sql.h", True),
            ("engines/scan/scan.cpp", "base/text.h", False),
            ("app/main.cpp", "simulation/world.h", False),
            ("app/main.cpp", "domain/merge/merge.h", False),
            ("app/main.cpp", "domain/merge/merge_store.h", True),
            ("platform/db/db_test.cpp", "domain/ledger/ledger_store.h", False),
            ("tests/journeys/whole.cpp", "domain/merge/merge_store.h", False),
        ]:
            with self.subTest(path=path, target=target):
                lines = self.one(path, f'// why\n#include "{target}"\n', "layers")
                self.assertEqual(lines, [2] if fires else [])

    def test_rooms_include_upstream_doors_only(self):
        for room, target, fires in [
            ("transfer", "domain/merge/merge.h", False),
            ("transfer", "domain/ledger/codec.h", False),
            ("transfer", "domain/transfer/transfer_store.h", False),
            ("transfer", "domain/merge/merge_store.h", True),
            ("transfer", "domain/handling/handling.h", True),
            ("closing", "domain/escalation/escalation.h", True),
            ("archive", "domain/closing/closing.h", False),
            ("guard", "domain/inspection/inspection.h", True),
        ]:
            with self.subTest(room=room, target=target):
                lines = self.one(f"domain/{room}/a.cpp", f'#include "{target}"\n', "layers")
                self.assertEqual(lines, [1] if fires else [])

    def test_a_commented_include_is_none(self):
        text = '// #include "app/a.h"\n/*\n#include "app/b.h"\n*/\n'
        self.assertEqual(self.one("base/a.h", text, "layers"), [])

    def test_include_cycles_are_found_once(self):
        ring = {"base/a.h": '#include "base/b.h"\n', "base/b.h": '#include "base/c.h"\n',
                "base/c.h": '#include "base/a.h"\n'}
        self.assertEqual(self.found(ring, "cycle"), [("base/c.h", 1, "cycle")])
        self.assertEqual(self.found(ring | {"base/c.h": ""}, "cycle"), [])

    def test_file_size(self):
        for path, lines, fires in [("base/a.h", 400, False), ("base/a.h", 401, True),
                                   ("base/a_test.cpp", 600, False), ("tests/a.py", 601, True),
                                   ("data/regions.csv", 9000, False)]:
            with self.subTest(path=path, lines=lines):
                self.assertEqual(bool(self.one(path, "\n" * lines, "size")), fires)

    def test_line_width_counts_code_points(self):
        self.assertEqual(self.one("base/a.h", "// " + "督" * 97 + "\n", "size"), [])
        self.assertEqual(self.one("base/a.h", "\n// " + "督" * 98 + "\n", "size"), [2])

    def test_function_size(self):
        self.assertEqual(self.one("base/a.cpp", body(70), "size"), [])
        self.assertEqual(self.one("base/a.cpp", "\n" + body(71), "size"), [2])
        inside = "namespace a {\nclass B {\npublic:\n" + body(71) + "};\n}\n"
        self.assertEqual(self.one("base/a.h", inside, "size"), [4])
        initialised = body(71).replace("\n{", "\n    : a_{a}, b_{1}\n{", 1)
        self.assertEqual(self.one("base/a.cpp", initialised, "size"), [1])
        python = "def f():\n" + "    pass\n" * 70
        self.assertEqual(self.one("tools/a.py", python, "size"), [1])

    def test_what_is_long_but_no_function(self):
        for text in ["struct A {\n" + "    int a;\n" * 80 + "};\n",
                     "constexpr A a[] = {\n" + "    {f(1), 2},\n" * 80 + "};\n",
                     body(50) + body(50),
                     '// {\nchar a = \'{\', b[] = "{";\n' + body(50) + body(50),
                     "#define A(a) {\n" + body(50) + body(50)]:
            with self.subTest(text=text[:20]):
                self.assertEqual(self.one("base/a.cpp", text, "size"), [])

    def test_exceptions_only_shrink(self):
        listed = {"tools/tidy_exceptions.toml": '[file]\n"base/a.h" = 450\n'}
        for lines, path in [(450, None), (451, "base/a.h"), (400, "tools/tidy_exceptions.toml")]:
            with self.subTest(lines=lines):
                found = self.found(listed | {"base/a.h": "\n" * lines}, "size")
                self.assertEqual([f[0] for f in found], [path] if path else [])

    def test_banned_calls(self):
        for text in ["auto t = std::chrono::system_clock::now();", "time(nullptr);", "time(NULL);",
                     "gettimeofday(&t, 0);", "srand(1);", "rand();", "std::random_device d;",
                     "std::mt19937 g{1};", "std::stoi(s);", "stod(s);", "atoi(s);",
                     'setlocale(LC_ALL, "");', "std::locale l;", "std::cout << 1;",
                     'printf("a");', "using namespace std;", "std::regex r;",
                     "auto* a = new A;", "delete a;", "delete[] a;", 'sprintf(a, "b");',
                     "strcpy(a, b);", "#include <format>", "#include <print>", "sqlite3_open(a);",
                     'PQexec(c, "");']:
            with self.subTest(text=text):
                self.assertEqual(self.one("base/a.cpp", f"\n{text}\n", "banned"), [2])

    def test_calls_that_only_look_banned(self):
        for text in ["A(A const&) = delete;", "void operator delete(void*);", "#include <new>",
                     "// time(nullptr), new, printf()", 'auto a = "new printf(rand())";',
                     "runtime(0);", "operand(1);", "snprintf(a, 1, b);", "renewed();",
                     "using namespace std::chrono_literals;", "steady_clock::now();"]:
            with self.subTest(text=text):
                self.assertEqual(self.one("base/a.cpp", text + "\n", "banned"), [])

    def test_banned_calls_where_they_belong(self):
        for path, text in [("platform/clock/clock.cpp", "system_clock::now();"),
                           ("platform/random/random.cpp", "std::random_device d;"),
                           ("app/main.cpp", "std::cout << 1;"),
                           ("bench/merge.cpp", 'printf("1"); std::mt19937 g{1};'),
                           ("platform/db/sqlite.cpp", "sqlite3_open(a); PQfinish(b);")]:
            with self.subTest(path=path):
                self.assertEqual(self.one(path, text + "\n", "banned"), [])

    def test_sql_lives_in_sql_files(self):
        for text in ['"select a from b"', '"SELECT a "\n"FROM b"', 'R"(insert into a)"',
                     '"update a set b = 1"', '"delete from a"', '"create unique index a"']:
            with self.subTest(text=text):
                self.assertEqual(self.one("domain/merge/a.cpp", f"f({text});\n", "sql"), [1])
                self.assertEqual(self.one("domain/merge/a_test.cpp", f"f({text});\n", "sql"), [])
                self.assertEqual(self.one("platform/db/a.cpp", f"f({text});\n", "sql"), [])
        for text in ['"selected from"', '"choose: select one from two"', '"update the set"[0]',
                     "// select a from b"]:
            with self.subTest(text=text):
                quiet = text.startswith(('"selected', '"choose', "//"))
                self.assertEqual(self.one("app/a.cpp", text + "\n", "sql"), [] if quiet else [1])

    def test_heavy_headers_stay_out_of_headers(self):
        for target in ["boost/json.hpp", "fmt/format.h", "toml++/toml.h", "CLI/CLI.hpp",
                       "sqlite3.h", "libpq-fe.h", "openssl/evp.h", "gtest/gtest.h"]:
            with self.subTest(target=target):
                text = f"#include <{target}>\n"
                self.assertEqual(self.one("platform/db/a.h", text, "heavy"), [1])
                self.assertEqual(self.one("platform/db/a.cpp", text, "heavy"), [])

    def test_allowed_heavy_headers_are_for_cpp_files(self):
        table = LAYERS.replace("allowed = [", 'allowed = ["base/heavy.h", ')
        found = self.found({"tools/layers.toml": table,
                            "base/heavy.h": "#include <fmt/format.h>\n",
                            "base/a.cpp": '#include "base/heavy.h"\n',
                            "base/a.h": '#include "base/heavy.h"\n'}, "heavy")
        self.assertEqual(found, [("base/a.h", 1, "heavy")])

    def test_built_clauses_are_named_by_a_test(self):
        built = {"tools/clauses_built.toml": 'built = ["B21-03", "L21-04"]\n'}
        named = {"base/a_test.cpp": "// clause B21-03, L21-04\n"}
        self.assertEqual(self.found(built | named, "clause"), [])
        self.assertEqual(len(self.found(built, "clause")), 2)
        self.assertEqual(len(self.found(built | {"base/a.cpp": "// clause B21-03\n"}, "clause")), 2)

    def test_clauses_have_known_ids(self):
        self.assertEqual(self.one("base/a.h", "\n// clause B22-03\n", "clause"), [2])
        self.assertEqual(self.one("base/a.h", "// clause L21-4\n", "clause"), [1])
        self.assertEqual(self.one("base/a.h", "/// source  clause B21-05; T06\n", "clause"), [])
        self.assertEqual(self.one("base/a.h", "// the clause of a letter\n", "clause"), [])

    def test_words_that_say_nothing(self):
        for path, text, line in [("base/a.h", "\nclass CaseManager {};\n", 2),
                                 ("base/a.h", "struct CaseInfo;\n", 1),
                                 ("base/a.h", "enum class UtilKind { a };\n", 1),
                                 ("base/text_util.h", "", 1), ("base/helpers/a.cpp", "", 1),
                                 ("base/a.h", "// TO" + "DO later\n", 1),
                                 ("tools/a.py", "# FIX" + "ME\n", 1),
                                 ("README.md", "cd /" + "work/main\n", 1),
                                 (".gitignore", "/" + "home/me\n", 1)]:
            with self.subTest(path=path, text=text):
                self.assertEqual(self.one(path, text, "words"), [line])

    def test_words_that_only_look_vague(self):
        for path, text in [("base/a.h", "class Information;\nstruct addrinfo;\n"),
                           ("base/a.h", "// class CaseManager\n"),
                           ("base/utility.h", ""), ("docs/info.md", ""),
                           ("base/a.h", "// TO" + "DO(#12) later\n"),
                           ("docs/a.md", "https://example.org/" + "home/ and build/work/a\n"),
                           (".gitignore", "# /" + "root/ is not ours\n")]:
            with self.subTest(path=path, text=text):
                self.assertEqual(self.one(path, text, "words"), [])

    def test_rooms_have_a_page_and_are_listed(self):
        found = self.found({"domain/merge/merge.h": ""}, "room")
        self.assertEqual(found, [("domain/merge/README.md", 1, "room")])
        found = self.found({"domain/kitchen/README.md": ""}, "room")
        self.assertEqual(found, [("tools/layers.toml", 1, "room")])

    def test_parsers_have_fuzzers(self):
        table = {"tools/layers.toml": re.sub(r"(?s)parsers = \[.*?\]",
                                             'parsers = ["platform/tabular/csv.cpp"]', LAYERS),
                 "platform/tabular/csv.cpp": ""}
        self.assertEqual(self.found(table, "fuzz"), [("platform/tabular/csv.cpp", 1, "fuzz")])
        for fuzzer in ("platform/tabular/csv_fuzz.cpp", "fuzz/csv_fuzz.cpp"):
            self.assertEqual(self.found(table | {fuzzer: ""}, "fuzz"), [])

    def test_screens_know_the_shell_and_no_other_screen(self):
        for path, target, fires in [
            ("domain/merge/web/Merge.vue", "../../transfer/web/x", True),
            ("domain/merge/web/Merge.vue", "./words", False),
            ("domain/merge/web/Merge.vue", "#shell/api", False),
            ("domain/merge/web/merge.ts", "lodash", True),
            ("domain/merge/web/merge.ts", "vitest", True),
            ("domain/merge/web/merge_test.ts", "vitest", False),
            ("domain/merge/web/merge.ts", "@tanstack/vue-virtual", False),
            ("domain/merge/web/merge.ts", "echarts/core", False),
            ("web/shell/api.ts", "../../domain/merge/web/merge", True),
            ("web/shell/api.ts", "./words", False),
        ]:
            with self.subTest(path=path, target=target):
                files = PAGE | {path: f"import x from '{target}';\n", "tools/layers.toml": LAYERS}
                self.assertEqual(bool(self.found(files, "layers")), fires)

    def test_sentences_stand_in_the_catalogue(self):
        for text, fires in [
            ("// 受理\nconst a = t('triage.name');\n", False),
            ("const a = '受理';\n", True),
            ("<template>\n  <p>{{ t('a.b') }}</p>\n</template>\n", False),
            ("<template>\n  <p>Accept it</p>\n</template>\n", True),
            ("<template>\n  <kbd>Ctrl K</kbd>\n</template>\n", False),
            ("<template>\n  <p aria-label=\"The list\">1</p>\n</template>\n", True),
            ("<template>\n  <p :aria-label=\"label\">1</p>\n</template>\n", False),
            ("<template>\n  <p style=\"color: red\">1</p>\n</template>\n", True),
        ]:
            with self.subTest(text=text):
                files = PAGE | {"web/shell/A.vue": text, "tools/layers.toml": LAYERS}
                self.assertEqual(bool(self.found(files, "words")), fires)

    def test_only_files_that_git_would_commit(self):
        with tempfile.TemporaryDirectory() as root:
            subprocess.run(["git", "init", "-q", root], check=True)
            for name in ("ignored.cpp", "seen.cpp", "build/a.cpp", "binary.cpp"):
                Path(root, name).parent.mkdir(exist_ok=True)
                Path(root, name).write_text("rand();\n" if name != "binary.cpp" else "\0rand();")
            Path(root, ".gitignore").write_text("ignored.cpp\n")
            self.assertEqual([f.path for f in tidy.findings(root)], ["seen.cpp"])

    def test_prints_findings_and_fails(self):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "a.cpp").write_text("\nrand();\n")
            run = subprocess.run([tidy.__file__, "--root", root], capture_output=True, text=True)
            self.assertEqual(run.stdout,
                             "a.cpp:2: banned: `rand()`; use instead: ask the random port\n")
            self.assertEqual(run.returncode, 1)
            Path(root, "a.cpp").write_text("\n")
            run = subprocess.run([tidy.__file__, "--root", root], capture_output=True, text=True)
            self.assertEqual((run.stdout, run.returncode), ("", 0))


if __name__ == "__main__":
    unittest.main()
