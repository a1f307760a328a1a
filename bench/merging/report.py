#!/usr/bin/env python3
"""Measures the near-duplicate engine and its peers on labelled messages; on generated ones, too.

usage: bench/merging/report.py FOLDER [--generated N] > bench/results/merging.md

FOLDER holds messages.csv, cases_dev.csv and unsure_dev.csv. The programs are those of `make bench`.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import namedtuple
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))  # before this folder, which has a report.py, too
import evaluate  # noqa: E402
import scores  # noqa: E402
from report import machine  # noqa: E402

PROGRAMS = ROOT / "build/bench/bench/merging"
SCOPES = {"all": "All", "all_but_largest": "All, without the largest case of each kind",
          "environment": "Environmental",
          "environment_but_largest": "Environmental, without the largest case",
          "other": "Others", "other_but_largest": "Others, without the largest case"}

# What each peer is tried with; it is shown with what was best, for each scope and measure.
WORDS = ["--title-weight 2", "--title-weight 2 --common 0", "--title-weight 3 --common 0",
         "--title-weight 2 --common 0 --sublinear 0"]
CHARACTERS = ["--shortest 1 --longest 2 --common 0", "--longest 2", "--longest 3",
              "--longest 3 --sublinear 0", "--longest 3 --title-weight 2"]
MINHASH = ["--bands 32 --rows 4", "--bands 64 --rows 2", "--bands 16 --rows 8",
           "--bands 128 --rows 1", "--bands 128 --rows 1 --shortest 2 --longest 2",
           "--bands 32 --rows 4 --shortest 5 --longest 5"]
SIMHASH = ["--bits 24 --shortest 2 --longest 2", "--bits 24", "--bits 24 --shortest 2 --longest 3"]
LABELLED = {"words": WORDS, "characters": [f"{word} --step 0.01" for word in CHARACTERS],
            "minhash": MINHASH, "simhash": SIMHASH}
# Among many, only what shares a rare term is compared; one row a band would compare all.
RARE = "--most-reports 0.01 --floor 0.2 --step 0.05"
GENERATED = {"words": [f"--title-weight 2 --common 0 {RARE}"],
             "characters": [f"--longest 2 {RARE}", f"--shortest 3 --longest 3 {RARE}"],
             "minhash": ["--bands 32 --rows 4 --step 0.05", "--bands 16 --rows 8 --step 0.05"],
             "simhash": ["--bits 8"]}

BAR = "0.4"  # of the engine on generated reports; on labelled ones each fold chooses its own

Peer = namedtuple("Peer", "name grid micros")  # column -> report -> case; us a report, by variant


def output_of(*command, stdin=None, stdout=subprocess.PIPE):
    return subprocess.run([str(word) for word in command], stdin=stdin, stdout=stdout,
                          stderr=subprocess.PIPE, text=True, check=True)


def write_texts(messages, path):
    """In the order of arrival: by time, then by id as a number."""
    with open(messages, encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["time"], int(row["id"])))
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            title, text = (" ".join(row[column].split()) for column in ("title", "text"))
            print(row["id"], title, text, sep="\t", file=file)
    return len(rows)


def separate_words(texts, path):
    """Returns microseconds a report."""
    with open(texts, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as file:
        done = output_of(ROOT / "bench/merging/words.py", stdin=lines, stdout=file)
    return float(done.stderr.split("\t")[1])


def run_peers(texts, variants, scratch):
    words = Path(scratch, "words.tsv")
    segmenting = separate_words(texts, words)
    for name, tried in variants.items():
        grid, micros = {}, {}
        for variant in tried:
            joins = Path(scratch, "peer.csv")
            done = output_of(PROGRAMS / "merging_peers", "--peer", name, "--joins", joins,
                             "--texts", words if name == "words" else texts, *variant.split())
            for column, case_of in evaluate.read_grid(joins).items():
                grid[f"{column} {variant}"] = case_of
            own = float(done.stdout.split("\t")[1])
            micros[variant] = own + (segmenting if name == "words" else 0)
        yield Peer(name, grid, micros)


def run_held_out(folder, scratch):
    """The engine's joins of labelled messages, each decided by weights, a calibration and a bar
    that its case had no part in, and the lines that its program printed."""
    joins, corpus = Path(scratch, "joins.csv"), Path(scratch, "fitted")
    output_of(PROGRAMS / "merging_corpus", "--reports", 100_000, "--seed", 1, "--out", corpus)
    done = output_of(PROGRAMS / "merging_fit", "--messages", folder / "messages.csv",
                     "--labels", folder / "cases_dev.csv", "--unsure", folder / "unsure_dev.csv",
                     "--corpus", corpus, "--out", Path(scratch, "model"), "--held-out", joins)
    return evaluate.Joins(evaluate.rows_of(joins)), done.stdout.splitlines()


def run_built_in(corpus, scratch):
    """The same of a corpus, with the built-in model at one bar."""
    joins = Path(scratch, "joins.csv")
    done = output_of(PROGRAMS / "merging_replay", "--corpus", corpus, "--joins", joins,
                     "--bar", BAR)
    return evaluate.Joins(evaluate.rows_of(joins)), done.stdout.splitlines()


def shown(values, low_high=None):
    text = " / ".join(f"{value:.3f}" for value in values)
    return text + (" ({:.3f} to {:.3f})".format(*low_high) if low_high else "")


def signed(low_high):
    return "{:+.3f} to {:+.3f}".format(*low_high) if low_high else ""


def parts_of(result, measure):
    kind = measure.removesuffix("_f1")
    return [getattr(result, f"{kind}_{part}") for part in ("precision", "recall", "f1")]


def rows_of_scope(scope, joins, peers, resamples):
    """Table rows: method, then for each measure its scores and how far the engine is ahead."""
    def drawn_of(rows):
        return scores.resampled(scope, rows, resamples) if resamples else None

    def inner(drawn, measure):
        return scores.interval(getattr(drawn, measure)) if drawn else None

    ours = scores.table(scope, scope.found(joins.case_of))
    ours_drawn = drawn_of(ours)
    cells = [shown(parts_of(scores.scores(ours), measure), inner(ours_drawn, measure))
             for measure in scores.F1]
    yield ["**engine**", cells[0], "", cells[1], ""]
    for peer in peers:
        best = scores.best_columns(scope, peer.grid)
        cells = [peer.name]
        for measure in scores.F1:
            rows = scores.table(scope, scope.found(peer.grid[best[measure]]))
            drawn = drawn_of(rows)
            ahead = scores.differences(ours_drawn, drawn) if drawn else None
            cells += [shown(parts_of(scores.scores(rows), measure), inner(drawn, measure))
                      + f"; {best[measure].split()[0]}", signed(inner(ahead, measure))]
        yield cells
    alone = scores.scores(scores.table(scope, scope.found({})))
    yield ["joining nothing", "", "", shown(parts_of(alone, "bcubed_f1")), ""]


def print_table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def print_quality(made, joins, peers, resamples, titles):
    head = ["", "pair P / R / F1", "engine ahead in F1", "B-cubed P / R / F1",
            "engine ahead in F1"]
    for name, scope in made.items():
        if name in titles and scope.truth:
            print(f"### {titles[name]}: {len(scope.truth)} reports\n")
            print_table(head, rows_of_scope(scope, joins, peers, resamples))


def engine_rows(made, joins):
    """What only an engine has: zones, candidates, calibration."""
    for name, scope in made.items():
        if name not in SCOPES or not scope.truth:
            continue
        with_mate, found = (scores.candidate_recall(scope, joins.candidates)
                            if joins.candidates is not None else (0, 0))
        judged = scores.judged(scope, joins.nearest)
        sums = scores.summed(scores.table(scope, scope.found(joins.case_of)))
        joined = sums.joined_truly + sums.joined_falsely
        proposed = len(scope.truth.keys() & (joins.proposed or set()))
        yield [SCOPES[name], f"{found / max(with_mate, 1):.4f} of {with_mate}",
               f"{sums.joined_falsely:.0f} of {joined:.0f}",
               scores.largest_false_case(scope, scope.found(joins.case_of)),
               f"{proposed} ({proposed / len(scope.truth):.1%})",
               f"{scores.calibration_error(judged):.4f}", f"{scores.brier(judged):.4f}"]


def print_engine(made, joins, printed):
    print_table(["the engine on", "candidate recall", "false pairs", "largest false case",
                 "left to persons", "calibration error", "Brier"], engine_rows(made, joins))
    found = made["all"].found(joins.case_of)
    sizes = list(scores.histogram(found))
    print_table(["cases of", *(name.replace("_", " ") for name, _ in sizes)],
                [["", *(number for _, number in sizes)]])
    print("The program's own lines:\n\n```\n" + "\n".join(printed) + "\n```\n")


def print_times(peers):
    print_table(["peer, with", "µs a report"],
                [[f"{peer.name} `{variant}`", f"{micros:.0f}"]
                 for peer in peers for variant, micros in peer.micros.items()])


def report_labelled(folder, scratch):
    texts = Path(scratch, "texts.tsv")
    count = write_texts(folder / "messages.csv", texts)
    made = scores.scopes(evaluate.read_labels(folder / "cases_dev.csv"),
                         evaluate.read_unsure(folder / "unsure_dev.csv"))
    joins, printed = run_held_out(folder, scratch)
    peers = list(run_peers(texts, LABELLED, scratch))
    print(f"## Labelled messages\n\n{count:,} real messages in the order of arrival, "
          f"{len(made['all'].truth):,} of them labelled. In brackets the middle 95 % over 1,000 "
          "resamples of the true cases; behind a peer's scores its best threshold and way.\n")
    print_quality(made, joins, peers, 1000, SCOPES)
    print_engine(made, joins, printed)
    print_times(peers)


def report_generated(count, scratch):
    corpus, texts, labels = (Path(scratch, name) for name in ("corpus", "texts.tsv", "labels.csv"))
    program = PROGRAMS / "merging_corpus"
    made_lines = output_of(program, "--reports", count, "--seed", 2, "--out", corpus).stdout
    output_of(program, "--check", corpus, "--texts", texts, "--labels", labels)
    made = {"all": scores.scopes(evaluate.read_labels(labels))["all"]}
    joins, printed = run_built_in(corpus, scratch)
    peers = list(run_peers(texts, GENERATED, scratch))
    print(f"## Generated reports\n\n{count:,} reports with the usual noise (simulation/README.md), "
          "all labelled by the truth. Cosines: of the earlier reports that share a term of at most "
          "1 % of all reports, the 200 that share most are compared in full. The peers read place "
          "and enterprise behind the text.\n")
    print("```\n" + made_lines + "```\n")
    print_quality(made, joins, peers, 0, SCOPES)
    print_engine(made, joins, printed)
    print_times(peers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    options = parser.parse_args()
    print("# Merging\n\nThe near-duplicate engine on labelled messages with weights, calibration "
          "and threshold that never saw the case; every peer with the options and at the threshold "
          "that are best for it on these very labels, for each scope and each measure anew. "
          "Millions of reports: [merging_scale.md](merging_scale.md).\n")
    print(f"Made on {date.today()} by `bench/merging/report.py`.\n")
    print_table(["", ""], machine())
    with tempfile.TemporaryDirectory() as scratch:
        report_labelled(options.folder, scratch)
        if options.generated:
            report_generated(options.generated, scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
