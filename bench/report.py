#!/usr/bin/env python3
"""Runs the benchmarks and writes what they found, with the machine they ran on, as Markdown.

usage: tools/with_postgres.py --durable bench/report.py > bench/results/spine.md
"""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent.parent / "build/bench/bench"
COMMAND = "tools/with_postgres.py --durable bench/report.py > bench/results/spine.md"


def first_match(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.M)
    return found[1].strip() if found else "unknown"


def output_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def disk() -> str:
    """The kind of disk below the folder of temporary files, and its file system."""
    number = os.stat(tempfile.gettempdir()).st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    mounts = Path("/proc/self/mountinfo").read_text("utf-8")
    system = first_match(rf"^\d+ \d+ {device} .* - (\S+)", mounts)
    block = Path(f"/sys/dev/block/{device}").resolve()
    if not block.exists():
        return f"none, {system}"
    folder = block if (block / "queue").exists() else block.parent
    turns = (folder / "queue/rotational").read_text().strip() == "1"
    kind = ("virtual disk" if block.name.startswith(("vd", "xvd")) else
            "hard disk" if turns else "solid-state disk")
    return f"{kind}, {system}"


def machine() -> list[tuple[str, str]]:
    memory = int(first_match(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text()))
    system = first_match(r'^PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text("utf-8"))
    return [
        ("processor", first_match(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text())),
        ("cores", str(os.cpu_count())),
        ("memory", f"{memory / 2**20:.0f} GiB"),
        ("disk", disk()),
        ("system", f"{system}, Linux {platform.release()}"),
        ("compiler", output_of("c++", "--version").splitlines()[0] + ", -O2"),
        ("PostgreSQL", output_of("psql", "--version").split()[2] + ", as installed"),
        ("other work", f"{os.getloadavg()[0]:.1f} processes wanted a core before the run"),
    ]


def main() -> int:
    lines = ["# Speed and memory", "", "Made by", "", "```", "make bench", COMMAND, "```", "",
             f"on {date.today()}, with invented complaints (模拟) only.", ""]
    lines += ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in machine())]
    programs = sorted(PROGRAMS.glob("*_bench"))
    if not programs:
        sys.exit("report: nothing is built: run make bench")
    for program in programs:
        lines += ["", f"## {program.name.removesuffix('_bench')}", "",
                  "| figure | value | unit | peer |", "|---|---:|---|---|"]
        for line in output_of(str(program), "--json").splitlines():
            figure = json.loads(line)
            lines.append("| {name} | {value} | {unit} | {peer} |".format(**figure))
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
