"""The documents' blocks of commands and Python, run from top to bottom as a reader would, in an
environment into which the package was installed without the net."""

from __future__ import annotations

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import Case, PACKAGE, SOURCE

BLOCK = re.compile(r"(?:<!-- (?P<mark>[\w ]+) -->\n)?```(?P<kind>sh|python)\n(?P<text>.*?)```\n", re.DOTALL)


def blocks(document: pathlib.Path, kind: str) -> list[str]:
    """The blocks of a kind, without those that are marked and cannot be run here."""
    found = []
    for match in BLOCK.finditer(document.read_text(encoding="utf-8")):
        mark = match["mark"] or ""
        package = mark.removeprefix("needs ") if mark.startswith("needs ") else None
        if match["kind"] == kind and mark != "not run" and (package is None or importlib.util.find_spec(package)):
            found.append(match["text"])
    return found


class Documents(Case):
    def setUp(self) -> None:
        super().setUp()
        # Building a package leaves files beside it: in a copy, not in the sources.
        shutil.copytree(PACKAGE, self.tmp / "analysis/python", ignore=shutil.ignore_patterns("tests", "*.egg-info", "build"))
        program = pathlib.Path(os.environ["GREND_PROGRAM"])
        hidden = ("GREND_PROGRAM", "PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE")
        self.environment = {key: value for key, value in os.environ.items() if key not in hidden}
        self.environment |= {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(self.tmp),
                             "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def run_in_folder(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.tmp, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f"{command[0]}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def python(self, document: pathlib.Path) -> str:
        script = self.tmp / f"{document.stem}.py"
        script.write_text("\n".join(blocks(document, "python")), encoding="utf-8")
        return self.run_in_folder("build/venv/bin/python", str(script))

    def test_the_tutorial_and_the_reference_work_as_they_are_written(self):
        tutorial = SOURCE / "docs/tutorial.md"
        for block in blocks(tutorial, "sh"):
            self.run_in_folder("bash", "-euc", block)
        installed = self.run_in_folder("build/venv/bin/python", "-c", "import grend; print(grend.__file__)").strip()
        self.assertIn(str(self.tmp), installed)
        self.assertTrue((pathlib.Path(installed).parent / "py.typed").exists())
        text = self.python(tutorial)
        for words in ("served_share", "did you mean 'vehicles'", "confirmed better", "beaten_by", "###"):
            self.assertIn(words, text)
        self.assertTrue((self.tmp / "fewer.csv").exists())
        self.assertIn("confirmed", self.python(PACKAGE / "README.md"))

    def test_blocks_that_are_not_run_are_few(self):
        documents = [SOURCE / "docs/tutorial.md", PACKAGE / "README.md"]
        marks = [match["mark"] for path in documents for match in BLOCK.finditer(path.read_text(encoding="utf-8"))]
        self.assertEqual(sorted(filter(None, marks)), ["needs matplotlib", "not run", "not run"])
        self.assertGreater(len(marks), 12)


if __name__ == "__main__":
    unittest.main()
