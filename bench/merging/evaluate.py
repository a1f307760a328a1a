#!/usr/bin/env python3
"""Scores joins of repeated reports against labelled cases: one figure a line.

usage: evaluate.py --joins joins.csv --labels cases.csv [--unsure unsure.csv]
                   [--against peer.csv[:COLUMN]]... [--resamples 1000] [--seed 1] [--json]

joins    report,case and perhaps nearest,probability,proposed,candidates, in the order of arrival; a
         labelled report that is missing counts as apart. nearest is the report that resembles it
         most, probability that they are one case, joined or not; proposed is 1 where a person was
         asked; candidates are the reports that were compared, separated by blanks
labels   id,case and perhaps kind, whose values are scored apart too; a report with an empty case is
         not scored
unsure   id_a,id_b: pairs that readers could not decide
against  joins of a peer: report and COLUMN (case); ahead_* is how far the joins are ahead of it

Only labelled reports are scored. An unsure pair is left out of the pairs, and an unsure partner out
of a report's found set (B-cubed), unless the labels put both reports into one case.
`candidates_apart` are pairs of one labelled case that the joins keep apart. The baseline
`singletons` joins nothing. low and high are the middle 95 % over resamples of the true cases; with
--resamples 0 they are left out, which saves nearly all of the time.
"""
import argparse
import csv
import json

import scores

UNITS = dict.fromkeys(scores.Scores._fields, "ratio")


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def read_labels(path):
    return [(row["id"], row["case"], row.get("kind") or "") for row in rows_of(path) if row["case"]]


def read_unsure(path):
    return [(row["id_a"], row["id_b"]) for row in rows_of(path)]


def read_grid(path):
    """column -> report -> case, of a table whose first column is the report."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)[1:]
        columns = list(zip(*rows)) or [()] * (len(names) + 1)
    return {name: dict(zip(columns[0], column)) for name, column in zip(names, columns[1:])}


class Joins:
    """What an engine did with each report, in the order of arrival."""

    def __init__(self, rows):
        rows = list(rows)
        has = set(rows[0]) if rows else set()
        self.case_of = {row["report"]: row["case"] for row in rows}
        self.nearest = {row["report"]: (row["nearest"], float(row["probability"])) for row in rows
                        if {"nearest", "probability"} <= has and row["nearest"] not in ("", "0")}
        self.proposed = ({row["report"] for row in rows if row["proposed"] == "1"}
                         if "proposed" in has else None)
        self.candidates = ({row["report"]: row["candidates"].split() for row in rows}
                           if "candidates" in has else None)


def figures_of_zones(scope, joins):
    """What the engine says of itself: candidates, proposals, probabilities."""
    if joins.candidates is not None:
        with_mate, found = scores.candidate_recall(scope, joins.candidates)
        yield "with_earlier_mate", with_mate, "reports"
        yield "candidate_recall", found / max(with_mate, 1), "ratio"
    if joins.proposed is not None:
        proposed = [report for report in scope.truth if report in joins.proposed]
        yield "proposed", len(proposed), "reports"
        yield "proposed_share", len(proposed) / max(len(scope.truth), 1), "ratio"
    judged = scores.judged(scope, joins.nearest)
    if judged:
        yield "probabilities_judged", len(judged), "reports"
        yield "calibration_error", scores.calibration_error(judged), "ratio"
        yield "brier", scores.brier(judged), "ratio"


def figures_of_peers(scope, ours, peers, options):
    for name, case_of in peers.items():
        rows = scores.table(scope, scope.found(case_of))
        theirs = scores.resampled(scope, rows, options.resamples, options.seed)
        apart = scores.differences(ours, theirs)
        for measure in scores.F1:
            low, high = scores.interval(getattr(apart, measure))
            yield f"{name}.{measure}", getattr(scores.scores(rows), measure), "ratio"
            yield f"ahead_of.{name}.{measure}_low", low, "ratio"
            yield f"ahead_of.{name}.{measure}_high", high, "ratio"


def figures(scope, joins, peers, options):
    found = scope.found(joins.case_of)
    rows = scores.table(scope, found)
    sums = scores.summed(rows)
    for measure, value in scores.scores(rows)._asdict().items():
        yield measure, value, UNITS[measure]
    yield "pair_joined", round(sums.joined_truly + sums.joined_falsely), "pairs"
    yield "pair_joined_falsely", round(sums.joined_falsely), "pairs"
    yield "pair_candidates_apart", round(sums.pairs - sums.joined_truly), "pairs"
    alone = scores.scores(scores.table(scope, scope.found({})))
    for measure in ("bcubed_precision", "bcubed_recall", "bcubed_f1"):
        yield f"singletons_{measure}", getattr(alone, measure), UNITS[measure]
    yield "reports", len(scope.truth), "reports"
    yield "largest_false_case", scores.largest_false_case(scope, found), "reports"
    for name, number in scores.histogram(found):
        yield f"cases_of_{name}", number, "cases"
    yield from figures_of_zones(scope, joins)
    if options.resamples > 0:
        drawn = scores.resampled(scope, rows, options.resamples, options.seed)
        for measure in scores.F1:
            low, high = scores.interval(getattr(drawn, measure))
            yield f"{measure}_low", low, "ratio"
            yield f"{measure}_high", high, "ratio"
        yield from figures_of_peers(scope, drawn, peers, options)


def evaluate(labels, unsure, joins, peers, options):
    for name, scope in scores.scopes(labels, unsure).items():
        if scope.truth:
            for figure, value, unit in figures(scope, joins, peers, options):
                yield f"{name}.{figure}", value, unit


def peer_of(word):
    path, _, column = word.partition(":")
    grid = read_grid(path)
    return column or "case", grid[column or "case"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--joins", required=True)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--unsure")
    parser.add_argument("--against", action="append", default=[], type=peer_of)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    unsure = read_unsure(options.unsure) if options.unsure else []
    result = list(evaluate(read_labels(options.labels), unsure, Joins(rows_of(options.joins)),
                           dict(options.against), options))
    if options.json:
        print(json.dumps({name: {"value": value, "unit": unit} for name, value, unit in result},
                         indent=1))
        return
    for name, value, unit in result:
        print(name, f"{value:.4f}" if isinstance(value, float) else value, unit)


if __name__ == "__main__":
    main()
