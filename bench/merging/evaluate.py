#!/usr/bin/env python3
"""Scores joins of repeated reports against labelled cases: one figure a line.

usage: evaluate.py --joins joins.csv --labels cases.csv [--unsure unsure.csv] [--json]

joins    columns report,case (others are ignored); a labelled report that is missing counts as apart
labels   columns id,case and perhaps kind, whose values are scored apart too; a report with an
         empty case is not scored
unsure   columns id_a,id_b: pairs that readers could not decide

Only labelled reports are scored. Pairs: an unsure pair is left out of the counts, unless the
labels put both reports into one case. B-cubed: an unsure partner is taken out of both sets of
the item, the
found and the true one; the same exception holds. `candidates_apart` are pairs of one labelled case
that the joins keep in different cases. The baseline `singletons` joins nothing.
"""
import argparse
import collections
import csv
import itertools
import json

UNIT = {"precision": "ratio", "recall": "ratio", "f1": "ratio"}


def read(path, *columns, optional=()):
    """Rows as tuples; an optional column that the file has not is empty."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [(*(row[column] for column in columns),
                 *(row.get(column, "") for column in optional)) for row in csv.DictReader(file)]


def read_labels(path):
    return [row for row in read(path, "id", "case", optional=["kind"]) if row[1]]


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def groups_of(case_of):
    groups = collections.defaultdict(set)
    for report, case in case_of.items():
        groups[case].add(report)
    return groups


def inner_pairs(groups):
    for members in groups.values():
        yield from itertools.combinations(sorted(members), 2)


def pair_scores(truth, found, unsure):
    """Precision, recall and F1 over pairs; no pair found means a precision of 1."""
    true_pairs = set(inner_pairs(groups_of(truth)))
    found_pairs = {pair for pair in inner_pairs(groups_of(found))
                   if pair in true_pairs or pair not in unsure}
    both = len(true_pairs & found_pairs)
    precision = both / len(found_pairs) if found_pairs else 1.0
    recall = both / len(true_pairs) if true_pairs else 1.0
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall),
            "joined": len(found_pairs), "joined_falsely": len(found_pairs) - both,
            "candidates_apart": len(true_pairs) - both}


def bcubed_scores(truth, found, partners):
    """Means over reports of |found and true| / |found| and / |true|, the report itself included."""
    true_groups, found_groups = groups_of(truth), groups_of(found)
    precision = recall = 0.0
    for report in truth:
        mates = true_groups[truth[report]]
        left_out = partners[report] - mates
        together = found_groups[found[report]] - left_out
        precision += len(together & mates) / len(together)
        recall += len(together & mates) / len(mates)
    count = max(len(truth), 1)
    precision, recall = precision / count, recall / count
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def largest_false_case(truth, found):
    """The most members that any found case holds beyond its most frequent true case."""
    worst = 0
    for members in groups_of(found).values():
        counts = collections.Counter(truth[report] for report in members)
        worst = max(worst, len(members) - max(counts.values()))
    return worst


def histogram(found):
    sizes = collections.Counter(len(members) for members in groups_of(found).values())
    bounds = [(1, 1), (2, 2), (3, 4), (5, 8), (9, 16), (17, 10**9)]
    for low, high in bounds:
        name = str(low) if low == high else f"{low}_to_{high}" if high < 10**9 else f"{low}_or_more"
        yield name, sum(number for size, number in sizes.items() if low <= size <= high)


def figures(truth, found, unsure, partners):
    for measure, value in pair_scores(truth, found, unsure).items():
        yield f"pair_{measure}", value, UNIT.get(measure, "pairs")
    for measure, value in bcubed_scores(truth, found, partners).items():
        yield f"bcubed_{measure}", value, UNIT[measure]
    alone = {report: report for report in truth}
    for measure, value in bcubed_scores(truth, alone, partners).items():
        yield f"singletons_bcubed_{measure}", value, UNIT[measure]
    yield "reports", len(truth), "reports"
    yield "largest_false_case", largest_false_case(truth, found), "reports"
    for name, number in histogram(found):
        yield f"cases_of_{name}", number, "cases"


def scopes(labels):
    """All and each kind (environment, other); also without the largest case of each kind."""
    sizes = collections.defaultdict(collections.Counter)
    for _, case, kind in labels:
        sizes[kind][case] += 1
    largest = {counter.most_common(1)[0][0] for counter in sizes.values()}
    for name in ["all", *sorted(sizes.keys() - {""})]:
        chosen = [row for row in labels if name in ("all", row[2])]
        yield name, {report: case for report, case, _ in chosen}
        yield f"{name}_but_largest", {report: case for report, case, _ in chosen
                                      if case not in largest}


def evaluate(joins, labels, unsure_rows):
    joined = dict(joins)
    unsure = {tuple(sorted(pair)) for pair in unsure_rows}
    partners = collections.defaultdict(set)
    for left, right in unsure:
        partners[left].add(right)
        partners[right].add(left)
    for scope, truth in scopes(labels):
        found = {report: joined.get(report, f"alone {report}") for report in truth}
        for name, value, unit in figures(truth, found, unsure, partners):
            yield f"{scope}.{name}", value, unit


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--joins", required=True)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--unsure")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    unsure = read(options.unsure, "id_a", "id_b") if options.unsure else []
    result = list(evaluate(read(options.joins, "report", "case"),
                           read_labels(options.labels), unsure))
    if options.json:
        print(json.dumps({name: {"value": value, "unit": unit} for name, value, unit in result},
                         indent=1))
        return
    for name, value, unit in result:
        print(name, f"{value:.4f}" if isinstance(value, float) else value, unit)


if __name__ == "__main__":
    main()
