#!/usr/bin/env python3
"""Fails when the code leaves the house it is drawn in: docs/decisions/0001-floors-and-modules.md.

Reads the modules from the grend_module(...) lines of the top CMakeLists.txt, then every C++ file
below the floors. Each finding is one line `path:line: rule: what; fix`. Exit code 1 if any.

    check_architecture.py [ROOT]
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

FLOORS = ["engine", "models", "analysis", "cli"]  # lowest first
BESIDE = ["tests", "bench"]  # may include every floor, no floor includes them
MAX_LINES = 800

# Outside libraries that stay behind one module (its own unit tests may look behind it too).
LIBRARY_HOMES = [
    (re.compile(r"CLI/|CLI11"), "cli", "CLI11"),
    (re.compile(r"tbb/|oneapi/"), "engine/par", "oneTBB"),
    (re.compile(r"hdf5|H5"), "engine/store", "HDF5"),
    (re.compile(r"libdeflate"), "engine/store", "libdeflate"),
    (re.compile(r"yaml-cpp/"), "engine/io", "yaml-cpp"),
    (re.compile(r"glpk\.h"), "models/routing", "GLPK"),
    (re.compile(r"osmium/|protozero/"), "engine/io", "libosmium"),
    (re.compile(r"proj(_\w+)?\.h"), "engine/geo", "PROJ"),
    (re.compile(r"catch2/"), "tests", "Catch2"),
]

# (rule, pattern, what, fix); matched on code without comments and strings. OWN keeps member
# functions and functions of other namespaces out: record.time(0), my::exit(1).
OWN = r"(?<![\w.:>])(?:std\s*::\s*|::\s*)?"
FORBIDDEN = [
    ("clock", r"\b(?:system|steady|high_resolution|utc|tai|gps|file)_clock\b"
     r"|\b(?:clock_gettime|gettimeofday|timespec_get|localtime|gmtime|mktime|strftime)\w*\s*\("
     r"|" + OWN + r"clock\s*\(\s*\)|" + OWN + r"time\s*\(\s*(?:NULL|nullptr|0|&\s*\w+)\s*\)"
     r"|#\s*include\s*<(?:ctime|time\.h|sys/time\.h)>",
     "reads a clock", "results must not depend on when they were made; measure in cli/ or bench/"),
    ("locale", r"\bsetlocale\b|\bstd\s*::\s*locale\b|\bimbue\s*\(|#\s*include\s*<c?locale(?:\.h)?>"
     r"|" + OWN + r"(?:strto(?:d|f|ld)|ato(?:f|i|l|ll)|sto(?:d|f|ld|i|l|ll|ul|ull)|sscanf)\s*\(",
     "depends on the locale", "use parse_int, parse_real and fmt"),
    ("rand", OWN + r"(?:rand|random|[delms]rand48)\s*\(\s*\)"
     r"|" + OWN + r"(?:srand(?:om|48)?|rand_r)\s*\("
     r"|\brandom_device\b|\bmt19937|\bstd\s*::\s*(?:shuffle|random_shuffle|sample)\b"
     r"|#\s*include\s*<random>",
     "draws outside the random streams", "use RandomStream of engine/base/random.h"),
    ("address-order", r"\b(?:map|set|less)\s*<\s*(?:const\s+)?[\w:]+(?:\s+const)?\s*\*",
     "orders by memory address", "order by an id"),
]
PRINTING = [
    ("print", r"\bstd\s*::\s*(?:cout|cerr|clog|wcout|wcerr|puts|putchar|perror)\b"
     r"|#\s*include\s*<iostream>|\bfmt\s*::\s*v?print(?:ln)?\s*\(|" + OWN +
     r"(?:v?printf|puts|putchar|perror)\s*\("
     r"|\b(?:v?fprintf|fputs|fwrite|fputc)\b[^;]*\bstd(?:out|err)\b",
     "prints", "return the text; only cli/ prints"),
    ("exit", OWN + r"(?:_?exit|_Exit|quick_exit|abort|terminate)\s*\(",
     "ends the program", "throw Error or InternalError; only cli/ exits"),
]
UNORDERED = re.compile(r"\bunordered_(?:multi)?(?:map|set)\b|\bhash_(?:map|set)\b")
LOOKUP_ONLY = re.compile(r"//\s*lookup only: \S+")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'
    r"""|(?P<text>"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])'(?:\\.[^'\n]*|[^'\\\n])')""", re.DOTALL)


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass
class Source:
    path: str  # from the root, with slashes
    text: str
    code: str = ""  # comments and strings blanked, same lines
    includes: list = field(default_factory=list)  # (line, quote, target)

    def __post_init__(self):
        def blank(match, keep):
            text = match.group()
            if keep and match.group("text"):
                return text
            return " " + "\n" * text.count("\n")

        self.code = TOKEN.sub(lambda m: blank(m, keep=False), self.text)
        with_strings = TOKEN.sub(lambda m: blank(m, keep=True), self.text)
        self.includes = [(with_strings.count("\n", 0, m.start()) + 1, m.group(1), m.group(2))
                         for m in INCLUDE.finditer(with_strings)]


class House:
    def __init__(self, root):
        self.root = Path(root)
        self.modules = self.read_modules()  # folder -> folders it may include, itself among them
        self.sources = {}
        for top in FLOORS + BESIDE:
            for path in sorted((self.root / top).rglob("*")):
                if path.suffix in (".h", ".hpp", ".cpp", ".cc") and path.is_file():
                    name = path.relative_to(self.root).as_posix()
                    self.sources[name] = Source(name, path.read_text(encoding="utf-8"))

    def read_modules(self):
        text = re.sub(r"#[^\n]*", "", (self.root / "CMakeLists.txt").read_text(encoding="utf-8"))
        self.declared = []  # (line, folder, used folders), in order of declaration
        folders = {}
        for match in re.finditer(r"grend_module\(\s*(\S+?)(?:\s+USES\s+([^)]*))?\)", text):
            folder = match.group(1)
            folders[folder.replace("/", "_")] = folder
            names = (match.group(2) or "").split()
            line = text.count("\n", 0, match.start()) + 1
            self.declared.append((line, folder, names))
        self.declared = [(line, folder, [folders[n] for n in names if n in folders])
                         for line, folder, names in self.declared]
        reach = {}
        for _, folder, used in self.declared:
            reach[folder] = {folder}.union(*[reach.get(u, set()) for u in used])
        return reach

    def module_of(self, path):
        """The folder of the module a file belongs to; cli is one module."""
        parts = path.split("/")
        return parts[0] if parts[0] in ("cli", *BESIDE) else "/".join(parts[:2])


def floor_of(path):
    return path.split("/")[0]


def check_declarations(house):
    above = set()
    for line, folder, used in house.declared:
        for other in used:
            if other not in above:
                yield Finding("CMakeLists.txt", line, "module-order",
                              f"{folder} uses {other}, which is not declared above it")
            elif FLOORS.index(floor_of(other)) > FLOORS.index(floor_of(folder)):
                yield Finding("CMakeLists.txt", line, "module-order",
                              f"{folder} uses {other}, which is on a floor above")
        above.add(folder)
    strangers = {}
    for path in house.sources:
        module = house.module_of(path)
        if module not in house.modules and module not in ("cli", *BESIDE):
            strangers.setdefault(module, path)
    for module, path in sorted(strangers.items()):
        yield Finding(path, 1, "unknown-module",
                      f"{module} has no grend_module({module} USES ...) in CMakeLists.txt")


def check_includes(house):
    for path, source in house.sources.items():
        mine = house.module_of(path)
        for line, quote, target in source.includes:
            for pattern, home, library in LIBRARY_HOMES:
                homes = (home + "/", f"tests/unit/{home}/")
                if pattern.match(target) and not path.startswith(homes):
                    yield Finding(path, line, "library-home",
                                  f"includes {library} ({target}), which stays behind {home}")
            if quote == "<":
                continue
            if floor_of(target) not in FLOORS + BESIDE or ".." in target.split("/"):
                yield Finding(path, line, "include-root",
                              f'"{target}" does not start at the root of the repository')
                continue
            other = house.module_of(target)
            if mine in BESIDE:
                continue
            if other in BESIDE:
                yield Finding(path, line, "include-up", f"{mine} includes {other} ({target})")
            elif mine == "cli" or other == mine:
                continue
            elif other == "cli" or FLOORS.index(floor_of(other)) > FLOORS.index(floor_of(mine)):
                yield Finding(path, line, "include-up",
                              f"{mine} includes {target}, which is on a floor above")
            elif other not in house.modules.get(mine, set()):
                yield Finding(path, line, "include-uses",
                              f"{mine} includes {target}, but does not reach {other} through USES; "
                              "add it in CMakeLists.txt if it stands above, else turn it round")


def check_cycles(house):
    """Include cycles between files; those between modules cannot pass check_declarations."""
    state = {}

    def visit(path, trail):
        state[path] = "open"
        for line, quote, target in house.sources[path].includes:
            if quote == "<" or target not in house.sources:
                continue
            if state.get(target) == "open":
                cycle = trail[trail.index(target):] + [target]
                yield Finding(path, line, "cycle", "include cycle " + " -> ".join(cycle))
            elif target not in state:
                yield from visit(target, trail + [target])
        state[path] = "done"

    for path in house.sources:
        if path not in state:
            yield from visit(path, [path])


def check_size(house):
    for path, source in house.sources.items():
        lines = source.text.count("\n")
        if lines > MAX_LINES:
            yield Finding(path, MAX_LINES, "size", f"{lines} lines; split it by subject "
                          f"(at most {MAX_LINES}, 60 to 200 is usual)")


def check_words(house):
    patterns = [(rule, re.compile(text), what, fix)
                for rule, text, what, fix in FORBIDDEN + PRINTING]
    for path, source in house.sources.items():
        if floor_of(path) not in ("engine", "models", "analysis"):
            continue
        for rule, pattern, what, fix in patterns:
            for match in pattern.finditer(source.code):
                line = source.code.count("\n", 0, match.start()) + 1
                found = " ".join(match.group().split())
                yield Finding(path, line, rule, f"'{found}' {what}; {fix}")


def check_unordered(house):
    for path, source in house.sources.items():
        if floor_of(path) not in ("engine", "models"):
            continue
        original = source.text.split("\n")
        for number, line in enumerate(source.code.split("\n"), start=1):
            if line.lstrip().startswith("#") or not UNORDERED.search(line):
                continue
            if not LOOKUP_ONLY.search(original[number - 1]):
                yield Finding(path, number, "unordered",
                              "an unordered container's order differs between libraries; use a "
                              "sorted one, or say `// lookup only: <why it is never iterated>`")


CHECKS = [check_declarations, check_includes, check_cycles, check_size, check_words,
          check_unordered]


def findings(root):
    house = House(root)
    return house, sorted({finding for check in CHECKS for finding in check(house)})


def main(arguments):
    root = arguments[1] if len(arguments) > 1 else Path(__file__).resolve().parents[2]
    house, found = findings(root)
    for finding in found:
        print(finding)
    print(f"architecture: {len(house.sources)} files, {len(house.modules)} modules, "
          f"{len(found)} findings")
    return 1 if found or not house.sources or not house.modules else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
