"""Opens a result file with other people's tools and checks the rules of docs/formats/results.md.

Usage: check_results.py RESULT.h5; needs h5py, h5dump and ncdump. Prints every broken rule; exit 1.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy

MISSING = {"int8": -1, "int32": -1, "float64": numpy.nan}
NETCDF_TYPES = {"int8": "byte", "int32": "int", "float64": "double", "|S1": "char"}

problems = []


def check(holds, problem):
    if not holds:
        problems.append(problem)


def text(attributes, name):
    value = attributes.get(name, b"")
    return value.decode() if isinstance(value, bytes) else None


def is_scale(dataset):
    return h5py.h5ds.is_scale(dataset.id)


def check_storage(dataset, filters):
    where = dataset.name
    check(dataset.dtype.str.lstrip("<") in ("i1", "|i1", "i4", "f8", "|S1"), f"{where}: type {dataset.dtype}")
    check(dataset.ndim == 1, f"{where}: {dataset.ndim} dimensions")
    check(dataset.chunks is not None, f"{where}: not chunked")
    check(dataset.compression == "gzip", f"{where}: compression {dataset.compression}")
    check(dataset.fletcher32, f"{where}: no fletcher32")
    check(dataset.shuffle == ("shuffle" in filters), f"{where}: shuffle is {dataset.shuffle}")
    check(h5py.h5g.get_objinfo(dataset.id).mtime == 0, f"{where}: holds a time")
    check(text(dataset.attrs, "long_name"), f"{where}: no long_name")


def check_categories(dataset):
    meanings = text(dataset.attrs, "flag_meanings")
    values = dataset.attrs.get("flag_values")
    where = dataset.name
    check(meanings and values is not None, f"{where}: int8 without flag attributes")
    if not meanings or values is None:
        return
    check(values.dtype == dataset.dtype, f"{where}: flag_values are {values.dtype}")
    check(len(meanings.split()) == len(values), f"{where}: {meanings!r} for {len(values)} values")
    used = set(dataset[:].tolist())
    check(used <= {-1, *values.tolist()}, f"{where}: values {used} beyond the flags")


def check_column(dataset, scale):
    where = dataset.name
    check_storage(dataset, ["shuffle"])
    check(text(dataset.attrs, "units"), f"{where}: no units")
    check(len(dataset) == len(scale), f"{where}: {len(dataset)} rows, {scale.name} has {len(scale)}")
    attached = "DIMENSION_LIST" in dataset.attrs and [scale.name for scale in dataset.dims[0].values()]
    check(attached == [scale.name], f"{where}: dimension scales {attached}")
    if dataset.dtype.name not in MISSING:
        return
    missing = MISSING[dataset.dtype.name]
    for what, fill in (("_FillValue", dataset.attrs.get("_FillValue")), ("fill value", dataset.fillvalue)):
        check(fill is not None and numpy.array_equal(fill, missing, equal_nan=True), f"{where}: {what} {fill}")
    if dataset.dtype == numpy.int8:
        check_categories(dataset)
    if dataset.dtype == numpy.float64:
        check(not numpy.isinf(dataset[:]).any(), f"{where}: infinite values")


def check_table(group):
    scales = [dataset for dataset in group.values() if is_scale(dataset)]
    check(len(scales) == 1, f"{group.name}: dimension scales {[scale.name for scale in scales]}")
    check(text(group.attrs, "long_name"), f"{group.name}: no long_name")
    if len(scales) != 1:
        return
    scale = scales[0]
    check_storage(scale, ["shuffle"])
    check(scale.dtype == numpy.int32, f"{scale.name}: type {scale.dtype}")
    if group.name == "/indicators":  # the replications' numbers
        check((numpy.diff(scale[:]) > 0).all(), f"{scale.name}: does not ascend")
    else:
        check(numpy.array_equal(scale[:], numpy.arange(len(scale))), f"{scale.name}: not 0, 1, 2, ...")
    check(list(group)[0] == scale.name.split("/")[-1], f"{group.name}: the row number is not first")
    for dataset in group.values():
        if not is_scale(dataset):
            check_column(dataset, scale)


def check_manifest(group):
    for name in ("version", "git_sha", "scenario_name", "content_digest"):
        check(text(group.attrs, name) is not None, f"manifest: no {name}")
    check(re.fullmatch("[0-9a-f]{32}", text(group.attrs, "content_digest")), "manifest: odd digest")
    check(group.attrs["seed"].dtype == numpy.uint64, "manifest: seed")
    for name in ("resolved_scenario", "input_checksums"):
        check_storage(group[name], [])
        group[name][:].tobytes().decode()
    for line in group["input_checksums"][:].tobytes().decode().splitlines():
        check(re.fullmatch("[0-9a-f]{32}  .+", line), f"manifest: input checksum {line!r}")


def check_h5py(path):
    with h5py.File(path, "r") as file:
        expected = {"Conventions": "CF-1.10", "format": "grend-results"}
        for name, value in expected.items():
            check(text(file.attrs, name) == value, f"attribute {name} is {text(file.attrs, name)}")
        check(text(file.attrs, "title"), "no title")
        check(file.attrs.get("format_version") == 2, "format_version is not 2")
        check_manifest(file["manifest"])
        for name, group in file.items():
            if name != "manifest":
                check_table(group)
        for indicator in file["indicators"].values():
            if not is_scale(indicator):
                check(text(indicator.attrs, "definition"), f"{indicator.name}: no definition")
                check(text(indicator.attrs, "direction") in ("more", "less", "neither"), f"{indicator.name}: direction")
        replications = set(file["indicators/replication"][:].tolist())
        for name, group in file.items():
            if name != "indicators" and "replication" in group:
                used = set(group["replication"][:].tolist())
                check(used <= replications, f"{name}: rows of replications {used - replications}")
            for column in group.values():
                target = text(column.attrs, "refers_to")
                if target in file and len(column):
                    rows = len(next(iter(file[target].values())))
                    check(column[:].max() < rows, f"{column.name}: refers to rows beyond {target}")


def output_of(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    check(result.returncode == 0, f"{' '.join(command)}: exit {result.returncode}: {result.stderr[-500:]}")
    check(not result.stderr, f"{' '.join(command)}: {result.stderr[-500:]}")
    return result.stdout


def check_h5dump(path):
    header = output_of("h5dump", "-H", path)
    for kind in ("H5T_ENUM", "H5T_OPAQUE", "H5T_VARIABLE", "unknown"):
        check(kind not in header, f"h5dump: {kind}")
    output_of("h5dump", "-o", "/dev/null", path)  # all values


def check_ncdump(path):
    header = output_of("ncdump", "-h", path)
    output_of("ncdump", path)  # all values
    check("phony_dim" not in header, "ncdump: a dimension without a name")
    groups = dict(re.findall(r"^group: (\w+) \{\n(.*?)^  \} // group \1$", header, re.S | re.M))
    with h5py.File(path, "r") as file:
        for name, group in file.items():
            for dataset in group.values():
                column = dataset.name.split("/")[-1]
                if not is_scale(dataset) and "DIMENSION_LIST" not in dataset.attrs:
                    continue  # reported already
                row = column if is_scale(dataset) else dataset.dims[0][0].name.split("/")[-1]
                dimension = f"{row} = UNLIMITED ; // ({len(dataset)} currently)"
                kind = NETCDF_TYPES.get(dataset.dtype.str if dataset.dtype.kind == "S" else dataset.dtype.name)
                shown = groups.get(name, "")
                check(dimension in shown, f"ncdump: {name} has no dimension '{dimension}'")
                check(f"{kind} {column}({row}) ;" in shown, f"ncdump: no '{kind} {column}({row})'")


def check_that_damage_is_seen(path):
    """Flips one stored byte of each column in turn: HDF5 must refuse to read it."""
    with h5py.File(path, "r") as file:
        chunks = {
            dataset.name: dataset.id.get_chunk_info(0).byte_offset
            for group in file.values()
            for dataset in group.values()
            if dataset.id.get_num_chunks()
        }
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "damaged.h5"
        for name, offset in chunks.items():
            shutil.copyfile(path, copy)
            with copy.open("r+b") as file:
                file.seek(offset)
                byte = file.read(1)[0]
                file.seek(offset)
                file.write(bytes([byte ^ 0x10]))
            with h5py.File(copy, "r") as file:
                try:
                    file[name][:]
                    problems.append(f"{name}: a flipped byte is not seen")
                except OSError:
                    pass


def main():
    path = sys.argv[1]
    for look in (check_h5py, check_h5dump, check_ncdump, check_that_damage_is_seen):
        look(path)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
