"""What the reports on the served office share: an office in a folder, processes on a core of their
own with what they take of CPU and memory, and the two drivers, wrk and our own http_loader.

DUCHA names the program, DUCHA_BENCH the folder of the benchmarks; usually both of build/bench.
"""

import importlib.util
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("DUCHA", str(ROOT / "build/bench/ducha"))
PROGRAMS = Path(os.environ.get("DUCHA_BENCH", ROOT / "build/bench/bench"))
OBJECT = "/api/v1/inspections/bench/SD"
INTAKE = f"{OBJECT}/acts/receive_report"
SERVER_CORE, LOADER_CORE = 0, 1
TICK = os.sysconf("SC_CLK_TCK")

# Everybody comes from this machine, so nobody is counted by address: as behind a proxy.
SETTINGS = """
[server]
listen = "127.0.0.1:0"
trusted_proxies = ["127.0.0.1"]
log = "{folder}/serve.log"
[office]
database = "{database}"
keys = "{folder}/keys"
"""


def say(text):
    print(text, file=sys.stderr, flush=True)


def on_core(core, command):
    return ["taskset", "-c", str(core), *map(str, command)]


def output_of(command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def first_number():
    """Numbers of reports that no run before had."""
    return time.time_ns() // 1000


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Process:
    """A server on a core of its own, ended by its own handle."""

    def __init__(self, name, command, address=None):
        """address: where it will listen; None: it says so itself, in its first line"""
        self.name, self.address = name, address
        self.process = subprocess.Popen(on_core(SERVER_CORE, command), stdout=subprocess.PIPE,
                                        text=True)
        if address:
            self.wait()
        else:
            said = re.search(r"http://([\d.:]+)", self.process.stdout.readline())
            if not said:
                sys.exit(f"{name} does not serve")
            self.address = said[1]

    def wait(self):
        host, port = self.address.split(":")
        while self.process.poll() is None:
            try:
                socket.create_connection((host, int(port)), timeout=5).close()
                return
            except ConnectionRefusedError:
                pass
        sys.exit(f"{self.name} does not serve")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    def cpu_seconds(self):
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICK

    def memory(self, field="VmRSS"):
        """Of the resident set, now (VmRSS) or at most since it began (VmHWM), in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status)[1]) / 1024

    def files(self):
        """How many files and connections it holds open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class Highest:
    """The most memory and open files while the block runs, looked at ten times a second."""

    def __init__(self, process):
        self.process, self.memory, self.files = process, 0, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.over.wait(0.1):
            self.memory = max(self.memory, self.process.memory())
            self.files = max(self.files, self.process.files())

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


class Office:
    """An office of so many cases in a folder, and a person in it whose key programs may use."""

    def __init__(self, folder, cases, database="", are_judged=True):
        """are_judged: the reports went all their way; otherwise they are only received"""
        self.folder, self.filled = Path(folder), None
        self.database = database or f"sqlite:{self.folder / 'ducha.db'}"
        if not (self.folder / "keys").exists():
            say(f"filling {self.folder} with {cases:,} reports")
            self.filled = json.loads(self.fill("--reports" if are_judged else "--received", cases))
            self.do("staff", "add", "operator", "--name", "李模拟", "--role", "intake_officer")
        made = json.loads(self.do("staff", "key", "add", "operator", "--name",
                                  f"bench-{os.getpid()}", "--json"))
        self.token = made["token"]
        (self.folder / "headers").write_text(
            f"Authorization: Bearer {self.token}\nContent-Type: application/json\n", "utf-8")
        (self.folder / "report.json").write_text(json.dumps(report("{number}"),
                                                            ensure_ascii=False), "utf-8")

    def do(self, *verb):
        return output_of([PROGRAM, *verb, "--db", self.database, "--keys", self.folder / "keys"])

    def fill(self, *wish):
        return output_of(on_core(SERVER_CORE, [
            PROGRAMS / "http_fill_office", "--folder", self.folder, "--database", self.database,
            *wish]))

    def serve(self, name="ducha"):
        settings = self.folder / "server.toml"
        settings.write_text(SETTINGS.format(folder=self.folder, database=self.database), "utf-8")
        return Process(name, [PROGRAM, "serve", "--config", settings, "--json"])

    def load(self, server, rate, seconds, connections=1024):
        """Reports come in at this rate, whatever becomes of them; what the loader says."""
        first = first_number()
        command = [PROGRAMS / "http_loader", "--address", server.address, "--rate", rate,
                   "--seconds", seconds, "--connections", connections, "--method", "POST",
                   "--path", INTAKE, "--headers", self.folder / "headers",
                   "--body", self.folder / "report.json", "--seed", first % 2**32,
                   "--first", first]
        before = server.cpu_seconds()
        said = json.loads(output_of(on_core(LOADER_CORE, command)))
        said["cpu_seconds"] = server.cpu_seconds() - before
        return said


def report(number):
    """A report as the intake takes it, another one for each number."""
    return {"own_id": f"L-{number}", "channel": "call", "kind": "complaint",
            "occurred": "2021-09-01T09:30:00+08:00", "title": f"模拟举报{number}号",
            "text": f"模拟举报第{number}件：模拟镇样例村的模拟搅拌站夜间生产，噪声吵得睡不着，"
                    "排出的废水把样例河染成乳白色，多次反映没有结果。",
            "place": "模拟镇样例村", "enterprise": "模拟搅拌站", "types": ["noise"],
            "reporter_name": ""}


def fsync_ms(folder):
    """The median time of forcing 4 KiB to the disk of this folder, which changes from minute to
    minute where the disk is shared.
    """
    taken = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(100):
            file.write(bytes(4096))
            begun = time.perf_counter()
            file.flush()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(taken)


def microseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 1, "ms": 1e3, "s": 1e6, "m": 6e7}[unit]


def wrk(server, seconds, requests, connections=16, token=""):
    """Drives a server with `METHOD PATH BODY` of a list, one after the other and over again.

    `{number}` in a body is another number each time.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".requests") as file:
        file.write("".join(f"{line}\n" for line in requests))
        file.flush()
        environment = {**os.environ, "REQUESTS": file.name, "TOKEN": token,
                       "FIRST": str(first_number())}
        before = server.cpu_seconds()
        output = output_of(on_core(LOADER_CORE, [
            "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s",
            "-s", Path(__file__).with_name("varying.lua"), f"http://{server.address}/"]),
            env=environment)
    count = int(re.search(r"(\d+) requests in", output)[1])
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        "p50_us": microseconds(re.search(r"\n +50%\s+(\S+)", output)[1]),
        "p99_us": microseconds(re.search(r"\n +99%\s+(\S+)", output)[1]),
        "cpu_us": (server.cpu_seconds() - before) * 1e6 / max(count, 1),
        "failed": int(failed[1]) if failed else 0,
    }


def machine():
    """The machine as Markdown, as bench/report.py describes it."""
    where = importlib.util.spec_from_file_location("spine", ROOT / "bench/report.py")
    spine = importlib.util.module_from_spec(where)
    where.loader.exec_module(spine)
    lines = [f"| {name} | {value} |" for name, value in spine.machine() if name != "PostgreSQL"]
    return "\n".join(["| | |", "|---|---|", *lines])
