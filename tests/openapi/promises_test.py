"""What counts as a breach, and that nothing that was promised is taken back."""

import copy
import subprocess
import sys
import unittest
from pathlib import Path

from promises import breaches, promises

DOCUMENT = {
    "paths": {"/cases/{case}": {
        "get": {"operationId": "read_case",
                "parameters": [{"in": "path", "name": "case", "required": True, "schema": {}},
                               {"in": "query", "name": "by", "required": False, "schema": {}}],
                "responses": {"200": {"content": {"application/json": {"schema": {
                    "$ref": "#/components/schemas/Case"}}}}}},
        "post": {"operationId": "watch", "responses": {},
                 "requestBody": {"content": {"application/json": {"schema": {
                     "type": "object", "properties": {"why": {"type": "string"}}}}}}}}},
    "components": {"schemas": {"Case": {
        "type": "object", "required": ["number"],
        "properties": {"number": {"type": "string"},
                       "days": {"type": "array", "items": {"type": "object", "properties": {
                           "day": {"type": "string", "format": "date"}}}}}}}}}


class Promises(unittest.TestCase):
    def setUp(self) -> None:
        promised, demanded = promises(DOCUMENT)
        self.landed = promised | demanded

    def after(self, change) -> list[str]:
        changed = copy.deepcopy(DOCUMENT)
        change(changed)
        return breaches(self.landed, changed)

    def test_more_is_no_breach(self) -> None:
        def more(document: dict) -> None:
            document["paths"]["/new"] = copy.deepcopy(document["paths"]["/cases/{case}"])
            case = document["components"]["schemas"]["Case"]
            case["properties"]["more"] = {"type": "string"}
            document["paths"]["/cases/{case}"]["get"]["parameters"].append(
                {"in": "query", "name": "more", "required": False, "schema": {}})
        self.assertEqual(self.after(lambda document: None), [])
        self.assertEqual(self.after(more), [])

    def test_less_is_a_breach(self) -> None:
        case = ("components", "schemas", "Case")
        for steps in [("paths", "/cases/{case}"), ("paths", "/cases/{case}", "get"),
                      (*case, "properties", "number"), (*case, "required"),
                      (*case, "properties", "days", "items", "properties", "day", "format")]:
            with self.subTest(steps=steps):
                def less(document: dict) -> None:
                    inner = document
                    for step in steps[:-1]:
                        inner = inner[step]
                    del inner[steps[-1]]
                self.assertNotEqual(self.after(less), [])

    def test_asking_for_more_is_a_breach(self) -> None:
        def parameter(document: dict) -> None:
            document["paths"]["/cases/{case}"]["get"]["parameters"][1]["required"] = True

        def body(document: dict) -> None:
            operation = document["paths"]["/cases/{case}"]["post"]
            operation["requestBody"]["content"]["application/json"]["schema"]["required"] = ["why"]
        self.assertEqual(self.after(parameter),
                         ["asked for anew: GET /cases/{case} demands query by"])
        self.assertEqual(self.after(body), ["asked for anew: POST /cases/{case} demands body .why"])

    def test_what_landed_is_kept(self) -> None:
        program = Path(__file__).with_name("promises.py")
        done = subprocess.run([sys.executable, program], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
