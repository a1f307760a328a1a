"""The served office: people sign in, act, ask; what is refused says why."""

import json
import os
import signal
import socket
import unittest

from counter import PASSWORD, Person, Server, admit
from office import ROOT, Office, on_both_databases

OBJECT = "/api/v1/inspections/test/SD"


def report(number: int, text: str = "模拟举报：模拟甲搅拌站夜间生产，噪声吵得睡不着") -> dict:
    return {"own_id": f"T-{number}", "channel": "call", "kind": "complaint",
            "occurred": "2021-09-01T09:30:00+08:00", "title": "", "text": text, "place": "",
            "enterprise": "", "types": ["noise"], "reporter_name": ""}


def multipart(content: bytes, working: bool) -> tuple[str, bytes]:
    """A form with a file, as a browser sends it: its type and its bytes."""
    parts = [b'name="file"; filename="scan.pdf"\r\nContent-Type: application/pdf\r\n\r\n' + content]
    if working:
        parts.append(b'name="working"\r\n\r\nyes')
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + part + b"\r\n"
                    for part in parts)
    return "multipart/form-data; boundary=edge", body + b"--edge--\r\n"


class Serve(unittest.TestCase):
    @on_both_databases
    def test_a_report_is_taken_down_judged_and_found(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            operator, triage = Person(server), Person(server)
            self.assertEqual(operator.sign_in("operator").status, 201)
            taken = operator.post(f"{OBJECT}/acts/receive_report", report(1))
            self.assertEqual(taken.status, 201, taken.body)
            matter = taken.json()["events"][0]["seq"]
            # Whoever takes reports down does not decline them.
            decline = {"matter": matter, "reason": "clue_too_vague", "why": "没有地点"}
            self.assertEqual(operator.post(f"{OBJECT}/acts/decline_matter", decline).status, 403)

            triage.sign_in("triage")
            shown = triage.get(f"{OBJECT}/matters/{matter}")
            self.assertEqual(shown.status, 200, shown.body)
            self.assertEqual(shown.json()["state"], "undecided")
            self.assertIn("搅拌站", shown.json()["text"])
            accepted = triage.post(f"{OBJECT}/acts/accept_matter", {"matter": matter})
            self.assertEqual(accepted.status, 201, accepted.body)
            job = triage.ask("POST", f"{OBJECT}/jobs/merge")
            self.assertEqual(job.status, 202, job.body)
            found = triage.get(f"{OBJECT}/cases/{matter}").json()
            self.assertEqual(found["file"]["standing"], "open")
            listed = triage.get("/api/v1/cases?limit=1").json()
            self.assertEqual([line["file"]["case"] for line in listed["items"]], [matter])
            counts = triage.get("/api/v1/inspections/test/counts")
            self.assertEqual(counts.status, 200, counts.body)
            sums = {sum["name"]: sum["amount"] for sum in counts.json()["lines"][0]["sums"]}
            self.assertEqual((sums["received"], sums["accepted"]), (1, 1))
        self.assertEqual(office.counts()["received"], 1)

    @on_both_databases
    def test_what_is_wrong_is_refused_in_both_languages(self, office: Office) -> None:
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            person = Person(server)
            nobody = person.get("/api/v1/cases")
            self.assertEqual((nobody.status, nobody.json()["code"]), (401, "api.sign_in_first"))
            wrong = person.sign_in("triage", "no-such-password")
            self.assertEqual((wrong.status, wrong.json()["code"]), (401, "staff.not_let_in"))
            person.sign_in("triage")
            for path, body, status, code in [
                    (f"{OBJECT}/acts/accept_matter", b"{", 400, "json.not_json"),
                    (f"{OBJECT}/acts/accept_matter", {"matter": "a"}, 400, "json.wrong_field"),
                    (f"{OBJECT}/acts/accept_matter", {"mater": 1}, 400, "json.unknown_field"),
                    (f"{OBJECT}/acts/accept_matter", {"matter": 99}, 404, "intake.no_such_matter"),
                    ("/api/v1/inspections/no/SD/acts/accept_matter", {"matter": 1}, 404,
                     "api.no_such_object"),
                    (f"{OBJECT}/acts/receive_report", report(1), 403, "policy.not_permitted")]:
                with self.subTest(path=path, body=body):
                    refused = person.post(path, body)
                    self.assertEqual((refused.status, refused.json()["code"]), (status, code))
                    self.assertEqual(refused.headers["content-type"], "application/problem+json")
            titles = {language: person.get(f"{OBJECT}/cases/7?lang={language}").json()["title"]
                      for language in ("zh", "en")}
            self.assertEqual(titles, {"zh": "没有该内容，或无权查看",
                                      "en": "it is not there, or you may not see it"})
            self.assertEqual(person.get("/api/v1/cases?after=x").json()["where"], "after")
            self.assertEqual(person.get("/api/v1/cases?colour=red").json()["code"],
                             "json.unknown_field")
            elsewhere = person.post(f"{OBJECT}/acts/accept_matter", {"matter": 1},
                                    Origin="https://other.example")
            self.assertEqual((elsewhere.status, elsewhere.json()["code"]), (403, "api.other_site"))
            form = person.post(f"{OBJECT}/acts/accept_matter", b"{}", Content_Type="text/plain")
            self.assertEqual((form.status, form.json()["code"]), (415, "api.not_json"))

    @on_both_databases
    def test_a_key_names_one_command_for_ever(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "other", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            first = person.post(f"{OBJECT}/acts/receive_report", report(1), Idempotency_Key="k-1")
            self.assertEqual((first.status, first.json()["repeated"]), (201, False))
        with Server(office) as server:
            person.server = server
            again = person.post(f"{OBJECT}/acts/receive_report", report(1), Idempotency_Key="k-1")
            self.assertEqual((again.status, again.json()["repeated"]), (200, True))
            self.assertEqual(again.json()["events"], first.json()["events"])
            changed = person.post(f"{OBJECT}/acts/receive_report", report(4), Idempotency_Key="k-1")
            self.assertEqual((changed.status, changed.json()["code"]),
                             (422, "act.key_of_other_content"))
            other = Person(server)
            other.sign_in("other")
            own = other.post(f"{OBJECT}/acts/receive_report", report(2), Idempotency_Key="k-1")
            self.assertEqual((own.status, own.json()["repeated"]), (201, False))
            bad = person.post(f"{OBJECT}/acts/receive_report", report(3), Idempotency_Key="a b")
            self.assertEqual((bad.status, bad.json()["code"]), (400, "api.bad_key"))
        self.assertEqual(office.counts()["received"], 2)

    @on_both_databases
    def test_who_acts_on_what_has_changed_is_told(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            operator, one, other = Person(server), Person(server), Person(server)
            operator.sign_in("operator")
            one.sign_in("triage")
            other.sign_in("triage")
            matter = operator.post(f"{OBJECT}/acts/receive_report",
                                   report(1)).json()["events"][0]["seq"]
            path = f"{OBJECT}/matters/{matter}"
            self.assertEqual(one.post(f"{OBJECT}/acts/accept_matter",
                                      {"matter": matter}).status, 201)
            seen = one.get(path)
            self.assertEqual(one.get(path, If_None_Match=seen.headers["etag"]).status, 304)
            urgent = other.post(f"{OBJECT}/acts/mark_urgent", {"matter": matter, "ground": "life"})
            self.assertEqual(urgent.status, 201, urgent.body)
            wish = {"matter": matter, "why": "经研判重复"}
            late = one.post(f"{path}/acts/withdraw_matter", wish, If_Match=seen.headers["etag"])
            self.assertEqual((late.status, late.json()["code"]), (412, "api.changed_since"))
            now = one.get(path)
            self.assertTrue(now.json()["urgent"])
            done = one.post(f"{path}/acts/withdraw_matter", wish, If_Match=now.headers["etag"])
            self.assertEqual(done.status, 201, done.body)

    @on_both_databases
    def test_many_at_once_each_for_itself(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            items = [report(number) for number in range(100)]
            items[7] = {**report(7), "text": ""}
            items[8] = {"own_id": "T-8"}
            done = person.post(f"{OBJECT}/acts/receive_report/bulk", {"items": items})
            statuses = [result["status"] for result in done.json()["results"]]
            self.assertEqual(statuses, [201] * 7 + [422, 400] + [201] * 91)
            problem = done.json()["results"][7]["problem"]
            self.assertEqual(problem["code"], "intake.no_words")
        self.assertEqual(office.counts()["received"], 98)

    @on_both_databases
    def test_an_act_of_two_people_needs_both(self, office: Office) -> None:
        admit(office, "system", "system_administrator")
        admit(office, "security", "security_administrator")
        with Server(office) as server:
            first, second = Person(server), Person(server)
            first.sign_in("system")
            second.sign_in("security")
            wish = {"login": "new.one", "name": "王模拟", "grants": []}
            alone = first.post("/api/v1/acts/admit_person", wish)
            self.assertEqual((alone.status, alone.json()["code"]),
                             (409, "policy.needs_second_person"))
            proposed = first.post("/api/v1/acts/admit_person/proposals", wish)
            self.assertEqual(proposed.status, 201, proposed.body)
            seq = proposed.json()["done"]["events"][0]["seq"]
            waiting = first.get("/api/v1/pending").json()["items"]
            self.assertEqual([(one["is_own"], one["may_settle"]) for one in waiting],
                             [(True, False)])
            waiting = second.get("/api/v1/pending").json()["items"]
            self.assertEqual([(one["act"], one["is_own"], one["may_settle"]) for one in waiting],
                             [("admit_person", False, True)])
            self.assertEqual(json.loads(waiting[0]["content"])["login"], "new.one")
            approval = {"digest": waiting[0]["digest"]}
            path = f"/api/v1/acts/admit_person/proposals/{seq}/approve"
            self.assertEqual(first.post(path, approval).status, 403)
            approved = second.post(path, approval)
            self.assertEqual(approved.status, 201, approved.body)
            self.assertEqual(first.get("/api/v1/pending").json()["items"], [])
            people = second.get("/api/v1/people").json()["items"]
            self.assertIn("new.one", [person["login"] for person in people])

    @on_both_databases
    def test_a_session_locks_opens_and_ends(self, office: Office) -> None:
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            person = Person(server)
            signed_in = person.sign_in("triage")
            for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
                self.assertIn(word, signed_in.headers["set-cookie"])
            self.assertEqual(person.get("/api/v1/session").json()["grants"][0]["role"],
                             "triage_officer")
            self.assertEqual(person.ask("POST", "/api/v1/session/lock").status, 204)
            self.assertEqual(person.get("/api/v1/cases").json()["code"], "staff.session_locked")
            opened = person.post("/api/v1/session/unlock", {"password": PASSWORD, "code": ""})
            self.assertEqual(opened.status, 200, opened.body)
            self.assertEqual(person.get("/api/v1/cases").status, 200)
            self.assertEqual(person.ask("DELETE", "/api/v1/session").status, 204)
            self.assertEqual(person.get("/api/v1/cases").json()["code"], "staff.session_over")

    @on_both_databases
    def test_a_session_that_only_asks_is_in_use(self, office: Office) -> None:
        admit(office, "triage", "triage_officer")
        back = "update staff_session set last_seen = last_seen - {} returning last_seen"
        with Server(office) as server:
            person = Person(server)
            person.sign_in("triage")
            earlier = office.sql(back.format(120 * 1_000_000))
            self.assertEqual(person.get("/api/v1/cases").status, 200)
            self.assertGreater(int(office.sql("select last_seen from staff_session")),
                               int(earlier))
            office.sql(back.format(3600 * 1_000_000))
            self.assertEqual(person.get("/api/v1/cases").json()["code"], "staff.session_locked")
            self.assertEqual(int(office.sql("select locked from staff_session")), 1)

    @on_both_databases
    def test_people_keep_their_own_ways_in(self, office: Office) -> None:
        admit(office, "triage", "triage_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("triage")
            sessions = person.get("/api/v1/me/sessions").json()["items"]
            self.assertEqual(len(sessions), 1)
            made = person.post("/api/v1/me/keys",
                               {"title": "import", "roles": ["triage_officer"], "life_days": 30})
            self.assertEqual(made.status, 201, made.body)
            program = Person(server, headers={"Authorization": f"Bearer {made.json()['token']}"})
            self.assertEqual(program.get("/api/v1/cases").status, 200)
            # A key keeps no ways in, least of all by making another key.
            for path in ("keys", "sessions"):
                refused = program.get(f"/api/v1/me/{path}")
                self.assertEqual((refused.status, refused.json()["code"]),
                                 (403, "staff.not_by_key"))
            name = made.json()["key"]["name"]
            self.assertEqual(person.ask("DELETE", f"/api/v1/me/keys/{name}").status, 204)
            self.assertEqual(program.get("/api/v1/cases").json()["code"], "staff.no_such_key")
            weak = person.post("/api/v1/me/password", {"password": "12345678"})
            self.assertEqual(weak.status, 422)
            other = "moth-quilt-anvil"
            self.assertEqual(person.post("/api/v1/me/password", {"password": other}).status, 204)
            self.assertEqual(person.get("/api/v1/cases").status, 401)
            self.assertEqual(person.sign_in("triage", other).status, 201)
            given = person.ask("POST", "/api/v1/me/authenticator")
            self.assertTrue(given.json()["uri"].startswith("otpauth://totp/ducha:triage?"))
            self.assertEqual(Person(server).sign_in("triage", other).status, 401)

    @on_both_databases
    def test_words_are_found_and_stand_in_no_address(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            for number, text in enumerate(["模拟举报：示例河排放污水", "模拟举报：样例路夜间施工"]):
                person.post(f"{OBJECT}/acts/receive_report", report(number, text))
            found = person.post("/api/v1/search", {"words": "示例河 污水"})
            self.assertEqual(found.status, 200, found.body)
            self.assertEqual([(hit["inspection"], hit["object"]) for hit in found.json()["items"]],
                             [("test", "SD")])
            self.assertEqual(found.json()["count"], 1)
            page = person.post("/api/v1/search", {"words": "模拟", "limit": 1, "counted": False})
            self.assertIn("next", page.json())
            self.assertNotIn("count", page.json())
            count = person.post("/api/v1/search/count", {"words": "模拟"})
            self.assertEqual(count.json(), {"amount": 2, "is_all": True})
            self.assertEqual(person.get("/api/v1/search?words=a").status, 405)
            self.assertEqual(person.get("/api/v1/search/count?words=a").status, 405)
            self.assertEqual(Person(server).post("/api/v1/search", {"words": "污水"}).status, 401)
        self.assertNotIn("示例河", server.log.read_text())

    @on_both_databases
    def test_a_scan_comes_and_is_given_back_in_a_sandbox(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            taken = person.post(f"{OBJECT}/acts/receive_report", report(1))
            path = f"{OBJECT}/reports/{taken.json()['events'][0]['seq']}/attachments"
            picture = b"%PDF-1.4\n%%EOF\n<script>alert(1)</script>"
            for working, status in [(False, 201), (True, 201), (True, 200)]:
                kind, form = multipart(picture, working)
                sent = person.post(path, form, Content_Type=kind)
                self.assertEqual(sent.status, status, sent.body)
            listed = person.get(path).json()["items"]
            self.assertEqual([one["original"] for one in listed], [True, False])
            read = person.get(f"{OBJECT}/attachments/{listed[1]['blob']}")
            self.assertEqual((read.status, read.body), (200, picture))
            self.assertEqual(read.headers["content-type"], "application/pdf")
            self.assertEqual(read.headers["content-disposition"], "attachment")
            self.assertEqual(read.headers["x-content-type-options"], "nosniff")
            self.assertEqual(read.headers["content-security-policy"],
                             "sandbox; default-src 'none'")
            sealed = person.get(f"{OBJECT}/attachments/{listed[0]['blob']}")
            self.assertEqual(sealed.json()["code"], "attachment.sealed")
            kind, form = multipart(b"<html>", True)
            self.assertEqual(person.post(path, form, Content_Type=kind).status, 422)
            nobody = Person(server)
            self.assertEqual(nobody.get(f"{OBJECT}/attachments/{listed[1]['blob']}").status, 401)

    @on_both_databases
    def test_who_may_listen_hears(self, office: Office) -> None:
        admit(office, "operator", "intake_officer")
        admit(office, "keeper", "system_administrator")
        with Server(office) as server:
            person = Person(server)
            person.sign_in("operator")
            host, port = server.address.split(":")
            with socket.create_connection((host, int(port)), timeout=60) as listener:
                listener.sendall(f"GET {OBJECT}/events HTTP/1.1\r\nHost: {server.address}\r\n"
                                 f"Cookie: {person.cookie}\r\n\r\n".encode())
                heard = listener.recv(65536)
                self.assertIn(b"text/event-stream", heard)
                person.post(f"{OBJECT}/acts/receive_report", report(1))
                while b"event: recorded" not in heard:
                    piece = listener.recv(65536)
                    self.assertTrue(piece, heard)
                    heard += piece
                self.assertNotIn("搅拌站".encode(), heard)
            # What the inspected side hears: serve_sending_test.
            keeper = Person(server)
            keeper.sign_in("keeper")
            self.assertEqual(keeper.get(f"{OBJECT}/events").status, 403)

    def test_probes_metrics_and_the_end(self) -> None:
        with Office() as office:
            office.init()
            server = Server(office)
            person = Person(server)
            self.assertEqual(person.get("/healthz").body, b"ok\n")
            self.assertEqual(person.get("/readyz").body, b"ready\n")
            self.assertIn(b"ducha_groups_total", person.get("/metrics").body)
            self.assertEqual(person.get("/metrics", X_Forwarded_For="192.0.2.1").status, 404)
            document = person.get("/api/v1/openapi.json").json()
            self.assertEqual(document["openapi"], "3.1.0")
            self.assertEqual(document, json.loads(office.do("openapi").out))
            landed = ROOT / "docs/openapi.json"
            if os.environ.get("DUCHA_WRITE"):
                text = json.dumps(document, ensure_ascii=False, indent=1)
                landed.write_text(text + "\n", "utf-8")
            self.assertEqual(document, json.loads(landed.read_text("utf-8")),
                             "run this test with DUCHA_WRITE=1")
            self.assertEqual(server.stop(signal.SIGTERM), 0)
            self.assertTrue(all(json.loads(line) for line in server.log.read_text().splitlines()))

    def test_the_workbench_is_served_where_it_is_built(self) -> None:
        with Office() as office:
            office.init()
            built = office.folder / "app"
            settings = office.folder / "server.toml"
            settings.write_text(f'[server]\nworkbench = "{built}"\n')
            with Server(office, "--config", str(settings)) as server:
                missing = Person(server).get("/app/")
                self.assertEqual(missing.status, 503)
                self.assertIn("工作台尚未构建", missing.body.decode())
                self.assertIn("The workbench is not built", missing.body.decode())
            (built / "assets").mkdir(parents=True)
            (built / "index.html").write_text("<p>first page</p>")
            (built / "assets/index-1a2b.js").write_text("plain")
            (built / "assets/index-1a2b.js.br").write_bytes(b"small")
            with Server(office, "--config", str(settings)) as server:
                person = Person(server)
                self.assertEqual(person.get("/app").headers["location"], "/app/")
                for path in ("/app/", "/app/test/SD/triage"):
                    page = person.get(path)
                    self.assertEqual((page.status, page.body), (200, b"<p>first page</p>"), path)
                    self.assertEqual(page.headers["cache-control"], "no-cache")
                    policy = page.headers["content-security-policy"]
                    self.assertIn("script-src 'self';", policy)
                    self.assertNotIn("unsafe", policy)
                    again = person.get(path, If_None_Match=page.headers["etag"])
                    self.assertEqual(again.status, 304)
                script = person.get("/app/assets/index-1a2b.js", Accept_Encoding="br")
                self.assertEqual(script.body, b"small")
                self.assertIn("immutable", script.headers["cache-control"])
                self.assertEqual(person.get("/app/assets/gone.js").status, 404)

    def test_a_session_says_what_its_roles_permit(self) -> None:
        with Office() as office:
            office.init()
            admit(office, "operator", "intake_officer")
            admit(office, "both", "system_administrator", "auditor")
            with Server(office) as server:
                who = Person(server).sign_in("operator").json()
                self.assertEqual(who["roles"], ["intake_officer"])
                self.assertIn("accept_matters", who["permits"])
                self.assertNotIn("decline_matter", who["permits"])
                self.assertEqual(who["permits"], sorted(who["permits"]))
                # Roles that exclude each other count for nothing.
                none = Person(server).sign_in("both").json()
                self.assertEqual((none["roles"], none["permits"]), ([], []))

    def test_settings_are_checked(self) -> None:
        with Office() as office:
            office.init()
            file = office.folder / "server.toml"
            for text, where, code in [
                    ("[server]\nlisen = \"x:1\"", "server.toml:2:1", "config.unknown_key"),
                    ("[server]\nlisten = \"x\"", "server.toml:2:1", "config.bad_address"),
                    ("[server]\nworkers = 1", "server.toml:2:1", "config.bad_value")]:
                with self.subTest(text=text):
                    file.write_text(text)
                    refused = office.run("config", "check", "--config", str(file), "--json")
                    self.assertEqual(refused.code, 1)
                    said = json.loads(refused.err)
                    self.assertEqual(said["refused"], code)
                    self.assertIn(where, said["where"])
            file.write_text("[server]\nlisten = \"127.0.0.1:9\"\nworkers = 8\n")
            good = office.do("config", "check", "--config", str(file), "--json")
            self.assertEqual(json.loads(good.out)["port"], 9)

    def test_every_key_as_it_usually_is_changes_nothing(self) -> None:
        with Office() as office:
            office.init()
            tables: dict[str, list[str]] = {}
            for key in office.do("config", "keys", "--json").lines():
                table, _, name = key["key"].partition(".")
                bare = key["usual"] in ("true", "false") or key["usual"].isdigit() \
                    or key["usual"].startswith("[")
                usual = key["usual"] if bare else json.dumps(key["usual"])
                tables.setdefault(table, []).append(f"{name} = {usual}")
            file = office.folder / "usual.toml"
            file.write_text("\n".join(f"[{table}]\n" + "\n".join(lines)
                                      for table, lines in tables.items()) + "\n")
            checked = office.do("config", "check", "--config", str(file), "--json")
            self.assertEqual(checked.out, office.do("config", "check", "--json").out)


if __name__ == "__main__":
    unittest.main()
