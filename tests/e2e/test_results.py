"""Replications, comparisons and reports."""

import csv
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import h5py

from program import ProgramTest, digest


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
