"""A proxy in front of PostgreSQL that can lose the answer to a commit.

It reads what libpq sends message by message, and at the chosen commit of the next connection cuts
the line at one of three moments. The client sees the same each time: a connection that broke.
"""

import socket
import struct
import tempfile
import threading
from pathlib import Path

BEFORE = "before"      # the commit never reaches the server
UNKNOWN = "unknown"    # it is sent, and nobody waits for what becomes of it
ANSWERED = "answered"  # the server has committed, and its answer is thrown away
MOMENTS = (BEFORE, UNKNOWN, ANSWERED)

START_REQUESTS = {80877102, 80877103, 80877104}  # cancel, TLS, GSS: another start follows


def receive(stream: socket.socket) -> bytes:
    try:
        return stream.recv(65536)
    except OSError:
        return b""


class Line:
    """One client's connection to the server."""

    def __init__(self, client: socket.socket, server: socket.socket,
                 cut_at: tuple[int, str] | None):
        self.client, self.server = client, server
        self.commits_left, self.moment = cut_at or (0, "")
        self.statements: dict[bytes, bytes] = {}
        self.started = False
        self.commit_pending = self.muted = self.was_cut = False
        self.threads = [threading.Thread(target=way) for way in (self.forth, self.back)]
        for thread in self.threads:
            thread.start()

    def cut(self) -> None:
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def forth(self) -> None:
        waiting = b""
        while data := receive(self.client):
            waiting += data
            while (message := self.first_message(waiting)) is not None:
                waiting = waiting[len(message):]
                if not self.pass_on(message):
                    return self.cut()
        self.cut()

    def first_message(self, waiting: bytes) -> bytes | None:
        head = 1 if self.started else 0
        if len(waiting) < head + 4:
            return None
        size = head + struct.unpack_from("!I", waiting, head)[0]
        return waiting[:size] if len(waiting) >= size else None

    def pass_on(self, message: bytes) -> bool:
        """Sends one message to the server; false where the line is to be cut."""
        if not self.started:
            self.started = struct.unpack_from("!I", message, 4)[0] not in START_REQUESTS
        elif message[:1] == b"P":
            name, text = message[5:].split(b"\0")[:2]
            self.statements[name] = text
        elif message[:1] == b"B":
            statement = message[5:].split(b"\0")[1]
            if self.statements.get(statement, b"").strip().lower() == b"commit":
                self.commits_left -= 1
                self.commit_pending = self.commits_left == 0
                if self.commit_pending and self.moment == BEFORE:
                    self.was_cut = True
                    return False
        ends_commit = message[:1] == b"S" and self.commit_pending
        if ends_commit:
            self.was_cut = self.muted = True
        try:
            self.server.sendall(message)
        except OSError:
            return False
        return not (ends_commit and self.moment == UNKNOWN)

    def back(self) -> None:
        while data := receive(self.server):
            if self.muted:
                break
            try:
                self.client.sendall(data)
            except OSError:
                break
        self.cut()


class Proxy:
    """Listens on a socket of its own; `address` is what a client connects to."""

    def __init__(self, address: str):
        self.folder = tempfile.TemporaryDirectory(prefix="ducha-proxy-")
        name, _, self.server_folder = address.partition("?host=")
        self.address = f"{name}?host={self.folder.name}"
        self.cut_at: tuple[int, str] | None = None
        self.lines: list[Line] = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(Path(self.folder.name) / ".s.PGSQL.5432"))
        self.listener.listen()
        self.thread = threading.Thread(target=self.accept)
        self.thread.start()

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.listener.close()
        self.drop_lines()
        self.folder.cleanup()

    def cut_next(self, commit: int, moment: str) -> None:
        """The connection that comes next is cut at its commit of this number, from 1."""
        self.cut_at = (commit, moment)

    def drop_lines(self) -> list[str]:
        """Ends all lines; returns at which moments commits were cut."""
        lines, self.lines = self.lines, []
        for line in lines:
            line.cut()
            for thread in line.threads:
                thread.join()
            line.client.close()
            line.server.close()
        return [line.moment for line in lines if line.was_cut]

    def accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{self.server_folder}/.s.PGSQL.5432")
            plan, self.cut_at = self.cut_at, None
            self.lines.append(Line(client, server, plan))
