"""Runs: exit codes, the same bytes for any threads, the commands around them."""

import signal
import subprocess
import unittest

import h5py
import yaml

from program import GREND, ProgramTest, SOURCE, StrictLoader, digest


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
