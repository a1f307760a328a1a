"""People and their credentials on the command line: what is typed, shown once, and never again."""

import json
import os
import pty
import select
import subprocess
import termios
import time
import unittest

from office import Office, on_both_databases

PASSWORD = "kettle-ruby-lamp"


def with_input(office: Office, text: str, *verb: str) -> subprocess.CompletedProcess:
    return subprocess.run(office.command(*verb), input=text.encode(), capture_output=True,
                          timeout=60, cwd=office.folder)


class Terminal:
    """The program on a terminal of its own, with somebody who types."""

    def __init__(self, office: Office, *verb: str):
        self.seen = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(office.folder)
            command = office.command(*verb)
            os.execv(command[0], command)

    def wait_for(self, text: str) -> None:
        """Until the text is on the screen; nothing once the program has ended."""
        ends = time.monotonic() + 60
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0.0, ends - time.monotonic()))
            if not ready:
                raise AssertionError(f"no {text!r} in {self.seen!r}")
            if not self.read():
                raise AssertionError(f"ended without {text!r}: {self.seen!r}")

    def read(self) -> bool:
        try:
            piece = os.read(self.terminal, 4096)
        except OSError:
            return False
        self.seen += piece.decode(errors="replace")
        return bool(piece)

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def ended(self) -> int:
        while self.read():
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class Staff(unittest.TestCase):
    @on_both_databases
    def test_people_come_and_go(self, office: Office) -> None:
        """Admitted, given a role, listed, suspended, reinstated; each as JSON and as a line."""
        added = office.do("staff", "add", "li.si", "--name", "李模拟", "--role", "auditor", "--json")
        person = json.loads(added.out)
        self.assertEqual(person["login"], "li.si")
        self.assertEqual([grant["role"] for grant in person["grants"]], ["auditor"])
        granted = office.do("staff", "grant", "li.si", "inspector", "--inspection", "test",
                            "--object", "SD", "--unit", "3702", "--json")
        self.assertEqual(json.loads(granted.out)["grants"][1],
                         {"role": "inspector", "inspection": "test", "object": "SD",
                          "unit": "3702"})
        self.assertIn("inspector@test/SD/3702", office.do("staff", "list").out)
        self.assertIn("在岗", office.do("staff", "list", "--zh").out)
        office.do("staff", "revoke", "li.si", "auditor")
        again = office.run("staff", "revoke", "li.si", "auditor", "--json")
        self.assertEqual((again.code, json.loads(again.err)["refused"]),
                         (1, "staff.no_such_grant"))
        suspended = office.do("staff", "suspend", "li.si", "--ground", "离任", "--json")
        self.assertEqual(json.loads(suspended.out)["suspended"], "left_office")
        self.assertIn("停用（离任）", office.do("staff", "list", "--zh").out)
        self.assertEqual(office.run("staff", "suspend", "li.si", "--ground", "bored").code, 2)
        self.assertIsNone(json.loads(
            office.do("staff", "reinstate", "li.si", "--json").out)["suspended"])
        self.assertEqual(office.run("staff", "grant", "no.body", "inspector").code, 1)
        self.assertEqual(office.run("staff").code, 2)
        office.do("doctor")
        office.do("verify")
        office.do("rebuild", "--check")

    @on_both_databases
    def test_a_password_comes_from_a_pipe(self, office: Office) -> None:
        """One line; a bad one is refused without being repeated."""
        office.do("staff", "add", "li.si", "--name", "李模拟")
        done = with_input(office, PASSWORD + "\nsomething else\n", "staff", "password", "li.si")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(office.sql("select hash from credential").startswith(
            "$argon2id$v=19$m=19456,t=2,p=1$"))
        for text, refusal in [("woaini1314520\n", "password.too_common"),
                              ("kettle\n", "password.too_short"), ("\n", "staff.no_password"),
                              ("", "staff.no_password")]:
            bad = with_input(office, text, "staff", "password", "li.si", "--json")
            self.assertEqual(bad.returncode, 1)
            self.assertEqual(json.loads(bad.stderr)["refused"], refusal)
            self.assertNotIn(text.strip() or "\0", (bad.stdout + bad.stderr).decode())

    def test_a_password_is_typed_unseen_and_twice(self) -> None:
        with Office() as office:
            office.init().do("staff", "add", "li.si", "--name", "李模拟")
            for second, code, sentence in [(PASSWORD, 0, "口令已设置"),
                                           (PASSWORD + "!", 1, "两次输入的口令不一致")]:
                with self.subTest(second=second):
                    terminal = Terminal(office, "staff", "password", "li.si", "--zh")
                    terminal.wait_for("新口令：")
                    terminal.type(PASSWORD + "\n")
                    terminal.wait_for("再输入一次：")
                    terminal.type(second + "\n")
                    self.assertEqual(terminal.ended(), code)
                    self.assertIn(sentence, terminal.seen)
                    self.assertNotIn("kettle", terminal.seen)

    def test_the_terminal_shows_again_after_ctrl_c(self) -> None:
        with Office() as office:
            office.init().do("staff", "add", "li.si", "--name", "李模拟")
            master, slave = pty.openpty()
            process = subprocess.Popen(office.command("staff", "password", "li.si"), stdin=slave,
                                       stdout=slave, stderr=slave, start_new_session=True)
            seen = b""
            while b"New password: " not in seen:
                seen += os.read(master, 4096)
            self.assertFalse(echoes(slave))
            process.send_signal(2)
            self.assertEqual(process.wait(60), 3)
            self.assertTrue(echoes(slave))
            os.close(master)
            os.close(slave)

    def test_an_authenticator_is_shown_once_as_a_picture(self) -> None:
        with Office() as office:
            office.init().do("staff", "add", "li.si", "--name", "李模拟")
            shown = json.loads(office.do("staff", "totp", "li.si", "--json").out)
            self.assertRegex(shown["uri"],
                             r"^otpauth://totp/ducha:li\.si\?secret=[A-Z2-7]{32}&issuer=ducha$")
            self.assertNotIn("█", office.do("staff", "totp", "li.si").out)
            terminal = Terminal(office, "staff", "totp", "li.si")
            self.assertEqual(terminal.ended(), 0)
            self.assertIn("█", terminal.seen)
            removed = office.do("staff", "totp", "li.si", "--remove", "--json")
            self.assertTrue(json.loads(removed.out)["removed"])
            self.assertEqual(office.sql("select count(*) from one_time_secret").strip(), "0")

    @on_both_databases
    def test_a_key_is_made_listed_and_revoked(self, office: Office) -> None:
        office.do("staff", "add", "li.si", "--name", "李模拟", "--role", "auditor")
        made = json.loads(office.do("staff", "key", "add", "li.si", "--name", "模拟接口",
                                    "--role", "auditor", "--days", "30", "--json").out)
        self.assertRegex(made["token"], r"^ducha_[A-Za-z0-9_-]{43}$")
        listed = office.do("staff", "key", "list", "li.si", "--json").lines()
        self.assertEqual([(key["key"], key["title"], key["roles"], key["expired"])
                          for key in listed],
                         [(made["key"], "模拟接口", ["auditor"], False)])
        wrong = office.run("staff", "key", "add", "li.si", "--name", "x", "--role", "liaison")
        self.assertEqual(wrong.code, 1)
        office.do("staff", "key", "revoke", "li.si", made["key"])
        self.assertEqual(office.do("staff", "key", "list", "li.si").out, "")
        self.assertEqual(office.run("staff", "key", "revoke", "li.si", made["key"]).code, 1)
        self.assertEqual(office.do("staff", "sessions", "li.si").out, "")
        self.assertEqual(office.run("staff", "sessions", "li.si", "--end", "0").code, 1)

    @on_both_databases
    def test_nothing_secret_is_logged_exported_or_shown(self, office: Office) -> None:
        """Canaries: in the log file, the exported log, and what every list says."""
        log = office.folder / "acts.jsonl"
        logged = ("--log-file", str(log))
        office.do("staff", "add", "li.si", "--name", "李模拟", "--role", "auditor", *logged)
        with_input(office, PASSWORD + "\n", "staff", "password", "li.si", *logged)
        with_input(office, "wrong-" + PASSWORD + "\xff\n", "staff", "password", "li.si", *logged)
        uri = json.loads(office.do("staff", "totp", "li.si", "--json", *logged).out)["uri"]
        key = json.loads(office.do("staff", "key", "add", "li.si", "--name", "x", "--json",
                                   *logged).out)
        office.run("staff", "grant", "li.si", "No Role", *logged)
        texts = [log.read_text("utf-8"), office.do("export", "log", "--object", "office").out,
                 office.do("staff", "list", "--json").out,
                 office.do("staff", "key", "list", "li.si", "--json").out,
                 office.do("staff", "sessions", "li.si", "--json").out]
        canaries = [PASSWORD, uri.split("secret=")[1].split("&")[0], key["token"], "argon2"]
        for text in texts:
            for canary in canaries:
                self.assertNotIn(canary, text)
        self.assertIn("admit_person", texts[0])
        self.assertIn("act refused", texts[0])
        for name in ("li.si", "李模拟"):
            self.assertNotIn(name, texts[0], "the log file names nobody")
            for line in texts[1].splitlines():
                self.assertNotIn(name, json.loads(line).get("leaf", ""))


def echoes(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


if __name__ == "__main__":
    unittest.main()
