"""Travel times, routes and maps of a network."""

import csv
import heapq
import json
import math
import random
import unittest
import xml.etree.ElementTree

import h5py

from program import DATA, ProgramTest, digest


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


@unittest.skipUnless((DATA / "hamar").is_dir(), "skipped: no data")
class HamarSkims(SkimsTest):
    def test_they_are_the_shortest_paths(self):
        self.assert_equals_shortest_paths(DATA / "hamar/hamar-nvdb-2018.osm.pbf")


if __name__ == "__main__":
    unittest.main(verbosity=2)
