"""How well joins of repeated reports agree with labelled cases. Standard library only.

Everything is summed by true case: a score is a ratio of two sums over cases, so a bootstrap that
draws cases again only adds other rows of the same table.
"""
import collections
import itertools
import random

Case = collections.namedtuple(
    "Case", "reports pairs joined_truly joined_falsely precision recall")
Scores = collections.namedtuple(
    "Scores", "pair_precision pair_recall pair_f1 bcubed_precision bcubed_recall bcubed_f1")
F1 = ("pair_f1", "bcubed_f1")


class Scope:
    """The labelled reports that are scored together.

    truth    report -> case
    unsure   pairs of reports that readers could not decide
    """

    def __init__(self, truth, unsure=()):
        self.truth = truth
        self.partners = collections.defaultdict(set)
        for left, right in unsure:
            # The labels outrank the doubt: a pair of one case stays a pair.
            if truth.get(left, left) != truth.get(right, right):
                self.partners[left].add(right)
                self.partners[right].add(left)
        self._draws = None

    def found(self, case_of):
        """The cases that joins make of the scope's reports; one that is missing is apart."""
        return {report: case_of.get(report, f"alone {report}") for report in self.truth}

    def draws(self, resamples, seed):
        """Places of cases, drawn with replacement: the same for all joins of the scope."""
        if self._draws is None:
            chance = random.Random(seed)
            cases = range(len(set(self.truth.values())))
            self._draws = [chance.choices(cases, k=len(cases)) for _ in range(resamples)]
        return self._draws


def scopes(labels, unsure=()):
    """All and each kind (environment, other); also without the largest case of each kind.

    labels   (report, case, kind) rows; kind may be empty
    """
    sizes = collections.defaultdict(collections.Counter)
    for _, case, kind in labels:
        sizes[kind][case] += 1
    largest = {counter.most_common(1)[0][0] for counter in sizes.values()}
    made = {}
    for name in ["all", *sorted(sizes.keys() - {""})]:
        chosen = [row for row in labels if name in ("all", row[2])]
        made[name] = Scope({report: case for report, case, _ in chosen}, unsure)
        made[f"{name}_but_largest"] = Scope(
            {report: case for report, case, _ in chosen if case not in largest}, unsure)
    return made


def groups_of(case_of):
    groups = collections.defaultdict(list)
    for report, case in case_of.items():
        groups[case].append(report)
    return groups


def table(scope, found):
    """A row (Case) for each true case, in the order of the truth.

    Pairs: an unsure pair is left out. B-cubed: an unsure partner is taken out of the found set of
    the report. A pair that was joined falsely counts half in either case.
    """
    sizes = collections.Counter(scope.truth.values())
    rows = {case: [size, size * (size - 1) / 2, 0.0, 0.0, 0.0, 0.0]
            for case, size in sizes.items()}
    for members in groups_of(found).values():
        of_case = collections.Counter(scope.truth[report] for report in members)
        inside = set(members)
        for report in members:
            case = scope.truth[report]
            mates = of_case[case]
            partners = scope.partners.get(report)
            others = len(members) - mates - (len(partners & inside) if partners else 0)
            row = rows[case]
            row[2] += (mates - 1) / 2
            row[3] += others / 2
            row[4] += mates / (mates + others)
            row[5] += mates / sizes[case]
    return [Case(*row) for row in rows.values()]


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def scores_of_sums(sums):
    """No pair found means a precision of 1; no true pair, a recall of 1."""
    joined = sums.joined_truly + sums.joined_falsely
    pair_precision = sums.joined_truly / joined if joined else 1.0
    pair_recall = sums.joined_truly / sums.pairs if sums.pairs else 1.0
    reports = max(sums.reports, 1)
    precision, recall = sums.precision / reports, sums.recall / reports
    return Scores(pair_precision, pair_recall, f1(pair_precision, pair_recall),
                  precision, recall, f1(precision, recall))


def summed(rows):
    return Case(*(sum(column) for column in zip(*rows))) if rows else Case(0, 0, 0, 0, 0, 0)


def scores(rows):
    return scores_of_sums(summed(rows))


def resampled(scope, rows, resamples=1000, seed=1):
    """Scores of each resample of the true cases: a list for each field of Scores."""
    columns = list(zip(*rows))
    drawn = [scores_of_sums(Case(*(sum(map(column.__getitem__, draw)) for column in columns)))
             for draw in scope.draws(resamples, seed)]
    return Scores(*map(list, zip(*drawn)))


def interval(values, share=0.95):
    """The middle `share` of the values, by their ranks."""
    ordered = sorted(values)
    outside = round(len(ordered) * (1 - share) / 2)
    return ordered[outside], ordered[len(ordered) - 1 - outside]


def differences(ours, theirs):
    """Of two resamplings of one scope, draw by draw."""
    return Scores(*([a - b for a, b in zip(left, right)] for left, right in zip(ours, theirs)))


def largest_false_case(scope, found):
    """The most members that any found case holds beyond its most frequent true case."""
    worst = 0
    for members in groups_of(found).values():
        counts = collections.Counter(scope.truth[report] for report in members)
        worst = max(worst, len(members) - max(counts.values()))
    return worst


def histogram(found):
    """(name, cases) of each band of sizes."""
    sizes = collections.Counter(len(members) for members in groups_of(found).values())
    bounds = [(1, 1), (2, 2), (3, 4), (5, 8), (9, 16), (17, 10**9)]
    for low, high in bounds:
        name = str(low) if low == high else f"{low}_to_{high}" if high < 10**9 else f"{low}_or_more"
        yield name, sum(number for size, number in sizes.items() if low <= size <= high)


def candidate_recall(scope, candidates):
    """Reports with an earlier mate, and how many of them were compared with one.

    candidates   report -> reports compared with it, in the order of arrival
    """
    seen, with_mate, found = set(), 0, 0
    for report, compared in candidates.items():
        case = scope.truth.get(report)
        if case is None:
            continue
        if case in seen:
            with_mate += 1
            found += any(scope.truth.get(other) == case for other in compared)
        seen.add(case)
    return with_mate, found


def judged(scope, nearest):
    """(probability, whether it is so) of each report whose nearest one is labelled, too.

    nearest   report -> (nearest report, probability)
    """
    rows = []
    for report, (other, probability) in nearest.items():
        both = report in scope.truth and other in scope.truth
        if both and other not in scope.partners.get(report, ()):
            rows.append((probability, scope.truth[report] == scope.truth[other]))
    return rows


def calibration_error(rows, bins=10):
    """Expected calibration error over bins of equal counts: the mean distance, weighted by counts,
    of a bin's mean probability from its share of true ones (Guo and others 2017)."""
    ordered = sorted(rows)
    bounds = [len(ordered) * i // bins for i in range(bins + 1)]
    error = 0.0
    for low, high in itertools.pairwise(bounds):
        error += abs(sum(p - so for p, so in ordered[low:high]))
    return error / max(len(ordered), 1)


def brier(rows):
    """The mean square of what the probability was off."""
    return sum((p - so) ** 2 for p, so in rows) / max(len(rows), 1)


def best_columns(scope, grid):
    """Of a grid of joins (column -> report -> case), the column that is best by each F1."""
    found = {name: scores(table(scope, scope.found(case_of))) for name, case_of in grid.items()}
    return {measure: max(found, key=lambda name: getattr(found[name], measure)) for measure in F1}
