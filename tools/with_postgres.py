#!/usr/bin/env python3
"""Runs a command with a PostgreSQL server of its own, and ends the server by its id.

usage: with_postgres.py [--durable] COMMAND [ARGUMENT...]

The server lies in a temporary directory, listens on a socket there and on no port, and its
address is in DUCHA_TEST_POSTGRES. A missing PostgreSQL is a failure, never a skip. It forgets its
commits when the power fails, which tests do not mind; with --durable it does not, and has a quarter
of the memory for its buffers, as docs/operations.md advises.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def run(command: list[str]) -> None:
    done = subprocess.run(as_postgres(command), capture_output=True, text=True, cwd="/")
    if done.returncode != 0:
        sys.exit(f"with_postgres: {' '.join(command)}\n{done.stdout}{done.stderr}")


def memory_mib() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20


def main() -> int:
    durable = sys.argv[1:2] == ["--durable"]
    command = sys.argv[2 if durable else 1:]
    if not (BINARIES / "initdb").exists():
        sys.exit("with_postgres: PostgreSQL 15 is missing: run tools/setup.sh test")
    folder = Path(tempfile.mkdtemp(prefix="duchapg", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "d")
    control = [str(BINARIES / "pg_ctl"), "-D", data, "-s"]
    try:
        run([str(BINARIES / "initdb"), "-D", data, "--locale=C", "--encoding=UTF8", "-A", "trust"])
        options = f"-k {folder} -h '' -c fsync={'on' if durable else 'off'}"
        if durable:
            options += f" -c shared_buffers={memory_mib() // 4}MB"
        run([*control, "-l", str(folder / "log"), "-o", options, "-w", "start"])
        user = "postgres" if os.geteuid() == 0 else os.environ.get("USER", "postgres")
        address = f"postgres://{user}@/postgres?host={folder}"
        return subprocess.run(command, env={**os.environ, "DUCHA_TEST_POSTGRES": address}
                              ).returncode
    finally:
        if (folder / "d" / "postmaster.pid").exists():
            subprocess.run(as_postgres([*control, "-m", "immediate", "stop"]), cwd="/",
                           capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
