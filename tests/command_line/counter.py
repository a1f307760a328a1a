"""A served office for tests: the program on a port of its own, and people who talk to it."""

import http.client
import json
import signal
import subprocess
from dataclasses import dataclass, field

from office import Office

PASSWORD = "kettle-ruby-lamp"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)


class Server:
    """`ducha serve` over an office, on any free port, ended by its id."""

    def __init__(self, office: Office, *more: str):
        self.office = office
        self.log = office.folder / "serve.log"
        self.process = subprocess.Popen(
            office.command("serve", "--listen", "127.0.0.1:0", "--json", "--log-file",
                           str(self.log), *more),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=office.folder)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read().decode())
        self.address = json.loads(line)["address"].removeprefix("http://")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self, how: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


@dataclass
class Person:
    """Somebody at a screen: keeps the cookie, and sends JSON."""

    server: Server
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(self.server.address, timeout=60)
        sent = dict(self.headers)
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        content = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        connection.request(method, path, content, sent)
        response = connection.getresponse()
        answer = Answer(response.status, {name.lower(): value for name, value
                                          in response.getheaders()}, response.read())
        connection.close()
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, **headers)

    def post(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def sign_in(self, login: str, password: str = PASSWORD) -> Answer:
        answer = self.post("/api/v1/session",
                           {"login": login, "password": password, "code": ""})
        if answer.status == 201:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer


def admit(office: Office, login: str, *roles: str) -> None:
    """Admits a person with these roles everywhere, and the password of all tests."""
    given = [word for role in roles for word in ("--role", role)]
    office.do("staff", "add", login, "--name", "李模拟", *given)
    done = subprocess.run(office.command("staff", "password", login), capture_output=True,
                          input=f"{PASSWORD}\n".encode(), timeout=60, cwd=office.folder)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode())
