"""A result file, opened: tables as data frames, indicators, half hours, and where it came from."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from grend import hdf5, indicators
from grend.errors import ResultFileError
from grend.hdf5 import Times


@dataclass(frozen=True)
class Manifest:
    """What a run came from."""

    version: str  # of the program
    git_sha: str
    scenario_name: str
    seed: int
    content_digest: str  # equal digests mean equal results
    raw: str  # whose rows are kept: all, first, none
    indicator_version: int
    people: str  # digest of the inhabitants
    resolved_scenario: str  # YAML, with everything inherited or by default
    input_checksums: dict[str, str]  # XXH3-128 by file
    format_version: int


class Run:
    """One result file. Made by `grend.open` and `grend.run`.

    Tables are read when they are first asked for, and kept. Times are Timedelta: durations, and
    points in time counted from midnight of the first simulated day (past 24:00 they go on, and a
    later day's are 24 hours further on each); with `times="seconds"` they are float seconds, as in
    the file. Distances are metres, money is NOK. `frame.attrs["units"]` and
    `frame.attrs["long_names"]` explain the columns; docs/formats/tables.md lists them all.
    """

    def __init__(self, path: str | os.PathLike[str], times: Times = "timedelta") -> None:
        if times not in ("timedelta", "seconds"):
            raise ValueError(f"times is {times!r}, but must be 'timedelta' or 'seconds'")
        self.path = Path(path)
        self.times: Times = times
        self._frames: dict[str, pd.DataFrame] = {}
        hdf5.check(self.path)
        with hdf5.opened(self.path) as file:
            self.manifest = _manifest(file)
            self._tables = tuple(name for name in file if name not in ("manifest", "indicators"))

    def __repr__(self) -> str:
        return (f"<grend.Run {self.path.name}: {self.manifest.scenario_name!r}, "
                f"{len(self.replications)} replications, raw rows of {self.manifest.raw}>")

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables of the file."""
        return self._tables

    def table(self, name: str) -> pd.DataFrame:
        """A table as a data frame of n rows, indexed by its row number (0, 1, 2, ...), which is the
        id that other tables refer to. Categories are Categorical by name; columns that refer to
        another table are Int32 with <NA> for none; other counts are int32; times see Run; other
        measures are float64 in `attrs["units"]`, NaN if missing. Do not change the frame: copy it.

        Raises ResultFileError for an unknown table, and for raw rows that the run did not keep.
        """
        if name not in self._frames:
            if name not in self._tables:
                meant = difflib.get_close_matches(name, self._tables, 1)
                fix = f"did you mean '{meant[0]}'?" if meant else "the tables are " + ", ".join(self._tables)
                raise ResultFileError(f"{self.path}: there is no table '{name}'", fix)
            with self._same_file() as file:
                if self.manifest.raw == "none" and {"replication", "day"} <= set(file[name]):
                    raise ResultFileError(f"{self.path}: the run kept no rows of '{name}'",
                                          "run it again with --raw all or --raw first; indicators are there anyway")
                self._frames[name] = hdf5.table(file, name, self.times)
        return self._frames[name]

    # The tables by name, so that editors know them.
    @property
    def persons(self) -> pd.DataFrame:
        """Every inhabitant."""
        return self.table("persons")

    @property
    def days(self) -> pd.DataFrame:
        """The simulated days of a replication, and how many days of a year each stands for."""
        return self.table("days")

    @property
    def services(self) -> pd.DataFrame:
        """The on-demand services."""
        return self.table("services")

    @property
    def facilities(self) -> pd.DataFrame:
        """Where people go."""
        return self.table("facilities")

    @property
    def road_sections(self) -> pd.DataFrame:
        """The greater roads as straight lines, for maps."""
        return self.table("road_sections")

    @property
    def trips(self) -> pd.DataFrame:
        """Every trip that somebody meant to make, made or not."""
        return self.table("trips")

    @property
    def legs(self) -> pd.DataFrame:
        """The walks, waits and rides of every trip made."""
        return self.table("legs")

    @property
    def requests(self) -> pd.DataFrame:
        """Every request to an on-demand service, served or not, with the reason."""
        return self.table("requests")

    @property
    def vehicles(self) -> pd.DataFrame:
        """Every vehicle and how its shift was spent."""
        return self.table("vehicles")

    @property
    def vehicle_stops(self) -> pd.DataFrame:
        """Every stop of every vehicle as it was carried out."""
        return self.table("vehicle_stops")

    @property
    def ledger_entries(self) -> pd.DataFrame:
        """What operators are paid, and by whom, NOK."""
        return self.table("ledger_entries")

    @cached_property
    def replications(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The numbers of the replications, ascending."""
        with self._same_file() as file:
            numbers: np.ndarray[Any, np.dtype[np.int32]] = file["indicators/replication"][:]
            return numbers

    @cached_property
    def indicator_values(self) -> pd.DataFrame:
        """Every indicator of every replication, one value a row: columns id, by (whole, service,
        group, area, hour), cell ("" for the whole), replication, value. NaN: not defined there."""
        with self._same_file() as file:
            return indicators.values(file)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Every indicator, one a row: columns id, by, cell, name, unit, direction (which way is
        better: more, less, neither), definition, mean over the replications, low and high of its
        95 % t interval (NaN below two replications), and the number of replications with a value."""
        with self._same_file() as file:
            return indicators.summary(self.indicator_values, indicators.definitions(file))

    @property
    def summary(self) -> pd.DataFrame:
        """The rows of `indicators` for the whole region, indexed by id: name, unit, mean, low, high."""
        whole = self.indicators[self.indicators["by"] == "whole"].set_index("id")
        return whole[["name", "unit", "mean", "low", "high"]]

    def values(self, indicator: str, by: str = "whole") -> pd.DataFrame:
        """One indicator: a row for each replication, a column for each cell of `by` (one column,
        named after the indicator, for the whole). Raises ResultFileError if there is none."""
        all_values = self.indicator_values
        found = all_values[(all_values["id"] == indicator) & (all_values["by"] == by)]
        if found.empty:
            known = all_values.loc[all_values["id"] == indicator, "by"].unique()
            ids = all_values["id"].cat.categories.tolist()
            meant = difflib.get_close_matches(indicator, ids, 1)
            fix = (f"it is there by {', '.join(known)}" if len(known)
                   else f"did you mean '{meant[0]}'?" if meant else "docs/indicators.en.md lists them")
            raise ResultFileError(f"{self.path}: no indicator '{indicator}' by {by}", fix)
        wide = found.astype({"cell": str}).pivot(index="replication", columns="cell", values="value")
        wide = wide[found["cell"].astype(str).unique()].rename_axis(columns=None)
        return wide.rename(columns={"": indicator})

    @cached_property
    def timeseries(self) -> xr.Dataset:
        """Demand and fleet by half hours, means over the simulated days: variables requests and
        served (by wished pick-up), idle, empty, loaded, standing (vehicles), on_board (passengers),
        each of shape (replication, time) with `units` and `long_name`. `time` is the start of the
        half hour from midnight, 54 of them until 03:00 of the next day."""
        frame = self.table("time_slots")
        data: xr.Dataset = frame.set_index(["replication", "start"]).to_xarray().rename(start="time")
        for name in [*data.data_vars, "replication", "time"]:
            column = "start" if name == "time" else name
            if not (name == "time" and self.times == "timedelta"):  # xarray itself knows that unit
                data[name].attrs["units"] = frame.attrs["units"][column]
            data[name].attrs["long_name"] = frame.attrs["long_names"][column]
        data.attrs.update(title=self.manifest.scenario_name, content_digest=self.manifest.content_digest)
        return data

    def _same_file(self) -> _SameFile:
        return _SameFile(self.path, self.manifest.content_digest)


class _SameFile:
    """Opens the file again, and makes sure that it is the one that was opened first."""

    def __init__(self, path: Path, digest: str) -> None:
        self.path, self.digest = path, digest
        self._opened = hdf5.opened(path)

    def __enter__(self) -> h5py.File:
        file = self._opened.__enter__()
        if "manifest" not in file or hdf5.text(file["manifest"].attrs, "content_digest") != self.digest:
            file.close()
            raise ResultFileError(f"{self.path}: the file was replaced since it was opened", "open it again")
        return file

    def __exit__(self, *error: Any) -> bool | None:
        return self._opened.__exit__(*error)


def _manifest(file: h5py.File) -> Manifest:
    group = file["manifest"]
    checksums = group["input_checksums"][:].tobytes().decode()
    pairs = [line.split("  ", 1) for line in checksums.splitlines()]
    texts = {name: hdf5.text(group.attrs, name)
             for name in ("version", "git_sha", "scenario_name", "content_digest", "raw", "people")}
    return Manifest(**texts,
                    seed=int(group.attrs["seed"]),
                    indicator_version=int(group.attrs["indicator_version"]),
                    resolved_scenario=group["resolved_scenario"][:].tobytes().decode(),
                    input_checksums={name: checksum for checksum, name in pairs},
                    format_version=int(file.attrs["format_version"]))


def open(path: str | os.PathLike[str], times: Times = "timedelta") -> Run:
    """Opens a result file of `grend run` or `grend merge`; `times`: see Run.

    Raises ResultFileError if it is missing, empty, cut short, damaged, of another tool, or of a
    version that this package does not read.
    """
    return Run(path, times)
