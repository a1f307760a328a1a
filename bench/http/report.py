#!/usr/bin/env python3
"""Drives our server and nginx with wrk, turn by turn, and says what a request costs each.

usage: bench/http/report.py [--seconds 5] [--rounds 3] [--connections 64] [--json]

Each serves a short text on one thread over the loopback; wrk runs beside it. Of each figure the
median of the rounds is stated. CPU is what the server's process used, by /proc/PID/stat, divided by
the requests that wrk saw answered. Needs tools/setup.sh bench and cmake --build --preset bench.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "build/bench/bench/http_serving"
TICK = os.sysconf("SC_CLK_TCK")
NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 4096; }}
http {{
    access_log off; keepalive_requests 1000000000; client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port};
        location / {{ default_type text/plain; return 200 "hello\\n"; }} }}
}}
"""


class Server:
    """A process that serves; ended by its own handle."""

    def __init__(self, name, port, path, process):
        self.name, self.port, self.path, self.process = name, port, path, process

    def cpu_seconds(self):
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICK

    def end(self):
        if self.process.stdin:
            self.process.stdin.close()
        else:
            self.process.terminate()
        self.process.wait(timeout=30)


def ours(name, path, *arguments):
    process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    return Server(name, int(process.stdout.readline()), path, process)


def nginx(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Path(folder) / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port))
    process = subprocess.Popen(["nginx", "-p", folder, "-c", settings], stderr=subprocess.DEVNULL)
    return Server("nginx, return 200", port, "/hello", process)


def answer_of(server):
    """One answer, as text; waits until the server listens."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
                request = f"GET {server.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                connection.sendall(request.encode())
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        except ConnectionRefusedError:
            server.process.poll()
            if server.process.returncode is not None:
                break
    sys.exit(f"report: {server.name} does not serve")


def microseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1, "ms": 1e3, "s": 1e6}[unit]


def drive(server, seconds, connections):
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency",
         f"http://127.0.0.1:{server.port}{server.path}"],
        check=True, capture_output=True, text=True).stdout
    requests = int(re.search(r"(\d+) requests in", output)[1])
    return {
        "requests_per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        "p50_us": microseconds(re.search(r"\n +50%\s+(\S+)", output)[1]),
        "p99_us": microseconds(re.search(r"\n +99%\s+(\S+)", output)[1]),
        "cpu_us_per_request": (server.cpu_seconds() - before) * 1e6 / requests,
        "failed": int((re.search(r"Non-2xx or 3xx responses: (\d+)", output) or [0, 0])[1]),
    }


def measure(options):
    with tempfile.TemporaryDirectory() as folder:
        servers = [ours("ducha, light route", "/hello"),
                   ours("ducha, light route, no security headers", "/hello", "--bare"),
                   ours("ducha, through a worker", "/worker"),
                   nginx(folder)]
        try:
            sizes = [len(answer_of(server)) for server in servers]
            rounds = [[drive(server, options.seconds, options.connections) for server in servers]
                      for _ in range(options.rounds)]
        finally:
            for server in servers:
                server.end()
    figures = []
    for place, server in enumerate(servers):
        taken = [one[place] for one in rounds]
        medians = {key: statistics.median(one[key] for one in taken) for key in taken[0]}
        figures.append({"server": server.name, "bytes_of_answer": sizes[place], **medians})
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit("report: nothing is built: run make bench")
    figures = measure(options)
    if options.json:
        print(json.dumps(figures, indent=1))
        return 0
    peer = figures[-1]["cpu_us_per_request"]
    print("| server | requests/s | p50 us | p99 us | CPU us a request | beside nginx | bytes |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for row in figures:
        print(f"| {row['server']} | {row['requests_per_second']:,.0f} | {row['p50_us']:.0f} "
              f"| {row['p99_us']:.0f} | {row['cpu_us_per_request']:.2f} "
              f"| {row['cpu_us_per_request'] / peer:.2f} | {row['bytes_of_answer']} |")
    failed = sum(row["failed"] for row in figures)
    if failed:
        print(f"\n{failed:.0f} answers were not 2xx or 3xx", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
