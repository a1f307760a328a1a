#!/usr/bin/env python3
"""What docs/openapi.json promises to those who have programmed against it, line by line.

usage: tests/openapi/promises.py          compares docs/openapi.json with tests/openapi/promises.txt
       DUCHA_WRITE=1 ...                  adds what is new; what was promised is never taken back

A promise is an operation, a part of an answer with its type, or a part of a question that may be
given. What an operation asks for without fail is written down too: there, more is a breach.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANDED = Path(__file__).with_name("promises.txt")


def parts(schema: dict, path: str = "") -> list[tuple[str, str, bool]]:
    """Path, type and whether it must be there, of everything within a schema."""
    if "$ref" in schema:
        return [(path, "as " + name_of(schema), True)]
    found = []
    if schema.get("type") == "array":
        found += parts(schema.get("items", {}), path + "[]")
    for name, inner in sorted(schema.get("properties", {}).items()):
        here = f"{path}.{name}"
        kind = inner.get("format") or ("one of its codes" if "enum" in inner
                                       else inner.get("type", "as named"))
        found.append((here, kind, name in schema.get("required", [])))
        found += parts(inner, here)
    return found


def name_of(schema: dict) -> str:
    return schema["$ref"].rsplit("/", 1)[1]


def asked(name: str, schema: dict) -> tuple[set[str], set[str]]:
    """What a body may hold, and what it must."""
    of = parts(schema)
    return ({f"{name} takes body {where or kind}" for where, kind, _ in of},
            {f"{name} demands body {where}" for where, _, must in of if must and where})


def told(name: str, schema: dict) -> set[str]:
    return {f"{name} {where}: {kind}, {'always' if must else 'may'}"
            for where, kind, must in parts(schema)}


def references(schema: object) -> set[str]:
    """The named schemas within."""
    if isinstance(schema, list):
        return set().union(*map(references, schema))
    if isinstance(schema, dict):
        own = {name_of(schema)} if "$ref" in schema else set()
        return own.union(*map(references, schema.values()))
    return set()


def promises(document: dict) -> tuple[set[str], set[str]]:
    """What is promised, and what is demanded."""
    promised, demanded = set(), set()
    bodies = set()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            promised.add(f"{name} is {operation['operationId']}")
            for parameter in operation.get("parameters", []):
                line = f"{name} takes {parameter['in']} {parameter['name']}"
                promised.add(line)
                if parameter["required"]:
                    demanded.add(line.replace(" takes ", " demands "))
            for content in operation.get("requestBody", {}).get("content", {}).values():
                bodies |= references(content["schema"])
                may, must = asked(name, content["schema"])
                promised |= may
                demanded |= must
            for status, answer in operation["responses"].items():
                for content in answer.get("content", {}).values():
                    promised |= told(f"{name} answers {status}", content["schema"])
    for name, schema in document["components"]["schemas"].items():
        if name in bodies:
            may, must = asked(f"schema {name}", schema)
            promised |= may | {f"schema {name} is a body"}
            demanded |= must
        else:
            promised |= told(f"schema {name} tells", schema)
    return promised, demanded


def breaches(landed: set[str], document: dict) -> list[str]:
    """What somebody's program would stumble over."""
    promised, demanded = promises(document)
    broken = sorted(f"taken back: {line}" for line in landed - promised - demanded
                    if " demands " not in line)
    known = {line.partition(" is ")[0] for line in landed if " is " in line}
    broken += sorted(f"asked for anew: {line}" for line in demanded - landed
                     if line.partition(" demands ")[0] in known)
    return broken


def main() -> int:
    document = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))
    landed = set(LANDED.read_text("utf-8").splitlines()) if LANDED.exists() else set()
    broken = breaches(landed, document)
    if broken:
        print("\n".join(broken), file=sys.stderr)
        return 1
    promised, demanded = promises(document)
    new = sorted((promised | demanded) - landed)
    if new and os.environ.get("DUCHA_WRITE"):
        LANDED.write_text("\n".join(sorted(promised | demanded)) + "\n", "utf-8")
    elif new:
        print(f"{len(new)} new promises, such as {new[0]}\nrun with DUCHA_WRITE=1",
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
