"""Result files as data frames, and files that are none."""

from __future__ import annotations

import shutil
import sys
import unittest
import unittest.mock

import h5py
import numpy as np
import pandas as pd

import grend
from grend.indicators import t_quantile
from support import Case, PACKAGE, SOURCE, valley, weekend


class Tables(Case):
    def test_every_table_of_the_file_is_a_frame_as_long_as_its_columns(self):
        run = weekend()
        with h5py.File(run.path) as file:
            self.assertEqual(set(run.tables), set(file) - {"manifest", "indicators"})
            for name in run.tables:
                frame = run.table(name)
                row, *columns = file[name]
                self.assertEqual((frame.index.name, list(frame)), (row, columns))
                self.assertEqual(len(frame), len(file[name][row]))
                self.assertEqual(set(frame.attrs["units"]), set(columns))
        for name in ("persons", "days", "services", "facilities", "road_sections", "trips", "legs", "requests",
                     "vehicles", "vehicle_stops", "ledger_entries"):
            self.assertIs(getattr(run, name), run.table(name))
            self.assertGreater(len(run.table(name)), 0, name)

    def test_categories_are_decoded_and_missing_ones_missing(self):
        run = weekend()
        with h5py.File(run.path) as file:
            raw = file["trips/otherwise"]
            names = raw.attrs["flag_meanings"].decode().split()
            expected = [None if code < 0 else names[code] for code in raw[:]]
        found = run.trips.otherwise.astype(object)
        self.assertEqual(found.where(found.notna(), None).tolist(), expected)
        self.assertIn(None, expected)  # somebody had no other way
        self.assertEqual(set(run.requests.service), {"day", "night"})

    def test_references_can_be_missing_and_join_other_tables(self):
        run = weekend()
        rejected = run.requests[run.requests.status == "rejected"]
        self.assertTrue(rejected.vehicle.isna().any())
        joined = run.requests.join(run.trips[["person", "mode"]], on="trip").join(run.persons.age, on="person")
        self.assertTrue(joined.age.notna().all())
        self.assertTrue((joined[joined.status == "served"]["mode"] == "drt").all())

    def test_times_are_spans_from_the_first_midnight_or_seconds_as_in_the_file(self):
        spans, seconds = weekend(), grend.open(weekend().path, times="seconds")
        for table, column in (("requests", "wait"), ("requests", "wish"), ("trips", "arrival"), ("services", "open_from")):
            ours, theirs = spans.table(table)[column], seconds.table(table)[column]
            self.assertEqual(ours.dtype, "timedelta64[ns]")
            self.assertEqual(theirs.dtype, "float64")
            # Milliseconds are exact, whatever the float of the seconds is.
            self.assertTrue(((ours / pd.Timedelta("1ms")) == (1000 * theirs).round())[theirs.notna()].all())
            self.assertTrue((ours.isna() == theirs.isna()).all())
        # Saturday's trips depart between 24 and 48 hours and some, whatever the date is.
        saturday = spans.trips[(spans.trips.day == 1) & spans.trips.departure.notna()]
        self.assertTrue(saturday.departure.between(pd.Timedelta("24h"), pd.Timedelta("55h")).all())
        self.assertEqual(spans.days.weekday.tolist(), ["friday", "saturday", "sunday"])
        with self.assertRaises(ValueError):
            grend.open(spans.path, times="minutes")

    def test_units_and_meanings_go_with_a_frame(self):
        requests = weekend().requests
        self.assertEqual(requests.attrs["units"]["ridden"], "m")
        self.assertIn("wait", requests.columns)
        self.assertIn("vehicle's coming", requests.attrs["long_names"]["wait"])

    def test_the_manifest_says_where_a_run_came_from(self):
        manifest = weekend().manifest
        self.assertEqual((manifest.scenario_name, manifest.raw, manifest.seed), ("A weekend with two services", "all", 1))
        self.assertRegex(manifest.content_digest, "^[0-9a-f]{32}$")
        self.assertIn("standby_hour", manifest.resolved_scenario)
        self.assertEqual(manifest.input_checksums, {})  # a generated region has no input files
        self.assertEqual(manifest.format_version, 2)
        log = grend.run(SOURCE / "scenarios/booking_log.yaml", progress=False)
        self.assertTrue(any(name.endswith("booking_log.csv") for name in log.manifest.input_checksums))
        self.assertIn("2 replications", repr(weekend()))

    def test_half_hours_are_a_dataset_with_units(self):
        run = weekend()
        hours = run.timeseries
        self.assertEqual(dict(hours.sizes), {"replication": 2, "time": 54})
        self.assertEqual(hours.time.values[13], np.timedelta64(390, "m"))
        self.assertEqual(hours.on_board.attrs, {"units": "1", "long_name": "passengers on board"})
        # The half hours have the requests of three days: their mean, three times, is their number.
        self.assertAlmostEqual(float(3 * hours.requests.sel(replication=1).sum()), (run.requests.replication == 1).sum())
        seconds = grend.open(run.path, times="seconds").timeseries
        self.assertEqual((float(seconds.time[13]), seconds.time.attrs["units"]), (23_400, "s"))

    def test_the_version_is_that_of_the_program(self):
        self.assertIn(f"VERSION {grend.__version__} ", (SOURCE / "CMakeLists.txt").read_text())
        self.assertIn(f'version = "{grend.__version__}"', (PACKAGE / "pyproject.toml").read_text())


class Indicators(Case):
    def test_means_and_intervals_are_those_of_the_program(self):
        # `grend compare` reckons the interval of cost and quality with Boost's quantiles.
        first, second = valley(3), valley(3, services__0__vehicles__0__count=1)
        for ids in (("subsidy_per_year", "served_share"), ("vehicle_kilometres", "riders")):
            places = grend.frontier(first, second, cost=ids[0], quality=ids[1], names=["first", "second"])
            for run, name in ((first, "first"), (second, "second")):
                for what, indicator in zip(("cost", "quality"), ids):
                    for ours, theirs in (("mean", what), ("low", f"{what}_low"), ("high", f"{what}_high")):
                        np.testing.assert_allclose(run.summary.loc[indicator, ours], places.loc[name, theirs], rtol=1e-9)

    def test_quantiles_of_students_t_are_those_of_the_tables(self):
        for degrees, expected in ((1, 12.7062), (2, 4.30265), (3, 3.18245), (4, 2.77645), (5, 2.57058), (10, 2.22814),
                                  (29, 2.04523), (30, 2.04227), (120, 1.97993), (1000, 1.96234)):
            self.assertAlmostEqual(t_quantile(0.975, degrees), expected, places=4)
        self.assertTrue(np.isnan(t_quantile(0.975, 0)))

    def test_each_indicator_is_there_whole_and_by_what_the_file_has_it_by(self):
        run = weekend()
        every = run.indicators
        with h5py.File(run.path) as file:
            whole = [name for name in file["indicators"] if name != "replication"]
            # All columns but the row number, the replication and the cell, for every cell.
            rows = len(whole) + sum((len(file[f"{d}_indicators"]) - 3) * len(run.table(f"{d}_indicators")[d].cat.categories)
                                    for d in ("service", "group", "area", "hour"))
        self.assertEqual(every[every["by"] == "whole"]["id"].tolist(), whole)
        self.assertEqual(len(every), rows)
        self.assertEqual(len(run.indicator_values), 2 * rows)
        self.assertEqual(set(every.direction), {"more", "less", "neither"})
        self.assertTrue((every["replications"] <= 2).all())
        self.assertFalse(every[["name", "unit", "definition"]].isna().any().any())
        self.assertEqual(run.summary.loc["wait_mean", "unit"], "min")

    def test_values_by_replication_and_cell(self):
        run = weekend()
        self.assertEqual(run.values("requests").shape, (2, 1))
        by_service = run.values("requests", by="service")
        self.assertEqual(list(by_service), ["day", "night"])
        self.assertEqual(by_service.sum(axis=1).tolist(), run.values("requests")["requests"].tolist())
        self.assert_fails(grend.ResultFileError, "did you mean 'wait_mean'", call=lambda: run.values("wait_men"))
        self.assert_fails(grend.ResultFileError, "it is there by whole", call=lambda: run.values("vehicle_hours", by="hour"))

    def test_one_replication_has_a_mean_but_no_interval(self):
        summary = valley(1).summary
        self.assertEqual(summary.loc["persons", "mean"], 2000)
        self.assertTrue(summary[["low", "high"]].isna().all().all())


class Files(Case):
    def copy(self) -> str:
        return shutil.copy(valley(1).path, self.tmp / "run.h5")

    def refused(self, path, *words: str) -> None:
        self.assert_fails(grend.ResultFileError, str(path), *words, call=lambda: grend.open(path))

    def test_no_file_and_an_empty_file(self):
        self.refused(self.tmp / "nowhere.h5", "there is no such file")
        self.refused(self.tmp, "directory")
        (self.tmp / "empty.h5").write_bytes(b"")
        self.refused(self.tmp / "empty.h5", "empty")

    def test_a_file_cut_short_anywhere(self):
        path = self.tmp / "run.h5"
        whole = (valley(1).path).read_bytes()
        for size in (7, 100, len(whole) // 2, len(whole) - 55, len(whole) - 1):
            path.write_bytes(whole[:size])
            self.refused(path, "not an HDF5 file" if size < 8 else "cut short")

    def test_a_file_of_another_tool(self):
        path = self.tmp / "other.h5"
        path.write_text("persons,trips\n1,2\n")
        self.refused(path, "not an HDF5 file", "grend run")
        path.unlink()
        with h5py.File(path, "w") as file:
            file["requests/wait"] = [1.0]
        self.refused(path, "of another tool", "grend run")

    def test_files_of_older_and_newer_formats(self):
        path = self.copy()
        for version, fix in ((1, "run its scenario again"), (3, "newer Grend")):
            with h5py.File(path, "r+") as file:
                file.attrs.modify("format_version", np.int32(version))
            self.refused(path, f"format_version is {version}", fix)

    def test_a_flipped_byte_is_seen_with_and_without_xxhash(self):
        path = self.copy()
        with h5py.File(path) as file:
            at = file["requests/wait"].id.get_chunk_info(0).byte_offset
        with open(path, "r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 0x10]))
        with unittest.mock.patch.dict(sys.modules, xxhash=None):
            run = grend.open(path)
            self.assertEqual(run.persons.shape[0], 2000)  # the others are sound
            self.assert_fails(grend.ResultFileError, "damaged", call=lambda: run.requests)
        try:
            import xxhash  # noqa: F401
        except ImportError:
            self.skipTest("without xxhash")
        self.refused(path, "does not match its seal")

    def test_a_file_replaced_while_it_is_open(self):
        path = self.copy()
        run = grend.open(path)
        shutil.copy(valley(2).path, path)
        self.assert_fails(grend.ResultFileError, "was replaced", call=lambda: run.requests)
        (self.tmp / "run.h5").unlink()
        self.assert_fails(grend.ResultFileError, "is gone", call=lambda: run.requests)

    def test_rows_that_were_not_kept_are_an_error_and_indicators_are_there(self):
        run = weekend(raw="none")
        self.assert_fails(grend.ResultFileError, "kept no rows of 'requests'", "--raw", call=lambda: run.requests)
        self.assert_fails(grend.ResultFileError, "did you mean 'requests'", call=lambda: run.table("request"))
        self.assertEqual(len(run.persons), 3000)
        pd.testing.assert_frame_equal(run.indicators, weekend().indicators)
        self.assertEqual(set(weekend(raw="first").requests.replication), {0})

    def test_a_run_without_any_request_is_empty_not_broken(self):
        run = grend.run(progress=False, region__generate__inhabitants=500, services=[])
        self.assertEqual(len(run.requests), 0)
        self.assertEqual(run.requests.wait.dtype, "timedelta64[ns]")
        self.assertEqual(run.summary.loc["requests", "mean"], 0)
        self.assertTrue(np.isnan(run.summary.loc["wait_mean", "mean"]))
        self.assertEqual(float(run.timeseries.on_board.sum()), 0)


if __name__ == "__main__":
    unittest.main()
