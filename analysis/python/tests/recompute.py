"""Every stored aggregate of a result file, recomputed from its raw rows: check A13 of the
verification plan. It follows docs/indicators.en.md and the definitions in the file, in pandas, and
shares no code with the program and none with the package but the reading of tables.

    recompute.py RESULT.h5...    prints what differs; exit code 1 if anything does
"""

from __future__ import annotations

import re
import sys

import h5py
import numpy as np
import pandas as pd

import grend

TOLERANCE = 1e-9  # relative
ZERO = 1e-12  # what is left of a difference of equal numbers
DAY, HOUR, HALF_HOUR = 86_400.0, 3600.0, 1800.0
RULES = {"too_late", "outside_hours", "unreachable"}
FLEET = {"party_too_large", "no_wheelchair_place", "vehicles_full"}
TIME = {"outside_shifts", "vehicles_too_far", "others_promised", "not_chosen"}
BINS = {"wait": 1.0, "delay": 1.0, "ride": 2.0, "detour": 0.1, "lead": 1.0}
DIMENSIONS = ("service", "group", "area", "hour")


class Differences(list):
    """What differs; `compared` counts the values that were held against each other."""

    compared = 0

    def check(self, what: str, stored: pd.Series | np.ndarray, ours: pd.Series | np.ndarray) -> None:
        stored, ours = np.asarray(stored, dtype=float), np.asarray(ours, dtype=float)
        if stored.shape != ours.shape:
            self.append(f"{what}: {stored.shape} stored, {ours.shape} recomputed")
            return
        self.compared += stored.size
        equal = np.isclose(stored, ours, rtol=TOLERANCE, atol=ZERO, equal_nan=True)
        for at in np.flatnonzero(~equal)[:3]:
            self.append(f"{what}, row {at}: {stored.flat[at]!r} stored, {ours.flat[at]!r} recomputed")


def areas_of(run: grend.Run, names: list[str]) -> pd.Series:
    """Each person's area, from where they live and the side of the squares in the column's meaning."""
    persons = run.persons
    meaning = run.table("area_indicators").attrs["long_names"]["area"]
    side = float(re.search(r"square of (\d+) km", meaning)[1])
    corners = [(np.floor(persons[c] / 1000 / side) * side).astype(int).astype(str) for c in ("home_x", "home_y")]
    found = corners[0] + "_" + corners[1]
    assert set(found) <= set(names), "somebody lives outside all areas"
    return found


def groups_of(run: grend.Run) -> pd.DataFrame:
    """A column of booleans for each group, a row for each person."""
    p = run.persons
    return pd.DataFrame({
        "under_20": p.age < 20, "age_20_66": p.age.between(20, 66), "age_67_plus": p.age >= 67,
        "age_80_plus": p.age >= 80, "women": p.sex == "female", "men": p.sex == "male",
        "no_licence": p.licence == "no", "no_car": p.household_cars == 0, "wheelchair": p.wheelchair == "yes"})


def shared_rides(requests: pd.DataFrame) -> pd.Series:
    """Served requests that had others on board between boarding and arrival."""
    shared = pd.Series(False, index=requests.index)
    rides = requests[requests.arrival.notna() & requests.boarded.notna()]
    for _, of_vehicle in rides.groupby("vehicle"):
        on, off = of_vehicle.boarded.to_numpy(), of_vehicle.arrival.to_numpy()
        together = (on[:, None] < off[None, :]) & (off[:, None] > on[None, :])
        np.fill_diagonal(together, False)
        shared[of_vehicle.index] = together.any(axis=1)
    return shared & (requests.status == "served")


class Recomputation:
    """The quantities of a run by row, ready to be summed by any cell."""

    def __init__(self, path: str) -> None:
        self.run = run = grend.open(path, times="seconds")
        with h5py.File(path) as file:
            group = file["indicators"]
            self.definitions = {name: (dataset.attrs["definition"].decode(), dataset.attrs["units"].decode())
                                for name, dataset in group.items() if name != "replication"}
        # Raw rows are there for these replications only, and aggregates of others are not checked.
        kept = set(run.replications) if run.manifest.raw == "all" else set(run.replications[:1])
        self.replications = sorted(kept)
        self.people = len(run.persons) > 0
        self.cells = {d: list(run.table(f"{d}_indicators")[d].cat.categories) for d in DIMENSIONS}
        per_year = run.days.days_per_year
        self.trips, self.requests = self._trips(), self._requests(per_year)
        self.vehicles, self.ledger = self._vehicles(per_year), self._ledger(per_year)

    def _of_person(self, frame: pd.DataFrame, party: pd.Series) -> pd.DataFrame:
        """Adds the person's area and a column in_<group> for each group."""
        members = groups_of(self.run)
        if self.people:
            frame = frame.assign(area=areas_of(self.run, self.cells["area"]).reindex(frame.person).to_numpy())
            belongs = members.reindex(frame.person).to_numpy()
        else:
            frame = frame.assign(area=None)
            belongs = np.zeros((len(frame), members.shape[1]), dtype=bool)
        for at, name in enumerate(members):
            frame[f"in_{name}"] = belongs[:, at]
        frame["in_party"] = np.asarray(party > 1)
        return frame

    def _trips(self) -> pd.DataFrame:
        t = self.run.trips.copy()
        t["person"] = t.person.astype("int64")
        t = self._of_person(t, t.party)
        made = t.status == "made"
        t["trips_made"], t["trips_not_made"] = made, ~made
        t["trip_distance"] = t.distance.where(made, 0)
        for mode in ("walk", "bike", "car", "car_passenger", "drt"):
            t[f"trips_{mode}"] = made & (t["mode"] == mode)
        t["car_distance"] = t.distance.where(t.trips_car, 0)
        t["trips_enabled"] = t.trips_drt & t.otherwise.isna()
        t["car_distance_saved"] = t.distance.where(t.trips_drt & (t.otherwise == "car"), 0)
        t["hour"] = (t.departure // HOUR % 24).map("{:02.0f}".format)
        return t

    def _requests(self, per_year: pd.Series) -> pd.DataFrame:
        r = self.run.requests.copy()
        trip = self.run.trips.reindex(r.trip if self.people else [-1] * len(r))
        r["person"] = trip.person.astype("float").to_numpy()
        otherwise = trip.otherwise.astype(object).to_numpy()
        r = self._of_person(r, r.seats + r.wheelchairs)
        served, rejected = r.status == "served", r.status == "rejected"
        r["requests"] = 1
        for status in ("served", "rejected", "cancelled", "no_show", "unfinished"):
            r[f"requests_{status}"] = r.status == status
        for name, reasons in (("rules", RULES), ("fleet", FLEET), ("time", TIME)):
            r[f"rejected_{name}"] = rejected & r.reason.isin(reasons)
        r["riders"] = (r.seats + r.wheelchairs).where(served, 0)
        r["rider_distance"] = (r.riders * r.ridden).where(served, 0)
        r["late"] = np.maximum(0, r.boarding - r.wish)
        r["in_promise"] = served & (r.boarding <= r.latest) & (r.ride <= r.longest_ride)
        r["shared"] = shared_rides(r)
        r["lift_time_saved"] = r.direct.where(served & (otherwise == "car_passenger"), 0)
        r["served_year"] = served * r.day.map(per_year).astype(float)
        r["measure_wait"], r["measure_delay"] = (r.wait / 60).where(served), (r.late / 60).where(served)
        r["measure_ride"] = (r.ride / 60).where(served)
        r["measure_detour"] = (r.ride / r.direct).where(served & (r.direct > 0))
        r["measure_lead"] = (r.wish - r.booked) / HOUR
        for name in ("wait", "ride", "direct"):
            r[name] = r[name].where(served, 0)
        r["delay"] = r.late.where(served, 0)
        r["fares"] = r.fare.where(served, 0)
        r["fares_year"] = r.fares * r.day.map(per_year).astype(float)
        r["hour"] = (r.wish // HOUR % 24).map("{:02.0f}".format)
        return r

    def _vehicles(self, per_year: pd.Series) -> pd.DataFrame:
        v = self.run.vehicles.copy()
        year = v.day.map(per_year).astype(float)
        v["vehicle_time"] = v.shift_end - v.shift_start
        v["moving_time"] = v.empty_drive + v.loaded_drive
        v["distance"] = v.empty_distance + v.loaded_distance
        v["cost_year"], v["emissions_year"] = v.cost * year, v.emissions * year
        return v

    def _ledger(self, per_year: pd.Series) -> pd.DataFrame:
        e = self.run.ledger_entries.copy()
        e["subsidy"] = e.amount.where(e.account == "subsidy", 0)
        e["subsidy_year"] = e.subsidy * e.day.map(per_year).astype(float)
        for payer in ("school", "patient"):
            e[f"subsidy_{payer}"] = e.subsidy.where(e.payer == payer, 0)
        return e

    # ---- by cell

    def keys(self, cells: list) -> pd.MultiIndex:
        return pd.MultiIndex.from_product([self.replications, cells])

    def rows_of(self, frame: pd.DataFrame, dimension: str) -> pd.DataFrame:
        """The frame's rows with the column `cell`; groups overlap, so a row may be there repeatedly."""
        if dimension == "whole":
            return frame.assign(cell="")
        if dimension != "group":
            if dimension not in frame:
                return frame.iloc[:0].assign(cell="")
            return frame.assign(cell=frame[dimension].astype(object)).dropna(subset=["cell"])
        members = [name for name in self.cells["group"] if f"in_{name}" in frame]
        parts = [frame[frame[f"in_{name}"]].assign(cell=name) for name in members]
        return pd.concat(parts) if parts else frame.iloc[:0].assign(cell="")

    def quantities(self, dimension: str) -> dict[str, pd.Series]:
        """Every quantity by (replication, cell), 0 where there is nothing."""
        keys = self.keys([""] if dimension == "whole" else self.cells[dimension])
        found = {}
        for frame, skip in ((self.trips, {"distance"}), (self.requests, set()), (self.vehicles, set()),
                            (self.ledger, set())):
            rows = self.rows_of(frame, dimension)
            numbers = [c for c in rows if rows[c].dtype.kind in "biuf" and c not in {"replication", "day", "person"} | skip]
            sums = rows[numbers].astype(float).groupby([rows.replication, rows.cell]).sum().reindex(keys, fill_value=0.0)
            found |= {name: sums[name] for name in numbers if name not in found}
        rows = self.rows_of(self.requests, dimension).dropna(subset=["person"])
        asking = rows.groupby(["replication", "cell"]).person.nunique()
        found["people_asking"] = asking.reindex(keys, fill_value=0).astype(float)
        found["persons"] = self.persons(dimension, keys)
        return found

    def persons(self, dimension: str, keys: pd.MultiIndex) -> pd.Series:
        if dimension == "whole":
            count = {"": len(self.run.persons)}
        elif dimension == "group":
            count = groups_of(self.run).sum().to_dict()
        elif dimension == "area" and self.people:
            count = areas_of(self.run, self.cells["area"]).value_counts().to_dict()
        else:
            count = {}
        return pd.Series([float(count.get(cell, 0)) for _, cell in keys], index=keys)

    def percentile(self, dimension: str, column: str, percent: int) -> pd.Series:
        """The least value that `percent` of the cell's values do not exceed."""
        keys = self.keys([""] if dimension == "whole" else self.cells[dimension])
        rows = self.rows_of(self.requests, dimension).dropna(subset=[column]).sort_values(column)
        of_cell = rows.groupby(["replication", "cell"])[column]
        rank = np.maximum(1, -(-percent * of_cell.transform("size") // 100))
        found = rows[of_cell.cumcount() == rank - 1].set_index(["replication", "cell"])[column]
        return found.reindex(keys).astype(float)

    def indicator(self, name: str, dimension: str, quantities: dict[str, pd.Series]) -> pd.Series:
        """An indicator by what the file itself says its definition is."""
        definition, unit = self.definitions[name]
        if match := re.fullmatch(r"(\d+)th percentile of requests\.(\w+)", definition):
            assert unit == "min"
            return self.percentile(dimension, f"measure_{match[2]}", int(match[1]))
        match = re.fullmatch(r"(?:([\d.]+) \* )?([a-z_]+)(?: / ([a-z_]+))?(?: / (\d+))?", definition)
        assert match, f"{name}: a definition that nobody can follow: {definition}"
        value = float(match[1] or 1) * quantities[match[2]] / float(match[4] or 1)
        if match[3]:
            value = value / quantities[match[3]].where(quantities[match[3]] > 0)
        return value

    # ---- what is compared

    def compare(self) -> Differences:
        found = Differences()
        self._indicators(found)
        self._time_slots(found)
        self._occupancies(found)
        self._distributions(found)
        return found

    def _stored(self, table: str) -> pd.DataFrame:
        frame = self.run.table(table)
        return frame[frame.replication.isin(self.replications)]

    def _indicators(self, found: Differences) -> None:
        quantities = self.quantities("whole")
        every = self.run.indicator_values
        whole = every[every["by"] == "whole"].astype({"id": str}).pivot(index="replication", columns="id", values="value")
        for name in self.definitions:
            found.check(name, whole.loc[self.replications, name], self.indicator(name, "whole", quantities))
        for dimension in DIMENSIONS:
            stored = self._stored(f"{dimension}_indicators")
            quantities = self.quantities(dimension)
            keys = pd.MultiIndex.from_arrays([stored.replication, stored[dimension].astype(str)])
            for name in stored.columns.drop(["replication", dimension]):
                ours = self.indicator(name, dimension, quantities).reindex(keys)
                found.check(f"{name} by {dimension}", stored[name], ours)

    def _time_slots(self, found: Differences) -> None:
        """Mean over the days of what goes on in each half hour."""
        stored = self._stored("time_slots")
        starts = np.sort(stored.start.unique())
        days = len(self.run.days)

        def of_day(frame: pd.DataFrame, column: str) -> np.ndarray:
            return (frame[column] - DAY * frame.day.astype(float)).to_numpy()

        def mean(frame: pd.DataFrame, start: np.ndarray, end: np.ndarray, weight: float | np.ndarray = 1.0) -> pd.Series:
            shares = np.minimum(end[:, None], starts + HALF_HOUR) - np.maximum(start[:, None], starts)
            shares = np.nan_to_num(np.maximum(0, shares)) * np.broadcast_to(weight, len(frame))[:, None]
            sums = pd.DataFrame(shares / HALF_HOUR / days, columns=starts).groupby(frame.replication.to_numpy()).sum()
            return sums.reindex(self.replications, fill_value=0.0).stack()

        r, s, v = self.run.requests, self.run.vehicle_stops, self.run.vehicles
        slot = pd.Series(np.floor(of_day(r, "wish") / HALF_HOUR) * HALF_HOUR, index=r.index)
        for name, rows in (("requests", r), ("served", r[r.status == "served"])):
            count = rows.groupby(["replication", slot[rows.index]]).size() / days
            ours = count.reindex(self.keys(list(starts)), fill_value=0.0)
            found.check(f"time_slots {name}", stored[name], ours)
        before = self._on_board_before()
        left, came, done = of_day(s, "departed"), of_day(s, "arrival"), of_day(s, "done")
        empty = mean(s, left, came, np.where(before > 0, 0.0, 1.0))
        loaded = mean(s, left, came, np.where(before > 0, 1.0, 0.0))
        standing = mean(s, came, done)
        found.check("time_slots empty", stored["empty"], empty)
        found.check("time_slots loaded", stored.loaded, loaded)
        found.check("time_slots standing", stored.standing, standing)
        shift = mean(v, of_day(v, "shift_start"), of_day(v, "shift_end"))
        found.check("time_slots idle", stored.idle, shift - empty - loaded - standing)
        # Passengers are on board from the end of boarding to the end of alighting.
        aboard = mean(r, of_day(r, "boarded"), of_day(r, "alighted"), (r.seats + r.wheelchairs).to_numpy())
        found.check("time_slots on_board", stored.on_board, aboard)

    def _on_board_before(self) -> np.ndarray:
        s = self.run.vehicle_stops
        return (s.seats_taken + s.wheelchairs_taken).groupby(s.vehicle).shift(fill_value=0).to_numpy()

    def _occupancies(self, found: Differences) -> None:
        stored = self._stored("occupancies").set_index(["replication", "persons"])
        s = self.run.vehicle_stops
        driven = pd.DataFrame({"time": s.arrival - s.departed, "distance": s.driven})
        ours = driven.groupby([s.replication, self._on_board_before()]).sum()
        for name in ("time", "distance"):
            found.check(f"occupancies {name}", stored[name], ours[name].reindex(stored.index))
        if len(ours) != len(stored):
            found.append(f"occupancies: {len(stored)} rows stored, {len(ours)} recomputed")

    def _distributions(self, found: Differences) -> None:
        stored = self._stored("distributions")
        bins = self._stored("histogram_bins")
        for measure, width in BINS.items():
            values = self.requests.groupby("replication")[f"measure_{measure}"]
            ours = pd.DataFrame({"n": values.count(), "sum": values.sum(),
                                 "sum_of_squares": values.agg(lambda x: (x**2).sum()),
                                 "minimum": values.min(), "maximum": values.max()}).reindex(self.replications)
            ours = ours.fillna({"n": 0, "sum": 0, "sum_of_squares": 0})
            theirs = stored[stored.measure == measure]
            for name in ours:
                found.check(f"distribution of {measure}: {name}", theirs[name], ours[name])
            column = self.requests[f"measure_{measure}"].dropna()
            numbers = np.floor(column / width).astype(int)
            count = column.groupby([self.requests.replication[column.index], numbers]).size()
            theirs = bins[bins.measure == measure]
            found.check(f"histogram of {measure}: count", theirs["count"], count)
            for edge, plus in (("from", 0), ("to", 1)):
                found.check(f"histogram of {measure}: {edge}", theirs[edge], (count.index.get_level_values(1) + plus) * width)


def main() -> int:
    broken = False
    for path in sys.argv[1:]:
        found = Recomputation(path).compare()
        print(f"{path}: {found.compared} values recomputed, {len(found)} differ")
        print("".join(f"  {difference}\n" for difference in found), end="")
        broken |= bool(found)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
