"""The program as its users meet it: commands, messages, exit codes, files. Run by ctest with
GREND (the program), GREND_SOURCE_DIR and, for scenarios on real data, GREND_DATA."""

import csv
import gzip
import hashlib
import heapq
import html.parser
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import xml.etree.ElementTree

import h5py
import jsonschema
import yaml

GREND = os.environ["GREND"]
SOURCE = pathlib.Path(os.environ["GREND_SOURCE_DIR"])
DATA = pathlib.Path(os.environ.get("GREND_DATA", SOURCE / ".." / "shared" / "data"))


class StrictLoader(yaml.SafeLoader):
    """YAML 1.2's core as Grend reads it: 06:00 and dates are text, not base 60 or objects."""


StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", __import__("re").compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789"))


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.tmp = pathlib.Path(self.folder.name)
        # A cache of its own for each test, where the program looks for one by itself.
        own = unittest.mock.patch.dict(os.environ, XDG_CACHE_HOME=str(self.tmp / "caches"))
        own.start()
        self.addCleanup(own.stop)

    def grend(self, *arguments, code=0, data=None):
        ours = ("GREND_DATA", "GREND_EXECUTOR", "GREND_CACHE", "GREND_CACHE_LIMIT")
        environment = {k: v for k, v in os.environ.items() if k not in ours}
        if data is not None:
            environment["GREND_DATA"] = str(data)
        done = subprocess.run([GREND, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=self.tmp)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def scenario(self, text, name="scenario.yaml"):
        path = self.tmp / name
        path.write_text(text, encoding="utf-8")
        return path

    def all_scenarios(self):
        files = sorted((SOURCE / "scenarios").rglob("*.yaml")) + [SOURCE / "cli/templates/init_scenario.yaml"]
        self.assertGreaterEqual(len(files), 3)
        return files


class Schema(ProgramTest):
    def setUp(self):
        super().setUp()
        self.schema = json.loads(self.grend("schema", "--json").stdout)
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.validator = jsonschema.Draft202012Validator(self.schema)

    def test_every_scenario_of_the_repository_fits_the_schema(self):
        for path in self.all_scenarios():
            document = yaml.load(path.read_text(encoding="utf-8"), StrictLoader)
            problems = [f"{path.name}: {e.json_path}: {e.message}" for e in self.validator.iter_errors(document)]
            self.assertEqual(problems, [])

    def test_the_schema_refuses_what_the_reader_refuses(self):
        for text in ["sevices: []", "name: [1, 2]", "services: [{id: a, fare: 35}]", "services: [{id: a, vehicles: [{count: -1}]}]",
                     "region: {generate: {layout: plain}}", "calendar: {date: 12.01.2026}"]:
            self.assertFalse(self.validator.is_valid(yaml.load(text, StrictLoader)), text)
            self.grend("check", self.scenario(text), code=78)

    def test_the_manual_lists_units_ranges_defaults_and_sources(self):
        manual = self.grend("schema", "--markdown").stdout
        for word in ["pickup_after", "15 min", "wheelchair_places", "TØI", "[K]"]:
            self.assertIn(word, manual)

    def test_the_pages_of_the_manual_are_those_of_the_program(self):
        for page, form in [("docs/scenario.md", "--markdown"), ("docs/formats/tables.md", "--results"),
                           ("docs/scenario.schema.json", "--json")] + [
                               (f"docs/indicators.{language}.md", f"--indicators={language}") for language in ("en", "nb", "nn")]:
            text = (SOURCE / page).read_text(encoding="utf-8")
            self.assertEqual(text, self.grend("schema", form).stdout, f"write {page} anew: grend schema {form}")

    def test_every_parameter_has_a_meaning_and_a_source(self):
        manual = self.grend("schema", "--markdown").stdout
        rows = [line for line in manual.splitlines() if line.startswith("| `")]
        self.assertGreater(len(rows), 100)
        bare = [line for line in rows if "" in [cell.strip() for cell in line.strip("|").split("|")[:2]]]
        self.assertEqual(bare, [])


class Messages(ProgramTest):
    def test_five_mistakes_are_all_told_at_once_with_place_and_mend(self):
        path = self.scenario(
            "name: Five mistakes\n"
            "region: {generate: {inhabitants: 500}}\n"
            "servises: []\n"
            "calendar: {date: 2026-02-30}\n"
            "services:\n"
            "  - id: a\n"
            "    open: 06:00-22:00\n"
            "    booking: {lead: 60}\n"
            "    promise: {ride_factor: 0.5}\n"
            "    vehicles: [{count: 2, seats: .nan}]\n")
        text = self.grend("check", path, code=78).stderr
        for place in [":3:1:", ":4:", ":8:", ":9:", ":10:"]:
            self.assertIn(path.name + place, text)
        self.assertIn("did you mean 'services'", text)
        self.assertIn("min", text)
        self.assertEqual(text.count("error:"), 5, text)

    def test_json_log_is_one_object_a_line(self):
        path = self.scenario("nam: x\n")
        lines = self.grend("--log", "json", "check", path, code=78).stderr.splitlines()
        found = [json.loads(line) for line in lines]
        self.assertTrue(any(f["level"] == "error" and f.get("line") == 1 and "fix" in f for f in found), found)

    def test_a_duplicate_key_is_an_error_with_both_places(self):
        path = self.scenario("name: a\nname: b\nregion: {generate: {}}\n")
        self.assertIn(":2:1:", self.grend("check", path, code=78).stderr)

    def test_a_broken_file_does_not_crash_the_program(self):
        for content in [b"", b"\xff\xfe\x00", b"a: [", b"\t- x", b"[1, 2]", b"a: &x 1\nb: *x\n", b"{" * 5000]:
            path = self.tmp / "broken.yaml"
            path.write_bytes(content)
            self.assertIn("error", self.grend("check", path, code=78).stderr)


class ExitCodes(ProgramTest):
    def test_usage(self):
        self.grend(code=64)
        self.grend("fly", code=64)
        self.grend("run", "--threads", "many", code=64)
        self.grend("run", "--executor", "magic", code=64)
        self.assertIn("grend", self.grend("--version").stdout)

    def test_a_scenario_that_is_not_there(self):
        self.assertIn("nowhere.yaml", self.grend("check", "nowhere.yaml", code=66).stderr)

    def test_missing_input_says_where_to_get_it(self):
        text = self.grend("run", SOURCE / "scenarios/hamar.yaml", code=66).stderr
        for word in ["hamar-nvdb-2018.osm.pbf", "--data", "GREND_DATA", "ssb.no"]:
            self.assertIn(word, text)

    def test_bad_data_names_the_file_and_the_line(self):
        self.grend("generate", "--inhabitants", 300, "-o", "region")
        cells = self.tmp / "region/population.csv"
        lines = cells.read_text().splitlines()
        lines[2] = lines[2].rsplit(",", 1)[0] + ",many"
        cells.write_text("\n".join(lines) + "\n")
        self.assertIn("population.csv:3", self.grend("run", "region/scenario.yaml", code=65).stderr)
        (self.tmp / "region/roads.osm.pbf").write_bytes(b"no roads here")
        self.assertIn("roads.osm.pbf", self.grend("run", "region/scenario.yaml", code=65).stderr)

    def test_an_existing_result_is_never_overwritten_unasked(self):
        existing = self.tmp / "out.h5"
        existing.write_bytes(b"precious")
        self.assertIn("--overwrite", self.grend("run", "-o", existing, code=73).stderr)
        self.assertEqual(existing.read_bytes(), b"precious")
        self.grend("run", "-o", existing, "--overwrite", "-q")
        self.assertNotEqual(existing.read_bytes(), b"precious")
        self.grend("run", "-o", self.tmp / "no/such/folder/out.h5", code=73)
        self.assertEqual(list(self.tmp.glob("*.part")), [])

    def test_a_full_disk_leaves_nothing_behind(self):
        command = f"ulimit -f 100; exec {GREND} run -q -o {self.tmp}/big.h5"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
        self.assertEqual(done.returncode, 74, done.stderr)
        self.assertIn("big.h5", done.stderr)
        self.assertEqual(list(self.tmp.glob("big.h5*")), [])

    def test_a_full_stdout_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([GREND, "schema"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 74, done.stderr)

    def test_a_region_without_people_is_refused_and_a_far_off_cell_is_told(self):
        self.grend("generate", "--inhabitants", 300, "-o", "region")
        cells = self.tmp / "region/population.csv"
        good = cells.read_text()
        cells.write_text(good.rstrip("\n") + "\n23767507834250,376875,7834375,22.4,70.6,20\n")
        text = self.grend("run", "region/scenario.yaml", "-o", "far.h5").stderr
        self.assertIn("20 of 320 inhabitants live far", text)
        cells.write_text(good.splitlines()[0] + "\n")
        self.assertIn("nobody lives", self.grend("run", "region/scenario.yaml", "-o", "none.h5", code=65).stderr)

    def test_a_signal_stops_cleanly(self):
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGUSR1]:
            run = subprocess.Popen(
                [GREND, "run", "-o", self.tmp / "stopped.h5", "--set", "region.generate.inhabitants=60000"],
                stderr=subprocess.PIPE, text=True)
            for line in run.stderr:
                if "simulating" in line or "choosing" in line:
                    run.send_signal(number)
                    break
            rest = run.stderr.read()
            self.assertEqual(run.wait(), 75, rest)
            self.assertEqual(list(self.tmp.glob("stopped.h5*")), [])


class Determinism(ProgramTest):
    def test_the_file_is_the_same_for_any_threads_and_executor(self):
        digests = {}
        for executor in ["serial", "jthread", "tbb"]:
            for threads in [1, 2, 3, 7]:
                out = self.tmp / f"{executor}{threads}.h5"
                self.grend("run", "-q", "--audit", "--threads", threads, "--executor", executor, "-o", out)
                digests[executor, threads] = digest(out)
        self.assertEqual(len(set(digests.values())), 1, digests)

    def test_another_seed_gives_another_file(self):
        self.grend("run", "-q", "-o", "a.h5")
        self.grend("run", "-q", "-o", "b.h5", "--seed", 2)
        self.assertNotEqual(digest(self.tmp / "a.h5"), digest(self.tmp / "b.h5"))

    def test_partitions_do_not_change_the_results(self):
        found = set()
        for partitions in [1, 2, 5]:
            self.grend("run", "-q", "--audit", "-o", f"p{partitions}.h5", "--set", f"simulation.partitions={partitions}")
            with h5py.File(self.tmp / f"p{partitions}.h5") as file:
                found.add(str(file["manifest"].attrs["content_digest"]))
        self.assertEqual(len(found), 1, found)

    def test_a_stored_scenario_repeats_its_run(self):
        self.grend("run", "-q", "-o", "first.h5", "--set", "services.bestill.vehicles.0.count=1")
        with h5py.File(self.tmp / "first.h5") as file:
            text = file["manifest/resolved_scenario"][()].tobytes().decode()
            first = str(file["manifest"].attrs["content_digest"])
        self.grend("run", "-q", "-o", "again.h5", self.scenario(text))
        with h5py.File(self.tmp / "again.h5") as file:
            self.assertEqual(str(file["manifest"].attrs["content_digest"]), first)


class Commands(ProgramTest):
    def test_resolved_scenarios_read_back_to_the_same(self):
        once = self.grend("show", "--resolved").stdout
        self.assertIn("wheelchair_80", once)
        twice = self.grend("show", "--resolved", self.scenario(once)).stdout
        self.assertEqual(once, twice)

    def test_no_service_at_all_is_a_baseline(self):
        self.grend("run", "-q", "--audit", "-o", "none.h5", "--set", "services=[]")
        with h5py.File(self.tmp / "none.h5") as file:
            self.assertEqual(file["requests/status"].shape, (0,))

    def test_show_merges_what_is_extended(self):
        self.scenario("name: base\nregion: {generate: {inhabitants: 500}}\n", "base.yaml")
        child = self.scenario("extends: base.yaml\nname: child\n", "child.yaml")
        shown = yaml.load(self.grend("show", child).stdout, StrictLoader)
        self.assertEqual(shown, {"name": "child", "region": {"generate": {"inhabitants": 500}}})

    def test_init_gives_a_scenario_that_runs(self):
        self.grend("init", "mine.yaml")
        self.grend("check", "mine.yaml")
        self.grend("run", "mine.yaml", "-o", "mine.h5", "--audit")
        self.grend("init", "mine.yaml", code=73)
        self.grend("init", "no/such/folder/mine.yaml", code=73)

    def test_generated_regions_run(self):
        for layout in ["valley", "fjord"]:
            self.grend("generate", "--inhabitants", 1200, "--seed", 3, "--layout", layout, "-o", layout)
            self.grend("run", f"{layout}/scenario.yaml", "-o", f"{layout}.h5", "--audit")
            with h5py.File(self.tmp / f"{layout}.h5") as file:
                self.assertEqual(file["persons/age"].shape, (1200,))
            self.grend("generate", "-o", layout, code=73)
        self.grend("generate", "--inhabitants", 3, "-o", "none", code=64)

    def test_replay_explains_a_served_and_a_rejected_request(self):
        scarce = ("--set", "services.0.vehicles.0.count=1", "--set", "services.0.vehicles.1.count=0")
        path = self.tmp / "replay.h5"
        self.grend("run", "-o", path, *scarce)
        with h5py.File(path) as result:
            requests = result["requests"]
            status = requests["status"]
            names = status.attrs["flag_meanings"]
            names = (names.decode() if isinstance(names, bytes) else names).split()
            trips = dict(zip((names[s] for s in status[()]), requests["trip"][()]))
            vehicles = len(result["vehicles"]["seats"])
        served = self.grend("replay", "--request", str(trips["served"]), *scarce).stdout
        self.assertIn("decision: accepted", served)
        self.assertIn("vehicle at the door", served)
        self.assertEqual(served.count("stops ahead"), vehicles)
        rejected = self.grend("replay", "--request", str(trips["rejected"]), *scarce).stdout
        self.assertIn("decision: rejected", rejected)
        nothing = self.grend("replay", "--request", "999999", *scarce, code=64)
        self.assertIn("no on-demand service was asked", nothing.stderr)

    def test_doctor_tells_what_it_finds(self):
        self.assertIn("missing", self.grend("doctor", "--data", self.tmp).stdout)

    def test_indicators_are_those_of_the_tables(self):
        self.grend("run", "-q", "-o", "d.h5")
        with h5py.File(self.tmp / "d.h5") as file:
            status = file["requests/status"]
            names = status.attrs["flag_meanings"]
            names = (names.decode() if isinstance(names, bytes) else names).split()
            served = int((status[()] == names.index("served")).sum())
            self.assertEqual(float(file["indicators/requests_served"][0]), served)
            self.assertEqual(float(file["indicators/requests"][0]), status.shape[0])
            wait = file["requests/wait"][()]
            wait = wait[wait == wait]
            self.assertAlmostEqual(float(file["indicators/wait_mean"][0]), wait.mean() / 60, places=9)


def requests_of(path):
    """Each request as a dictionary: categories by name, everything else as a number."""
    with h5py.File(path) as file:
        columns = {}
        for name, column in file["requests"].items():
            values = column[()]
            meanings = column.attrs.get("flag_meanings")
            if meanings is not None:
                names = (meanings.decode() if isinstance(meanings, bytes) else meanings).split()
                values = [names[v] if v >= 0 else None for v in values]
            columns[name] = list(values)
        return [dict(zip(columns, row)) for row in zip(*columns.values())]


class Bookings(ProgramTest):
    """A day of an operator's log."""

    LOG = SOURCE / "scenarios/booking_log.csv"
    SCENARIO = SOURCE / "scenarios/booking_log.yaml"

    def setUp(self):
        super().setUp()
        (self.tmp / "booking_log.csv").write_text(self.LOG.read_text())
        self.own = self.scenario(self.SCENARIO.read_text(), "booking_log.yaml")
        self.header, *self.rows = self.LOG.read_text().splitlines()

    def run_log(self, name, rows=None, *options):
        if rows is not None:
            (self.tmp / "booking_log.csv").write_text("\n".join([self.header, *rows]) + "\n")
        done = self.grend("run", self.own, "--audit", "-o", f"{name}.h5", *options)
        return done, requests_of(self.tmp / f"{name}.h5")

    def test_every_booking_of_the_log_is_a_request_of_the_result(self):
        done, requests = self.run_log("log")
        self.assertEqual(len(requests), len(self.rows))
        self.assertEqual(sorted(r["trip"] for r in requests), list(range(1001, 1061)))
        self.assertGreater(sum(r["status"] == "served" for r in requests), 50)
        self.assertTrue(all((r["reason"] == "none") == (r["status"] == "served") for r in requests))
        self.assertNotIn("inhabitants", done.stdout)
        with h5py.File(self.tmp / "log.h5") as file:
            self.assertEqual(file["trips/status"].shape, (0,))
            self.assertEqual(float(file["indicators/requests"][0]), len(self.rows))
            self.assertEqual(file["vehicles/seats"].shape, (2,))

    def test_a_request_of_the_log_is_explained(self):
        text = self.grend("replay", self.own, "--request", 1007).stdout
        self.assertIn("request of trip 1007", text)
        self.assertIn("decision:", text)

    def test_bad_rows_end_the_run_and_are_all_told(self):
        rows = list(self.rows)
        rows[0] = rows[0].replace("2026-01-11T08:03", "yesterday")
        rows[5] = rows[5].rsplit(",", 6)[0] + ",0,0,1,1,,"
        (self.tmp / "booking_log.csv").write_text("\n".join([self.header, *rows]) + "\n")
        text = self.grend("run", self.own, "-o", "bad.h5", code=65).stderr
        for part in ["2 of 60 rows", "booking_log.csv:2:", "not a time of day", "booking_log.csv:7:", "off the network"]:
            self.assertIn(part, text)
        text = self.grend("run", self.own, "--audit", "-o", "bad.h5", "--set", "travellers.bookings.max_bad_rows=2").stderr
        self.assertIn("2 of 60 rows are bad and left out", text)
        self.assertEqual(len(requests_of(self.tmp / "bad.h5")), 58)

    def test_a_log_that_is_not_there_is_a_missing_input(self):
        (self.tmp / "booking_log.csv").unlink()
        self.assertIn("booking_log.csv", self.grend("run", self.own, "-o", "none.h5", code=66).stderr)

    def test_threads_do_not_matter(self):
        files = set()
        for threads in [1, 2, 5]:
            self.run_log(f"t{threads}", None, "--threads", threads)
            files.add(digest(self.tmp / f"t{threads}.h5"))
        self.assertEqual(len(files), 1)

    # Metamorphic: what must change nothing.
    LABELS = {"trip", "request"}

    def content(self, requests, shift=0.0):
        """Without what labels the rows, in an order of its own; times less the shift."""
        def plain(name, value):
            if isinstance(value, str) or value is None or value != value:
                return str(value)
            return round(float(value), 3)
        return sorted(repr([(n, plain(n, v)) for n, v in sorted(r.items()) if n not in self.LABELS]) for r in requests)

    def test_the_order_of_rows_and_the_ids_do_not_matter(self):
        _, plain = self.run_log("plain")
        _, backwards = self.run_log("backwards", self.rows[::-1])
        self.assertEqual(self.content(plain), self.content(backwards))
        renamed = [f"{7000 - i}," + row.split(",", 1)[1] for i, row in enumerate(self.rows)]
        _, other = self.run_log("renamed", renamed)
        self.assertEqual(self.content(plain), self.content(other))

    def test_a_week_later_is_the_same_day(self):
        _, plain = self.run_log("plain")
        later = [row.replace("2026-01-12", "2026-01-19").replace("2026-01-11", "2026-01-18") for row in self.rows]
        _, week = self.run_log("week", later, "--set", "calendar.date=2026-01-19")
        self.assertEqual(self.content(plain), self.content(week))

    def test_a_log_of_a_week_runs_day_by_day(self):
        later = [f"{2000 + i}," + row.replace("2026-01-12", "2026-01-13").replace("2026-01-11", "2026-01-12").split(",", 1)[1]
                 for i, row in enumerate(self.rows[::2])]
        _, both = self.run_log("both", self.rows + later, "--set", "calendar.days=2", "--raw", "all")
        self.assertEqual([sum(r["day"] == d for r in both) for d in (0, 1)], [60, 30])
        self.assertGreater(sum(r["status"] == "served" for r in both if r["day"] == 1), 25)
        _, first = self.run_log("first", self.rows)
        self.assertEqual(self.content(first), self.content([r for r in both if r["day"] == 0]))

    def test_a_replication_alone_is_that_of_the_batch(self):
        _, batch = self.run_log("batch", None, "--replications", 3, "--raw", "all")
        _, alone = self.run_log("alone", None, "--replications", 1, "--first-replication", 2, "--raw", "all")
        self.assertEqual(len(alone), 60)
        for r in alone + batch:  # two vehicles in each replication, numbered through
            r["vehicle"] = r["vehicle"] % 2 if r["vehicle"] >= 0 else -1
        self.assertEqual(self.content(alone), self.content([r for r in batch if r["replication"] == 2]))

    def test_a_vehicle_without_a_day_changes_nothing(self):
        _, plain = self.run_log("plain")
        own = self.own.read_text() + "\n"
        # Its whole shift lies after everybody is home.
        self.own.write_text(own.replace("    vehicles:\n", "    vehicles:\n      - {count: 1, seats: 8, shift: 30:00-31:00}\n"))
        _, more = self.run_log("more")
        for r in more:  # vehicles are numbered from the first
            r["vehicle"] -= r["vehicle"] >= 0
        self.assertEqual(self.content(plain), self.content(more))

    def test_no_bookings_and_no_vehicles(self):
        done, requests = self.run_log("nobody", [])
        self.assertEqual(requests, [])
        self.assertIn("not defined", done.stdout)
        _, requests = self.run_log("nothing", self.rows, "--set", "services.bestill.vehicles.0.count=0")
        self.assertEqual({r["status"] for r in requests}, {"rejected"})
        self.assertEqual({r["reason"] for r in requests} - {"outside_shifts", "too_late"}, set())

    def test_what_is_said_on_the_way_changes_no_byte(self):
        self.run_log("loud")
        self.grend("--log", "json", "-q", "run", self.own, "-o", "quiet.h5")
        self.assertEqual(digest(self.tmp / "loud.h5"), digest(self.tmp / "quiet.h5"))


def grid(side, transform=lambda x, y: (x, y), split=()):
    """A MATSim network of side x side junctions 500 m apart, with lengths and speeds that differ
    from street to street. Each place in `split` is the name of a link that is cut in two."""
    at = {(i, j): (500 * i, 500 * j) for i in range(side) for j in range(side)}
    links, nodes = [], {f"n{i}_{j}": p for (i, j), p in at.items()}
    def add(name, a, b, length, speed):
        if name in split:
            mid = f"m{name}"
            nodes[mid] = tuple((u + v) / 2 for u, v in zip(nodes[a], nodes[b]))
            links.extend([(name + "p", a, mid, length / 2, speed), (name + "q", mid, b, length / 2, speed)])
        else:
            links.append((name, a, b, length, speed))
    for i in range(side):
        for j in range(side):
            for di, dj, way in ((1, 0, "e"), (0, 1, "n")):
                if (i + di, j + dj) not in at:
                    continue
                length, speed = 500 + 10 * ((3 * i + 5 * j) % 7), (8, 10, 20)[(i * j + i) % 3]
                a, b = f"n{i}_{j}", f"n{i + di}_{j + dj}"
                add(f"{a}{way}", a, b, length, speed)
                add(f"{a}{way}r", b, a, length, speed)
    text = "<network><nodes>"
    for name, (x, y) in nodes.items():
        u, v = transform(x, y)
        text += f'<node id="{name}" x="{u:.2f}" y="{v:.2f}"/>'
    text += "</nodes><links>"
    for name, a, b, length, speed in links:
        text += f'<link id="{name}" from="{a}" to="{b}" length="{length}" freespeed="{speed}" modes="car"/>'
    return text + "</links></network>"


class Moved(ProgramTest):
    """The same village elsewhere, turned, or drawn in more pieces."""

    CUT = [(2, 2, "e"), (3, 1, "n"), (0, 4, "e")]  # streets by their first junction

    def outcome(self, name, transform=lambda x, y: (x, y), split=()):
        folder = self.tmp / name
        folder.mkdir()
        (folder / "roads.xml").write_text(grid(6, transform, split))
        draw = random.Random(11)
        rows = ["id,asked,from_x,from_y,to_x,to_y"]
        for k in range(80):
            # A third of the way along a street, so that no place is a junction.
            ends = []
            while len(ends) < 4:
                i, j, way = draw.randrange(5), draw.randrange(5), draw.choice("en")
                if (i, j, way) not in self.CUT:
                    ends += transform(500 * i + 150, 500 * j) if way == "e" else transform(500 * i, 500 * j + 150)
            rows.append(f"{k},{8 * 3600 + 90 * k},{ends[0]:.2f},{ends[1]:.2f},{ends[2]:.2f},{ends[3]:.2f}")
        (folder / "log.csv").write_text("\n".join(rows) + "\n")
        u, v = transform(650, 1000)
        (folder / "s.yaml").write_text(
            "region: {network: roads.xml}\n"
            "travellers: {bookings: {file: log.csv}}\n"
            "services:\n"
            "  - id: a\n    booking: {lead: 0 s}\n    dispatch: {repair: {steps: 0}}\n"
            f"    vehicles: [{{count: 3, seats: 4, shift: 06:00-22:00, at: [{u:.2f}, {v:.2f}]}}]\n")
        self.grend("run", folder / "s.yaml", "--audit", "-o", f"{name}.h5", "-q")
        places = {"from_x", "from_y", "to_x", "to_y"}
        return [{k: v for k, v in r.items() if k not in places} for r in requests_of(self.tmp / f"{name}.h5")]

    def assertSame(self, a, b):
        self.assertEqual(len(a), len(b))
        for r, s in zip(a, b):
            self.assertEqual({k: repr(v) for k, v in r.items()}, {k: repr(v) for k, v in s.items()})

    def test_moved_and_turned(self):
        plain = self.outcome("plain")
        self.assertGreater(sum(r["status"] == "served" for r in plain), 40)
        self.assertSame(plain, self.outcome("moved", lambda x, y: (x + 300_000, y + 6_700_000)))
        self.assertSame(plain, self.outcome("turned", lambda x, y: (5000 - y, x)))

    def test_a_link_in_two_pieces_is_the_same_road(self):
        # No booking lies on the streets that are cut, and half of a street takes whole milliseconds
        # (250 to 280 m at 8, 10 or 20 m/s), so that nothing at all changes.
        cut = [f"n{i}_{j}{way}{r}" for i, j, way in self.CUT for r in ("", "r")]
        self.assertSame(self.outcome("plain"), self.outcome("cut", split=cut))


class OtherTools(ProgramTest):
    """Cases of MATSim and FleetPy, from their files to a result."""

    def setUp(self):
        super().setUp()
        if not (DATA / "mielec").is_dir():
            self.skipTest("no data")

    def test_mielec(self):
        done = self.grend("import", "matsim", DATA / "mielec", "-o", "mielec")
        self.assertIn("388 bookings, 10 vehicles", done.stderr)
        self.grend("run", "mielec/scenario.yaml", "--audit", "-o", "mielec.h5")
        requests = requests_of(self.tmp / "mielec.h5")
        self.assertEqual(len(requests), 388)
        # The hard limits of this case turn away some: see bench_dispatch for what MATSim does.
        self.assertGreater(sum(r["status"] == "served" for r in requests), 350)
        for r in requests:
            if r["status"] == "served":
                self.assertLessEqual(r["arrival"], r["wish"] + 1.3 * r["direct"] + 400 + 0.002)
        self.grend("import", "matsim", DATA / "mielec", "-o", "mielec", code=73)

    def test_fleetpy(self):
        done = self.grend("import", "fleetpy", DATA / "fleetpy", "-o", "munich")
        self.assertIn("200 bookings, 12 vehicles", done.stderr)
        self.grend("run", "munich/scenario.yaml", "--audit", "-o", "munich.h5")
        requests = requests_of(self.tmp / "munich.h5")
        self.assertEqual(len(requests), 200)
        self.assertGreater(sum(r["status"] == "served" for r in requests), 190)

    def test_what_is_not_a_case(self):
        self.assertIn("no such folder", self.grend("import", "matsim", "nowhere", "-o", "x", code=66).stderr)
        self.assertIn("names no vehicles", self.grend("import", "matsim", DATA / "corsica", "-o", "x", code=65).stderr)
        self.grend("import", "fleetpy", DATA / "mielec", "-o", "x", code=66)
        self.assertFalse((self.tmp / "x/scenario.yaml").exists())
class Replications(ProgramTest):
    SMALL = ("--set", "region.generate.inhabitants=1200")

    def content(self, path):
        with h5py.File(self.tmp / path) as file:
            return str(file["manifest"].attrs["content_digest"])

    def test_a_batch_is_the_same_on_any_number_of_threads_and_in_any_parts(self):
        self.grend("run", "-q", *self.SMALL, "--audit", "--replications", 5, "--raw", "all", "--threads", 1, "-o", "one.h5")
        self.grend("run", "-q", *self.SMALL, "--replications", 5, "--raw", "all", "--threads", 3, "-o", "three.h5")
        self.assertEqual(digest(self.tmp / "one.h5"), digest(self.tmp / "three.h5"))
        (self.tmp / "parts").mkdir()
        for first, size in [(0, 2), (2, 1), (3, 2)]:
            self.grend("run", "-q", *self.SMALL, "--replications", size, "--first-replication", first, "--raw", "all",
                       "-o", f"parts/{first}.h5")
        self.grend("merge", "parts", "-o", "merged.h5")
        self.assertEqual(digest(self.tmp / "merged.h5"), digest(self.tmp / "one.h5"))
        self.grend("run", "-q", *self.SMALL, "--seed", 2, "--first-replication", 5, "--raw", "all", "-o", "other.h5")
        told = self.grend("merge", "parts", "other.h5", "-o", "no.h5", code=65).stderr
        self.assertIn("differ in scenario, seed", told)
        (self.tmp / "parts/2.h5").unlink()
        told = self.grend("merge", "parts", "-o", "merged.h5", "--overwrite").stderr
        self.assertIn("1 replications between the first and the last are missing: 2", told)

    def test_raw_rows_of_all_the_first_or_none(self):
        for raw, replications in [("all", {0, 1, 2}), ("first", {0}), ("none", set())]:
            self.grend("run", "-q", *self.SMALL, "--replications", 3, "--raw", raw, "-o", f"{raw}.h5")
            with h5py.File(self.tmp / f"{raw}.h5") as file:
                self.assertEqual(set(file["requests/replication"][:].tolist()), replications)
                self.assertEqual(file["indicators/wait_mean"].shape, (3,))

    def test_until_is_told_and_misspelt_indicators_are_refused(self):
        scenario = self.scenario("region: {generate: {inhabitants: 1200}}\nservices: [{id: a, vehicles: [{count: 1}]}]\n"
                                 "simulation: {replications: 4, batch: 3, most_replications: 8, until: [{indicator: trips_made, precision: 5 %}]}\n")
        self.assertIn("trips_made is known to ±", self.grend("run", scenario, "-o", "until.h5").stderr)
        with h5py.File(self.tmp / "until.h5") as file:
            self.assertIn(file["indicators/wait_mean"].shape[0], (4, 7, 8))
        text = scenario.read_text().replace("trips_made", "trips_mad")
        self.assertIn("did you mean 'trips_made'", self.grend("check", self.scenario(text), code=78).stderr)

    def test_merge_refuses_what_is_no_result(self):
        (self.tmp / "no.h5").write_bytes(b"no result")
        self.assertIn("no.h5", self.grend("merge", "no.h5", "-o", "m.h5", code=65).stderr)
        self.grend("merge", "nowhere.h5", "-o", "m.h5", code=66)
        (self.tmp / "empty").mkdir()
        self.grend("merge", "empty", "-o", "m.h5", code=66)

    def test_replay_finds_the_request_of_another_replication(self):
        self.grend("run", "-q", "--replications", 2, "--raw", "all", "-o", "two.h5")
        with h5py.File(self.tmp / "two.h5") as file:
            requests = file["requests"]
            first = file["trips/replication"][:].tolist().index(1)
            row = requests["replication"][:].tolist().index(1)
            trip, booked = requests["trip"][row] - first, requests["wish"][row]
        told = self.grend("replay", "--replication", 1, "--request", trip).stdout
        self.assertIn("wish {:02d}:{:02d}:{:02d}".format(int(booked) // 3600, int(booked) // 60 % 60, int(booked) % 60), told)


class Compare(ProgramTest):
    # Made once: the runs are the expensive part.
    made = None

    def setUp(self):
        super().setUp()
        if Compare.made is None:
            Compare.made = tempfile.TemporaryDirectory()
            small = ("-q", "--set", "region.generate.inhabitants=2500", "--replications", 10, "--raw", "none")
            for name, sets in [("two.h5", ()), ("again.h5", ("--first-replication", 50)),
                               ("one.h5", ("--set", "services.bestill.vehicles.0.count=0")),
                               ("seed.h5", ("--seed", 9)), ("week.h5", ("--set", "calendar.days=2")),
                               ("people.h5", ("--set", "travellers.population.wheelchair_80=20%"))]:
                self.grend("run", *small, *sets, "-o", pathlib.Path(Compare.made.name) / name)
        for path in pathlib.Path(Compare.made.name).iterdir():
            (self.tmp / path.name).symlink_to(path)

    @classmethod
    def tearDownClass(cls):
        if cls.made is not None:
            cls.made.cleanup()

    def test_fewer_vehicles_are_seen_to_serve_fewer(self):
        told = self.grend("compare", "two.h5", "one.h5", "--csv", "c.csv", "--json", "c.json", "--margin", "served_share=1").stdout
        self.assertIn("paired", told)
        served = next(line for line in told.splitlines() if line.startswith("served share of requests"))
        self.assertIn("confirmed worse", served)
        self.assertIn("may be worse than the margin", served)
        rows = list(csv.DictReader((self.tmp / "c.csv").read_text().splitlines()))
        self.assertEqual({row["dimension"] for row in rows}, {"", "service", "group", "municipality", "area", "hour"})
        whole = {row["indicator"]: row for row in rows if not row["dimension"]}
        with h5py.File(self.tmp / "two.h5") as two, h5py.File(self.tmp / "one.h5") as one:
            change = one["indicators/served_share"][:] - two["indicators/served_share"][:]
        self.assertAlmostEqual(float(whole["served_share"]["change"]), change.mean(), places=9)
        found = json.loads((self.tmp / "c.json").read_text())["comparisons"][0]
        self.assertEqual(found["replications"], 10)
        self.grend("compare", "two.h5", "one.h5", "--csv", "c.csv", code=73)

    def test_the_same_design_with_other_days_confirms_nothing(self):
        told = self.grend("compare", "two.h5", "again.h5", "--all").stdout
        self.assertIn("independent", told)
        self.assertNotIn("confirmed", told)

    def test_what_cannot_be_compared_is_refused_with_the_reason(self):
        self.assertIn("other regions", self.grend("compare", "two.h5", "seed.h5", code=65).stderr)
        self.assertIn("other people", self.grend("compare", "two.h5", "people.h5", code=65).stderr)
        self.assertIn("other days", self.grend("compare", "two.h5", "week.h5", code=65).stderr)
        self.assertIn("no indicator 'served'", self.grend("compare", "two.h5", "one.h5", "--margin", "served=1", code=64).stderr)
        cut = (self.tmp / "two.h5").read_bytes()[:-100]
        (self.tmp / "cut.h5").write_bytes(cut)
        self.assertIn("cut short", self.grend("compare", "two.h5", "cut.h5", code=65).stderr)
        with h5py.File(self.tmp / "foreign.h5", "w") as file:
            file["x"] = 1
        self.assertIn("foreign.h5", self.grend("compare", "two.h5", "foreign.h5", code=65).stderr)

    def test_the_page_of_a_comparison_is_the_report_of_both(self):
        self.grend("compare", "two.h5", "one.h5", "--html", "c.html", "--lang", "nn")
        self.grend("report", "two.h5", "one.h5", "--lang", "nn", "-o", "r.html")
        self.assertEqual((self.tmp / "c.html").read_bytes(), (self.tmp / "r.html").read_bytes())
        self.assertIn("stadfesta: dårlegare", (self.tmp / "c.html").read_text(encoding="utf-8"))

    def test_designs_are_put_on_a_frontier(self):
        told = self.grend("compare", "two.h5", "one.h5", "again.h5").stdout
        self.assertEqual(told.count("on the frontier") + told.count("beaten by"), 3)


class PageReader(html.parser.HTMLParser):
    """What a page is made of: tags that do not match, ids, links, text by tag."""

    VOID = {"meta", "rect", "line", "circle", "path", "link", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.problems, self.ids, self.links, self.tags, self.outside = [], [], set(), set(), [], []
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_startendtag(self, tag, attributes):
        self.look_at(tag, dict(attributes))

    def handle_starttag(self, tag, attributes):
        self.look_at(tag, dict(attributes))
        if tag not in self.VOID:
            self.open.append(tag)

    def look_at(self, tag, attributes):
        self.tags.append(tag)
        if attributes.get("id") in self.ids:
            self.problems.append(f"id {attributes['id']} twice")
        if "id" in attributes:
            self.ids.add(attributes["id"])
        for name in ("src", "href"):
            value = attributes.get(name, "")
            if value.startswith("#"):
                self.links.add(value[1:])
            elif value:
                self.outside.append(value)
        if tag == "svg" and not attributes.get("aria-label"):
            self.problems.append("a picture without a label")

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> out of place")


class Report(ProgramTest):
    HEADINGS = {"nb": "Nøkkeltall", "nn": "Nøkkeltal", "en": "Key figures"}

    def setUp(self):
        super().setUp()
        small = ("-q", "--set", "region.generate.inhabitants=2500")
        self.grend("run", *small, "--replications", 6, "-o", "a.h5")
        self.grend("run", *small, "--replications", 6, "--set", "services.bestill.vehicles.0.count=1", "-o", "b.h5")
        self.grend("run", *small, "--raw", "none", "--set", "services=[]", "-o", "none.h5")

    def page(self, *arguments):
        self.grend("report", *arguments, "-o", "page.html", "--overwrite")
        return (self.tmp / "page.html").read_text(encoding="utf-8")

    def test_the_page_is_whole_and_needs_nothing_from_outside(self):
        for language, heading in self.HEADINGS.items():
            text = self.page("a.h5", "b.h5", "--lang", language)
            self.assertLess(len(text.encode()), 3_000_000)
            self.assertIn(f'<html lang="{language}">', text)
            self.assertIn(f">{heading}</h2>", text)
            page = PageReader(text)
            self.assertEqual(page.problems, [])
            self.assertEqual(page.outside, [])
            self.assertLessEqual(page.links, page.ids)
            # Behind every picture there is a table.
            self.assertEqual(page.tags.count("svg"), page.tags.count("figure"))
            self.assertGreaterEqual(page.tags.count("svg"), 8)
            self.assertGreaterEqual(page.tags.count("table"), page.tags.count("svg"))
            self.assertNotIn("{}", text)
            self.assertNotIn(">nan", text)

    def test_the_numbers_are_those_of_the_file(self):
        text = self.page("a.h5", "--lang", "en")
        with h5py.File(self.tmp / "a.h5") as file:
            mean = file["indicators/cost_per_trip"][:].mean()
        self.assertIn(f"<strong>{mean:,.0f}\u00a0NOK</strong>", text)
        self.assertIn("12 January 2026", text)
        self.assertIn("12. januar 2026", self.page("a.h5", "--lang", "nb"))

    def test_a_run_without_services_or_rows_has_a_page_that_says_so(self):
        text = self.page("none.h5", "--lang", "en")
        self.assertEqual(PageReader(text).problems, [])
        self.assertIn("Nobody was served", text)
        self.assertIn("one replication only", text)

    def test_what_is_no_result_gets_no_page(self):
        (self.tmp / "text.h5").write_text("no result")
        self.assertIn("text.h5", self.grend("report", "text.h5", "-o", "no.html", code=65).stderr)
        (self.tmp / "cut.h5").write_bytes((self.tmp / "a.h5").read_bytes()[:5000])
        self.assertIn("cut short", self.grend("report", "cut.h5", "-o", "no.html", code=65).stderr)
        self.grend("report", "nowhere.h5", "-o", "no.html", code=66)
        self.grend("report", "a.h5", "-o", "no.html", "--lang", "sv", code=64)
        self.assertFalse((self.tmp / "no.html").exists())

    def test_text_has_enough_contrast(self):
        style = self.page("a.h5").split("<style>")[1].split("</style>")[0]
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", style))

        def luminance(colour):
            colour = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
            parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
            return sum(k * (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4)
                       for k, p in zip((0.2126, 0.7152, 0.0722), parts))

        def contrast(one, other):
            light, dark = sorted((luminance(colours[one]), luminance(colours[other])), reverse=True)
            return (light + 0.05) / (dark + 0.05)

        for ink in ("ink", "soft", "strong"):
            for ground in ("ground", "wash"):
                self.assertGreaterEqual(contrast(ink, ground), 4.5, (ink, ground))
        for shape in ("served", "asked", "away", "empty", "standing"):
            self.assertGreaterEqual(contrast(shape, "ground"), 3, shape)

    @unittest.skipUnless(shutil.which("chromium"), "skipped: no chromium")
    def test_a_browser_opens_it_without_complaint_at_any_width(self):
        self.page("a.h5", "b.h5", "--lang", "nb")
        for width in (1280, 500):
            picture = self.tmp / f"{width}.png"
            done = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
                 f"--user-data-dir={self.tmp}/profile", f"--window-size={width},2000", f"--screenshot={picture}",
                 (self.tmp / "page.html").as_uri()], capture_output=True, text=True, timeout=120)
            self.assertTrue(picture.exists(), done.stderr[-2000:])
            self.assertNotIn("CONSOLE", done.stderr)
            # Nothing is wider than the window: asked of the browser itself.
            probe = (self.tmp / "page.html").read_text(encoding="utf-8").replace(
                "</body>", "<script>document.title=document.documentElement.scrollWidth+' of '+innerWidth</script></body>")
            (self.tmp / "probe.html").write_text(probe, encoding="utf-8")
            dom = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.tmp}/profile",
                 f"--window-size={width},2000", "--dump-dom", (self.tmp / "probe.html").as_uri()],
                capture_output=True, text=True, timeout=120).stdout
            wide, window = map(int, re.search(r"<title>(\d+) of (\d+)", dom).groups())
            self.assertLessEqual(wide, window)


class Cache(ProgramTest):
    def setUp(self):
        super().setUp()
        self.grend("generate", "--inhabitants", 1200, "-o", "region", "-q")
        self.folder_of_cache = self.tmp / "caches/grend"

    def run_region(self, *arguments):
        done = self.grend("run", "region/scenario.yaml", "-o", "out.h5", "--overwrite", *arguments)
        return digest(self.tmp / "out.h5"), done.stderr

    def entries(self):
        return sorted(self.folder_of_cache.glob("*"))

    def state(self):
        """An entry that is written anew is another file."""
        return [(path.name, path.stat().st_ino) for path in self.entries()]

    def test_results_are_the_same_without_with_a_cold_and_with_a_warm_cache(self):
        without, _ = self.run_region("--cache", "none")
        self.assertEqual(self.entries(), [])
        cold, _ = self.run_region()
        first = self.state()
        self.assertEqual({name.split("-")[0] for name, _ in first}, {"network", "hierarchy"})
        warm, log = self.run_region()
        self.assertEqual(self.state(), first)
        self.assertNotIn("cache", log)
        self.assertEqual([cold, warm], [without, without])

    def test_damaged_entries_are_told_and_made_anew(self):
        good, _ = self.run_region()
        sound = {path: path.read_bytes() for path in self.entries()}
        for path, content in sound.items():
            middle = len(content) // 2
            for bad in [content[:middle], content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:], b""]:
                path.write_bytes(bad)
                found, log = self.run_region()
                self.assertEqual(found, good)
                self.assertIn(f"{path.name} is damaged", log)
                self.assertEqual(path.read_bytes(), content)

    def test_other_roads_and_other_speeds_are_not_mistaken_for_these(self):
        self.run_region()
        first = self.state()
        slow, _ = self.run_region("--set", "region.speeds.limit_compliance=0.5")
        self.assertGreater(len(self.state()), len(first))
        self.assertEqual(slow, self.run_region("--set", "region.speeds.limit_compliance=0.5", "--cache", "none")[0])
        self.grend("generate", "--inhabitants", 1200, "--seed", 2, "-o", "region", "-q", "--overwrite")
        other, _ = self.run_region()
        self.assertEqual(other, self.run_region("--cache", "none")[0])

    def test_a_cache_that_cannot_be_written_is_a_warning(self):
        (self.tmp / "file").write_text("")
        good, _ = self.run_region("--cache", "none")
        found, log = self.run_region("--cache", "file/cache")
        self.assertEqual(found, good)
        self.assertEqual(log.count("warning: cache: not saved"), 1, log)

    def test_it_is_found_by_option_variable_and_custom(self):
        def folder_with(**variables):
            return self.grend("doctor", **variables).stdout
        self.assertIn(f"{self.folder_of_cache}: 0 entries", folder_with())
        self.run_region("--cache", "here")
        self.assertRegex(self.grend("doctor", "--cache", "here").stdout, r"here: [2-5] entries, \d+\.\d MB of at most 2\.0 GB")
        with unittest.mock.patch.dict(os.environ, HOME="/nowhere/at/all"):
            del os.environ["XDG_CACHE_HOME"]
            self.assertIn("/nowhere/at/all/.cache/grend: 0 entries", folder_with())
        for name, expected in [("none", "none: networks are read"), ("there", "there: 0 entries")]:
            done = subprocess.run([GREND, "doctor"], capture_output=True, text=True, cwd=self.tmp,
                                  env={**os.environ, "GREND_CACHE": name})
            self.assertIn(expected, done.stdout)
        self.grend("doctor", "--cache-limit", "lots", code=64)

    def test_it_stays_within_its_limit(self):
        self.run_region("--cache-limit", "0.0002")  # 200 kB
        size = sum(path.stat().st_size for path in self.entries())
        self.assertTrue(0 < size <= 200_000, size)

    def test_skims_and_descriptions_are_the_same_from_the_cache(self):
        self.write("points.csv", "id,lon,lat\n1,9.06,61.44\n2,9.08,61.45\n")
        roads = "region/roads.osm.pbf"
        told = []
        for cache in ["none", "here", "here"]:
            self.grend("matrix", "--network", roads, "--points", "points.csv", "-o", "m.csv", "--overwrite", "--cache", cache)
            told.append(((self.tmp / "m.csv").read_text(), self.grend("doctor", roads, "--cache", cache).stdout,
                         self.grend("import", "network", roads, "--cache", cache).stdout))
        self.assertEqual(told[1:], told[:1] * 2)

    def write(self, name, text):
        (self.tmp / name).write_text(text, encoding="utf-8")


class SkimsTest(ProgramTest):
    """Judges `grend matrix` by shortest paths over the links that `grend import network` writes."""

    def read_roads(self, roads):
        """Positions of junctions in degrees; from each junction [(to, metres, seconds by profile)]."""
        for output in ["links", "roads.osm"]:
            self.grend("import", "network", roads, "--utm-zone", 33, "-o", output, "-q")
        positions = {int(node.get("id")) - 1: (node.get("lon"), node.get("lat"))
                     for node in xml.etree.ElementTree.parse(self.tmp / "roads.osm").iter("node")}
        links = {}
        with open(self.tmp / "links/link.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.assertEqual(row["directed"], "false")
                metres = float(row["length"])
                riding = metres * 3.6 / float(row["free_speed"])
                # 4.8 km/h are 1333 mm/s, in whole ones.
                seconds = {"car": riding if "AUTO" in row["allowed_uses"] else math.inf,
                           "walk": riding if row["facility_type"] == "ferry" else metres / 1.333}
                ends = int(row["from_node_id"]), int(row["to_node_id"])
                for a, b in [ends, ends[::-1]]:
                    links.setdefault(a, []).append((b, metres, seconds))
        return positions, links

    def trips(self, links, source, profile):
        """Seconds and metres of the fastest way from a junction to each that can be reached."""
        trips, heap = {}, [(0.0, 0.0, source)]
        while heap:
            seconds, metres, node = heapq.heappop(heap)
            if node in trips:
                continue
            trips[node] = seconds, metres
            for other, length, times in links[node]:
                if other not in trips and times[profile] < math.inf:
                    heapq.heappush(heap, (seconds + times[profile], metres + length, other))
        return trips

    def write_points(self, name, rows):
        text = "".join(f"{point},{lon},{lat}\n" for point, (lon, lat) in rows)
        (self.tmp / name).write_text("id,lon,lat\n" + text, encoding="utf-8")
        return name

    def assert_equals_shortest_paths(self, roads):
        positions, links = self.read_roads(roads)
        junctions = max((self.trips(links, node, "car") for node in sorted(links)[:20]), key=len)
        chosen = random.Random(1).sample(sorted(junctions), 30)
        points = self.write_points("points.csv", [(node, positions[node]) for node in chosen])
        for profile in ["car", "walk"]:
            self.grend("matrix", "--network", roads, "--profile", profile, "--points", points, "-o", f"{profile}.omx")
            with h5py.File(self.tmp / f"{profile}.omx") as file:
                self.assertEqual(list(file["lookup/id"]), chosen)
                time, distance = file["data/time"][()], file["data/distance"][()]
            for i, origin in enumerate(chosen):
                expected = self.trips(links, origin, profile)
                for j, destination in enumerate(chosen):
                    case = f"{profile} from {origin} to {destination}"
                    self.assertAlmostEqual(time[i, j], expected[destination][0], delta=0.2, msg=case)
                    self.assertAlmostEqual(distance[i, j], expected[destination][1], delta=1, msg=case)


class Skims(SkimsTest):
    def setUp(self):
        super().setUp()
        self.grend("generate", "--inhabitants", 1200, "-o", "region", "-q")
        self.roads = self.tmp / "region/roads.osm.pbf"
        with open(self.tmp / "region/facilities.csv", encoding="utf-8") as file:
            places = [(row["lon"], row["lat"]) for row in csv.DictReader(file)]
        self.from_file = self.write_points("from.csv", list(enumerate(places[:7], start=101)))
        self.to_file = self.write_points("to.csv", list(zip(["Ås", "by; og\"land", "c"], places[-3:])))

    def matrix(self, *arguments, **expected):
        return self.grend("matrix", "--network", self.roads, "--points", self.from_file, *arguments, **expected)

    def test_they_are_the_shortest_paths_of_a_generated_region(self):
        self.assert_equals_shortest_paths(self.roads)

    def test_the_file_is_an_open_matrix(self):
        told = self.matrix("--to", self.to_file, "-o", "a.omx").stderr
        self.assertIn("from.csv: 7 points", told)
        self.assertIn("from the road at the median", told)
        with h5py.File(self.tmp / "a.omx") as file:
            self.assertEqual(file.attrs["OMX_VERSION"], b"0.2")
            self.assertEqual(h5py.check_string_dtype(file.attrs.get_id("OMX_VERSION").dtype).length, 3)
            self.assertEqual((file.attrs["SHAPE"].tolist(), file.attrs["SHAPE"].dtype), ([7, 3], "int32"))
            self.assertEqual(sorted(file), ["data", "lookup"])
            self.assertEqual(sorted(file["data"]), ["distance", "time"])
            for name, unit in [("time", b"s"), ("distance", b"m")]:
                matrix = file["data"][name]
                self.assertEqual((matrix.shape, matrix.maxshape, matrix.dtype), ((7, 3), (7, 3), "float64"))
                self.assertEqual((matrix.compression, matrix.shuffle, matrix.fletcher32), ("gzip", True, True))
                self.assertEqual(matrix.attrs["units"], unit)
                self.assertTrue(math.isnan(matrix.attrs["NA"]))
                self.assertTrue((matrix[()] > 0).all())
            self.assertEqual(file["lookup/id"][:].tolist(), list(range(101, 108)))
            self.assertEqual(file["lookup/to_id"].asstr()[:].tolist(), ["Ås", "by; og\"land", "c"])
            self.assertEqual((file["lookup/id"].attrs["DIM"], file["lookup/to_id"].attrs["DIM"]), (0, 1))

    def test_the_table_has_the_same_numbers(self):
        for output in ["a.omx", "a.csv"]:
            self.matrix("--to", self.to_file, "-o", output)
        with h5py.File(self.tmp / "a.omx") as file, open(self.tmp / "a.csv", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
            self.assertEqual(len(rows), 21)
            for i, row in enumerate(rows):
                self.assertEqual(row["from"], str(file["lookup/id"][i // 3]))
                self.assertEqual(row["to"], file["lookup/to_id"].asstr()[i % 3])
                self.assertEqual(float(row["time"]), file["data/time"][i // 3, i % 3])
                self.assertEqual(float(row["distance"]), file["data/distance"][i // 3, i % 3])

    def test_the_bytes_are_the_same_for_any_threads_and_executor(self):
        digests = set()
        for executor, threads in [("serial", 1), ("jthread", 3), ("tbb", 2)]:
            out = self.tmp / f"{executor}.omx"
            self.matrix("--executor", executor, "--threads", threads, "-o", out)
            digests.add(digest(out))
        self.assertEqual(len(digests), 1)

    def test_another_plane_hardly_changes_them(self):
        for zone in ["33", "auto"]:
            self.matrix("--utm-zone", zone, "-o", f"{zone}.omx")
        with h5py.File(self.tmp / "33.omx") as a, h5py.File(self.tmp / "auto.omx") as b:
            far, other = a["data/distance"][()], b["data/distance"][()]
        # UTM stretches lengths by 0.9996 at a zone's middle and by 1.0010 six degrees from it.
        ratio = far[far > 1000] / other[far > 1000]
        self.assertGreater(len(ratio), 20)
        self.assertTrue((1.0001 < ratio).all() and (ratio < 1.003).all(), ratio)

    def test_all_bad_points_are_told_at_once(self):
        (self.tmp / self.from_file).write_text("id,lon,lat,name\n1,9,61,a\n1,9,61,b\n2,9,61,c\n3,east,61,d\n4,9,161,e\n")
        (self.tmp / self.to_file).write_text("id,lon,lat\n5,9\n")
        text = self.matrix("--to", self.to_file, "-o", "a.omx", code=65).stderr
        for place in ["from.csv:3:1:", "from.csv:5:3:", "from.csv:6:5:", "to.csv:2:"]:
            self.assertIn(place, text)
        self.assertEqual(text.count("error:"), 4, text)
        (self.tmp / self.from_file).write_text("id,x,y\n1,9,61\n")
        self.assertIn("lon", self.matrix("-o", "a.omx", code=65).stderr)
        self.assertEqual(list(self.tmp.glob("a.omx*")), [])

    def times(self, name, *options):
        self.matrix("-o", name, *options)
        with h5py.File(self.tmp / name) as file:
            return file["data/time"][()]

    def test_winter_slows_every_trip_and_each_traveller_has_a_time(self):
        summer = self.times("summer.omx")
        storm = self.times("storm.omx", "--set", "road_surface=heavy_snow")
        # Heavy snow leaves 60 % of a car's speed; each edge is rounded to a millisecond.
        self.assertTrue((abs(storm * 0.6 - summer) < 0.1 + 1e-3 * summer).all())
        minibus = self.times("minibus.omx", "--profile", "minibus")
        self.assertTrue((minibus == summer).all())
        bus = self.times("bus.omx", "--profile", "bus")
        self.assertTrue((bus >= summer).all() and (bus > summer).any())

    def test_a_queue_holds_in_its_hours(self):
        (self.tmp / "roads.yaml").write_text("roads:\n  peaks:\n    - {hours: '07:00-09:00', time_factor: 2}\n")
        options = ["--parameters", "roads.yaml", "--set", "date=2026-01-12"]
        noon = self.times("noon.omx", *options)
        morning = self.times("morning.omx", *options, "--set", "depart=07:00")
        self.assertTrue((abs(morning - 2 * noon) < 0.1 + 1e-3 * noon).all())
        # At 08:59 all but the first minute of a long trip is made after the queue.
        late = self.times("late.omx", *options, "--set", "depart=08:59")
        longest = noon.argmax()
        self.assertAlmostEqual(late.flat[longest], noon.flat[longest] + 30, delta=1)

    def test_a_closure_of_no_road_and_a_wrong_parameter_are_told(self):
        (self.tmp / "roads.yaml").write_text(
            "roads:\n  closures:\n    - {road: Fv 999, first_day: 2026-01-12, last_day: 2026-01-12}\n")
        text = self.matrix("-o", "a.omx", "--parameters", "roads.yaml", code=78).stderr
        self.assertIn("closures.0", text)
        self.assertIn("Fv 999", text)
        self.assertIn("packed_snow", self.matrix("-o", "a.omx", "--set", "road_surface=ice", code=78).stderr)
        self.assertEqual(list(self.tmp.glob("a.omx*")), [])

    def test_zones_are_taken_at_their_centroids(self):
        with open(self.tmp / self.from_file, encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        square = lambda lon, lat: [[[lon - .001, lat - .001], [lon + .001, lat - .001], [lon + .001, lat + .001],
                                    [lon - .001, lat + .001], [lon - .001, lat - .001]]]
        features = [{"type": "Feature", "properties": {"zone": row["id"]},
                     "geometry": {"type": "Polygon", "coordinates": square(float(row["lon"]), float(row["lat"]))}}
                    for row in rows]
        (self.tmp / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        points = self.times("points.omx")
        self.grend("matrix", "--network", self.roads, "--points", "zones.geojson", "-o", "zones.omx")
        with h5py.File(self.tmp / "zones.omx") as file:
            self.assertEqual([str(i) for i in file["lookup/id"][()]], [row["id"] for row in rows])
            # The centroid may differ from the point by rounding alone.
            self.assertTrue((abs(file["data/time"][()] - points) < 1).all())

    def test_points_far_from_any_road_are_told(self):
        (self.tmp / self.from_file).write_text("id,lon,lat\nhere,9.06,61.44\nOslo,10.75,59.91\n")
        self.assertRegex(self.matrix("-o", "a.omx").stderr, r"1 of 2 points lie more than 1 km .*'Oslo' \(1\d\d\.\d km\)")

    def test_what_cannot_be_is_refused_before_the_work(self):
        (self.tmp / "there.omx").write_bytes(b"precious")
        self.assertIn("--overwrite", self.matrix("-o", "there.omx", code=73).stderr)
        self.assertEqual((self.tmp / "there.omx").read_bytes(), b"precious")
        self.matrix("-o", "there.omx", "--overwrite")
        self.assertIn(".omx", self.matrix("-o", "a.xlsx", code=64).stderr)
        self.assertIn("bike", self.matrix("-o", "a.omx", "--profile", "horse", code=64).stderr)
        self.assertIn("auto", self.matrix("-o", "a.omx", "--utm-zone", "0", code=64).stderr)
        self.assertIn("none.csv", self.matrix("-o", "a.omx", "--to", "none.csv", code=66).stderr)
        self.grend("matrix", "--network", "none.pbf", "--points", self.from_file, "-o", "a.omx", code=66)
        self.grend("matrix", "--points", self.from_file, "-o", "a.omx", code=64)
        self.assertEqual(list(self.tmp.glob("*.part")) + list(self.tmp.glob("a.*")), [])


class Maps(SkimsTest):
    """`grend route` and `grend isochrone`; judged by `grend matrix` and by shortest paths."""

    def setUp(self):
        super().setUp()
        self.grend("generate", "--inhabitants", 1200, "-o", "region", "-q")
        self.roads = self.tmp / "region/roads.osm.pbf"
        with open(self.tmp / "region/facilities.csv", encoding="utf-8") as file:
            self.places = [f"{row['lon']},{row['lat']}" for row in csv.DictReader(file)]

    def ask(self, command, *arguments, **expected):
        return self.grend(command, "--network", self.roads, *arguments, **expected)

    def read_map(self, name):
        document = json.loads((self.tmp / name).read_text(encoding="utf-8"))
        self.assertEqual(document["type"], "FeatureCollection")
        for feature in document["features"]:
            self.assertEqual(sorted(feature), ["geometry", "properties", "type"])
        return document["features"]

    def metres(self, line):
        """Length of a line of degrees; the region is small and far from the poles."""
        return sum(math.hypot((a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2)), a[1] - b[1]) * 111_320
                   for a, b in zip(line, line[1:]))

    def decode(self, text, decimals):
        numbers, bits, shift = [], 0, 0
        for character in text:
            value = ord(character) - 63
            bits |= (value & 0x1F) << shift
            shift += 5
            if value < 0x20:
                numbers.append(~(bits >> 1) if bits & 1 else bits >> 1)
                bits = shift = 0
        sums = [0, 0]
        line = []
        for i in range(0, len(numbers), 2):
            sums = [sums[0] + numbers[i], sums[1] + numbers[i + 1]]
            line.append([sums[1] / 10**decimals, sums[0] / 10**decimals])
        return line

    def test_a_route_is_that_of_the_matrix_and_its_line_as_long(self):
        a, b, c = self.places[0], self.places[-1], self.places[len(self.places) // 2]
        points = self.write_points("p.csv", zip("abc", (place.split(",") for place in (a, b, c))))
        self.ask("matrix", "--points", points, "-o", "m.csv")
        with open(self.tmp / "m.csv", encoding="utf-8") as file:
            rows = {row["from"] + row["to"]: row for row in csv.DictReader(file)}
        told = self.ask("route", "--from", a, "--to", b, "-o", "route.geojson").stdout
        self.assertIn("distance", told)
        route, = self.read_map("route.geojson")
        self.assertAlmostEqual(route["properties"]["time_s"], float(rows["ab"]["time"]))
        self.assertAlmostEqual(route["properties"]["distance_m"], float(rows["ab"]["distance"]))
        line = route["geometry"]["coordinates"]
        # Zone 33 stretches lengths here by up to 0.2 %, and the Earth is no sphere.
        self.assertAlmostEqual(self.metres(line) / route["properties"]["distance_m"], 1, delta=0.01)

        self.ask("route", "--from", a, "--via", c, "--via", a, "--to", b, "-o", "via.geojson")
        via, = self.read_map("via.geojson")
        self.assertAlmostEqual(via["properties"]["time_s"],
                               sum(float(rows[leg]["time"]) for leg in ["ac", "ca", "ab"]), places=6)

    def test_lines_are_encoded_and_simplified(self):
        ends = ["--from", self.places[0], "--to", self.places[-1]]
        self.ask("route", *ends, "-o", "full.geojson")
        full = self.read_map("full.geojson")[0]["geometry"]["coordinates"]
        for decimals in [5, 6]:
            text = self.ask("route", *ends, "--encode", decimals).stdout.splitlines()[-1]
            line = self.decode(text, decimals)
            self.assertEqual(len(line), len(full))
            for got, expected in zip(line, full):
                self.assertAlmostEqual(got[0], expected[0], delta=0.51 * 10**-decimals + 1e-6)
                self.assertAlmostEqual(got[1], expected[1], delta=0.51 * 10**-decimals + 1e-6)
        self.ask("route", *ends, "--tolerance", 100, "-o", "short.geojson")
        short = self.read_map("short.geojson")[0]["geometry"]["coordinates"]
        self.assertLess(len(short), len(full) / 2)
        self.assertTrue(all(point in full for point in short))

    def test_isochrones_grow_and_hold_the_junctions_within_reach(self):
        junctions, links = self.read_roads(self.roads)
        start = max((self.trips(links, node, "car") for node in sorted(links)[:20]), key=len)
        origin = min(start, key=lambda node: start[node])
        expected = self.trips(links, origin, "car")
        place = ",".join(junctions[origin])
        for direction in ["--from", "--to"]:
            out = direction[2:] + ".geojson"
            told = self.ask("isochrone", direction, place, "--minutes", "5,20,10", "--roads", "-o", out).stdout
            self.assertEqual([line.split()[0] for line in told.splitlines()], ["minutes", "5", "10", "20"])
            features = self.read_map(out)
            self.assertEqual([(f["properties"]["minutes"], f["properties"]["kind"]) for f in features],
                             [(m, k) for m in [20, 10, 5] for k in ["area", "roads"]])
            areas = [f for f in features if f["properties"]["kind"] == "area"]
            self.assertEqual(sorted(areas, key=lambda f: -f["properties"]["area_km2"]), areas)
            for area in areas:
                self.check_polygons(area["geometry"])
                for node, (seconds, _) in expected.items():
                    # The roads go both ways at the same speed. Some seconds for rounding.
                    if seconds < area["properties"]["minutes"] * 60 - 2:
                        self.assertTrue(self.holds(area["geometry"], [float(c) for c in junctions[node]]))

    def check_polygons(self, geometry):
        self.assertEqual(geometry["type"], "MultiPolygon")
        self.assertGreater(len(geometry["coordinates"]), 0)
        for polygon in geometry["coordinates"]:
            for i, ring in enumerate(polygon):
                self.assertEqual(ring[0], ring[-1])
                self.assertGreaterEqual(len(ring), 4)
                twice = sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(ring, ring[1:]))
                self.assertEqual(twice > 0, i == 0)  # RFC 7946: outer rings counterclockwise, holes clockwise

    def holds(self, geometry, point):
        inside = False
        for ring in (ring for polygon in geometry["coordinates"] for ring in polygon):
            for a, b in zip(ring, ring[1:]):
                if (a[1] > point[1]) != (b[1] > point[1]):
                    if point[0] < a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
                        inside = not inside
        return inside

    def test_what_cannot_be_is_refused_at_once_and_together(self):
        text = self.ask("route", "--from", "61", "--to", "9.0;61.2", "--via", "61.4,109", code=64).stderr
        for option in ["--from", "--to", "--via"]:
            self.assertIn(option, text)
        self.assertIn("longitude comes first", text)
        self.assertEqual(text.count("error:"), 3, text)
        here = self.places[0]
        text = self.ask("isochrone", "--from", here, "--to", here, "--minutes", "0,-5,15", "--buffer", "1", "-o", "a",
                        code=64).stderr
        self.assertEqual(text.count("error:"), 4, text)
        self.ask("isochrone", "-o", "a", code=64)
        self.ask("isochrone", "--from", here, "--minutes", "soon", "-o", "a", code=64)
        self.ask("isochrone", "--from", here, "--profile", "horse", "-o", "a", code=64)
        self.ask("route", "--from", here, "--to", here, "--encode", 7, code=64)
        (self.tmp / "there.geojson").write_text("precious")
        self.assertIn("--overwrite", self.ask("isochrone", "--from", here, "-o", "there.geojson", code=73).stderr)
        self.assertIn("--overwrite", self.ask("route", "--from", here, "--to", here, "-o", "there.geojson", code=73).stderr)
        self.assertIn("km from any road", self.ask("route", "--from", here, "--to", "10.75,59.91").stderr)
        self.grend("route", "--network", "none.pbf", "--from", here, "--to", here, code=66)
        self.assertEqual(list(self.tmp.glob("*.part")) + list(self.tmp.glob("a*")), [])

    def test_west_of_greenwich_is_a_number_and_no_option(self):
        self.assertIn("km from any road", self.ask("route", "--from", "-3.1,55.2", "--to", self.places[0]).stderr)

    def test_who_is_there_has_no_way_to_go(self):
        here = self.places[0]
        self.assertIn("0.00 km", self.ask("route", "--from", here, "--to", here, "-o", "none.geojson").stdout)
        self.assertEqual(len(self.read_map("none.geojson")[0]["geometry"]["coordinates"]), 2)


class MalformedNetworks(ProgramTest):
    """What users see of a network file that is none: one clear message, the mend, and the exit code."""

    STREET = (
        '<node id="1" lon="11.07" lat="60.79"/><node id="2" lon="11.08" lat="60.79"/>'
        '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    )

    def file(self, name, content):
        path = self.tmp / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def refused(self, path, code, *says):
        told = self.grend("import", "network", path, code=code).stderr
        for part in says:
            self.assertIn(part, told)
        self.assertIn(str(path), told)
        return told

    def test_files_that_are_no_network(self):
        osm = f'<osm version="0.6">{self.STREET}</osm>'
        self.refused(self.file("empty.osm.pbf", ""), 65, "the file is empty", "download it again")
        self.refused(self.file("text.osm.pbf", osm), 65, "not readable as osm.pbf", "cut off or of another format")
        self.refused(self.file("cut.osm", osm[:-20]), 65, "not readable as osm", "cut off")
        self.refused(self.file("map.xml", osm), 65, "<osm> is no MATSim <network>", "rename it")
        self.refused(self.file("map.txt", osm), 64, "the ending tells no OSM format", "name it .osm")
        self.refused(self.file("net.xml", "<network>"), 65, "net.xml:1:10: is not well-formed XML", "cut off")
        self.refused(self.file("bomb.osm.gz", gzip.compress(bytes(1 << 24))), 65, "not readable as osm.gz")
        self.refused(self.tmp / "nowhere.osm.pbf", 66, "no such file", "check the path")
        self.refused(self.tmp, 66, "the folder has no node.csv and link.csv", "name a GMNS folder")

    def test_maps_without_a_road(self):
        for elements in ("", self.STREET.replace("highway", "building"), self.STREET.replace("nd ref=\"1", "nd ref=\"9")):
            path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
            self.refused(path, 65, "the map holds no road that can be travelled", "highway=*")

    def test_nodes_at_the_poles(self):
        for lat in (90, -90):
            elements = self.STREET.replace('lon="11.08" lat="60.79"', f'lon="11.08" lat="{lat}"')
            path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
            self.refused(path, 65, "node 2: the position lon", "near the UTM zone")

    def test_what_is_left_out_is_told(self):
        elements = self.STREET.replace('<nd ref="2"/>', '<nd ref="2"/><nd ref="4294967298"/>')
        path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
        told = self.grend("import", "network", path).stdout
        self.assertIn("1 mentions of nodes that the file does not hold", told)


class Regions(ProgramTest):
    """`grend regions`; Norway's answer is judged by TØI's own table."""

    PLACES = "municipality,name,working_age\n0301,Town,10000\n0302,Near,1000\n0303,Far,1000\n0304,Island,500\n"
    FLOWS = "home,work,employed\n0301,0301,6000\n0302,0301,200\n0302,0302,400\n0303,0301,150\n0303,0303,500\n0304,0301,60\n"
    NO_LISTS = ["--set", "twin_centres=[]", "--set", "contiguity_repairs=[]"]

    def files(self, places=PLACES, flows=FLOWS):
        self.scenario(places, "places.csv")
        self.scenario(flows, "flows.csv")
        return ["--commuting", "flows.csv", "--municipalities", "places.csv"]

    def rows(self, path):
        with open(self.tmp / path, encoding="utf-8") as file:
            return {row["municipality"]: row for row in csv.DictReader(file)}

    def test_satellites_left_overs_and_who_stands_alone(self):
        self.scenario("home,work,minutes,other_mode_minutes\n0302,0301,30,\n0303,0301,100,\n0304,0301,,85\n", "times.csv")
        done = self.grend("regions", *self.files(), "--times", "times.csv", *self.NO_LISTS, "-o", "out.csv")
        rows = self.rows("out.csv")
        self.assertEqual([(r["region"], r["role"], r["ground"]) for r in rows.values()],
                         [("0301", "centre", ""), ("0301", "satellite", "out-commuting"), ("0303", "alone", ""),
                          ("0301", "left-over", "other mode")])
        # 200 of 1000 and of 10,000.
        self.assertEqual([rows["0302"][k] for k in ["joined_to", "out_percent", "in_percent", "minutes"]],
                         ["0301", "20.00", "2.00", "30.00"])
        # 6000 + 600 + 60 residents of the region work, all in it; 150 of its jobs are held from outside.
        self.assertRegex(done.stdout, r"0301 +3 +6660 +6810 +100\.0 +97\.8  Town")
        self.assertRegex(done.stdout, r"modularity +0\.\d{4}")

    def test_times_from_a_road_network(self):
        self.grend("generate", "--inhabitants", "2000", "-o", "valley")
        with open(self.tmp / "valley/facilities.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        near, far = rows[0], max(rows, key=lambda r: abs(float(r["lon"]) - float(rows[0]["lon"])))
        points = "id,lon,lat\n" + "".join(
            f"{code},{r['lon']},{r['lat']}\n"
            for code, r in [("301", near), ("0302", far), ("0303", near), ("0304", near)])
        self.scenario(points, "points.csv")
        network = next(str(p.relative_to(self.tmp)) for p in sorted((self.tmp / "valley").iterdir()) if ".osm" in p.name)
        with_roads = [*self.files(), *self.NO_LISTS, "--network", network, "--points", "points.csv"]
        text = self.grend("regions", *with_roads, "-o", "out.csv").stderr
        self.assertIn("12 of 12 links between 4 municipalities", text)
        # 20 % of 0302 and 15 % of 0303 work in 0301: near enough by road, unless a minute is too far.
        self.assertEqual(self.rows("out.csv")["0302"]["role"], "satellite")
        self.grend("regions", *with_roads, "--set", "out_time=1 min", "--set", "sum_time=1 min",
                   "--set", "short_sum_time=1 min", "-o", "strict.csv")
        self.assertEqual(self.rows("strict.csv")["0302"]["role"], "alone")
        self.scenario("id,lon,lat\n301,10,60\n", "points.csv")
        self.assertIn("no place of municipality 0302, 0303, 0304",
                      self.grend("regions", *with_roads, "-o", "none.csv", code=65).stderr)
        self.assertIn("needs the places", self.grend("regions", *self.files(), "--network", network, "-o", "n.csv",
                                                     code=64).stderr)

    def test_parameters_by_option_and_by_file(self):
        files = self.files() + self.NO_LISTS
        self.grend("regions", *files, "--set", "out_share=16%", "-o", "a.csv")
        self.scenario("out_share: 16 %\n", "parameters.yaml")
        self.grend("regions", *files, "--parameters", "parameters.yaml", "-o", "b.csv")
        self.assertEqual(digest(self.tmp / "a.csv"), digest(self.tmp / "b.csv"))
        self.assertEqual(self.rows("a.csv")["0303"]["role"], "alone")
        text = self.grend("regions", *files, "--set", "out_sare=1", "--set", "sum_time=9", "-o", "c.csv", code=78).stderr
        self.assertIn("did you mean 'out_share'", text)
        self.assertIn("'9' has no unit", text)

    def test_problems_of_all_files_are_told_at_once(self):
        files = self.files(flows="home,work,employed\n0301,0399,5\n0302,0301,-1\n")
        self.scenario("home,work\n0305,0301\n", "far.csv")
        text = self.grend("regions", *files, "--infeasible", "far.csv", *self.NO_LISTS, "-o", "out.csv", code=65).stderr
        for part in ["flows.csv:2:6", "flows.csv:3:11", "far.csv:2:1", "places.csv has no municipality '0399'"]:
            self.assertIn(part, text)
        self.assertIn("twin_centres", self.grend("regions", *self.files(), "-o", "out.csv", code=65).stderr)
        self.assertIn("nowhere.csv", self.grend("regions", "--commuting", "nowhere.csv", "--municipalities", "places.csv",
                                                "-o", "out.csv", code=66).stderr)
        self.assertEqual(list(self.tmp.glob("out.csv*")), [])

    def test_usage(self):
        files = self.files()
        self.grend("regions", *files, "-o", "a.csv", "--method", "magic", code=64)
        self.grend("regions", *files, "-o", "a.csv", "--geojson", "a.geojson", code=64)
        self.grend("regions", *files, "-o", "a.csv", "--method", "lma", "--times", "t.csv", code=64)
        self.grend("regions", *files, "-o", "a.csv", "--infeasible", "i.csv", "--times", "t.csv", code=64)
        self.grend("regions", *files, code=64)
        self.scenario("precious", "a.csv")
        self.grend("regions", *files, *self.NO_LISTS, "-o", "a.csv", code=73)
        self.assertEqual((self.tmp / "a.csv").read_text(), "precious")

    @unittest.skipUnless((DATA / "norway").is_dir(), "skipped: no data")
    def test_norway_has_the_published_regions_and_a_map(self):
        norway = DATA / "norway"
        done = self.grend("regions", "--commuting", norway / "commuting_2017_codes2020.csv", "--municipalities",
                          norway / "ba2020_municipalities.csv", "--infeasible", norway / "ba2020_infeasible_links.csv",
                          "-o", "norway.csv", "--geojson", "map.geojson", "--shapes", norway / "kommuner2020_small.geojson")
        found, published = {}, {}
        with open(norway / "ba2020_municipalities.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                published.setdefault(row["ba_nr"], set()).add(row["kommunenr"])
        rows = self.rows("norway.csv")
        for code, row in rows.items():
            found.setdefault(row["region"], set()).add(code)
        self.assertEqual(sorted(map(sorted, found.values())), sorted(map(sorted, published.values())))
        self.assertIn("159 of 356 municipalities, 78 of them of one", done.stdout)
        self.assertIn("1144 Kvitsøy, 1835 Træna", done.stderr)  # the file of shapes lacks them
        with open(self.tmp / "map.geojson", encoding="utf-8") as file:
            features = json.load(file)["features"]
        self.assertEqual(len(features), 354)
        for feature in features:
            properties = feature["properties"]
            self.assertEqual(properties["region"], rows[properties["municipality"]]["region"])
            self.assertIn(feature["geometry"]["type"], ["Polygon", "MultiPolygon"])

    @unittest.skipUnless((DATA / "lma").is_dir(), "skipped: no data")
    def test_brindisi_has_the_published_areas(self):
        self.grend("regions", "--method", "lma", "--commuting", DATA / "lma/lma_Brindisi.csv", "--municipalities",
                   DATA / "lma/lma_names_Brindisi.csv", "-o", "out.csv")
        found, published = {}, {}
        for code, row in self.rows("out.csv").items():
            found.setdefault(row["region"], set()).add(code)
        with open(DATA / "lma/lma_Brindisi_expected_1000_0.6667_10000_0.75.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                published.setdefault(row["cluster"], set()).add(row["community"])
        self.assertEqual(sorted(map(sorted, found.values())), sorted(map(sorted, published.values())))


@unittest.skipUnless((DATA / "hamar").is_dir(), "skipped: no data")
class Hamar(ProgramTest):
    def test_the_municipality_runs_and_satisfies_the_audit(self):
        digests = set()
        for executor, threads in [("tbb", 2), ("serial", 1)]:
            out = self.tmp / f"{executor}.h5"
            self.grend("run", SOURCE / "scenarios/hamar.yaml", "--audit", "-o", out, "--executor", executor,
                       "--threads", threads, data=DATA)
            digests.add(digest(out))
        self.assertEqual(len(digests), 1)
        with h5py.File(out) as file:
            self.assertEqual(file["persons/age"].shape, (30796,))
            commuters = (file["trips/outside"][()] == 1).sum()
            self.assertGreater(commuters, 1000)

    def test_the_folder_can_be_given_as_an_option(self):
        self.grend("check", SOURCE / "scenarios/hamar.yaml", "--data", DATA)


@unittest.skipUnless((DATA / "hamar").is_dir(), "skipped: no data")
class HamarSkims(SkimsTest):
    def test_they_are_the_shortest_paths(self):
        self.assert_equals_shortest_paths(DATA / "hamar/hamar-nvdb-2018.osm.pbf")


if __name__ == "__main__":
    unittest.main(verbosity=1)
