"""Run Grend, the simulator of rural on-demand transport, and read its results.

    import grend

    before = grend.run("valley.yaml", replications=20)
    after = grend.run("valley.yaml", replications=20, services__0__booking__lead="2 h")
    print(after.summary)                     # indicators with 95 % intervals
    print(grend.compare(before, after))      # paired differences, and what is confirmed
    print(after.requests.groupby("status", observed=True).wait.mean())

`open` reads a file that `grend run` wrote; `run` calls the program and opens what it wrote;
`compare` and `frontier` let the program compare runs. All errors are GrendError, with what is
wrong and what mends it.
"""

from grend.comparison import compare, frontier
from grend.errors import GrendError, GrendWarning, Problem, ProgramError, ResultFileError
from grend.program import run
from grend.results import Manifest, Run, open

__all__ = [
    "GrendError",
    "GrendWarning",
    "Manifest",
    "Problem",
    "ProgramError",
    "ResultFileError",
    "Run",
    "compare",
    "frontier",
    "open",
    "run",
]
__version__ = "0.1.0"
