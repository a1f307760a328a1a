"""A PostgreSQL server of one's own, that keeps what it commits and can be killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from office import ROOT

sys.path.append(str(ROOT / "tools"))
from with_postgres import BINARIES, as_postgres  # noqa: E402

PATIENCE_SECONDS = 120


class Server:
    """Listens on a socket in its temporary folder, with fsync and synchronous_commit on."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="duchapg", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.user = "postgres" if os.geteuid() == 0 else os.environ.get("USER", "postgres")
        self.databases = 0
        self.must(["initdb", "-D", self.data, "--locale=C", "--encoding=UTF8", "-A", "trust"])
        self.start()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        if (self.folder / "d" / "postmaster.pid").exists():
            self.run(["pg_ctl", "-D", self.data, "-s", "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self) -> str:
        return str(self.folder / "d")

    def run(self, command: list[str]) -> subprocess.CompletedProcess:
        program = [str(BINARIES / command[0]), *command[1:]]
        return subprocess.run(as_postgres(program), capture_output=True, text=True, cwd="/")

    def must(self, command: list[str]) -> None:
        done = self.run(command)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")

    def address(self, database: str) -> str:
        return f"postgres://{self.user}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        self.databases += 1
        name = f"ducha_{self.databases}"
        self.ask("postgres", f"create database {name}")
        return self.address(name)

    def ask(self, database: str, statement: str) -> str:
        return subprocess.run(
            ["psql", "-Atq", "-v", "ON_ERROR_STOP=1", "-c", statement, self.address(database)],
            text=True, check=True, capture_output=True).stdout

    def postmaster(self) -> int:
        return int((self.folder / "d" / "postmaster.pid").read_text().splitlines()[0])

    def start(self) -> None:
        """Starts the server, as soon as what is left of the one before has gone."""
        options = f"-k {self.folder} -h '' -c fsync=on -c synchronous_commit=on"
        command = ["pg_ctl", "-D", self.data, "-s", "-l", str(self.folder / "log"), "-o", options,
                   "-t", str(PATIENCE_SECONDS), "-w", "start"]
        patient_until = time.monotonic() + PATIENCE_SECONDS
        while self.run(command).returncode != 0:
            if time.monotonic() > patient_until:
                raise AssertionError((self.folder / "log").read_text()[-2000:])

    def kill_postmaster(self) -> None:
        os.kill(self.postmaster(), signal.SIGKILL)

    def kill_backend(self) -> None:
        """Kills whoever serves a client; the server throws everybody out and recovers by itself."""
        found = self.ask("postgres", "select pid from pg_stat_activity where "
                         "backend_type = 'client backend' and pid <> pg_backend_pid()").split()
        for number in found:
            os.kill(int(number), signal.SIGKILL)

    def stop_at_once(self) -> None:
        self.must(["pg_ctl", "-D", self.data, "-s", "-m", "immediate", "stop"])

    def times_ready(self) -> int:
        return (self.folder / "log").read_text().count("ready to accept connections")

    def come_back(self, times_before: int) -> None:
        """Waits for a server that recovers, or starts one that is gone, until it has been ready
        once more than before."""
        patient_until = time.monotonic() + PATIENCE_SECONDS
        while self.times_ready() <= times_before:
            if time.monotonic() > patient_until:
                raise AssertionError((self.folder / "log").read_text()[-2000:])
            if self.run(["pg_ctl", "-D", self.data, "status"]).returncode != 0:
                self.start()
