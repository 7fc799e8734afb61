"""Bookings instead of people, and other tools' cases."""

import random
import unittest

import h5py

from program import DATA, ProgramTest, SOURCE, digest


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
