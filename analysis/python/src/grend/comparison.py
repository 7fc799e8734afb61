"""Comparison of runs, by the program: docs/decisions/0042-comparison.md has the statistics."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from grend.program import FilePath, Progress, call
from grend.results import Run

COLUMNS = {"first": "mean_first", "second": "mean_second", "dimension": "by"}


def compare(first: Run | FilePath, *others: Run | FilePath, names: Sequence[str] | None = None,
            margins: Mapping[str, float | str] | None = None, interval: str = "t",
            progress: bool | Progress = False, program: FilePath | None = None) -> pd.DataFrame:
    """Each of the other runs against the first: a frame with a row for each indicator and cell.

    names      what to call the runs in the columns first and second; else their file names
    margins    how much worse an indicator may get, in its unit or in percent:
               {"served_share": 2, "cost_per_trip": "5%"}; gives the column no_worse (True, False)
    interval   "t" or "bootstrap"

    Columns: first, second; indicator, unit; by (whole, service, group, area, hour), cell;
    mean_first, mean_second; change = second - first, low and high of its 95 % interval; p of no
    difference, p_adjusted for all indicators taken together (Holm); verdict (confirmed, hint, no
    difference seen ...); replications; replications_needed to see a change of 5 % of the mean;
    no_worse. NaN or None: cannot be told. Cells of fewer than five persons are left out;
    `attrs["suppressed_cells"]` and `attrs["paired"]` have a value for each of the other runs.

    Raises ProgramError if the runs cannot be compared, or for an unknown indicator.
    """
    runs = [first, *others]
    labels = _labels(runs, names)
    arguments = [f"--interval={interval}"]
    for indicator, amount in (margins or {}).items():
        arguments += ["--margin", f"{indicator}={amount}"]
    found = _compare(runs, arguments, progress, program)["comparisons"]
    rows = []
    for label, comparison in zip(labels[1:], found, strict=True):
        for item in [*comparison["indicators"], *comparison["cells"]]:
            row = {COLUMNS.get(key, key): value for key, value in item.items()}
            rows.append({"first": labels[0], "second": label, "by": "whole", "cell": "", **row})
    order = ["first", "second", "indicator", "unit", "by", "cell", "mean_first", "mean_second", "change", "low", "high",
             "p", "p_adjusted", "verdict", "replications", "replications_needed", "no_worse"]
    frame = pd.DataFrame(rows, columns=order)
    numbers = [name for name in order if name not in ("first", "second", "indicator", "unit", "by", "cell", "verdict",
                                                      "no_worse")]
    frame[numbers] = frame[numbers].astype(float)
    frame["replications"] = frame["replications"].astype(int)
    frame.attrs.update(paired=[c["paired"] for c in found], suppressed_cells=[c["suppressed_cells"] for c in found])
    return frame


def frontier(*runs: Run | FilePath, names: Sequence[str] | None = None, cost: str = "subsidy_per_year",
             quality: str = "served_share", progress: bool | Progress = False,
             program: FilePath | None = None) -> pd.DataFrame:
    """Which of two or more runs are not beaten in both cost (less is better) and quality.

    A row for each run, indexed by its name: the mean of both indicators with low and high of their
    95 % intervals (columns cost, cost_low, ..., in the indicators' units), beaten_by (the name of
    a run at least as good in both and better in one, None if there is none), and clearly: both
    differences are beyond their intervals. Raises ProgramError as compare() does.
    """
    labels = _labels(runs, names)
    places = _compare(runs, [f"--cost={cost}", f"--quality={quality}"], progress, program)["frontier"]
    by_file = dict(zip((os.fspath(_path(r)) for r in runs), labels, strict=True))
    rows = []
    for place in places:
        row: dict[str, Any] = {"name": by_file[place["name"]]}
        for what in ("cost", "quality"):
            row |= {what: place[what]["mean"], f"{what}_low": place[what]["low"], f"{what}_high": place[what]["high"]}
        rows.append({**row, "beaten_by": by_file.get(place["beaten_by"]), "clearly": place["clearly"]})
    frame = pd.DataFrame(rows).set_index("name")
    measures = [name for name in frame if name.startswith(("cost", "quality"))]
    return frame.astype({name: float for name in measures})


def _path(run: Run | FilePath) -> Path:
    return run.path if isinstance(run, Run) else Path(run)


def _labels(runs: Sequence[Run | FilePath], names: Sequence[str] | None) -> list[str]:
    if names is not None and (len(names) != len(runs) or len(set(names)) != len(runs)):
        raise ValueError(f"{len(runs)} runs need {len(runs)} different names, not {list(names)}")
    return list(names) if names is not None else [os.fspath(_path(run)) for run in runs]


def _compare(runs: Sequence[Run | FilePath], arguments: Sequence[str], progress: bool | Progress,
             program: FilePath | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="grend-") as folder:
        output = Path(folder) / "comparison.json"
        files = [os.fspath(_path(run)) for run in runs]
        call(["compare", *files, *arguments, f"--json={output}"], progress=progress, program=program)
        result: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return result
