#!/usr/bin/env python3
"""Makes data/traditional.csv and data/pinyin.csv anew; the program itself never runs it.

usage: make_character_tables.py [FOLDER]     FOLDER is data/ where none is given

Needs the Debian packages opencc and icu-devtools, which tools/setup.sh does not install. Made
with OpenCC 1.1.6 and ICU 72.1; other versions may give other rows, and with them another model.
"""

import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

IDEOGRAPHS = [chr(code) for code in range(0x3400, 0xA000)]
# What stands for an ideograph in texts copied from old systems and from PDF files.
LOOKALIKES = [chr(code) for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)]]
# All that GBK encodes; what lies beyond is hardly ever read aloud.
READ_ALOUD = [chr(code) for code in range(0x4E00, 0x9FA6)]


def answers(command: list[str], questions: list[str]) -> list[str]:
    """What a filter makes of each line."""
    asked = "\n".join(questions) + "\n"
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=True)
    lines = done.stdout.split("\n")[:-1]
    if len(lines) != len(questions):
        sys.exit(f"{command[0]}: {len(questions)} lines asked, {len(lines)} answered")
    return lines


def replacements() -> dict[str, str]:
    """Character to character, inside the basic plane, followed to its end (薴, 苧, 苎)."""
    found = dict(zip(IDEOGRAPHS, answers(["opencc", "-c", "t2s.json"], IDEOGRAPHS)))
    found |= {c: unicodedata.normalize("NFKC", c) for c in LOOKALIKES}
    kept = {a: b for a, b in found.items() if a != b and len(b) == 1 and ord(b) < 0x10000}

    def end(character: str) -> str:
        return end(kept[character]) if character in kept else character

    return {character: end(character) for character in sorted(kept)}


def without_tone(reading: str) -> str:
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFC", reading))
    letters = letters.replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def readings(simpler: dict[str, str]) -> dict[str, str]:
    """Syllable to the characters that are read so, without those that are written simpler."""
    asked = [c for c in READ_ALOUD if c not in simpler]
    found = defaultdict(str)
    for character, reading in zip(asked, answers(["uconv", "-x", "Han-Latin"], asked)):
        syllable = without_tone(reading)
        if syllable.isascii() and syllable.isalpha():
            found[syllable] += character
    return dict(sorted(found.items()))


def write(path: Path, header: str, rows: dict[str, str]) -> None:
    lines = [header, *(f"{left},{right}" for left, right in rows.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.name}: {len(rows)} rows, {sum(map(len, rows.values()))} characters")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data"
    simpler = replacements()
    write(folder / "traditional.csv", "traditional,simplified", simpler)
    write(folder / "pinyin.csv", "syllable,characters", readings(simpler))


if __name__ == "__main__":
    main()
