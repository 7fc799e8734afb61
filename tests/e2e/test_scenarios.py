"""Scenario files: schema, manual, messages."""

import json
import unittest

import jsonschema
import yaml

from program import ProgramTest, SOURCE, StrictLoader


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
