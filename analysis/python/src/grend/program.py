"""Calls the program `grend`: its progress is shown, its warnings become Python's, its errors are
raised with what is wrong and what mends it."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from grend.errors import GrendWarning, Problem, ProgramError
from grend.hdf5 import Times
from grend.results import Run

FilePath = str | os.PathLike[str]
# Is told each new step of the work, and the seconds since its start.
Progress = Callable[[str, float], None]


def run(scenario: FilePath | None = None, output: FilePath | None = None, *, replications: int | None = None,
        seed: int | None = None, first_replication: int | None = None, raw: str = "all",
        data: FilePath | None = None, threads: int | None = None, audit: bool = False, overwrite: bool = False,
        settings: Mapping[str, object] | None = None, progress: bool | Progress = True,
        program: FilePath | None = None, times: Times = "timedelta", **overrides: object) -> Run:
    """Simulates a scenario and opens the result.

    scenario      its file; without it the built-in default scenario
    output        the result file; without it a temporary one that lives as long as the Run
    raw           whose rows of trips, requests and stops are kept: "all", "first" or "none"
    data          folder of input files, else the environment's GREND_DATA
    settings      values instead of the scenario's, by path: {"services.0.fare": "40 NOK"}
    overrides     the same as keywords, with __ for the dots: services__0__fare="40 NOK".
                  Values are written as in a scenario; True, numbers, dates, timedeltas, lists and
                  dictionaries are as well understood.
    progress      True: each step as a line on stderr; or a function of the step's name and the
                  seconds since the start; False: silence
    program       the program; else the environment's GREND_PROGRAM, else `grend` on PATH

    replications, seed, first_replication, threads, audit, overwrite: as `grend run --help` says.
    The program's warnings are issued as GrendWarning. Raises ProgramError with all that is wrong
    with the scenario, its data or the output. Ctrl-C ends the program, and no file is left.
    """
    folder = None
    if output is None:
        folder = tempfile.TemporaryDirectory(prefix="grend-")
        output = Path(folder.name) / "run.h5"
    arguments = ["run", *([os.fspath(scenario)] if scenario is not None else []), f"--output={os.fspath(output)}",
                 f"--raw={raw}"]
    for option, value in (("replications", replications), ("seed", seed), ("first-replication", first_replication),
                          ("data", None if data is None else os.fspath(data)), ("threads", threads)):
        if value is not None:
            arguments.append(f"--{option}={value}")
    arguments += ["--audit"] * audit + ["--overwrite"] * overwrite
    changes = {**(settings or {}), **{key.replace("__", "."): value for key, value in overrides.items()}}
    for path, change in changes.items():
        arguments += ["--set", f"{path}={as_yaml(change)}"]
    try:
        call(arguments, progress=progress, program=program)
        result = Run(output, times)
    except BaseException:
        if folder is not None:
            folder.cleanup()
        raise
    if folder is not None:
        weakref.finalize(result, folder.cleanup)
    return result


def as_yaml(value: object, inside: bool = False) -> str:
    """A value as a scenario writes it: True as true, 90 minutes as 5400 s, lists as ["a", 1]."""
    if isinstance(value, str):
        return json.dumps(value) if inside else value
    if isinstance(value, os.PathLike):
        return as_yaml(os.fspath(value), inside)
    if isinstance(value, datetime.timedelta):
        return f"{value.total_seconds():.12g} s"
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_yaml(part, True)}" for key, part in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(as_yaml(part, True) for part in value) + "]"
    return json.dumps(value.item() if hasattr(value, "item") else value)  # numpy's numbers


def find_program(program: FilePath | None) -> str:
    """The path of the program; raises ProgramError if there is none."""
    wanted = os.fspath(program or os.environ.get("GREND_PROGRAM") or "grend")
    found = shutil.which(wanted)
    if found is None:
        raise ProgramError(127, [Problem(f"there is no program '{wanted}'",
                                         "build it with tools/quickstart.sh and put build/release on PATH, "
                                         "or set GREND_PROGRAM to build/release/grend")])
    return found


def call(arguments: Sequence[str], *, progress: bool | Progress, program: FilePath | None) -> None:
    """Runs `grend ARGUMENTS` to its end; see run()."""
    tell: Progress | None = show if progress is True else progress or None
    command = [find_program(program), "--log=json", *arguments]
    # A process group of its own, so that it has Ctrl-C once, from here, and can stop cleanly.
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             text=True, encoding="utf-8", errors="replace", process_group=0)
    assert child.stderr is not None
    problems: list[Problem] = []
    other: list[str] = []
    try:
        for line in child.stderr:
            message = parse(line)
            level = message.get("level")
            if level == "progress" and tell is not None:
                tell(str(message["step"]), float(message["seconds"]))
            elif level == "warning":
                warnings.warn(str(problem_of(message)), GrendWarning, stacklevel=3)
                other.append(str(message["message"]))
            elif level == "error":
                problems.append(problem_of(message))
            elif level is None:
                other.append(line.rstrip())
        code = child.wait()
    except BaseException:  # Ctrl-C, or a failing progress function: the program must not go on
        child.send_signal(signal.SIGINT)
        child.wait()
        raise
    finally:
        child.stderr.close()
    if code != 0:
        ended = f"grend ended by signal {-code}" if code < 0 else f"grend ended with exit code {code}"
        raise ProgramError(code, problems or [Problem("\n".join([ended, *other]))])


def parse(line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def problem_of(message: Mapping[str, Any]) -> Problem:
    return Problem(**{key: message[key] for key in ("message", "fix", "file", "line", "column") if key in message})


def show(step: str, seconds: float) -> None:
    print(f"{seconds:6.1f} s  {step}", file=sys.stderr, flush=True)
