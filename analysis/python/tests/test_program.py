"""The program called from Python: runs, comparisons, and what it says when something is wrong."""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import unittest
import unittest.mock

import numpy as np

import grend
from grend.program import as_yaml
from support import Case, SOURCE, valley, weekend


class Running(Case):
    def test_a_run_is_that_of_the_command_line(self):
        path = self.tmp / "run.h5"
        run = grend.run(SOURCE / "scenarios/default.yaml", path, replications=2, seed=7, raw="first", threads=1,
                        progress=False, region__generate__inhabitants=500)
        self.assertEqual(run.path, path)
        self.assertEqual((run.manifest.seed, run.manifest.raw, run.replications.tolist()), (7, "first", [0, 1]))
        self.assertEqual(len(run.persons), 500)
        later = grend.run(progress=False, first_replication=5, region__generate__inhabitants=500)
        self.assertEqual(later.replications.tolist(), [5])

    def test_values_of_all_kinds_can_be_set(self):
        for value, text in (("2 h", "2 h"), (True, "true"), (3, "3"), (0.25, "0.25"), (np.int64(4), "4"),
                            (datetime.timedelta(minutes=90), "5400 s"), (datetime.date(2026, 5, 17), "2026-05-17"),
                            ([1, "a, b"], '[1, "a, b"]'), ({"count": 2, "shift": "06:00-22:00"}, '{count: 2, shift: "06:00-22:00"}')):
            self.assertEqual(as_yaml(value), text)
        run = grend.run(progress=False, settings={"region.generate.inhabitants": 400}, calendar__date=datetime.date(2026, 1, 17),
                        services__0__booking__lead=datetime.timedelta(hours=2),
                        services__0__vehicles=[{"count": np.int64(1), "seats": 6, "shift": "08:00-16:00"}])
        self.assertEqual(run.days.weekday.tolist(), ["saturday"])
        self.assertEqual(run.vehicles.seats.tolist(), [6])
        self.assertIn("lead: 2 h", run.manifest.resolved_scenario)

    def test_a_temporary_result_lives_as_long_as_its_run(self):
        run = grend.run(progress=False, region__generate__inhabitants=300)
        path = run.path
        self.assertTrue(path.exists())
        del run
        self.assertFalse(path.parent.exists())

    def test_progress_is_shown_or_given_to_a_function_or_kept_back(self):
        steps = []
        grend.run(region__generate__inhabitants=300, progress=lambda step, seconds: steps.append((step, seconds)))
        self.assertIn("building the road network", [step for step, _ in steps])
        self.assertEqual(sorted(s for _, s in steps), [s for _, s in steps])
        for progress, shown in ((True, True), (False, False)):
            with contextlib.redirect_stderr(io.StringIO()) as text:
                grend.run(region__generate__inhabitants=300, progress=progress)
            self.assertEqual("building the road network" in text.getvalue(), shown)

    def test_all_mistakes_of_a_scenario_are_raised_with_place_and_fix(self):
        path = self.tmp / "wrong.yaml"
        path.write_text("name: Wrong\nservises: []\nservices:\n  - id: a\n    booking: {lead: 60}\n")
        error = self.assert_fails(grend.ProgramError, "wrong.yaml:2", "did you mean 'services'", "wrong.yaml:5",
                                  call=lambda: grend.run(path, progress=False))
        self.assertEqual(error.exit_code, 78)
        self.assertLessEqual({2, 5}, {problem.line for problem in error.problems})
        error = self.assert_fails(grend.ProgramError, "nowhere.yaml", call=lambda: grend.run("nowhere.yaml", progress=False))
        self.assertEqual(error.exit_code, 66)

    def test_an_existing_result_is_not_replaced_unasked(self):
        path = self.tmp / "run.h5"
        path.write_text("precious")
        error = self.assert_fails(grend.ProgramError, "--overwrite", call=lambda: grend.run(output=path, progress=False))
        self.assertEqual((error.exit_code, path.read_text()), (73, "precious"))
        grend.run(output=path, overwrite=True, progress=False, region__generate__inhabitants=300)

    def test_warnings_of_the_program_are_warnings_of_python(self):
        with self.assertWarnsRegex(grend.GrendWarning, "most_replications"):
            grend.run(progress=False, region__generate__inhabitants=300, simulation__most_replications=2,
                      simulation__replications=2, simulation__until=[{"indicator": "wait_mean", "precision": 0.001}])

    def test_a_missing_program_says_where_it_is_got_from(self):
        with unittest.mock.patch.dict(os.environ, GREND_PROGRAM="/nowhere/grend"):
            error = self.assert_fails(grend.ProgramError, "/nowhere/grend", "quickstart", "GREND_PROGRAM", call=grend.run)
        self.assertEqual(error.exit_code, 127)

    def test_a_stopped_run_leaves_nothing_behind(self):
        def stop(step: str, seconds: float) -> None:
            if "simulating" in step:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            grend.run(output=self.tmp / "run.h5", progress=stop, replications=1000)
        self.assertEqual(list(self.tmp.iterdir()), [])


class Comparing(Case):
    def test_differences_are_those_of_the_files(self):
        before, after = valley(3), valley(3, services__0__vehicles__0__count=1)
        frame = grend.compare(before, after, names=["two", "one"], margins={"served_share": 2, "cost_per_trip": "5%"})
        whole = frame[frame["by"] == "whole"].set_index("indicator")
        self.assertEqual((set(frame["first"]), set(frame["second"])), ({"two"}, {"one"}))
        for indicator in ("cost_per_year", "served_share", "wait_mean", "trips_made"):
            change = (after.values(indicator) - before.values(indicator)).mean().iloc[0]
            np.testing.assert_allclose(whole.loc[indicator, "change"], change, rtol=1e-9, atol=1e-9)
            np.testing.assert_allclose(whole.loc[indicator, "mean_second"], after.summary.loc[indicator, "mean"], rtol=1e-12)
        self.assertEqual(whole.loc["cost_per_year", "verdict"], "confirmed better")
        self.assertTrue(whole.loc["cost_per_trip", "no_worse"])
        self.assertEqual(set(frame["by"]), {"whole", "service", "group", "area", "hour"})
        self.assertEqual(frame.attrs["paired"], [True])

    def test_more_than_two_runs_by_path(self):
        paths = [valley(2).path, valley(2, services__0__vehicles__0__count=1).path, valley(2, services__0__fare="0 NOK").path]
        frame = grend.compare(*paths, interval="bootstrap")
        self.assertEqual(frame["second"].unique().tolist(), [str(paths[1]), str(paths[2])])
        places = grend.frontier(*paths, names=["now", "one", "free"])
        self.assertEqual(set(places.index), {"now", "one", "free"})
        self.assertTrue(places.beaten_by.isna().any())

    def test_what_cannot_be_compared_is_told(self):
        run = valley(2)
        error = self.assert_fails(grend.ProgramError, call=lambda: grend.compare(run, run, margins={"wait_men": 1}))
        self.assertEqual(error.exit_code, 64)
        self.assert_fails(grend.ProgramError, call=lambda: grend.compare(run, self.tmp / "nowhere.h5"))
        with self.assertRaises(ValueError):
            grend.compare(run, valley(3), names=["same", "same"])


if __name__ == "__main__":
    unittest.main()
