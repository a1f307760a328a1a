#!/usr/bin/env python3
"""Makes data/demo_reports.csv and data/demo_truth.csv: 300 invented reports of one province.

The counties are real; everything below them is invented, and every text begins with 模拟. The same
seed gives the same bytes on every machine: random() alone is used, as its sequence never changes.
"""

import argparse
import csv
import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVINCE = "37"
OFFICE = timezone(timedelta(hours=8))
FIRST_DAY = datetime(2021, 8, 26, tzinfo=OFFICE)
DAYS, CUT_HOUR = 10, 20
MARK = "模拟："
SHORTEST, LONGEST = 40, 400

# How many problems have so many repeats; an urgent one has one more: 90 in all.
REPEATS = {1: 34, 2: 13, 3: 5, 4: 1, 5: 2}
PROBLEMS = 190
ALIKE_ELSEWHERE, OTHER_AT_PLACE = 25, 25

# Cities on the sea, by the first four digits of the code.
COAST = {"3702", "3705", "3706", "3707", "3710", "3711", "3716"}
SLOT = re.compile(r"\{(\w+)\}")


class Dice:
    """Choices that depend on nothing but random.Random.random()."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.decks = {}

    def below(self, n):
        return int(self.random.random() * n)

    def one(self, items):
        return items[self.below(len(items))]

    def chance(self, share):
        return self.random.random() < share

    def shuffled(self, items):
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(len(rest))]

    def deal(self, items):
        """The next card: no item comes again before all the others did."""
        deck = self.decks.setdefault(id(items), [])
        if not deck:
            deck += self.shuffled(items)
        return deck.pop()


@dataclass
class Problem:
    """What happens, where: what all of its reports share."""

    scene: dict
    place: dict  # county, town, road, number, near
    kind: str
    name: str  # of the enterprise; empty where the source is none
    facts: dict = field(default_factory=dict)  # drawn when a report first needs them
    signs: list = field(default_factory=list)
    told: tuple = ()  # title and sentences of the first report
    texts: list = field(default_factory=list)  # written by hand


def load_counties():
    rows = {}
    with open(ROOT / "data/regions.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["code"]] = row
    counties = [row for code, row in rows.items()
                if len(code) == 6 and code.startswith(PROVINCE)
                and not row["name"].endswith(("市辖区", "开发区"))]
    return [(row["code"], rows[row["parent"]]["name"], row["name"]) for row in counties]


class Maker:
    def __init__(self, seed):
        self.dice = Dice(seed)
        self.words = tomllib.loads((ROOT / "tools/demo_phrases.toml").read_text(encoding="utf-8"))
        self.counties = load_counties()
        names = self.words["names"]
        self.places = [a + b for a in names["first"] for b in names["second"]]
        self.firms = [a + b for a in names["firm_first"] for b in names["firm_second"]]
        self.alike = dict(names["alike"].split())
        self.typos = [(pair[:2], pair[2:]) for pair in self.words["typos"]["pairs"].split()]

    def place(self, sea=False):
        dice, names = self.dice, self.words["names"]
        code, city, county = dice.one([c for c in self.counties if not sea or c[0][:4] in COAST])
        home = names["home" if code[4] == "0" and dice.chance(0.7) else "village"]
        town, road, near = (dice.deal(self.places) + dice.one(kinds)
                            for kinds in (names["town"], names["road"], home))
        return {"city": city, "county": county, "town": town, "road": road, "near": near,
                "number": str(1 + dice.below(180)), "side": dice.one("东南西北")}

    def problem(self, scene, place=None, kind=None):
        dice = self.dice
        kind = kind or dice.deal(scene["sources"])
        name = "" if scene.get("own", False) else dice.deal(self.firms)
        signs = dice.shuffled(scene.get("sign", []))[:5]
        return Problem(scene, place or self.place(scene.get("sea", False)), kind, name, signs=signs,
                       texts=scene.get("texts", []))

    def problems(self):
        """Distinct problems, among them hard pairs: alike elsewhere, and other at one place."""
        dice, scenes = self.dice, self.words["scene"]
        urgent = [self.problem({"titles": [row["title"]], "sources": [row["kind"]], **row})
                  for row in self.words["urgent"]]
        plain = PROBLEMS - ALIKE_ELSEWHERE - OTHER_AT_PLACE - len(urgent)
        found = [self.problem(scenes[i % len(scenes)]) for i in range(plain)]
        for first in dice.shuffled(found)[:ALIKE_ELSEWHERE]:
            place = self.place(first.scene.get("sea", False))
            if dice.chance(0.5):
                place |= {key: first.place[key] for key in ("city", "county")}
            found.append(self.problem(first.scene, place, first.kind))
        for first in dice.shuffled(found)[:OTHER_AT_PLACE]:
            others = [s for s in scenes if s["code"] != first.scene["code"]
                      and not s.get("sea", False)]
            near = dice.one(["road", "near"])
            other = {key: first.place[key] for key in ("city", "county", "town", near)}
            found.append(self.problem(dice.one(others), self.place() | other))
        return dice.shuffled(found) + urgent

    def fill(self, template, problem, **given):
        """Puts words into the slots; a fact is drawn when the problem first needs it."""
        dice, known = self.dice, {**problem.place, "kind": problem.kind, **given}

        def value(match):
            name = match[1]
            if name[0].isdigit():
                low, high = map(int, name.split("_"))
                return str(low + dice.below(high - low + 1))
            if name in known:
                return known[name]
            if name in self.words["words"]:
                return dice.deal(self.words["words"][name])
            if name not in problem.facts:
                problem.facts[name] = dice.deal(self.words["facts"][name])
            return dice.one(problem.facts[name].split("|"))

        text = dice.one(template.split("|"))
        while "{" in text:
            text = SLOT.sub(value, text)
        return text

    def who(self, problem, known):
        kind, name = problem.kind, problem.name
        if not name:
            return kind
        if known:
            return self.dice.one([name + kind, name + kind, f"叫{name}的{kind}", f"“{name}”"])
        return self.dice.one(["一家", "附近的", "那个", "某", "有个", "新开的", ""]) + kind

    def where(self, problem, brief):
        """As people say it: seldom in full, in a repeat often one name only."""
        at, dice = problem.place, self.dice
        county = dice.one([at["city"] + at["county"], at["city"] + at["county"], at["county"], ""])
        town = at["town"] if dice.chance(0.6) else ""
        spot = dice.one([at["near"], at["near"], at["road"], at["road"] + at["number"] + "号",
                         f"{at['near']}{at['side']}边", f"{at['road']}和{at['near']}之间"])
        if brief:
            return dice.one([at["near"], town + at["near"], at["road"], at["town"]])
        return county + town + spot

    def core(self, problem, known, brief):
        """What happens where, in one sentence."""
        where, who = self.where(problem, brief), self.who(problem, known)
        what = self.fill(self.dice.deal(problem.scene["what"]), problem, who=who)
        forms = ["{0}，{1}", "在{0}，{1}", "{0}{1}", "{1}，地址{0}", "{1}（{0}）", "{0}：{1}",
                 "家住{0}，{1}", "{1}，就在{0}", "路过{0}，看到{1}"]
        return self.dice.one(forms).format(where, what)

    def middle(self, problem, letter, brief):
        """Signs, harm, history and other sentences, mostly in this order."""
        dice, parts = self.dice, self.words["parts"]
        harm = self.words["harm"][problem.scene.get("harm", problem.scene["types"][0])]
        signs = dice.shuffled(problem.signs)[:1 + dice.below(2 if brief else 3)]
        banks = [("", 0.5, ["{since}"]), *(("besides", 1, [sign]) for sign in signs),
                 ("besides", 0.4, problem.scene["what"]), ("besides", 0.7, parts["detail"]),
                 ("so", 0.8, harm), ("besides", 0.4 * letter, harm),
                 ("", 0.5 + 0.4 * letter, parts["detail"]), ("before", 0.6, parts["history"]),
                 ("", 0.5 * letter, parts["history"])]
        they = dice.one(["那里", "他们", "那边", ""]) if problem.name else problem.kind
        found = []
        for link, chance, bank in banks:
            if dice.chance(chance * (0.6 if brief else 1)):
                part = self.fill(dice.deal(bank) if len(bank) > 1 else bank[0], problem, who=they)
                link = dice.deal(self.words["words"][link]) if link and dice.chance(0.3) else ""
                found.append(link + part)
        return dice.shuffled(found) if dice.chance(0.2) else found

    def tell(self, problem, letter, known, brief):
        """The sentences of one person."""
        dice, parts = self.dice, self.words["parts"]
        if problem.texts:
            hand = problem.texts[-1 if brief else 0]
            return [self.fill(hand, problem, who=self.who(problem, known),
                              place=self.where(problem, False))]
        opening = self.fill(dice.deal(parts["letter_open" if letter else "call_open"]), problem)
        want = self.fill(dice.deal(parts["want"]), problem)
        body = self.middle(problem, letter, brief)
        at = 0 if dice.chance(0.75) else dice.below(len(body) + 1)
        body.insert(at, self.core(problem, known, brief))
        return [part for part in (opening, *body, want) if part]

    def again(self, problem):
        """The same person once more: most sentences as before."""
        dice = self.dice
        share = dice.one([0.6, 0.8, 1])
        kept = [part for part in problem.told[1] if dice.chance(share)]
        more = self.fill(dice.deal(self.words["parts"]["history"]), problem)
        if not any(problem.place["near"] in part for part in kept):
            more += f"，{problem.place['near']}"
        if share < 1 or dice.chance(0.5):
            kept.insert(dice.below(len(kept) + 1), more)
        return kept

    def written(self, parts):
        """Some end their sentences, some run on."""
        dice = self.dice
        stops, last = dice.one([("。，", "。"), ("。，，", "。"), ("。", "。"), ("，", "。"), ("，；", "！"),
                                ("。！", "！"), (" ", ""), ("，", "")])
        return "".join(part + dice.one(stops) for part in parts[:-1]) + parts[-1] + last

    def misspelt(self, text, problem):
        """A slip of the pen, or a name as it was heard."""
        dice = self.dice
        if dice.chance(0.5):
            for right, wrong in dice.shuffled(self.typos):
                if right in text:
                    return text.replace(right, wrong, 1)
        name = dice.one([problem.name or problem.place["near"][:2], problem.place["near"][:2]])
        heard = "".join(self.alike.get(c, c) for c in name)
        return text.replace(name, heard)

    def title(self, problem, known, brief):
        dice, at = self.dice, problem.place
        kind = problem.name + problem.kind if known and dice.chance(0.5) else problem.kind
        what = self.fill(dice.deal(problem.scene["titles"]), problem, kind=kind)
        if brief and dice.chance(0.5):
            return what
        return dice.one([what, at["near"] + what, at["road"] + what, f"{what}（{at['near']}）",
                         at["town"] + at["near"] + what, at["county"] + at["near"] + what])

    def report(self, problem, repeat):
        """One person's wording; a repeat is often briefer, and often lacks the name."""
        dice = self.dice
        letter = dice.chance(0.4)
        known = bool(problem.name) and dice.chance(0.5 if repeat else 0.85)
        brief = repeat and dice.chance(0.6)
        same_person = repeat and not problem.texts and dice.chance(0.35)
        title = self.title(problem, known, brief)
        for _ in range(100):
            parts = self.again(problem) if same_person else self.tell(problem, letter, known, brief)
            text = self.written(parts)
            if SHORTEST <= len(text) <= LONGEST:
                break
        problem.told = problem.told or (title, parts)
        title = problem.told[0] if same_person and dice.chance(0.6) else title
        if dice.chance(0.4 if repeat else 0.1):
            text = self.misspelt(text, problem)
        at, types = problem.place, problem.scene["types"]
        street = [at["near"], at["road"], f"{at['road']}{at['number']}号"]
        place = at["city"] + at["county"]
        place += dice.one(["", at["town"]]) if brief else at["town"] + dice.one(street)
        firm = problem.name + problem.kind + dice.one(self.words["names"]["firm"])
        return {"channel": "letter" if letter else "call",
                "title": title, "text": MARK + text, "place": place,
                "enterprise": firm if known else "",
                "type": ";".join(types if dice.chance(0.6) else types[:1])}

    def invalid(self, row):
        """Out of scope, or too vague: such a one names no place."""
        problem = Problem({}, self.place(), "", "")
        at = problem.place
        text = self.fill(row["text"], problem)
        place = at["city"] + at["county"] + at["town"] if text != row["text"] else ""
        return {"channel": "letter" if self.dice.chance(0.5) else "call",
                "title": row["title"], "text": MARK + text, "place": place, "enterprise": "",
                "type": row["type"]}

    def moment(self, day, letter):
        """Of reception day `day`, which ends at 20:00; after that the next one begins."""
        dice = self.dice
        start = FIRST_DAY + timedelta(days=day)
        if letter and day > 0 and dice.chance(0.25):
            return start - timedelta(minutes=1 + dice.below(60 * (24 - CUT_HOUR) - 1))
        return start + timedelta(minutes=8 * 60 + dice.below(60 * (CUT_HOUR - 8)),
                                 seconds=dice.below(60))

    def rows(self):
        dice = self.dice
        problems = self.problems()
        urgent = len(self.words["urgent"])
        repeats = [n for n, count in REPEATS.items() for _ in range(count)]
        repeats += [0] * (PROBLEMS - len(repeats) - urgent)
        made = []
        for number, (problem, more) in enumerate(
                zip(problems, dice.shuffled(repeats) + [0, 1, 0], strict=True)):
            first = dice.below(DAYS) if more == 0 else dice.below(DAYS - 3)
            for turn in range(more + 1):
                row = self.report(problem, turn > 0)
                day = min(DAYS - 1, first + (dice.below(4) if turn else 0))
                row["at"] = self.moment(day, row["channel"] == "letter")
                made.append((number, row))
        for source in self.words["invalid"]:
            row = self.invalid(source)
            row["at"] = self.moment(dice.below(DAYS), row["channel"] == "letter")
            made.append((None, row))
        return sorted(made, key=lambda pair: (pair[1]["at"], pair[1]["text"]))


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20210826)
    parser.add_argument("--out", type=Path, default=ROOT / "data")
    chosen = parser.parse_args()
    reports, truth, cases = [], [], {}
    for index, (problem, row) in enumerate(Maker(chosen.seed).rows(), start=1):
        row["id"], row["time"] = index, row.pop("at").isoformat()
        reports.append(row)
        case = "" if problem is None else cases.setdefault(problem, f"C{len(cases) + 1:03}")
        truth.append({"id": index, "case": case})
    columns = ["id", "time", "channel", "title", "text", "place", "enterprise", "type"]
    write(chosen.out / "demo_reports.csv", columns, reports)
    write(chosen.out / "demo_truth.csv", ["id", "case"], truth)


if __name__ == "__main__":
    main()
