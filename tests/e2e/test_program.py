"""The program as its users meet it: commands, messages, exit codes, files. Run by ctest with
GREND (the program), GREND_SOURCE_DIR and, for scenarios on real data, GREND_DATA."""

import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

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

    def grend(self, *arguments, code=0, data=None):
        environment = {k: v for k, v in os.environ.items() if k not in ("GREND_DATA", "GREND_EXECUTOR")}
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
                           ("docs/scenario.schema.json", "--json")]:
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


if __name__ == "__main__":
    unittest.main(verbosity=1)
