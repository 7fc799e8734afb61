"""The cache of networks."""

import os
import subprocess
import unittest
import unittest.mock

from program import GREND, ProgramTest, digest


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
