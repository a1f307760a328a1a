#!/usr/bin/env python3
"""Makes data/demo_reports.csv: 300 invented reports of about 200 problems, all marked 模拟.

usage: make_demo_reports.py [SEED] > data/demo_reports.csv

Counties are real, everything below them is invented. The same seed gives the same file.
"""

import csv
import datetime
import random
import sys

COUNTIES = ["历城区", "章丘区", "即墨区", "张店区", "滕州市", "广饶县", "莱山区", "寿光市", "曲阜市",
            "新泰市", "荣成市", "莒县", "兰山区", "齐河县", "茌平区", "邹平市", "曹县"]
STREETS = ["模拟东街道", "模拟西街道", "示例镇", "样例镇", "演示街道", "虚拟镇", "假设街道"]
ESTATES = ["示例花园", "样例新村", "模拟嘉园", "演示家属院", "虚拟小学旁", "假设村北头", "示例河堤岸",
           "样例路南段", "模拟大道桥下", "演示工业园"]
FIRMS = ["模拟甲", "模拟乙", "样例丙", "示例丁", "虚拟戊", "演示己", "假设庚", "模拟辛", "样例壬"]
PROBLEMS = [
    ("air;dust", "水泥厂", ["夜里排放粉尘，窗台一层灰", "装卸不遮盖，扬尘很大", "凌晨偷排黑烟，粉尘落满院子"]),
    ("noise", "搅拌站", ["夜间生产，噪声吵得睡不着", "整夜机器轰鸣，噪声扰民", "凌晨还在施工，声音很大"]),
    ("water", "印染厂", ["向河里偷排红色污水", "雨天把废水排进河沟，河水发红", "暗管排污，河道又臭又红"]),
    ("air", "养猪场", ["臭味很大，不敢开窗", "粪便露天堆放，恶臭难闻", "恶臭飘到居民区"]),
    ("cooking_fume", "烧烤店", ["油烟直排，楼上住户受不了", "没有油烟净化器，油烟呛人"]),
    ("solid_waste", "电镀厂", ["把废渣倒在沟里", "夜里用车倾倒工业废渣"]),
    ("ecology", "采石场", ["无证采石，山体毁坏", "在山上挖石，植被全没了"]),
    ("water;air", "化工厂", ["排放刺鼻气体，井水有异味", "气味刺鼻，地下水也有味道"]),
    ("soil", "废品站", ["拆解电瓶，酸液流进农田", "废电瓶酸水渗进地里"]),
    ("noise;cooking_fume", "夜市", ["夜市噪声油烟扰民", "夜市到凌晨，又吵又呛"]),
]
OPENINGS = ["反映{p}：", "我要举报，{p}", "您好，{p}有个问题，", "{p}的居民反映，", "实名反映情况：{p}"]
ENDINGS = ["，多次反映没有解决，请督察组查处。", "，希望尽快处理。", "，请核实并公开结果。", "，盼答复。",
           "，严重影响老人孩子，请求督促整改。"]
VAGUE = ["模拟：有人污染，快管管。", "模拟：空气不好。", "模拟：反映物业费太高，请协调降价。",
         "模拟：咨询公交线路什么时候开通。"]


def swapped(word: str, rng: random.Random) -> str:
    """A slip of the pen: two characters change places."""
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def report(problem: dict, rng: random.Random) -> dict:
    place, firm = problem["place"], problem["firm"]
    named = rng.random() > 0.25
    shown = swapped(firm, rng) if named and rng.random() < 0.1 else firm
    who = shown if named else problem["kind"]
    text = "模拟举报。" + rng.choice(OPENINGS).format(p=place) + who + rng.choice(problem["says"])
    return {"place": place, "enterprise": shown if named else "", "type": problem["types"],
            "title": "", "text": text + rng.choice(ENDINGS)}


def main() -> int:
    rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    problems = []
    for _ in range(198):
        types, kind, says = rng.choice(PROBLEMS)
        place = rng.choice(COUNTIES) + rng.choice(STREETS) + rng.choice(ESTATES)
        problems.append({"types": types, "kind": kind, "says": says, "place": place,
                         "firm": rng.choice(FIRMS) + kind})
    rows = [report(p, rng) for p in problems]
    rows += [report(rng.choice(problems), rng) for _ in range(300 - len(rows) - len(VAGUE))]
    rows += [{"place": "", "enterprise": "", "type": "other", "title": "", "text": t}
             for t in VAGUE]
    rng.shuffle(rows)
    begin = datetime.datetime(2021, 8, 26, 8, 0)
    times = sorted(begin + datetime.timedelta(days=rng.randrange(10), minutes=rng.randrange(840))
                   for _ in rows)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "time", "channel", "title", "text", "place", "enterprise", "type"])
    for number, (time, row) in enumerate(zip(times, rows), 1):
        channel = "call" if rng.random() < 0.6 else "letter"
        out.writerow([f"M{number:04}", time.isoformat() + "+08:00", channel, row["title"],
                      row["text"], row["place"], row["enterprise"], row["type"]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
