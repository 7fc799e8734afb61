"""The rules of docs/formats/results.md: which files are results of Grend, and how a table of one
becomes a data frame. Nothing here keeps a file open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import h5py
import numpy as np
import pandas as pd

from grend.errors import ResultFileError

FORMAT = "grend-results"
FORMAT_VERSION = 2
SIGNATURE = b"\x89HDF\r\n\x1a\n"
SEAL = re.compile(rb"\ngrend-results xxh128 ([0-9a-f]{32})\n")
SEAL_SIZE = 55
RUN_AGAIN = "run the scenario again, or fetch the file anew"
OURS = "choose a file that `grend run` or `grend merge` wrote"

Times = Literal["timedelta", "seconds"]


def text(attributes: Any, name: str) -> str:
    """A text attribute, "" if there is none; h5py gives bytes or str, as it was written."""
    value = attributes.get(name, "")
    return value.decode() if isinstance(value, bytes) else str(value)


@contextmanager
def opened(path: Path) -> Iterator[h5py.File]:
    """The file, open for reading; damage that HDF5 sees becomes a ResultFileError."""
    try:
        with h5py.File(path, "r") as file:
            yield file
    except FileNotFoundError:
        raise ResultFileError(f"{path}: the file is gone", "keep it while it is used; a run without `output` has "
                              "a temporary file that lives as long as what grend.run returned") from None
    except (OSError, KeyError, RuntimeError) as error:
        raise ResultFileError(f"{path}: cut short or damaged ({error})", RUN_AGAIN) from error


def check(path: Path) -> None:
    """Raises ResultFileError unless `path` is a whole result file of a known version."""
    try:
        with path.open("rb") as file:
            start = file.read(len(SIGNATURE))
    except FileNotFoundError:
        raise ResultFileError(f"{path}: there is no such file", "check the path") from None
    except OSError as error:
        raise ResultFileError(f"{path}: {error.strerror}", "check the path and its permissions") from None
    if not start:
        raise ResultFileError(f"{path}: the file is empty", RUN_AGAIN)
    if start != SIGNATURE:
        raise ResultFileError(f"{path}: not an HDF5 file", OURS)
    with opened(path) as file:
        found = text(file.attrs, "format")
        version = int(file.attrs.get("format_version", 0))
    if found != FORMAT:
        raise ResultFileError(f"{path}: no result file of Grend, but of another tool", OURS)
    if version < FORMAT_VERSION:
        raise ResultFileError(f"{path}: its format_version is {version}, from before the first release",
                              "run its scenario again")
    if version > FORMAT_VERSION:
        raise ResultFileError(f"{path}: its format_version is {version}, this package reads {FORMAT_VERSION}",
                              "install the package of a newer Grend")
    check_seal(path)


def check_seal(path: Path) -> None:
    """The last line, that the file is whole; and with the module xxhash that every byte is right."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - SEAL_SIZE))
        seal = SEAL.fullmatch(file.read())
    if not seal:
        raise ResultFileError(f"{path}: cut short or changed: its last line, the seal, is missing", RUN_AGAIN)
    try:
        import xxhash
    except ImportError:
        return  # HDF5's own checksums still tell of damage when a column is read
    state, left = xxhash.xxh3_128(), size - SEAL_SIZE
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(left, 1 << 20))):
            state.update(block)
            left -= len(block)
    if state.hexdigest().encode() != seal[1]:
        raise ResultFileError(f"{path}: damaged or changed: its content does not match its seal", RUN_AGAIN)


def is_scale(dataset: h5py.Dataset) -> bool:
    return bool(h5py.h5ds.is_scale(dataset.id))


def is_time(unit: str) -> bool:
    """A duration, or a point in time: seconds from midnight of the first simulated day."""
    return unit == "s" or unit.startswith("seconds since ")


def as_timedelta(seconds: Any) -> Any:
    """Seconds as timedelta64[ns], exact: Grend computes in whole milliseconds. NaN becomes NaT."""
    milliseconds = np.round(1000 * np.asarray(seconds, dtype=float))
    missing = np.isnan(milliseconds)
    spans = np.where(missing, 0, milliseconds).astype("timedelta64[ms]").astype("timedelta64[ns]")
    spans[missing] = np.timedelta64("NaT")
    return pd.to_timedelta(spans)


def column(dataset: h5py.Dataset, times: Times) -> Any:
    """The values of a column (n rows), see Run.table for their types."""
    values = dataset[:]
    if "flag_meanings" in dataset.attrs:
        flags = dataset.attrs["flag_values"]
        # Codes of -1, and flags that a file does not explain, are missing values.
        codes = np.full(256, -1)
        codes[np.asarray(flags, dtype=np.int8).view(np.uint8)] = np.arange(len(flags))
        codes[np.int8(-1).view(np.uint8)] = -1
        return pd.Categorical.from_codes(codes[values.view(np.uint8)], text(dataset.attrs, "flag_meanings").split())
    if "refers_to" in dataset.attrs:
        return pd.arrays.IntegerArray(values.astype(np.int32), values == -1)
    if times == "timedelta" and is_time(text(dataset.attrs, "units")):
        return as_timedelta(values)
    return values


def table(file: h5py.File, name: str, times: Times) -> pd.DataFrame:
    """A group of the file as a data frame, see Run.table."""
    group = file[name]
    index, columns, units, meanings = None, {}, {}, {}
    for key, dataset in group.items():
        if is_scale(dataset):
            index = pd.Index(dataset[:], name=key)
            continue
        columns[key] = column(dataset, times)
        units[key] = text(dataset.attrs, "units")
        meanings[key] = text(dataset.attrs, "long_name")
    frame = pd.DataFrame(columns, index=index)
    frame.attrs.update(units=units, long_names=meanings, long_name=text(group.attrs, "long_name"))
    return frame
