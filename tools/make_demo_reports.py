#!/usr/bin/env python3
"""Makes data/demo_reports.csv and data/demo_truth.csv: 300 invented reports of one province.

The counties are real; everything below them is invented and looks so. The same seed gives the
same bytes on every machine: random() alone is used, as its sequence never changes.
"""

import argparse
import csv
import random
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVINCE = "37"
OFFICE = timezone(timedelta(hours=8))
FIRST_DAY = datetime(2021, 8, 26, tzinfo=OFFICE)
DAYS, CUT_HOUR = 10, 20
MARK = "模拟"
SHORTEST, LONGEST = 60, 200

# How many problems have so many repeats; an urgent one has one more: 90 in all.
REPEATS = {1: 34, 2: 13, 3: 5, 4: 1, 5: 2}
PROBLEMS, INVALID = 190, 20
ALIKE_ELSEWHERE, OTHER_AT_PLACE = 25, 25

# Cities on the sea, by the first four digits of the code.
COAST = {"3702", "3705", "3706", "3707", "3710", "3711", "3716"}
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TOWNS = ["模拟街道", "模拟镇", "模拟东街道", "模拟河镇", "模拟山镇", "模拟新城街道", "模拟桥镇", "模拟湖街道"]
ROADS = ["样例路", "样例东路", "样例二路", "样例北街", "样例大街", "示范路", "样例环路", "示范南路", "样例三巷"]
HOMES = ["示例小区", "示例花园", "示例家园", "示例新村", "示例苑", "示例里小区", "示例公寓"]
VILLAGES = ["示例前村", "示例后村", "示例庄村", "示例店村", "示例沟村", "示例洼村", "示例屯村", "示例河村"]

# Written by hand, as they must be urgent: kind of enterprise, types, title, texts.
URGENT = [
    ("化工厂", ["air"], "化工厂疑似泄漏，多人头晕呕吐",
     ["{place}的{who}今天下午冒出大量黄绿色气体，{near}好多人头晕恶心，已经有老人和孩子呕吐被送去医院，"
      "现在气味还在扩散，不知道是不是泄漏了，请马上派人来！"]),
    ("农药厂", ["water"], "河里突然大量死鱼，下游有取水口",
     ["{place}旁边的河今早突然漂起成片死鱼，水是乳白色的，农药味很重，像是{who}夜里放的水，下游五公里就是"
      "自来水取水口，十万火急，请立刻通知停止取水并查源头。",
      "{near}村东的河面上全是死鱼，白花花的，水有农药味。怀疑是上游{who}排的，往下就是水厂的取水口，"
      "乡亲们不敢用水了，请赶紧处理！（{town}）"]),
    ("废桶清洗厂", ["solid_waste", "water"], "槽罐车正在倾倒不明液体",
     ["现在就有两辆槽罐车在{place}往沟里倒不明液体，冒白烟，闻着刺鼻辣眼睛，离{near}不到两百米，像是{who}的"
      "车，司机戴着防毒面具，请立即派人来，晚了车就跑了！"]),
]

INVALID_REPORTS = [
    ("物业费上涨", "other", "我们{near}物业费从一块二涨到两块，没有开业主大会就贴了通知，物业服务还很差，电梯经常坏，请督察组管一管物业乱收费的问题。（{town}）"),
    ("拖欠工资", "other", "我在{town}的工地上干了五个月，老板拖欠工资两万多，打电话不接，去找就推来推去。听说督察组来了，希望帮我们农民工把血汗钱要回来。"),
    ("房产证办理", "other", "{near}交房六年了至今办不下房产证，开发商说资料交了，房管局说没收到，孩子上学落户都受影响，请领导协调给业主一个说法。（{town}）"),
    ("邻居占用楼道", "other", "{near}三楼的邻居把鞋柜和旧家具全堆在楼道里，还养了两只狗天天叫，跟他说过多次都不听，存在消防隐患，希望给予调解。（{town}）"),
    ("拆迁补偿", "other", "{town}拆迁时答应给我家一百三十平的安置房，现在只给一百平，补偿标准前后不一致，多次上访没有结果，请求督察组还我公道。"),
    ("路面坑洼", "other", "{town}{road}的路面全是坑，下雨天积水没过脚面，电动车经常摔跤，路灯也有一大半不亮，希望交通部门尽快维修路面。"),
    ("低保问题", "other", "我是{town}的村民，老伴瘫痪在床，申请低保三次都没有批，村干部的亲戚条件好却在领低保，请督察组查查这里面的问题。"),
    ("学校乱收费", "other", "{town}一所民办学校开学要交各种资料费、校服费、伙食押金，加起来两千多，没有收据，家长意见很大，希望教育局查处。"),
    ("环境不好", "other", "我们这里的环境很不好，空气不好，水也不好，希望领导重视环境保护，多来基层看看，还老百姓一个蓝天。具体的你们来了就知道了。（模拟）"),
    ("到处有味", "air", "最近总是闻到一股怪味，也说不上来是什么味，不知道从哪里来的，有时候有，有时候没有，反正就是不舒服，你们查一查吧。（模拟）"),
    ("河水脏", "water", "有一条河特别脏，很多年了都没人管，我以前路过看到的，具体在哪个位置记不清了，应该是在山东，希望督察组去看看那条河。（模拟）"),
    ("建议", "other", "建议国家加大对环保的投入，严惩污染企业，提高罚款额度，让违法者倾家荡产，同时加强宣传教育，人人爱护环境，从我做起。（模拟）"),
    ("有企业污染", "other", "举报有企业污染环境，老板有关系，没人敢管。我不方便说是哪一家，也不方便说在哪里，请督察组自己去调查，一查一个准。（模拟）"),
    ("噪声", "noise", "太吵了，实在是太吵了，天天都吵得睡不着觉，你们到底管不管？再没有人管我就要去更上面反映了，请给我一个明确的答复。（模拟）"),
    ("电话咨询", "other", "来电人咨询督察组什么时候到{town}，住在哪里，接待时间是几点到几点，电话能不能打到晚上，没有反映具体的生态环境问题。"),
    ("感谢来信", "other", "感谢督察组来到我们这里，{near}门口的垃圾终于清走了，路也冲干净了，乡亲们都很高兴，特地写信表示感谢，祝工作顺利。（{town}）"),
    ("快递纠纷", "other", "我在{town}网购的家具到货就是坏的，商家不给退，快递说不归他们管，打了好几个电话都是互相推诿，请帮我维权。"),
    ("停车难", "other", "{near}车位太少，外来车乱停，消防通道天天堵着，业主因为抢车位打了好几回架，希望在{road}划一些停车位。（{town}）"),
    ("噪声纠纷", "other", "{near}楼上的孩子每天晚上蹦蹦跳跳，拖桌椅的声音特别响，跟家长沟通过没有用，请督察组出面劝劝这家人。（{town}）"),
    ("合同纠纷", "other", "我承包了{town}二十亩地种大棚，合同还没到期就要收回，说要建厂房，没有赔偿，请求督察组帮忙要回承包地或者给予赔偿。"),
]


class Dice:
    """Choices that depend on nothing but random.Random.random()."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def below(self, n):
        return int(self.random.random() * n)

    def one(self, items):
        return items[self.below(len(items))]

    def chance(self, share):
        return self.random.random() < share

    def shuffled(self, items):
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(len(rest))]


@dataclass(frozen=True)
class Problem:
    """What happens, where: the facts that all of its reports share."""

    scene: dict
    county: str
    town: str
    road: str
    number: int
    near: str
    kind: str
    name: str  # of the enterprise; empty where the source is none
    when: list
    since: list
    signs: list
    texts: list = field(default_factory=list)  # written by hand


def load_counties():
    rows = {}
    with open(ROOT / "data/regions.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["code"]] = row
    counties = [row for code, row in rows.items()
                if len(code) == 6 and code.startswith(PROVINCE) and row["name"] != "市辖区"]
    return [(row["code"], rows[row["parent"]]["name"] + row["name"]) for row in counties]


class Maker:
    def __init__(self, seed):
        self.dice = Dice(seed)
        self.words = tomllib.loads((ROOT / "tools/demo_phrases.toml").read_text(encoding="utf-8"))
        self.counties = load_counties()
        self.names = self.dice.shuffled([a + b for a in STEMS[:10] for b in ("", *STEMS[10:])])

    def place(self, sea):
        dice = self.dice
        code, county = dice.one([c for c in self.counties if not sea or c[0][:4] in COAST])
        home = HOMES if code[4] == "0" and dice.chance(0.7) else VILLAGES
        return {"county": county, "town": dice.one(TOWNS), "road": dice.one(ROADS),
                "number": 1 + dice.below(180), "near": dice.one(home)}

    def source(self, scene):
        kind = self.dice.one(scene["sources"])
        own = scene.get("own", False)
        return {"kind": kind, "name": "" if own else MARK + self.names.pop() + kind}

    def problem(self, scene):
        dice = self.dice
        return Problem(scene=scene, **self.place(scene.get("sea", False)), **self.source(scene),
                       when=dice.one(self.times(scene)), since=dice.one(self.words["since"]),
                       signs=dice.shuffled(scene["sign"])[:2])

    def times(self, scene):
        """Rain matters to what flows."""
        flows = {"water", "soil", "solid_waste", "marine"} & set(scene["types"])
        return [group for group in self.words["when"] if flows or "下雨天" not in group]

    def urgent(self, row):
        kind, types, title, texts = row
        scene = {"types": types, "titles": [title], "sources": [kind]}
        return Problem(scene=scene, **self.place(False), **self.source(scene),
                       when=[""], since=[""], signs=[], texts=texts)

    def problems(self):
        """Distinct problems, among them hard pairs: alike elsewhere, and other at one place."""
        dice, scenes = self.dice, self.words["scene"]
        plain = PROBLEMS - ALIKE_ELSEWHERE - OTHER_AT_PLACE - len(URGENT)
        found = [self.problem(scenes[i % len(scenes)]) for i in range(plain)]
        for first in dice.shuffled(found)[:ALIKE_ELSEWHERE]:
            place = self.place(first.scene.get("sea", False))
            if dice.chance(0.5):
                place |= {"county": first.county}
            name = MARK + self.names.pop() + first.kind if first.name else ""
            found.append(replace(first, **place, name=name))
        for first in dice.shuffled(found)[:OTHER_AT_PLACE]:
            others = [s for s in scenes if s["code"] != first.scene["code"]
                      and not s.get("sea", False)]
            other = self.problem(dice.one(others))
            found.append(replace(other, county=first.county, town=first.town, road=first.road,
                                 number=first.number, near=first.near))
        return dice.shuffled(found) + [self.urgent(row) for row in URGENT]

    def who(self, problem, known):
        if not problem.name:
            return problem.kind
        if known:
            return problem.name
        return self.dice.one(["一家{}", "附近的{}", "路边那个{}", "某{}"]).format(problem.kind)

    def place_text(self, problem, brief):
        county = problem.county
        forms = [f"{county}{problem.town}{problem.road}{problem.number}号附近",
                 f"{county}{problem.town}{problem.near}旁边",
                 f"{county}{problem.town}{problem.near}往{self.dice.one('东西南北')}一点"]
        if brief:
            county = county[county.index("市") + 1:]
            forms = [f"{county}{problem.near}", f"{county}{problem.town}{problem.road}",
                     f"{problem.town}{problem.near}"]
        return self.dice.one(forms)

    def text(self, problem, letter, known, brief):
        dice, words = self.dice, self.words
        place, who = self.place_text(problem, brief), self.who(problem, known)
        facts = {"place": place, "who": who, "near": problem.near, "town": problem.town}
        if problem.texts:
            return problem.texts[-1 if brief else 0].format(**facts)
        opening = dice.one(words["letter_open" if letter else "call_open"]).format(**facts)
        what = dice.one(problem.scene["what"]).format(when=dice.one(problem.when), **facts)
        harm = dice.one(words["harm"][problem.scene.get("harm", problem.scene["types"][0])])
        sign, since = dice.one(problem.signs), dice.one(problem.since)
        want = dice.one(words["want"])
        history = dice.one(words["history"]) + "。" if dice.chance(0.4) else ""
        if letter and dice.chance(0.5):
            sign = "；".join(problem.signs)
        return dice.one([
            f"{opening}{place}，{what}，{since}。{sign}，{harm}。{history}{want}。",
            f"{opening}在{place}，{what}。{harm}，{sign}。{since}，{history}{want}。",
            f"{opening}{since}，{place}：{what}，{sign}。{history}{harm}，{want}！",
            f"{want}！{place}，{what}。{sign}，{since}，{harm}。{history}",
            f"{opening}{harm}。原因是{place}，{what}，{since}。{sign}。{history}{want}。",
        ])

    def misspelt(self, text):
        for right, wrong in self.dice.shuffled(self.words["typos"]):
            if right in text and right != MARK:
                return text.replace(right, wrong, 1)
        return text

    def report(self, problem, repeat):
        """One person's wording; a repeat is often briefer, and often lacks the name."""
        dice = self.dice
        letter = dice.chance(0.4)
        known = bool(problem.name) and dice.chance(0.5 if repeat else 0.85)
        brief = repeat and dice.chance(0.5)
        for _ in range(100):
            text = self.text(problem, letter, known, brief)
            text = text if MARK in text else text + f"（{problem.town}）"
            if SHORTEST <= len(text) <= LONGEST:
                break
        if dice.chance(0.35 if repeat else 0.1):
            text = self.misspelt(text)
        place = f"{problem.county}{problem.town}"
        place += "" if brief else problem.road + (f"{problem.number}号" if dice.chance(0.6) else "")
        types = problem.scene["types"]
        shown = types if dice.chance(0.6) else types[:1]
        title = dice.one(problem.scene["titles"]).format(kind=problem.kind)
        return {"channel": "letter" if letter else "call", "title": title, "text": text,
                "place": place, "enterprise": problem.name if known else "",
                "type": ";".join(shown)}

    def invalid(self, row):
        title, kind, text = row
        at = self.place(False)
        text += "" if len(text) > SHORTEST + 10 else "望督察组给予答复，谢谢领导。"
        place = "" if "（模拟）" in text else at["county"] + at["town"]
        return {"channel": "letter" if self.dice.chance(0.5) else "call", "title": title,
                "text": text.format(**at), "place": place, "enterprise": "", "type": kind}

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
        repeats = [n for n, count in REPEATS.items() for _ in range(count)]
        repeats += [0] * (PROBLEMS - len(repeats) - len(URGENT))
        made = []
        for number, (problem, more) in enumerate(
                zip(problems, dice.shuffled(repeats) + [0, 1, 0], strict=True)):
            first = dice.below(DAYS) if more == 0 else dice.below(DAYS - 3)
            for turn in range(more + 1):
                row = self.report(problem, turn > 0)
                day = min(DAYS - 1, first + (dice.below(4) if turn else 0))
                row["at"] = self.moment(day, row["channel"] == "letter")
                made.append((number, row))
        for source in INVALID_REPORTS:
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
