"""Requests that nobody meant: made at random from what the API says of itself, and bent.

Every operation of docs/openapi.json is asked with values of its shapes, of other shapes, with
parts left out, doubled, cut and swapped, as everybody and as nobody. Whatever comes, the answer is
one that the API knows, never 5xx, and the server answers the next one.
"""

import copy
import http.client
import json
import random
import unittest

from counter import Person, Server, admit
from office import ROOT, SOAK, Office, on_both_databases

REQUESTS = 100_000 if SOAK else 5_000
ODD_TEXTS = ["", "0", "-1", "９", "a" * 5000, "\u0000", "'; drop table report; --", "%", "\\", '"',
             "🐦", "中文" * 50, "2021-13-45", "2021-09-01", "null", "{}", "../../etc/passwd",
             "<script>", "1e309", "9223372036854775808", "\ud7ff", "\r\nX: y"]
ODD_VALUES = [None, True, 0, -1, 2**63 - 1, 2**64, 1.5, 1e300, [], {}, [[]], {"a": {"b": []}}]


class Maker:
    """Makes requests; the same seed makes the same ones."""

    def __init__(self, document: dict, seed: int):
        self.document = document
        self.chance = random.Random(seed)
        self.operations = [(method.upper(), path, operation)
                           for path, methods in sorted(document["paths"].items())
                           for method, operation in sorted(methods.items())
                           if operation["operationId"] != "listen"]  # that has no end

    def value(self, schema: dict, depth: int = 0) -> object:
        if self.chance.random() < 0.08 or depth > 6:
            return copy.deepcopy(self.chance.choice(ODD_VALUES + ODD_TEXTS))
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self.value(self.document["components"]["schemas"][name], depth + 1)
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        match schema.get("type"):
            case "integer":
                return self.chance.choice([0, 1, 2, 3, 5, 100, self.chance.randrange(10**6)])
            case "boolean":
                return self.chance.random() < 0.5
            case "array":
                return [self.value(schema["items"], depth + 1)
                        for _ in range(self.chance.choice([0, 1, 1, 2, 5]))]
            case "object":
                return self.object(schema, depth)
        return {"date": "2021-09-01", "date-time": "2021-09-01T09:30:00+08:00"}.get(
            schema.get("format"), self.chance.choice(["T-1", "模拟举报：夜间施工", "SD", "test"]))

    def object(self, schema: dict, depth: int) -> dict:
        made = {name: self.value(inner, depth + 1)
                for name, inner in schema.get("properties", {}).items()
                if self.chance.random() < 0.95}
        if self.chance.random() < 0.05:
            made[self.chance.choice(ODD_TEXTS)] = self.chance.choice(ODD_TEXTS)
        return made

    def text(self, schema: dict) -> str:
        value = self.value(schema)
        return value if isinstance(value, str) else json.dumps(value)

    def request(self) -> tuple[str, str, bytes | None, dict[str, str]]:
        method, path, operation = self.chance.choice(self.operations)
        query, headers = [], {}
        for parameter in operation.get("parameters", []):
            text = self.text(parameter["schema"])
            if parameter["in"] == "path":
                known = {"inspection": "test", "object": "SD", "act": "accept_matter"}
                if self.chance.random() < 0.9:
                    text = known.get(parameter["name"], text)
                path = path.replace("{" + parameter["name"] + "}", quoted(text))
            elif parameter["in"] == "query" and self.chance.random() < 0.5:
                query.append(f"{parameter['name']}={quoted(text)}")
            elif parameter["in"] == "header" and self.chance.random() < 0.3:
                headers[parameter["name"]] = text.encode("ascii", "ignore").decode()[:200]
        headers = {name: "".join(c for c in value if c.isprintable())
                   for name, value in headers.items()}
        content = None
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            content = self.bent(json.dumps(self.value(schema)).encode("utf-8", "surrogatepass"))
            headers["Content-Type"] = self.chance.choice(["application/json"] * 9 + ["text/plain"])
        if query:
            path += "?" + "&".join(query)
        return method, path, content, headers

    def bent(self, content: bytes) -> bytes:
        """Mostly as it is; sometimes cut, swapped or with a byte of another kind."""
        if not content or self.chance.random() < 0.85:
            return content
        place = self.chance.randrange(len(content))
        return self.chance.choice([content[:place], content[place:], content + content,
                                   content[:place] + b"\xff" + content[place + 1:],
                                   content[:place] + b"[" * 5000 + content[place:]])


def quoted(text: str) -> str:
    safe = "".join(c if c.isascii() and c.isalnum() else
                   "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "surrogatepass"))
                   for c in text)
    return safe or "%20"


class HttpFuzz(unittest.TestCase):
    @on_both_databases
    def test_nothing_that_is_asked_breaks_it(self, office: Office) -> None:
        document = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))
        roles = {"operator": ["intake_officer", "triage_officer"], "figures": ["bulletin_editor"],
                 "liaison": ["liaison"], "security": ["security_administrator"]}
        for login, held in roles.items():
            admit(office, login, *held)
        maker = Maker(document, seed=11)
        statuses: dict[int, int] = {}
        with Server(office) as server:
            people = [Person(server)]
            for login in roles:
                people.append(Person(server))
                self.assertEqual(people[-1].sign_in(login).status, 201)
            connection = http.client.HTTPConnection(server.address, timeout=60)
            for number in range(REQUESTS):
                method, path, content, headers = maker.request()
                if path.startswith(("/api/v1/session", "/api/v1/me", "/api/v1/acts/suspend")):
                    headers.pop("Cookie", None)  # nobody locks the others out
                else:
                    headers["Cookie"] = maker.chance.choice(people).cookie
                try:
                    connection.request(method, path, content, headers)
                    response = connection.getresponse()
                    answered = response.read()
                except (http.client.HTTPException, ConnectionError):
                    connection.close()
                    connection = http.client.HTTPConnection(server.address, timeout=60)
                    self.assertIsNone(server.process.poll(), f"ended at {number}: {method} {path}")
                    continue
                statuses[response.status] = statuses.get(response.status, 0) + 1
                self.assertLess(response.status, 500, (number, method, path, content, answered))
            connection.close()
            self.assertEqual(Person(server).get("/readyz").status, 200)
        print(f"\n{REQUESTS} requests: {dict(sorted(statuses.items()))}", flush=True)
        self.assertGreater(statuses.get(201, 0), 0)
        self.assertEqual(office.run("verify").code, 0)


if __name__ == "__main__":
    unittest.main()
