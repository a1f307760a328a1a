#!/usr/bin/env python3
"""Replays labelled real messages through the whole program and writes how well they were merged.

usage: bench/merging/report.py FOLDER > bench/results/merging.md

FOLDER holds messages.csv, cases_dev.csv and unsure_dev.csv; the program is build/release/ducha.
"""

import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from report import machine  # noqa: E402

PROGRAM = str(ROOT / "build/release/ducha")
GROUPS = {"all": "all", "all_but_largest": "all, without the largest case",
          "environment": "environmental",
          "environment_but_largest": "environmental, without the largest case",
          "other": "others", "other_but_largest": "others, without the largest case"}
HEAD = """# Merging

Labelled real messages, the whole program replayed (`ducha demo --reports`), one fixed threshold:
the program's own, by which 1.8 % of joins were false in cross-validation. The weights were fitted
on these labels, so the figures below are not held out; `engines/neardup/README.md` has the held-out
ones, by five folds over cases. The peer is joining nothing.
"""


def output_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> int:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.monotonic()
        output_of(PROGRAM, "demo", "--dir", scratch, "--reports", str(folder / "messages.csv"))
        seconds = time.monotonic() - begun
        joins = Path(scratch, "joins.csv")
        joins.write_text(output_of(PROGRAM, "export", "joins", "--db",
                                   f"sqlite:{scratch}/ducha.db"), "utf-8")
        lines = output_of(sys.executable, str(ROOT / "bench/merging/evaluate.py"),
                          "--joins", str(joins), "--labels", str(folder / "cases_dev.csv"),
                          "--unsure", str(folder / "unsure_dev.csv"))
        cases = len({line.split(",")[1] for line in joins.read_text("utf-8").splitlines()[1:]})
        reports = len(joins.read_text("utf-8").splitlines()) - 1
    figures = {line.split()[0]: line.split()[1] for line in lines.splitlines()}

    print(HEAD)
    print(f"On {date.today()}: {reports} messages became {cases} cases in {seconds:.1f} s, proofs "
          "included.\n")
    print("| | |\n|---|---|")
    for name, value in machine():
        print(f"| {name} | {value} |")
    print("\n| messages | labelled | B-cubed P / R / F1 | joining nothing F1 | pair P / R / F1 "
          "| false pairs | largest false case |")
    print("|---|---|---|---|---|---|---|")
    for group, label in GROUPS.items():
        def of(name: str, group: str = group) -> str:
            return figures[f"{group}.{name}"]
        cubed = " / ".join(of(f"bcubed_{part}") for part in ("precision", "recall", "f1"))
        pairs = " / ".join(of(f"pair_{part}") for part in ("precision", "recall", "f1"))
        print(f"| {label} | {of('reports')} | {cubed} | {of('singletons_bcubed_f1')} | {pairs} "
              f"| {of('pair_joined_falsely')} of {of('pair_joined')} "
              f"| {of('largest_false_case')} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
