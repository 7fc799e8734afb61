"""Indicators of a result file as tidy frames, with the intervals that `grend run` prints."""

from __future__ import annotations

import math

import h5py
import numpy as np
import pandas as pd

from grend import hdf5

DIMENSIONS = ("service", "group", "area", "hour")
CONFIDENCE = 0.95


def definitions(file: h5py.File) -> pd.DataFrame:
    """name, unit, direction and definition of every indicator, indexed by id."""
    rows = {name: {"name": hdf5.text(dataset.attrs, "long_name"),
                   "unit": hdf5.text(dataset.attrs, "units"),
                   "direction": hdf5.text(dataset.attrs, "direction"),
                   "definition": hdf5.text(dataset.attrs, "definition")}
            for name, dataset in file["indicators"].items() if not hdf5.is_scale(dataset)}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("id")


def values(file: h5py.File) -> pd.DataFrame:
    """See Run.indicator_values."""
    whole = hdf5.table(file, "indicators", "seconds").reset_index()
    parts = [_tidy(whole.assign(cell=""), "whole")]
    for dimension in DIMENSIONS:
        name = f"{dimension}_indicators"
        if name in file:
            frame = hdf5.table(file, name, "seconds")
            parts.append(_tidy(frame.astype({dimension: str}).rename(columns={dimension: "cell"}), dimension))
    tidy = pd.concat(parts, ignore_index=True)
    for name in ("id", "by", "cell"):
        tidy[name] = pd.Categorical(tidy[name], tidy[name].unique())
    return tidy


def _tidy(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    long = frame.melt(id_vars=["replication", "cell"], var_name="id", value_name="value")
    return long.assign(by=by)[["id", "by", "cell", "replication", "value"]]


def summary(all_values: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """See Run.indicators. The interval is Student's t over the replications where the indicator is
    defined: mean ± t(0.975, n - 1) s / √n."""
    groups = all_values.groupby(["id", "by", "cell"], observed=True, sort=False)["value"]
    found = groups.agg(["mean", "std", "count"]).reset_index()
    quantile = found["count"].map({n: t_quantile((1 + CONFIDENCE) / 2, n - 1) for n in found["count"].unique()})
    half = quantile * found["std"] / np.sqrt(found["count"].clip(lower=1))
    about = known.reindex(found["id"].astype(str)).reset_index(drop=True)
    return pd.DataFrame({"id": found["id"].astype(str), "by": found["by"].astype(str), "cell": found["cell"].astype(str),
                         **about, "mean": found["mean"], "low": found["mean"] - half, "high": found["mean"] + half,
                         "replications": found["count"]})


def t_quantile(probability: float, degrees: int) -> float:
    """Quantile of Student's t for whole degrees of freedom and probability > 0.5; NaN below one.

    Bisection of the closed forms of P(|T| < t) for odd and even degrees, Abramowitz and Stegun,
    Handbook of Mathematical Functions, 26.7.3 and 26.7.4, with t = √ν tan θ.
    """
    if degrees < 1:
        return math.nan
    low, high = 0.0, math.pi / 2
    for _ in range(100):
        middle = (low + high) / 2
        if _t_inside(middle, degrees) < 2 * probability - 1:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan(low)


def _t_inside(theta: float, degrees: int) -> float:
    sine, cosine = math.sin(theta), math.cos(theta)
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(2 + odd, degrees - 1, 2):  # even: 1 + 1/2 cos² + ..., odd: cos + 2/3 cos³ + ...
        term *= (k - 1) / k * cosine * cosine
        total += term
    return 2 / math.pi * (theta + sine * total) if odd else sine * total
