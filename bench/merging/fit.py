#!/usr/bin/env python3
"""Fits the weights of the near-duplicate model by logistic regression, cross-validated over cases.

usage: fit.py --rows rows.csv [--unsure unsure.csv] [--folds 5] [--ridge 0.5] --out DIR

rows   as written by `replay --rows`: report, case, nearest, label, label of the case, same, values
out    DIR/weights.txt (all rows) and DIR/weights_<k>.txt (rows without the cases of fold k)

A report belongs to the fold of its labelled case. A report weighs one by the square root of the
size of its case, so that the two largest cases do not decide alone. Which rows there are depends on
the weights that `replay` had: fit, replay with --weights and fit again until nothing moves.
"""
import argparse
import collections
import csv
import math
import os
import zlib

NAMES = ["prior", "text_cosine", "text_containment", "headline_in_text", "shared_rarity",
         "place_agrees", "place_differs", "enterprise_agrees",
         "enterprise_differs", "district_differs", "issue_agrees", "issue_differs",
         "same_issue_there", "days_apart", "case_support", "case_size"]
# A sign that contradicts the meaning of the evidence is chance: such a weight is held at 0.
SIGN = dict.fromkeys(NAMES, 1) | dict.fromkeys(
    ["place_differs", "enterprise_differs", "district_differs", "issue_differs", "days_apart",
     "case_size"], -1) | {"prior": 0}
# Not fitted: by rule the bar rises with the size of the case (a false large case silences many).
HELD = {"case_size": -0.1}


def read_rows(path, unsure):
    rows = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if tuple(sorted((row[0], row[2]))) in unsure and row[5] == "0":
                continue
            rows.append((row[0], row[3], row[4], int(row[5]), [float(v) for v in row[6:]]))
    return rows


def fold_of(case, folds):
    return zlib.crc32(case.encode()) % folds


def solve(matrix, right):
    """Gauss with pivoting, for a small symmetric system."""
    size = len(right)
    work = [row[:] + [value] for row, value in zip(matrix, right)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(work[r][i]))
        work[i], work[pivot] = work[pivot], work[i]
        for r in range(size):
            if r != i and work[r][i]:
                factor = work[r][i] / work[i][i]
                work[r] = [a - factor * b for a, b in zip(work[r], work[i])]
    return [work[i][size] / work[i][i] for i in range(size)]


def newton(rows, shares, active, ridge):
    """Ridge logistic regression over the columns `active`."""
    beta = [0.0] * len(active)
    for _ in range(25):
        gradient = [-ridge * b if c else 0.0 for b, c in zip(beta, active)]
        hessian = [[(ridge if i == j and active[i] else 1e-9 if i == j else 0.0)
                    for j in range(len(active))] for i in range(len(active))]
        for (_, _, _, same, values), share in zip(rows, shares):
            x = [values[c] for c in active]
            rule = sum(weight * values[NAMES.index(name)] for name, weight in HELD.items())
            z = max(-30.0, min(30.0, rule + sum(b * v for b, v in zip(beta, x))))
            p = 1 / (1 + math.exp(-z))
            slope = share * p * (1 - p)
            for i, xi in enumerate(x):
                gradient[i] += share * (same - p) * xi
                for j in range(i + 1):
                    hessian[i][j] += slope * xi * x[j]
        for i in range(len(active)):
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        step = solve(hessian, gradient)
        beta = [b + s for b, s in zip(beta, step)]
        if max(abs(s) for s in step) < 1e-7:
            break
    return beta


def fit(rows, ridge):
    reports = collections.defaultdict(set)
    for report, own, *_ in rows:
        reports[own].add(report)
    shares = [1 / math.sqrt(len(reports[row[1]])) for row in rows]
    active = [c for c, name in enumerate(NAMES) if name not in HELD]
    while True:
        beta = newton(rows, shares, active, ridge)
        wrong = [c for c, b in zip(active, beta) if SIGN[NAMES[c]] * b < 0]
        if not wrong:
            break
        worst = min(wrong, key=lambda c: -abs(beta[active.index(c)]))
        active.remove(worst)
    weights = [HELD.get(name, 0.0) for name in NAMES]
    for c, b in zip(active, beta):
        weights[c] = b
    return weights


def write(path, weights):
    with open(path, "w", encoding="utf-8") as file:
        for name, weight in zip(NAMES, weights):
            file.write(f"{name} {weight:.4f}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", required=True)
    parser.add_argument("--unsure")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--ridge", type=float, default=0.5)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    unsure = set()
    if options.unsure:
        with open(options.unsure, encoding="utf-8", newline="") as file:
            unsure = {tuple(sorted(row[:2])) for row in csv.reader(file)}
    rows = read_rows(options.rows, unsure)
    os.makedirs(options.out, exist_ok=True)
    write(os.path.join(options.out, "weights.txt"), fit(rows, options.ridge))
    for fold in range(options.folds):
        kept = [row for row in rows if fold_of(row[1], options.folds) != fold
                and fold_of(row[2], options.folds) != fold]
        write(os.path.join(options.out, f"weights_{fold}.txt"), fit(kept, options.ridge))
    print("rows", len(rows), "rows")
    print("same", sum(row[3] for row in rows), "rows")


if __name__ == "__main__":
    main()
