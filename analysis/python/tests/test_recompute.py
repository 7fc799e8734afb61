"""Check A13: every stored aggregate of runs of many kinds, recomputed from the raw rows."""

from __future__ import annotations

import shutil
import unittest
import unittest.mock

import h5py

import grend
from recompute import Recomputation
from support import Case, DATA, SOURCE, valley, weekend


class Recomputed(Case):
    def assert_recomputed(self, run: grend.Run, least: int) -> None:
        found = Recomputation(run.path).compare()
        self.assertEqual(found[:20], [])
        self.assertGreater(found.compared, least)
        print(f"{run.manifest.scenario_name}: {found.compared} values recomputed")

    def test_two_services_on_three_days(self):
        self.assert_recomputed(weekend(), 4000)

    def test_the_default_scenario_where_vehicles_are_few(self):
        self.assert_recomputed(grend.run(replications=3, progress=False, services__0__vehicles__0__count=1), 4000)

    def test_only_the_first_replication_is_kept(self):
        self.assert_recomputed(weekend(raw="first"), 2000)

    def test_replications_that_do_not_begin_at_nought(self):
        self.assert_recomputed(grend.run(replications=2, first_replication=3, progress=False,
                                         region__generate__inhabitants=1000), 2000)

    def test_a_booking_log_without_people(self):
        self.assert_recomputed(grend.run(SOURCE / "scenarios/booking_log.yaml", progress=False), 1500)

    def test_no_service(self):
        self.assert_recomputed(grend.run(progress=False, region__generate__inhabitants=1000, services=[]), 1000)

    def test_winter(self):
        self.assert_recomputed(grend.run(SOURCE / "scenarios/winter.yaml", progress=False), 2000)

    @unittest.skipUnless((DATA / "hamar").is_dir(), "skipped: no data")
    def test_a_real_municipality(self):
        self.assert_recomputed(grend.run(SOURCE / "scenarios/hamar.yaml", data=DATA, progress=False), 3000)

    def test_a_changed_row_is_found_out_in_every_aggregate_that_it_is_in(self):
        run = weekend()
        served = run.requests[(run.requests.status == "served") & (run.requests.service == "day")].index[0]
        changes = {"wait": (60, {"wait_mean", "wait_mean by service", "distribution of wait: sum"}),
                   "ride": (3600, {"ride_mean", "detour_factor by hour", "in_promise_share"}),
                   "seats": (1, {"riders by group", "occupancy", "time_slots on_board"}),
                   "fare": (1, {"fares", "fares_per_year", "fares by area"})}
        path = shutil.copy(run.path, self.tmp / "changed.h5")
        with h5py.File(path, "r+") as file:
            for column, (plus, _) in changes.items():
                file[f"requests/{column}"][served] += plus
        with unittest.mock.patch("grend.hdf5.check_seal"):
            found = {difference.split(", row")[0] for difference in Recomputation(path).compare()}
        self.assertLessEqual(set.union(*(expected for _, expected in changes.values())), found)
        self.assertFalse(any(name.startswith(("vehicle", "cost", "trips_made")) for name in found), found)

    def test_areas_are_the_smallest_squares_of_which_at_most_40_are_lived_in(self):
        for run in (weekend(), valley(1)):
            meaning = run.table("area_indicators").attrs["long_names"]["area"]
            sides = [1, 2, 5, 10, 20, 50]
            home = run.persons[["home_x", "home_y"]] / 1000
            lived_in = {side: len((home // side).drop_duplicates()) for side in sides}
            expected = min(side for side in sides if lived_in[side] <= 40)
            self.assertIn(f"square of {expected} km", meaning)
            self.assertEqual(len(run.table("area_indicators").area.cat.categories), lived_in[expected])


if __name__ == "__main__":
    unittest.main()
