"""Tests of tools/verify: logs and proofs are built here, then tampered with."""

import base64
import contextlib
import hashlib
import io
import json
import random
import subprocess
import sys
import types
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = Path(__file__).with_name("verify")
verify = types.ModuleType("verify")
exec(compile(PROGRAM.read_text("utf-8"), PROGRAM, "exec"), verify.__dict__)

# Signing, written apart from the verification (RFC 8032 5.1, projective coordinates).

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960, 1)


def point_add(p, q):
    (x1, y1, z1), (x2, y2, z2) = p, q
    a, c, e = z1 * z2, x1 * x2, y1 * y2
    b, f = a * a, D * c * e
    return (a * (b - f) * ((x1 + y1) * (x2 + y2) - c - e) % P,
            a * (b + f) * (e + c) % P, (b - f) * (b + f) % P)


def point_times(scalar):
    if scalar == 0:
        return 0, 1, 1
    half = point_times(scalar >> 1)
    double = point_add(half, half)
    return point_add(double, BASE) if scalar & 1 else double


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def sha512(data):
    return hashlib.sha512(data).digest()


def number(data):
    return int.from_bytes(data, "little")


def b64(data):
    return base64.b64encode(data).decode()


class Signer:
    def __init__(self, seed, name="ducha/test"):
        digest = sha512(seed)
        self.secret, self.prefix = number(digest[:32]) & (2**254 - 8) | 2**254, digest[32:]
        self.public = encoded(point_times(self.secret))
        self.name = name
        self.id = hashlib.sha256(name.encode() + b"\n\x01" + self.public).digest()[:4]
        self.key = f"{name}+{self.id.hex()}+{b64(bytes([1]) + self.public)}"

    def sign(self, message):
        r = number(sha512(self.prefix + message)) % ORDER
        point = encoded(point_times(r))
        k = number(sha512(point + self.public + message)) % ORDER
        return point + ((r + k * self.secret) % ORDER).to_bytes(32, "little")

    def note(self, origin, size, root):
        text = f"{origin}\n{size}\n{b64(root)}\n"
        return f"{text}\n— {self.name} {b64(self.id + self.sign(text.encode()))}\n"


def hashed(data):
    return hashlib.sha256(data).digest()


def split(n):
    """This and the next two follow the definitions of RFC 9162 2.1.1 and 2.1.3.1."""
    return max(2**i for i in range(n.bit_length()) if 2**i < n)


def naive_root(leaves):
    if len(leaves) < 2:
        return hashed(b"\0" + leaves[0]) if leaves else hashed(b"")
    k = split(len(leaves))
    return hashed(b"\1" + naive_root(leaves[:k]) + naive_root(leaves[k:]))


def naive_path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return naive_path(m, leaves[:k]) + [naive_root(leaves[k:])]
    return naive_path(m - k, leaves[k:]) + [naive_root(leaves[:k])]


OFFICE = Signer(b"o" * 32)
FORGER = Signer(b"f" * 32)  # has the name, not the key
ORIGIN = "ducha/第三组"
START = 1_700_000_000_000_000
REWRITTEN = "the log was cut or rewritten below the saved head of size 12"


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def make_event(seq, words="", **changes):
    salt = hashed(b"salt %d" % seq)[:16]
    text = canonical({"原文": words}) if words else None
    leaf = {"act": f"act-{seq}", "actor": "p-7", "algorithm": "sha-256", "body": {"n": seq},
            "commitment": hashed(salt + text.encode()).hex() if text else None, "log": ORIGIN,
            "occurred": START - 5, "recorded": START + 3 * seq, "rules": "2024-1", "seq": seq,
            "type": "report_received", "version": 1}
    return {"leaf": canonical(leaf | changes), "salt": salt.hex() if text else None, "words": text}


def make_events(count):
    return [make_event(seq, words=f"河水发黑 {seq}" if seq % 2 else "") for seq in range(count)]


def change(event, **changes):
    event["leaf"] = canonical(json.loads(event["leaf"]) | changes)


def leaves_of(events):
    return [event["leaf"].encode() for event in events]


def make_head(events, size, signer=OFFICE):
    return signer.note(ORIGIN, size, naive_root(leaves_of(events[:size])))


def make_log(events, sizes=(12,), signer=OFFICE, **opening):
    first = {"format": "ducha-log", "version": 1, "origin": ORIGIN, "algorithm": "sha-256",
             "key": signer.key}
    return [first | opening, *events, *({"head": make_head(events, n, signer)} for n in sizes)]


def make_proof(events, index):
    return {"format": "ducha-proof", "version": 1, "origin": ORIGIN, "index": index,
            **events[index], "path": [h.hex() for h in naive_path(index, leaves_of(events))],
            "head": make_head(events, len(events)), "key": OFFICE.key}


def as_bytes(lines):
    return b"".join(line if isinstance(line, bytes) else canonical(line).encode() + b"\n"
                    for line in lines)


class Case(unittest.TestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder, self.events = Path(folder.name), make_events(12)

    def file(self, name, content):
        data = content if isinstance(content, bytes) else content.encode()
        (self.folder / name).write_bytes(data)
        return str(self.folder / name)

    def run_main(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = verify.main(list(arguments))
            except SystemExit as end:
                code = end.code
        return code, out.getvalue(), err.getvalue()

    def check(self, kind, content, heads=(), key=OFFICE.key):
        saved = [f"--head={self.file(f'{i}.head', note)}" for i, note in enumerate(heads)]
        given = [f"--key={key}"] if key else []
        code, out, err = self.run_main(kind, self.file("input", content), *saved, *given, "--json")
        outcome = json.loads(out)
        self.assertEqual((code, err), (0 if outcome["holds"] else 1, ""))
        return outcome

    def log(self, lines, **options):
        return self.check("log", as_bytes(lines), **options)

    def assert_holds(self, outcome):
        self.assertEqual((outcome["holds"], outcome["findings"]), (True, []))

    def assert_found(self, outcome, what, line=None, seq=None):
        """The first finding that has these words stands at this place."""
        self.assertFalse(outcome["holds"])
        found = next((f for f in outcome["findings"] if what in f["what"]), None)
        self.assertIsNotNone(found, outcome["findings"])
        self.assertEqual((found["line"], found["seq"]),
                         (line or found["line"], found["seq"] if seq is None else seq), found)

    def assert_every_byte_counts(self, kind, whole):
        self.assert_holds(self.check(kind, whole))
        dice = random.Random(1)
        for at in range(0, len(whole), 2):
            changed = bytearray(whole)
            changed[at] ^= 1 << dice.randrange(8)
            self.assertFalse(self.check(kind, bytes(changed))["holds"], (at, changed[at]))


RFC_8032 = [  # 7.1: public, message, signature of the tests 1, 2, 3 and SHA(abc)
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", sha512(b"abc").hex(),
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
     "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
]


class Signatures(unittest.TestCase):
    def test_the_vectors_of_rfc_8032_hold(self):
        for vector in RFC_8032:
            self.assertTrue(verify.verifies(*map(bytes.fromhex, vector)))

    def test_any_other_signature_is_refused(self):
        public, message, signature = map(bytes.fromhex, RFC_8032[2])
        for bit in range(0, 512, 5):
            other = (number(signature) ^ 1 << bit).to_bytes(64, "little")
            self.assertFalse(verify.verifies(public, message, other), bit)
        self.assertFalse(verify.verifies(public, b"\xaf\x83", signature))
        self.assertFalse(verify.verifies(OFFICE.public, message, signature))
        # A second form of the same signature, and other lengths.
        larger = (number(signature[32:]) + ORDER).to_bytes(32, "little")
        for other in (signature[:32] + larger, signature + b"\0", signature[:63], b""):
            self.assertFalse(verify.verifies(public, message, other))

    def test_a_signature_of_another_program_holds(self):
        """The example of the signed-note format."""
        key = verify.parse_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        text = (b"If you think cryptography is the answer to your problem,\n"
                b"then you don't know what your problem is.\n")
        data = base64.b64decode("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
                                "KvqfqdngotpRZb6KE6RyyBwJnAM=")
        self.assertTrue(data[:4] == key.id and verify.verifies(key.public, text, data[4:]))

    def test_keys_that_are_not_well_formed_are_refused(self):
        def key(data):
            return f"x+{hashed(b'x' + bytes([10]) + data)[:4].hex()}+{b64(data)}"

        self.assertEqual(verify.parse_key(key(b"\1" + OFFICE.public)).public, OFFICE.public)
        name, key_id, data = OFFICE.key.split("+", 2)
        for text in ("", "x", f"{name}+{key_id}", f"{name}x+{key_id}+{data}", OFFICE.key + "\n",
                     f"{name}+{key_id.upper()}+{data}", f"{name}+{key_id}+{data[:-4]}",
                     f"{name}+00000000+{data}", key(OFFICE.public), key(b"\2" + OFFICE.public),
                     key(b"\1" + OFFICE.public + b"\0"), *(  # and no points of the curve
                         key(b"\1" + y.to_bytes(32, "little")) for y in (2, P + 1, 1 | 1 << 255))):
            with self.assertRaises(ValueError, msg=text):
                verify.parse_key(text)


class CanonicalJson(unittest.TestCase):
    # RFC 8785 3.2.3
    ORDER = '{"\\r":1,"1":2,"\x80":3,"\xf6":4,"\u20ac":5,"\U0001f600":6,"\ufb33":7}'

    def test_canonical_texts_pass(self):
        for text in ('{}', '[]', 'null', '"\\b\\f\\n\\r\\t\\u001f\\"\\\\/\x7f"', self.ORDER,
                     '-9007199254740991', '{"a":{"b":[0,-1,true,false,null]},"中":"文"}'):
            verify.parse_canonical("leaf", text)

    def test_other_texts_are_refused(self):
        for text in ('', '{ }', '{"b":1,"a":2}', '{"a":1,"a":1}', '{"a":1,"a":2}', '1.0', '1e2',
                     '-0', '01', '9007199254740992', '9' * 5000, 'NaN', 'Infinity', '"\\u0041"',
                     '"\\/"', '"\\u000a"', '"\\u001F"', '"\t"', '"\\ud800"', '"\ud800"', '{}\n',
                     '\ufeff{}', '[1,]', '[' * 100_000, '{"a":1}x', '{"\ufb33":7,"\U0001f600":6}'):
            with self.assertRaises(verify.FAULTS, msg=text[:20]):
                verify.parse_canonical("leaf", text)


class Trees(unittest.TestCase):
    LEAVES = [b"leaf %d" % i for i in range(130)]

    def test_roots_of_all_sizes_to_130_and_few_hashes_held(self):
        tree = verify.Tree()
        for size, leaf in enumerate(self.LEAVES, 1):
            tree.append(hashed(b"\0" + leaf))
            self.assertEqual(tree.root(), naive_root(self.LEAVES[:size]))
            self.assertEqual(len(tree.peaks), size.bit_count())
        # The tree of the reference tests of Certificate Transparency.
        tree = verify.Tree()
        for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                     "606162636465666768696a6b6c6d6e6f"):
            tree.append(hashed(b"\0" + bytes.fromhex(leaf)))
        self.assertEqual(tree.root().hex(),
                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")

    def proves(self, root, *proof):
        try:
            return verify.root_from_path(*proof) == root
        except ValueError:
            return False

    def test_proofs_of_all_sizes_to_130_and_every_mutation(self):
        for size in range(1, 131):
            leaves = self.LEAVES[:size]
            root = naive_root(leaves)
            for index in range(size):
                leaf, path = hashed(b"\0" + leaves[index]), naive_path(index, leaves)
                self.assertTrue(self.proves(root, leaf, index, size, path))
                self.assertFalse(self.proves(root, hashed(b"other"), index, size, path))
                for other in {-1, 0, index - 1, index + 1, index ^ 1, size, size + index} - {index}:
                    self.assertFalse(self.proves(root, leaf, other, size, path))
                wrong = [path + [root]]
                for at, node in enumerate(path):
                    wrong += [path[:at] + change + path[at + 1:]
                              for change in ([bytes([node[0] ^ 1]) + node[1:]], [], [node, node])]
                for other in wrong:
                    self.assertFalse(self.proves(root, leaf, index, size, other))


class Logs(Case):
    def test_a_whole_log_holds(self):
        outcome = self.log(make_log(self.events, (4, 9, 12)), heads=[make_head(self.events, 7)])
        self.assert_holds(outcome)
        self.assertEqual((outcome["events"], outcome["origin"], outcome["notes"]), (12, ORIGIN, []))
        self.assertEqual(outcome["root"], naive_root(leaves_of(self.events)).hex())

    def test_the_last_head_must_cover_the_log(self):
        self.assert_holds(self.log(make_log([], (0,))))
        for lines in (make_log([], ()), make_log(self.events, ()), make_log(self.events, (4, 9)),
                      make_log(self.events, (12, 9))):
            self.assert_found(self.log(lines), "under the last head")

    def test_a_changed_event_is_found_by_the_next_head(self):
        lines = make_log(self.events, (4, 9, 12))
        change(self.events[5], body={"n": 99})
        found = [(f["part"], f["line"]) for f in self.log(lines)["findings"]]
        self.assertEqual(found, [("head", 15), ("head", 16), ("log", None)])

    def test_removed_swapped_and_inserted_events_are_found(self):
        whole = make_log(self.events)
        extra = make_event(5, words="x", recorded=START + 14)
        for lines, line in ([(whole[:at] + whole[at + 1:], at + 1) for at in range(1, 12)]
                            + [(whole[:3] + [whole[4], whole[3]] + whole[5:], 4),
                               (whole[:6] + [extra] + whole[6:], 8)]):
            outcome = self.log(lines)
            self.assert_found(outcome, "seq does not follow", line)
            self.assert_found(outcome, "signed at size 12", len(lines))
            self.assertEqual(outcome["findings_total"], 5 if len(lines) == 14 else 3)
        self.assert_found(self.log(whole[:12] + whole[13:]), "signed at size 12", 13)
        # Inserted, and the later events renumbered.
        heads = make_log(self.events, (4, 12))[-2:]
        events = self.events[:5] + [make_event(5, recorded=START + 13)] + self.events[5:]
        for seq, event in enumerate(events[6:], 6):
            change(event, seq=seq)
        self.assert_found(self.log([*make_log(events, ()), *heads]), "signed at size 12", 16)

    def test_a_log_cut_at_an_older_head_is_found_only_with_a_saved_head(self):
        """The honest limit: what nobody outside has kept, nobody can miss."""
        cut, saved = make_log(self.events[:9], (4, 9)), make_head(self.events, 12)
        self.assert_holds(self.log(cut))
        self.assertIn(verify.NO_SAVED_HEAD, self.log(cut)["notes"])
        self.assert_holds(self.log(cut, heads=[make_head(self.events, 8)]))
        outcome = self.log(cut, heads=[make_head(self.events, 3), saved])
        self.assert_found(outcome, REWRITTEN)

    def test_a_log_rewritten_and_signed_anew_is_found_only_with_a_saved_head(self):
        saved = make_head(self.events, 12)
        change(self.events[2], body={"n": 0})
        again = make_log(self.events, (4, 9, 12))
        self.assert_holds(self.log(again))
        self.assert_found(self.log(again, heads=[saved]), REWRITTEN)
        self.assert_found(self.log([*again, {"head": saved}]), "signed at size 12", line=17)

    def test_a_log_signed_by_another_key_is_found_only_with_the_key(self):
        forged = make_log(self.events, signer=FORGER)
        self.assert_holds(self.log(forged, key=None))
        self.assertIn(verify.KEY_FROM_FILE, self.log(forged, key=None)["notes"])
        for key in (OFFICE.key, self.file("key", OFFICE.key + "\n")):
            self.assert_holds(self.log(make_log(self.events), key=key))
            self.assert_found(self.log(forged, key=key), "not the key you trust", line=1)
            self.assert_found(self.log(forged, key=key), "the signature at size 12", line=14)
        outcome = self.log(forged, key=None, heads=[make_head(self.events, 9)])
        self.assert_found(outcome, "the signature at size 9")

    def test_wrong_signatures_are_found_and_those_of_witnesses_left_alone(self):
        lines, text = make_log(self.events), make_head(self.events, 12).split("\n—")[0]
        good, other = (signer.sign(text.encode()) for signer in (OFFICE, FORGER))
        for holds, *signatures in ((True, OFFICE.id + good), (False, OFFICE.id + other),
                                   (False, FORGER.id + good), (False, OFFICE.id + good[:-1]),
                                   (True, b"abcd" + bytes(72), OFFICE.id + good),
                                   (False, OFFICE.id + good, OFFICE.id + other)):
            signed = [f"— ducha/test {b64(data)}\n" for data in signatures]
            lines[-1]["head"] = "".join([text, "\n", *signed])
            self.assertEqual(self.log(lines)["holds"], holds, signed)

    def test_heads_that_are_not_well_formed_are_found(self):
        head = make_head(self.events, 12)
        for note in ("", "\n", head[:-1], head + "\n", head.replace("\n12\n", "\n012\n"),
                     head.replace("— ", "- "), head.replace("\n\n", "\nmore\n\n"), None, 7, [head],
                     head.split("— ")[0], head.replace("\n", "\r\n"), head.replace(ORIGIN, "x"),
                     head.replace("\n12\n", "\n13\n"), head.replace("=\n\n", "\n\n"),
                     OFFICE.note(ORIGIN, "012", naive_root(leaves_of(self.events))),
                     head[:-3] + chr(ord(head[-3]) + 1) + "=\n"):  # a stray bit
            self.assertFalse(self.log([*make_log(self.events), {"head": note}])["holds"])
        saved = OFFICE.note("ducha/other", 9, naive_root(leaves_of(self.events[:9])))
        self.assert_found(self.log(make_log(self.events), heads=[saved]), "another log")

    def test_changed_words_are_found_though_the_tree_holds(self):
        good = self.events[3]
        for part in ({"words": canonical({"原文": "清澈"})}, {"salt": "00" * 16}, {"salt": None},
                     {"words": None}, {"salt": good["salt"].upper()}, {"salt": "0"}, {"salt": 7},
                     {"words": {"a": 1}}, {"salt": good["salt"] + " "}):
            self.events[3] = good | part
            outcome = self.log(make_log(self.events))
            self.assert_found(outcome, "", line=5, seq=3)
            self.assertEqual(outcome["findings_total"], 1)
        self.events[3], self.events[2]["words"] = good, "{}"
        self.assert_found(self.log(make_log(self.events)), "", line=4, seq=2)

    def test_a_changed_commitment_and_words_of_two_readings_are_found(self):
        lines = make_log(self.events)
        change(self.events[3], commitment=hashed(b"other").hex())
        self.assert_found(self.log(lines), "not the words committed to", seq=3)
        self.assert_found(self.log(lines), "signed at size 12")
        for what, text, salt in (("different keys", '{"a":1,"a":2}', bytes(16)),
                                 ("hex of 16", "{}", bytes(15))):
            change(self.events[3], commitment=hashed(salt + text.encode()).hex())
            self.events[3] |= {"salt": salt.hex(), "words": text}
            self.assert_found(self.log(make_log(self.events)), what, line=5)

    def test_erased_words_need_a_later_event(self):
        self.events[3] |= {"salt": None, "words": None}
        self.assert_found(self.log(make_log(self.events)), "without an event", line=5, seq=3)
        erasure = make_event(12, words="依规销毁", type="payload_erased", body={"seq": 3})
        lines = make_log([*self.events, erasure], (13,))
        self.assert_holds(self.log(lines))
        self.assertEqual(self.log(lines)["words_erased"], 1)
        for changes in ({"type": "report_received"}, {"body": {"seq": 1}}, {"body": {"seq": "3"}},
                        {"body": {}}, {"body": 3}):
            change(erasure, **{"type": "payload_erased", "body": {"seq": 3}} | changes)
            self.assertFalse(self.log(make_log([*self.events, erasure], (13,)))["holds"])
        change(erasure, body={"seq": 3})
        change(self.events[3], commitment="ab")
        self.assert_found(self.log(make_log([*self.events, erasure], (13,))), "hex of 32", line=5)

    def test_an_erasure_does_not_excuse_a_later_loss_or_its_own(self):
        for erasure in (2, 3):
            events = make_events(12)
            change(events[erasure], type="payload_erased", body={"seq": 3})
            events[3] |= {"salt": None, "words": None}
            self.assert_found(self.log(make_log(events)), "without an event", seq=3)

    def test_leaves_with_wrong_fields_are_found_though_they_are_signed(self):
        for what, *values in (("seq", {"seq": 7}), ("number", {"seq": "5"}, {"seq": True}),
                              ("recorded", *({"recorded": v} for v in (START + 12, "x", True))),
                              ("log", {"log": "ducha/x"}), ("algorithm", {"algorithm": "sm3"}),
                              ("keys", {"extra": 1}),
                              ("committed", {"commitment": "ab"}, {"commitment": 5})):
            for changes in values:
                events = make_events(12)
                change(events[5], **changes)
                self.assert_found(self.log(make_log(events)), what, line=7)

    def test_leaves_that_are_not_canonical_are_found_though_they_are_signed(self):
        good = self.events[5]["leaf"]
        for leaf in (good + " ", good.replace(":", ": ", 1), good.replace("act-5", "\\u0061ct-5"),
                     good[:-2] + "1.0}", "{" + good[1:-1] + ',"act":0}', "null", "[]", "",
                     '{"version":1,' + good[1:].replace(',"version":1', "")):
            self.events[5]["leaf"] = leaf
            self.assert_found(self.log(make_log(self.events)), "", line=7)
        lines = make_log(make_events(12))
        for leaf in (None, 5, {}, [good]):
            lines[6]["leaf"] = leaf
            self.assert_found(self.log(lines), "", line=7)
        lines[6] = b'{"leaf":"\\ud800","salt":null,"words":null}\n'
        self.assert_found(self.log(lines), "", line=7)

    def test_garbage_lines_are_found(self):
        lines = make_log(self.events)
        for garbage in (b"\n", b"{}\n", b"garbage\n", b"\xff\xfe\n", b"\0" * 50 + b"\n", b"[1]\n",
                        b"[" * 200_000 + b"\n", b'{"leaf":"","salt":null}\n',
                        b'{"leaf":1,"leaf":2}\n', b'{"head":"","x":1}\n',
                        b'{"leaf":"","salt":null,"words":null,"x":1}\n'):
            for at in (1, 5, 13, 14):
                outcome = self.log(lines[:at] + [garbage] + lines[at:])
                self.assertEqual([f["line"] for f in outcome["findings"]], [at + 1], garbage[:30])
        outcome = self.log([*lines, *[b"?\n"] * 1000])
        self.assertEqual((outcome["findings_total"], len(outcome["findings"])), (1000, 100))

    def test_openings_that_are_not_known_and_empty_files_are_found(self):
        for opening in ({"format": "ducha-proof"}, {"version": 2}, {"version": True}, {"x": 1},
                        {"algorithm": "sm3"}, {"key": "x"}, {"key": None}, {"origin": 5}):
            for key in (OFFICE.key, None):
                self.assertFalse(self.log(make_log(self.events, **opening), key=key)["holds"])
        for empty in (b"", b"\n", b"\n\n", b"\xef\xbb\xbf"):
            self.assert_found(self.check("log", empty), "", line=1)
            self.assert_found(self.check("proof", empty), "", line=1)

    def test_a_huge_line_is_found_and_the_rest_is_still_read(self):
        lines, size = make_log(self.events), verify.MAX_LINE_BYTES
        padded = as_bytes(lines[3:4])[:-1] + b" " * size + b"garbage\n"
        for huge in (b"x" * (2 * size) + b"\n", b"x" * (size - 1) + b"\n", padded):
            outcome = self.log(lines[:3] + [huge] + lines[3:])
            self.assertEqual([f["line"] for f in outcome["findings"]], [4])


class Proofs(Case):
    def proof(self, proof, **options):
        return self.check("proof", canonical(proof), **options)

    def test_every_event_of_a_log_can_be_proved_with_its_words_or_without(self):
        for index in range(12):
            proof = make_proof(self.events, index)
            for parts, words in (({}, "shown"), ({"salt": None, "words": None}, "not shown")):
                outcome = self.proof(proof | parts)
                self.assert_holds(outcome)
                self.assertEqual(outcome["words"], words if index % 2 else "not shown")
        self.assert_holds(self.proof(make_proof(self.events[:1], 0)))

    def test_every_mutation_is_refused(self):
        good = make_proof(self.events, 3)
        path, other = good["path"], make_proof(self.events, 5)
        mutations = [{"path": path[:at] + change + path[at + 1:]} for at in range(len(path))
                     for change in ([], [hashed(b"x").hex()], [path[at], path[at]])]
        mutations += [{"path": value} for value in (path[::-1], None, "", [None], [[]] * 4, [
            p.upper() for p in path], [p + "00" for p in path])]
        mutations += [{"index": value} for value in (2, 4, -1, 12, 2**50, "3", None, 3.0, True)]
        mutations += [{name: other[name]} for name in ("leaf", "salt", "words", "path", "index")]
        mutations += [{"leaf": good["leaf"].replace("act-3", "act-4")}, {"leaf": None}, {"x": 1},
                      {"leaf": good["leaf"] + " "}, {"origin": "ducha/x"}, {"version": 2},
                      {"format": "ducha-log"}, {"key": FORGER.key}, {"key": ""}, {"salt": None},
                      {"head": make_head(self.events, 10)}, {"head": None}, {"head": ""},
                      {"head": make_head(self.events, 12, FORGER)}, {"words": None},
                      {"head": good["head"].replace("\n12\n", "\n13\n")}]
        for mutation in mutations:
            self.assertFalse(self.proof(good | mutation)["holds"], mutation)
        self.assertFalse(self.check("proof", canonical(good) + "x")["holds"])
        self.assertFalse(self.proof(make_proof(self.events, 1) | {"index": True})["holds"])

    def test_every_changed_byte_is_found_in_logs_too(self):
        log = make_log([make_event(0, words="水"), make_event(1)], (2,))
        self.assert_every_byte_counts("log", as_bytes(log))
        self.assert_every_byte_counts("proof", canonical(make_proof(self.events, 3)).encode())

    def test_a_saved_head_of_the_same_size_must_agree(self):
        proof = make_proof(self.events, 3)
        self.assert_holds(self.proof(proof, heads=[proof["head"]]))
        other = OFFICE.note(ORIGIN, 12, bytes(32))
        self.assert_found(self.proof(proof, heads=[other]), "the root at size 12")
        outcome = self.proof(proof, heads=[make_head(self.events, 9)])
        self.assertTrue(outcome["holds"] and "not compared" in outcome["notes"][0])


class CommandLine(Case):
    def test_people_get_a_verdict_the_limits_and_a_line_of_chinese(self):
        log = self.file("log", as_bytes(make_log(self.events)))
        code, out, _ = self.run_main("log", log)
        self.assertEqual((code, out.split("\n")[0]), (0, "HOLDS"))
        for text in (verify.KEY_FROM_FILE, verify.NO_SAVED_HEAD, verify.CANNOT_SHOW, "\n中文："):
            self.assertIn(text, out)
        del self.events[2]
        log = self.file("log", as_bytes(make_log(self.events, (11,))))
        _, out, _ = self.run_main("log", log, "--key", OFFICE.key)
        self.assertIn("! event, line 4, seq 2: seq does not follow; found 3, expected 2\n", out)
        # A hostile file cannot write to the terminal.
        lines = make_log(self.events, origin="\x1b[2J\u202e\x9b")
        lines[2]["leaf"] = "\x1b]0;x\x07"
        code, out, _ = self.run_main("log", self.file("log", as_bytes(lines)))
        self.assertTrue(code == 1 and all(c.isprintable() or c == "\n" for c in out), out)

    def test_wrong_usage_ends_with_2_and_what_cannot_be_read_with_3(self):
        for arguments in ((), ("log",), ("tree", "x"), ("log", "x", "--no")):
            self.assertEqual(self.run_main(*arguments)[0], 2)
        log, missing = self.file("log", as_bytes(make_log(self.events))), str(self.folder / "no")
        for arguments in (("log", missing), ("log", str(self.folder)), ("proof", missing),
                          *(("log", log, name, value) for name in ("--head", "--key")
                            for value in (missing, log))):
            code, out, err = self.run_main(*arguments)
            self.assertEqual((code, out, "cannot read" in err), (3, "", True), arguments)

    def test_it_runs_alone(self):
        log = self.file("log", as_bytes(make_log(self.events)))
        for environment in ({"PYTHONUTF8": "1"}, {"PYTHONIOENCODING": "ascii"}):
            done = subprocess.run([sys.executable, PROGRAM, "log", log], env=environment,
                                  capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertTrue(PROGRAM.stat().st_mode & 0o100)


if __name__ == "__main__":
    unittest.main()
