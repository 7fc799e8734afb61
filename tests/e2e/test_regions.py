"""Labour-market regions, and a municipality as it is."""

import csv
import json
import unittest

import h5py
import numpy

from program import DATA, ProgramTest, SOURCE, digest


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
        inputs = ["--commuting", norway / "commuting_2017_codes2020.csv", "--municipalities",
                  norway / "ba2020_municipalities.csv", "--infeasible", norway / "ba2020_infeasible_links.csv",
                  "--shapes", norway / "kommuner2020_small.geojson"]
        done = self.grend("regions", *inputs, "-o", "norway.csv", "--geojson", "map.geojson")
        found, published = {}, {}
        with open(norway / "ba2020_municipalities.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                published.setdefault(row["ba_nr"], set()).add(row["kommunenr"])
        rows = self.rows("norway.csv")
        for code, row in rows.items():
            found.setdefault(row["region"], set()).add(code)
        self.assertEqual(sorted(map(sorted, found.values())), sorted(map(sorted, published.values())))
        self.assertIn("159 of 356 municipalities, 78 of them of one", done.stdout)
        # Kartverket's simplified file lacks two municipalities of small islands.
        self.assertIn("has no polygon of 1144 Kvitsøy, 1835 Træna, which are not on the map; --population", done.stderr)
        with open(self.tmp / "map.geojson", encoding="utf-8") as file:
            features = json.load(file)["features"]
        self.assertEqual(len(features), 354)
        for feature in features:
            properties = feature["properties"]
            self.assertEqual(properties["region"], rows[properties["municipality"]]["region"])
            self.assertIn(feature["geometry"]["type"], ["Polygon", "MultiPolygon"])
        # By the population grid they are islands of 32 and 28 squares of 250 m, round their centres.
        done = self.grend("regions", *inputs, "-o", "again.csv", "--geojson", "whole.geojson", "--population",
                          norway / "population_250m_2017.csv")
        self.assertIn("has no polygon of 1144, 1835: drawn by their inhabited cells", done.stderr)
        with open(self.tmp / "whole.geojson", encoding="utf-8") as file:
            features = json.load(file)["features"]
        self.assertEqual(len(features), 356)
        islands = {f["properties"]["municipality"]: f for f in features if "shape" in f["properties"]}
        self.assertEqual(sorted(islands), ["1144", "1835"])
        for code, lon, lat in [("1144", 5.413, 59.063), ("1835", 12.067, 66.501)]:
            points = [p for polygon in islands[code]["geometry"]["coordinates"] for p in polygon[0]]
            self.assertLess(max(abs(p[0] - lon) for p in points), 0.35)
            self.assertLess(max(abs(p[1] - lat) for p in points), 0.15)

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


class Matrices(ProgramTest):
    """`grend import commuting`: a matrix of another program, by the names in its file."""

    def omx(self, path, cells, lookups):
        """As openmatrix writes through PyTables: compressed 64-bit cells, whole numbers and padded texts as labels."""
        with h5py.File(self.tmp / path, "w") as file:
            file.attrs["OMX_VERSION"] = numpy.bytes_("0.2")
            file.attrs["SHAPE"] = numpy.array(next(iter(cells.values())).shape, dtype="int32")
            for group, arrays in {"data": cells, "lookup": lookups}.items():
                file.create_group(group)
                for name, values in arrays.items():
                    file[group].create_dataset(name, data=values, chunks=values.shape, compression="gzip", shuffle=True)
        return path

    def test_a_matrix_of_zones_becomes_regions_of_municipalities(self):
        # Zones 1 and 2 are the town (0301); 3 and 4 lie in 0302, a quarter of whose 400 employed work in town.
        trips = numpy.array([[900, 80, 5, 5], [70, 900, 5, 5], [20, 30, 200, 0], [25, 25, 0, 100]], dtype="float64")
        zones = {"TAZ": numpy.array([1, 2, 3, 4]), "district": numpy.array([b"0301", b"0301", b"0302", b"0302"])}
        file = self.omx("work.omx", {"jobs": trips * 0 + 1, "commuters": trips}, zones)
        done = self.grend("import", "commuting", file, "--matrix", "commuters", "--lookup", "district", "-o", "flows.csv")
        self.assertIn("4 x 4 cells are added up to 2 x 2", done.stderr)
        self.assertEqual((self.tmp / "flows.csv").read_text(),
                         "home,work,employed\n0301,0301,1950\n0301,0302,20\n0302,0301,100\n0302,0302,300\n")
        self.scenario("municipality,name,working_age\n0301,Town,3000\n0302,Near,700\n", "places.csv")
        self.grend("regions", "--commuting", "flows.csv", "--municipalities", "places.csv", "--set", "twin_centres=[]",
                   "--set", "contiguity_repairs=[]", "-o", "regions.csv")
        self.assertIn("0302,Near,0301", (self.tmp / "regions.csv").read_text())

    def test_what_is_missing_is_answered_by_what_there_is(self):
        cells = numpy.ones((2, 2))
        file = self.omx("two.omx", {"car": cells, "bus": cells}, {"TAZ": numpy.array([1, 2]), "name": numpy.array([b"a", b"b"])})

        def told(*arguments, code=64):
            return self.grend("import", "commuting", *arguments, "-o", "out.csv", code=code).stderr

        self.assertIn("holds 2 matrices: bus, car", told(file))
        text = told(file, "--matrix", "cars", "--lookup", "TAZ")
        self.assertIn("has no matrix 'cars', but bus, car", text)
        self.assertIn("did you mean 'car'?", text)
        self.assertIn("2 lookups label its rows", told(file, "--matrix", "car"))
        self.assertIn("has no lookup 'zone', but TAZ (of 2 rows and columns), name", told(file, "--matrix", "car", "--lookup", "zone"))
        with h5py.File(self.tmp / "two.omx", "a") as damaged:
            damaged["data"].create_dataset("walk", data=numpy.ones((2, 3)))
        self.assertIn("matrix walk is 2 x 3, but the file's SHAPE is 2 x 2", told(file, "--matrix", "car", code=65))
        self.scenario("home,work,employed\n0301,0301,5\n0302,0301,7\n", "pairs.csv")
        self.assertIn("needs no import", told("pairs.csv", code=65))
        self.assertEqual(list(self.tmp.glob("out.csv*")), [])

    @unittest.skipUnless((DATA / "omx").is_dir(), "skipped: no data")
    def test_the_example_of_activitysim(self):
        done = self.grend("import", "commuting", DATA / "omx/mini.omx", "--matrix", "distwalk", "--lookup", "TAZ", "-o", "walk.csv")
        self.assertIn("wrote 25 flows", done.stderr)
        self.assertTrue((self.tmp / "walk.csv").read_text().startswith("home,work,employed\n2,2,110\n2,3,13.8597"))


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
    unittest.main(verbosity=2)
