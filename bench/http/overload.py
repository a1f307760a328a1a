#!/usr/bin/env python3
"""More reports than can be taken: what is taken all the same, how soon, and what it costs.

usage: bench/http/overload.py [--seconds 60] [--cases 1000] [--json] > bench/results/overload.md

The server runs on one core and the loader on another. The peak of durable intake is found by
raising the rate; then half of it is the base, ten times the peak comes for --seconds, and slow
clients (slowhttptest) sit beside the base. Needs tools/setup.sh bench and
cmake --build --preset bench; TMPDIR says on which disk.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date

import stage

STEP = 1.4          # of the rate, while the peak is looked for
MORE = 1.05         # of the best so far: less than that is no more
SLOW_CLIENTS = 1000
SLOW = {
    "slow headers": ["-H", "-i", "5"],
    "slow bodies": ["-B", "-i", "5", "-s", "8192"],
    "slow reading": ["-X", "-w", "16", "-y", "64", "-n", "5", "-z", "16", "-k", "1"],
}


def find_peak(office, server, seconds):
    """The highest goodput at rates that rise until two in a row bring nothing more."""
    steps, best, stale, rate = [], 0.0, 0, 100.0
    while stale < 2:
        said = office.load(server, round(rate), seconds)
        stage.say(f"{rate:,.0f}/s: {said['goodput']:,.0f} taken")
        steps.append({"rate": round(rate), "goodput": said["goodput"],
                      "p99": milliseconds(said, "accepted_ms", "p99")})
        stale = stale + 1 if said["goodput"] < MORE * best else 0
        best = max(best, said["goodput"])
        rate *= STEP
    return best, steps


def milliseconds(said, what, which):
    return said[what][which] if said[what] else None


def slow_clients(office, server, kind, seconds):
    """Slow clients that have begun; they end by themselves, or by the handle."""
    target = "/api/v1/openapi.json" if kind == "slow reading" else stage.INTAKE
    content = [] if kind == "slow reading" else ["-t", "POST", "-f", "application/json"]
    return subprocess.Popen(
        stage.on_core(stage.LOADER_CORE, [
            "slowhttptest", *SLOW[kind], *content, "-c", SLOW_CLIENTS, "-r", "200",
            "-l", seconds + 5, "-p", "3", "-u", f"http://{server.address}{target}"]),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=office.folder)


def beside_slow_clients(office, server, rate, seconds):
    found = {}
    for kind in SLOW:
        clients = slow_clients(office, server, kind, seconds)
        try:
            with stage.Highest(server) as highest:
                said = office.load(server, rate, seconds)
        finally:
            clients.terminate()
            clients.wait(timeout=60)
        found[kind] = {**said, "highest_mib": highest.memory, "connections": highest.files}
        stage.say(f"{kind}: p99 {milliseconds(said, 'accepted_ms', 'p99')} ms")
    return found


def measure(options):
    with tempfile.TemporaryDirectory(prefix="ducha-bench-") as folder:
        office = stage.Office(folder, options.cases)
        with office.serve() as server:
            before, fsync = server.memory(), stage.fsync_ms(folder)
            peak, steps = find_peak(office, server, max(2, options.seconds // 6))
            at_peak = server.memory()
            base = office.load(server, round(peak / 2), options.seconds)
            stage.say(f"base: p99 {base['accepted_ms']['p99']} ms")
            slow = beside_slow_clients(office, server, round(peak / 2), options.seconds)
            with stage.Highest(server) as highest:
                over = office.load(server, round(peak * 10), options.seconds, connections=2000)
            stage.say(f"overload: {over['goodput']:,.0f}/s taken")
            after = office.load(server, round(peak / 2), max(2, options.seconds // 6))
            return {"fsync_ms": fsync, "peak": peak, "steps": steps, "base": base, "slow": slow,
                    "over": over, "after": after,
                    "memory": {"before": before, "at_peak": at_peak, "highest": highest.memory,
                               "after": server.memory(), "ever": server.memory("VmHWM")}}


def spelled(value, unit="", digits=1):
    return "-" if value is None else f"{value:,.{digits}f}{unit}"


def rows(found):
    base_p99 = milliseconds(found["base"], "accepted_ms", "p99")
    over, memory = found["over"], found["memory"]
    yield "fsync of 4 KiB beforehand, p50", spelled(found["fsync_ms"], " ms", 2), ""
    yield "peak of durable intake", spelled(found["peak"], "/s", 0), ""
    yield "base (half of it), p50", spelled(milliseconds(found["base"], "accepted_ms", "p50"),
                                            " ms"), ""
    yield "base, p99", spelled(base_p99, " ms"), ""
    yield "10 x the peak: offered", spelled(over["scheduled"], "", 0), ""
    yield "goodput", spelled(over["goodput"], "/s", 0), ""
    yield "goodput / peak", spelled(100 * over["goodput"] / found["peak"], " %"), ">= 80 %"
    yield "accepted, p50", spelled(milliseconds(over, "accepted_ms", "p50"), " ms"), ""
    yield "accepted, p99", spelled(milliseconds(over, "accepted_ms", "p99"), " ms"), "<= 1,000 ms"
    yield "refused, p50", spelled(milliseconds(over, "refused_ms", "p50"), " ms"), ""
    yield "refused, p99", spelled(milliseconds(over, "refused_ms", "p99"), " ms"), "<= 100 ms"
    yield "refused, longest", spelled(milliseconds(over, "refused_ms", "max"), " ms"), "<= 100 ms"
    yield "not sent by the loader", spelled(over["not_sent"], "", 0), "0"
    yield "sent late by the loader, p99", spelled(milliseconds(over, "behind_ms", "p99"), " ms"), ""
    yield "broken connections, and no answer", spelled(over["failed"] + over["unanswered"], "",
                                                       0), "0"
    yield "memory before", spelled(memory["before"], " MiB"), ""
    yield "memory at the peak", spelled(memory["at_peak"], " MiB"), ""
    yield "memory, highest in overload", spelled(memory["highest"], " MiB"), "bounded"
    yield "memory afterwards", spelled(memory["after"], " MiB"), ""
    yield "memory, the most ever (VmHWM)", spelled(memory["ever"], " MiB"), "bounded"
    yield "base after the overload, p99", spelled(
        milliseconds(found["after"], "accepted_ms", "p99"), " ms"), ""
    for kind, said in found["slow"].items():
        p99 = milliseconds(said, "accepted_ms", "p99")
        yield f"{kind}: intake p99", spelled(p99, " ms"), f"< {spelled(2 * base_p99, ' ms')}"
        yield f"{kind}: not taken", spelled(said["scheduled"] - said["accepted_ms"]["count"], "",
                                            0), "0"
        yield f"{kind}: connections, highest", spelled(said["connections"], "", 0), ""
        yield f"{kind}: memory, highest", spelled(said["highest_mib"], " MiB"), "bounded"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--cases", type=int, default=1000, help="of the office beforehand")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options)
    if options.json:
        print(json.dumps(found, indent=1))
        return 0
    print(f"# Overload\n\nMade by `bench/http/overload.py --seconds {options.seconds}` on"
          f" {date.today()}; the reports are invented (模拟).\n\n{stage.machine()}\n")
    print("| figure | measured | goal |\n|---|---:|---|")
    for name, value, goal in rows(found):
        print(f"| {name} | {value} | {goal} |")
    print("\n| rate offered | taken a second | p99 ms |\n|---:|---:|---:|")
    for step in found["steps"]:
        print(f"| {step['rate']:,} | {step['goodput']:,.0f} | {spelled(step['p99'])} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
