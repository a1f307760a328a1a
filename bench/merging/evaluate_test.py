#!/usr/bin/env python3
"""What evaluate.py says of cases so few that everything can be counted by hand."""
import csv
import pathlib
import subprocess
import sys
import tempfile
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
import evaluate  # noqa: E402
import scores  # noqa: E402

# Two cases of three and of two, and one report alone.
TRUTH = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C"}
# a1 and a2 are joined, a3 wrongly with all of B.
FOUND = {"a1": "1", "a2": "1", "a3": "2", "b1": "2", "b2": "2", "c1": "3"}


def scored(scope, case_of):
    return scores.scores(scores.table(scope, scope.found(case_of)))


class ScoresTest(unittest.TestCase):
    def test_counts_pairs(self):
        result = scored(scores.Scope(TRUTH), FOUND)
        # Found: a1a2, b1b2 and falsely a3b1, a3b2; true: three of A, one of B.
        self.assertAlmostEqual(result.pair_precision, 2 / 4)
        self.assertAlmostEqual(result.pair_recall, 2 / 4)
        self.assertAlmostEqual(result.pair_f1, 0.5)

    def test_means_over_reports_for_b_cubed(self):
        result = scored(scores.Scope(TRUTH), FOUND)
        # a1 1, a2 1, a3 1/3, b1 2/3, b2 2/3, c1 1
        self.assertAlmostEqual(result.bcubed_precision, (3 + 1 / 3 + 4 / 3) / 6)
        # a1 2/3, a2 2/3, a3 1/3, b1 1, b2 1, c1 1
        self.assertAlmostEqual(result.bcubed_recall, (5 / 3 + 3) / 6)

    def test_leaves_unsure_pairs_out_unless_the_labels_join_them(self):
        result = scored(scores.Scope(TRUTH, [("a3", "b1"), ("a1", "a2")]), FOUND)
        self.assertAlmostEqual(result.pair_precision, 2 / 3)
        self.assertAlmostEqual(result.pair_recall, 2 / 4)
        # a3 1/2, b1 1, b2 2/3
        self.assertAlmostEqual(result.bcubed_precision, (3 + 1 / 2 + 1 + 2 / 3) / 6)

    def test_joining_nothing_is_precise_and_recalls_each_report_itself(self):
        result = scored(scores.Scope(TRUTH), {})
        self.assertEqual(result.pair_precision, 1)
        self.assertEqual(result.pair_recall, 0)
        self.assertEqual(result.bcubed_precision, 1)
        self.assertAlmostEqual(result.bcubed_recall, 3 / 6)  # a case each

    def test_knows_the_worst_case_and_the_sizes(self):
        scope = scores.Scope(TRUTH)
        self.assertEqual(scores.largest_false_case(scope, FOUND), 1)
        self.assertEqual(dict(scores.histogram(FOUND))["3_to_4"], 1)
        self.assertEqual(dict(scores.histogram(FOUND))["1"], 1)

    def test_scores_kinds_apart_and_without_their_largest_case(self):
        labels = [(report, case, "other" if case == "B" else "environment")
                  for report, case in TRUTH.items()]
        made = scores.scopes(labels)
        self.assertEqual(set(made["environment"].truth.values()), {"A", "C"})
        self.assertEqual(set(made["all_but_largest"].truth.values()), {"C"})
        self.assertEqual(list(made["other"].truth), ["b1", "b2"])


class EngineTest(unittest.TestCase):
    def test_counts_reports_with_an_earlier_mate_that_were_compared_with_one(self):
        # b2 stands first, so b1 has the earlier mate; c1 has none.
        candidates = {"a1": [], "b2": ["a1"], "a2": ["b2"], "b1": ["a1", "b2"], "c1": ["a1"],
                      "x": ["a1"], "a3": ["x", "a2"]}
        self.assertEqual(scores.candidate_recall(scores.Scope(TRUTH), candidates), (3, 2))

    def test_judges_probabilities_of_labelled_pairs_that_are_sure(self):
        nearest = {"a2": ("a1", 0.9), "a3": ("b1", 0.2), "b2": ("b1", 0.7), "c1": ("x", 1.0)}
        scope = scores.Scope(TRUTH, [("a3", "b1")])
        self.assertEqual(scores.judged(scope, nearest), [(0.9, True), (0.7, True)])

    def test_calibration_is_the_distance_in_bins_of_equal_counts(self):
        rows = [(0.9, True), (0.1, False), (0.2, True), (0.8, True)]
        # Two bins: (.1, .2) with mean .15 and share .5; (.8, .9) with mean .85 and share 1.
        self.assertAlmostEqual(scores.calibration_error(rows, bins=2), (0.35 + 0.15) / 2)
        self.assertAlmostEqual(scores.brier(rows), (0.01 + 0.01 + 0.64 + 0.04) / 4)


class BootstrapTest(unittest.TestCase):
    def test_draws_whole_cases(self):
        scope = scores.Scope({"a1": "A", "a2": "A", "b1": "B", "b2": "B"})
        rows = scores.table(scope, {"a1": "1", "a2": "1", "b1": "2", "b2": "3"})
        drawn = scores.resampled(scope, rows, resamples=200)
        # Recall of pairs: A twice 1, each once 1/2, B twice 0.
        self.assertEqual(set(drawn.pair_recall), {0.0, 0.5, 1.0})
        self.assertEqual(drawn, scores.resampled(scope, rows, resamples=200))

    def test_differences_are_paired(self):
        scope = scores.Scope(TRUTH)
        ours = scores.resampled(scope, scores.table(scope, FOUND), resamples=50)
        nothing = scores.differences(ours, ours)
        self.assertEqual(scores.interval(nothing.bcubed_f1), (0, 0))
        theirs = scores.resampled(scope, scores.table(scope, scope.found({})), resamples=50)
        apart = scores.differences(ours, theirs)
        self.assertEqual(apart.bcubed_recall[7], ours.bcubed_recall[7] - theirs.bcubed_recall[7])

    def test_an_interval_leaves_as_many_out_at_either_end(self):
        self.assertEqual(scores.interval(range(1000)), (25, 974))

    def test_the_best_column_of_a_grid_is_found_for_each_measure(self):
        scope = scores.Scope(TRUTH)
        grid = {"nothing": {}, "some": FOUND, "truth": TRUTH}
        self.assertEqual(scores.best_columns(scope, grid),
                         {"pair_f1": "truth", "bcubed_f1": "truth"})


class CommandTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.put("labels.csv", ["id", "case"], TRUTH.items())
        self.put("peer.csv", ["report", "online@0.5"], [])

    def put(self, name, head, rows):
        with open(self.folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])

    def figures(self, *options):
        lines = subprocess.run(
            [sys.executable, FOLDER / "evaluate.py", "--joins", self.folder / "joins.csv",
             "--labels", self.folder / "labels.csv", *options],
            check=True, capture_output=True, text=True).stdout
        return {line.split()[0]: float(line.split()[1]) for line in lines.splitlines()}

    def test_two_columns_are_enough(self):
        self.put("joins.csv", ["report", "case"], FOUND.items())
        figures = self.figures()
        self.assertEqual(figures["all.pair_f1"], 0.5)
        self.assertEqual(figures["all.pair_joined_falsely"], 2)
        self.assertNotIn("all.candidate_recall", figures)
        self.assertLessEqual(figures["all.bcubed_f1_low"], figures["all.bcubed_f1"])

    def test_more_columns_say_more_and_a_peer_is_compared(self):
        self.put("joins.csv",
                 ["report", "case", "nearest", "probability", "proposed", "candidates"],
                 [["a1", "1", "", "0", "0", ""], ["a2", "1", "a1", "0.75", "1", "a1"],
                  ["b1", "2", "a1", "0.25", "0", "a1 a2"]])
        figures = self.figures("--against", f"{self.folder}/peer.csv:online@0.5")
        self.assertEqual(figures["all.candidate_recall"], 1)
        self.assertEqual(figures["all.with_earlier_mate"], 1)
        self.assertEqual(figures["all.proposed"], 1)
        self.assertEqual(figures["all.brier"], 0.0625)
        self.assertGreater(figures["all.ahead_of.online@0.5.pair_f1_high"], 0)

    def test_a_grid_is_read_by_columns(self):
        self.put("grid.csv", ["report", "x@1", "y@1"], [["a1", "1", "2"], ["a2", "1", "3"]])
        grid = evaluate.read_grid(self.folder / "grid.csv")
        self.assertEqual(grid, {"x@1": {"a1": "1", "a2": "1"}, "y@1": {"a1": "2", "a2": "3"}})


if __name__ == "__main__":
    unittest.main()
