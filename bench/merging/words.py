#!/usr/bin/python3
"""Separates the words of texts by blanks, for the peer that compares words.

usage: words.py < texts.tsv > words.tsv

Each line is `id<TAB>title<TAB>text`. The shebang names Debian's Python, whose package has jieba.
"""
import sys
import time

import jieba


def main():
    jieba.setLogLevel(60)
    jieba.initialize()
    begun, count = time.perf_counter(), 0
    for line in sys.stdin:
        number, title, text = line.rstrip("\n").split("\t")
        print(number, " ".join(jieba.cut(title)), " ".join(jieba.cut(text)), sep="\t")
        count += 1
    micros = (time.perf_counter() - begun) / max(count, 1) * 1e6
    print(f"words.time\t{micros:.0f}\tus/report\tjieba", file=sys.stderr)


if __name__ == "__main__":
    main()
