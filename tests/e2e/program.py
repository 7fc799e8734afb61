"""What the end-to-end tests share: the program, and a folder of its own for each test. Run by ctest
with GREND (the program), GREND_SOURCE_DIR and, for scenarios on real data, GREND_DATA."""

import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest
import unittest.mock

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
