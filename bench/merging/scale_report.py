#!/usr/bin/env python3
"""Measures the near-duplicate engine on millions of generated reports.

usage: bench/merging/scale_report.py FOLDER > bench/results/merging_scale.md

FOLDER holds corpora of merging_corpus: NAME.bin with the usual noise, NAME_noisy.bin with others.
The programs are those of `make bench`; valgrind counts the instructions.
"""
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from report import machine  # noqa: E402

SCALE = str(ROOT / "build/bench/bench/merging/merging_scale")
BAR = "0.4"


def lines_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def measured(corpus, scratch):
    snapshot = Path(scratch, "snapshot")
    lines = lines_of(SCALE, str(corpus), "--bar", BAR, "--snapshot", str(snapshot))
    snapshot.unlink(missing_ok=True)
    return lines


def instructions_a_report(corpus, reports):
    """Of reading, deciding and attaching, by callgrind; the start of the program taken off."""
    def counted(count):
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", SCALE, str(corpus),
             "--reports", str(count), "--online", "0", "--bar", BAR],
            capture_output=True, text=True, check=True)
        return int(re.search(r"Collected : (\d+)", done.stderr)[1])
    return (counted(2 * reports) - counted(reports)) / reports


def print_lines(title, lines):
    print(f"## {title}\n\n| figure | value | unit | beside |\n|---|---|---|---|")
    for line in lines:
        cells = (line.split("\t") + ["", ""])[:4]
        print("| " + " | ".join(cells) + " |")
    print()


def main():
    folder = Path(sys.argv[1])
    print("# Merging millions of reports\n\nGenerated reports (模拟) in the order of arrival, the "
          f"built-in model, one threshold ({BAR}), two cores. Made on {date.today()} by "
          "`bench/merging/scale_report.py`.\n")
    print("| | |\n|---|---|")
    for name, value in machine():
        print(f"| {name} | {value} |")
    print()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for corpus in sorted(folder.glob("*.bin")):
            noisy = ", noise that no fit has seen" if corpus.stem.endswith("_noisy") else ""
            print_lines(f"{corpus.stem}{noisy}", measured(corpus, scratch))
    smallest = min(folder.glob("*.bin"), key=lambda path: path.stat().st_size)
    count = instructions_a_report(smallest, 4_000)
    print(f"## Instructions\n\n{count:,.0f} instructions a report by callgrind (reports 4,001 to "
          f"8,000 of {smallest.stem}; reading, deciding and attaching).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
