#!/usr/bin/env python3
"""The house rules that a machine can check. Prints `file:line: rule: found; what to do instead`."""

import argparse
import ast
import re
import subprocess
import sys
import tomllib
from collections import namedtuple
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

from tidy_web import check_web

Finding = namedtuple("Finding", "path line rule text")
Include = namedtuple("Include", "line target quoted")

SKIPPED = {".git", "build", "node_modules", "__pycache__"}
CODE = {".h", ".cpp", ".py", ".sh", ".sql", ".cmake", ".ts", ".js", ".mjs", ".vue"}
TESTS = ["tests/*", "bench/*", "fuzz/*", "*_test.*", "*_fuzz.cpp"]
CLAUSE = re.compile(r"(L21|L23|HLJ|QQH|B21)-\d\d")
FILE_LINES, TEST_LINES, FUNCTION_LINES, COLUMNS = 400, 600, 70, 100

# What is banned in C++, where it is allowed all the same, and what replaces it.
BANNED = [
    (r"system_clock::now|\b(?:gettimeofday|clock_gettime)\s*\(|\btime\s*\(\s*(?:nullptr|NULL|0)\b",
     ["platform/clock/*"], "take an Instant as an argument, or ask the clock port"),
    (r"\bs?rand\s*\(\s*\w*\s*\)|\brandom_device\b",
     ["platform/random/*"], "ask the random port"),
    (r"\bmt19937(?:_64)?\b|\bdefault_random_engine\b",
     ["platform/random/*", *TESTS], "ask the random port"),
    (r"\b(?:std::)?sto(?:i|l|ul|ll|ull|f|d|ld)\s*\(|\bato(?:i|l|ll|f)\s*\(",
     [], "std::from_chars, which says what it could not read"),
    (r"\bsetlocale\s*\(|\bstd::locale\b", [], "text is UTF-8 everywhere; base/text"),
    (r"\bstd::(?:cout|cerr|clog)\b|\bf?printf\s*\(",
     ["app/*", "tools/*", "base/invariant.*", "platform/logging/*", *TESTS],
     "return a value, or log through platform/logging"),
    (r"\busing\s+namespace\b(?!\s+std::(?:\w+_)?literals)", [], "name what is used"),
    (r"\bstd::w?regex\b|#\s*include\s*<regex>", [], "a small parser; regex is slow and recurses"),
    (r"(?<!operator )(?<!<)\bnew\b|(?<!operator )(?<!=)(?<!= )\bdelete\b",
     [], "std::make_unique or a container"),
    (r"\bv?sprintf\s*\(|\bstr(?:n?cpy|n?cat)\s*\(", [], "fmt in .cpp files, std::string"),
    (r"#\s*include\s*<(?:format|print)>", [], "fmt in .cpp files; g++ 12 has no such header"),
    (r"\bsqlite3_\w+|\bPQ[a-z]\w*\s*\(", ["platform/db/*", "tests/faults/*"],
     "a named query through platform/db"),
]
SQL = re.compile(
    r"\s*(?:select\b.+\bfrom\b|insert\s+(?:or\s+\w+\s+)?into\b|update\b.+\bset\b|delete\s+from\b"
    r"|create\s+(?:\w+\s+)?(?:table|index|trigger|view)\b)", re.I | re.S)
HEAVY = re.compile(r"(?:boost|fmt|toml\+\+|CLI|openssl|g(?:test|mock)|rapidcheck|benchmark)/"
                   r"|(?:sqlite3|libpq-fe|sodium|qrencode)\.h$")
VAGUE = "Manager|Helper|Util|Info"
VAGUE_TYPE = re.compile(
    r"(?:^|[>;{}])\s*(?:export\s+)?(?:class|struct|enum(?:\s+class)?|union|concept|using|interface"
    rf"|type)\s+(\w*(?:{VAGUE})s?(?![a-z])\w*)", re.M)
VAGUE_FILE = re.compile(rf"(?:^|[/_.-])(?:{VAGUE})s?(?:[/_.-]|$)", re.I)
UNNUMBERED = re.compile(r"(?:#|//|--|/\*|^\s*\*).*\b(T[O]DO|FIXM[E])\b(?!\(#\d+\))", re.M)
MACHINE = re.compile(r"(?<![\w.}-])/(?:work|root|home)/")
TOKEN = re.compile(
    r'(?P<raw>R"(?P<mark>[^\s()\\]{0,16})\((?P<inside>.*?)\)(?P=mark)")'
    r'|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?<![0-9A-Za-z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'", re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.M)


def matches(path, globs):
    return any(fnmatch(path, glob) for glob in globs)


def blanked(match):
    return re.sub(r"[^\n]", " ", match[0])


class Source:
    """One file; for C++ also its code, comments and string literals apart."""

    def __init__(self, path, text):
        self.path, self.text, self.suffix = path, text, Path(path).suffix
        self.is_cpp = self.suffix in {".h", ".cpp"}
        self.is_test = matches(path, TESTS)

    def line_at(self, offset):
        return self.text.count("\n", 0, offset) + 1

    @cached_property
    def lines(self):
        return self.text.removesuffix("\n").split("\n")

    @cached_property
    def tokens(self):
        return list(TOKEN.finditer(self.text))

    @cached_property
    def code(self):
        """C++ without comments and literals, every line and column where it was."""
        return TOKEN.sub(blanked, self.text) if self.is_cpp else self.text

    @cached_property
    def includes(self):
        live = TOKEN.sub(lambda t: blanked(t) if t["comment"] else t[0], self.text)
        return [Include(self.line_at(found.start()), found[2], found[1] == '"')
                for found in INCLUDE.finditer(live)]

    @cached_property
    def comments(self):
        return [(self.line_at(t.start()), t[0]) for t in self.tokens if t["comment"]]

    @cached_property
    def literals(self):
        """String literals; adjacent ones are one, as the compiler sees them."""
        found, end = [], -1
        for token in (t for t in self.tokens if t["raw"] or t["text"]):
            inside = token["inside"] if token["raw"] else token["text"][1:-1]
            if found and not self.text[end:token.start()].strip():
                found[-1][1] += inside
            else:
                found.append([self.line_at(token.start()), inside])
            end = token.end()
        return found


class Tree:
    """The files under one root that git would commit, and the tables of tools/."""

    def __init__(self, root):
        self.root = root
        self.sources = [s for s in map(self.load, sorted(self.paths())) if s]
        self.by_path = {source.path: source for source in self.sources}
        layers = self.table("layers.toml") or self.table("layers.toml", Path(__file__).parent)
        self.layers, self.doors = layers["layers"], layers["doors"]
        self.free, self.heavy = layers["free"]["files"], layers["heavy"]["allowed"]
        self.parsers = layers["fuzz"]["parsers"]
        self.upstream = {room: reachable(layers["rooms"], room) for room in layers["rooms"]}

    def paths(self):
        if (self.root / ".git").exists():
            listed = subprocess.run(
                ["git", "-C", self.root, "ls-files", "-coz", "--exclude-standard"],
                check=True, capture_output=True).stdout.decode().split("\0")
        else:
            listed = [p.relative_to(self.root).as_posix() for p in self.root.rglob("*")]
        return {p for p in listed if p and not SKIPPED & set(p.split("/"))}

    def load(self, path):
        file = self.root / path
        content = file.read_bytes() if file.is_file() and not file.is_symlink() else b"\0"
        is_text = b"\0" not in content[:8192]
        return Source(path, content.decode(errors="replace")) if is_text else None

    def table(self, name, folder=None):
        file = (folder or self.root / "tools") / name
        return tomllib.loads(file.read_text()) if file.exists() else {}

    def cpp(self, suffixes=(".h", ".cpp")):
        return (source for source in self.sources if source.suffix in suffixes)


def reachable(edges, start):
    found, open_ends = set(), list(edges[start])
    while open_ends:
        node = open_ends.pop()
        if node not in found:
            found.add(node)
            open_ends += edges[node]
    return found


def place(path):
    """The layer of a file, and its room when it has one."""
    parts = path.split("/")
    return parts[0], parts[1] if parts[0] == "domain" and len(parts) > 2 else None


def check_layers(tree):
    for source in tree.cpp():
        for include in source.includes:
            if include.quoted and (text := forbidden(tree, source, include.target)):
                yield Finding(source.path, include.line, "layers", f'"{include.target}": {text}')


def forbidden(tree, source, target):
    """Why `source` may not include `target`, and what to do instead; None where it may."""
    (layer, room), (other, other_room) = place(source.path), place(target)
    if other == "generated":
        in_header = source.suffix == ".h"
        return "generated, in a header; include it in the .cpp file" if in_header else None
    if matches(source.path, tree.free):
        return None
    if other not in tree.layers:
        return "not in a layer; write the path from the root of the repository"
    if layer in tree.layers and other != layer and other not in tree.layers[layer]:
        return f"{layer} may not include {other}; turn the dependence round (tools/layers.toml)"
    if other_room is None or other_room == room:
        return None
    doors = tree.doors.get(other_room, [other_room + ".h"])
    if room and other_room not in tree.upstream.get(room, ()):
        return f"{other_room} is not upstream of {room}; read the ledger (tools/layers.toml)"
    if target.removeprefix(f"domain/{other_room}/") not in doors:
        return f"not a door of {other_room}; include {', '.join(doors)}"
    return None


def check_cycles(tree):
    headers = {s.path: [i for i in s.includes if i.target in tree.by_path]
               for s in tree.cpp((".h",))}
    done = set()

    def walk(path, trail):
        done.add(path)
        for include in headers.get(path, ()):
            if include.target in trail:
                ring = trail[trail.index(include.target):] + [include.target]
                yield Finding(path, include.line, "cycle",
                              f"{' -> '.join(ring)}; move what both need into a third header")
            elif include.target not in done:
                yield from walk(include.target, trail + [include.target])

    for path in headers:
        if path not in done:
            yield from walk(path, [path])


NOT_A_FUNCTION = re.compile(
    r"(?:template\s*<.*>\s*)?(?:export\s+)?(?:inline\s+)?"
    r"(?:class|struct|enum|union|namespace|extern|requires|concept)\b", re.S)


def cpp_functions(source):
    """(first line, length) of each function, by its braces; lambdas count where they stand."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blanked, source.code, flags=re.M)
    stack, start = [], 0
    for mark in re.finditer(r"[{};]|\b(?:public|protected|private)\s*:(?!:)", code):
        head = code[start:mark.start()].strip()
        first = mark.start() - len(code[start:mark.start()].lstrip())
        outside = all(kind == "scope" for kind, _ in stack)
        if mark[0] == "{":
            initialises = re.search(r"\)[\w\s]*:(?!:)", head) and re.search(r"[\w>]$", head)
            kind = ("scope" if NOT_A_FUNCTION.match(head) else
                    "initialiser" if initialises and outside else
                    "function" if ")" in head else "data")
            stack.append((kind, first))
            if kind == "initialiser":
                continue
        elif mark[0] == "}" and stack:
            kind, first = stack.pop()
            outside = all(other == "scope" for other, _ in stack)
            if kind == "initialiser":
                continue
            if kind == "function" and outside:
                line = source.line_at(first)
                yield line, source.line_at(mark.start()) - line + 1
        start = mark.end()


def python_functions(source):
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.end_lineno - node.lineno + 1


def oversizes(source):
    """(kind, line, measured, limit) of all that is too large in one file."""
    limit = TEST_LINES if source.is_test else FILE_LINES
    if len(source.lines) > limit:
        yield "file", limit + 1, len(source.lines), limit
    find = cpp_functions if source.is_cpp else python_functions if source.suffix == ".py" else None
    for line, length in find(source) if find else ():
        if length > FUNCTION_LINES:
            yield "function", line, length, FUNCTION_LINES
    for number, line in enumerate(source.lines, 1):
        if len(line) > COLUMNS:
            yield "line", number, len(line), COLUMNS


def check_sizes(tree):
    exceptions = tree.table("tidy_exceptions.toml")
    unused = {(kind, path) for kind, paths in exceptions.items() for path in paths}
    for source in tree.sources:
        code = source.suffix in CODE or source.path.endswith("CMakeLists.txt")
        if not code or source.path == "docs/schema.sql":  # which a test writes
            continue
        for kind, line, measured, limit in oversizes(source):
            listed = exceptions.get(kind, {}).get(source.path, limit)
            unused.discard((kind, source.path))
            if measured > listed:
                text = f"a {kind} of {measured}, at most {listed}; divide it"
                yield Finding(source.path, line, "size", text)
    for kind, path in sorted(unused):
        yield Finding("tools/tidy_exceptions.toml", 1, "size",
                      f"[{kind}] {path} keeps the limit now; remove the exception")


def check_banned(tree):
    for source in tree.cpp():
        for pattern, allowed, instead in BANNED:
            if not matches(source.path, allowed):
                for found in re.finditer(pattern, source.code):
                    yield Finding(source.path, source.line_at(found.start()), "banned",
                                  f"`{found[0].strip()}`; use instead: {instead}")


def check_sql(tree):
    for source in tree.cpp():
        exempt = source.is_test or source.path.startswith("platform/db/")
        for line, text in () if exempt else source.literals:
            if SQL.match(text):
                yield Finding(source.path, line, "sql", "SQL in a string; a query in sql/")


def check_heavy(tree):
    for source in tree.cpp((".h",)):
        if source.is_test or matches(source.path, tree.heavy):
            continue
        for include in source.includes:
            if HEAVY.match(include.target):
                yield Finding(source.path, include.line, "heavy",
                              f"<{include.target}> in a header; include it in the .cpp file")
            elif matches(include.target, tree.heavy):
                yield Finding(source.path, include.line, "heavy",
                              f'"{include.target}" is for .cpp files; include it there')


def clauses_named(source):
    for line, text in source.comments if source.is_cpp else enumerate(source.lines, 1):
        for named in re.finditer(r"\bclauses?\s+((?:[A-Z][A-Z0-9]*-\w+[,\s]*)+)", text):
            for clause in re.findall(r"[A-Z][A-Z0-9]*-\w+", named[1]):
                yield line + text.count("\n", 0, named.start()), clause


def check_clauses(tree):
    tested = set()
    for source in tree.sources:
        in_tests = source.path.startswith("tests/") or source.path.endswith("_test.cpp")
        if not (source.is_cpp or in_tests):
            continue
        for line, clause in clauses_named(source):
            if in_tests:
                tested.add(clause)
            if not CLAUSE.fullmatch(clause):
                yield Finding(source.path, line, "clause",
                              f"{clause} is no clause; L21, L23, HLJ, QQH or B21, then -NN")
    for clause in tree.table("clauses_built.toml").get("built", ()):
        if clause not in tested or not CLAUSE.fullmatch(clause):
            yield Finding("tools/clauses_built.toml", 1, "clause",
                          f"no test names {clause}; write one with `// clause {clause}`")


def check_words(tree):
    for source in tree.sources:
        in_code = source.suffix in CODE
        if VAGUE_FILE.search(source.path) and in_code:
            yield Finding(source.path, 1, "words", "a vague file name; name it by its noun")
        for found in VAGUE_TYPE.finditer(source.code) if in_code else ():
            yield Finding(source.path, source.line_at(found.start(1)), "words",
                          f"{found[1]}; say what it is, without {VAGUE.replace('|', ', ')}")
        for found in UNNUMBERED.finditer(source.text) if in_code else ():
            yield Finding(source.path, source.line_at(found.start(1)), "words",
                          f"{found[1]} without an issue; write {found[1]}(#12)")
        ignores = source.path.endswith(".gitignore")
        text = re.sub(r"#[^\n]*", "", source.text) if ignores else source.text
        for found in MACHINE.finditer(text):
            yield Finding(source.path, text.count("\n", 0, found.start()) + 1, "words",
                          f"`{found[0]}`, a path of one machine; a path from the root of the tree")


def check_rooms(tree):
    rooms = {place(path)[1] for path in tree.by_path} - {None}
    for room in sorted(rooms):
        if f"domain/{room}/README.md" not in tree.by_path:
            yield Finding(f"domain/{room}/README.md", 1, "room",
                          "missing; purpose, words, invariants, clauses, events, on one page")
        if room not in tree.upstream:
            yield Finding("tools/layers.toml", 1, "room", f"{room} is not listed; add it")
    for parser in set(tree.parsers) & set(tree.by_path):
        fuzzer = str(Path(parser).with_suffix("")) + "_fuzz.cpp"
        if not {fuzzer, "fuzz/" + Path(fuzzer).name} & set(tree.by_path):
            yield Finding(parser, 1, "fuzz", f"a parser without a fuzzer; write {fuzzer}")


CHECKS = [check_layers, check_cycles, check_sizes, check_banned, check_sql, check_heavy,
          check_clauses, check_words, check_rooms, check_web]


def findings(root):
    tree = Tree(Path(root).resolve())
    return sorted(Finding(*found) for check in CHECKS for found in check(tree))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", default=Path(__file__).resolve().parents[1], type=Path)
    for finding in (found := findings(parser.parse_args().root)):
        print(f"{finding.path}:{finding.line}: {finding.rule}: {finding.text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
