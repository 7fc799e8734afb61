"""What the tests share: the program, folders of their own, and small runs made once a process.
Run by ctest with GREND_PROGRAM (the program), GREND_SOURCE_DIR and PYTHONPATH (the package)."""

from __future__ import annotations

import functools
import os
import pathlib
import tempfile
import unittest

import grend

SOURCE = pathlib.Path(os.environ["GREND_SOURCE_DIR"])
PACKAGE = SOURCE / "analysis/python"
DATA = pathlib.Path(os.environ.pop("GREND_DATA", SOURCE / "../shared/data"))
_folder = tempfile.TemporaryDirectory(prefix="grend-tests-")
os.environ["GREND_CACHE"] = str(pathlib.Path(_folder.name) / "cache")

# Two services with different contracts, payers and opening hours, over a school day, a Saturday and
# a Sunday, so that no column of a result is constant.
WEEKEND = """
name: A weekend with two services
region: {name: Fjord, generate: {inhabitants: 3000, layout: fjord}}
calendar: {date: 2026-01-16, days: 3}
services:
  - id: day
    open: 06:00-22:00
    fare: 40 NOK
    area: {kind: circle, radius: 6 km}
    booking: {lead: 15 min}
    vehicles: [{count: 1, seats: 8, wheelchair_places: 1, shift: 06:00-22:00}]
  - id: night
    open: 15:00-27:00
    fare: 80 NOK
    vehicles: [{count: 1, seats: 4, wheelchair_places: 0, shift: 15:00-27:00}]
economy:
  payers: {patient_pays: true}
  contracts:
    - service: night
      contract: {vehicle_hour: 0 NOK, standby_hour: 0 NOK, kilometre: 0 NOK, loaded_kilometre: 30 NOK,
                 trip: 50 NOK, vehicle_day: 100 NOK}
"""


@functools.cache
def weekend(replications: int = 2, raw: str = "all") -> grend.Run:
    """Two services on three days, some 60 requests a replication."""
    scenario = pathlib.Path(_folder.name) / "weekend.yaml"
    scenario.write_text(WEEKEND, encoding="utf-8")
    return grend.run(scenario, replications=replications, raw=raw, progress=False)


@functools.cache
def valley(replications: int = 2, **overrides: object) -> grend.Run:
    """The default scenario with 2,000 inhabitants."""
    return grend.run(replications=replications, progress=False, region__generate__inhabitants=2000, **overrides)


class Case(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="grend-test-")
        self.addCleanup(folder.cleanup)
        self.tmp = pathlib.Path(folder.name)

    def assert_fails(self, error: type[grend.GrendError], *words: str, call) -> grend.GrendError:
        with self.assertRaises(error) as caught:
            call()
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertTrue(all(p.fix for p in caught.exception.problems), f"without a fix: {caught.exception}")
        return caught.exception
