"""Network files that are none, or damaged."""

import gzip
import unittest

from program import ProgramTest


class MalformedNetworks(ProgramTest):
    """What users see of a network file that is none: one clear message, the mend, and the exit code."""

    STREET = (
        '<node id="1" lon="11.07" lat="60.79"/><node id="2" lon="11.08" lat="60.79"/>'
        '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    )

    def file(self, name, content):
        path = self.tmp / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def refused(self, path, code, *says):
        told = self.grend("import", "network", path, code=code).stderr
        for part in says:
            self.assertIn(part, told)
        self.assertIn(str(path), told)
        return told

    def test_files_that_are_no_network(self):
        osm = f'<osm version="0.6">{self.STREET}</osm>'
        self.refused(self.file("empty.osm.pbf", ""), 65, "the file is empty", "download it again")
        self.refused(self.file("text.osm.pbf", osm), 65, "not readable as osm.pbf", "cut off or of another format")
        self.refused(self.file("cut.osm", osm[:-20]), 65, "not readable as osm", "cut off")
        self.refused(self.file("map.xml", osm), 65, "<osm> is no MATSim <network>", "rename it")
        self.refused(self.file("map.txt", osm), 64, "the ending tells no OSM format", "name it .osm")
        self.refused(self.file("net.xml", "<network>"), 65, "net.xml:1:10: is not well-formed XML", "cut off")
        self.refused(self.file("bomb.osm.gz", gzip.compress(bytes(1 << 24))), 65, "not readable as osm.gz")
        self.refused(self.tmp / "nowhere.osm.pbf", 66, "no such file", "check the path")
        self.refused(self.tmp, 66, "the folder has no node.csv and link.csv", "name a GMNS folder")

    def test_maps_without_a_road(self):
        for elements in ("", self.STREET.replace("highway", "building"), self.STREET.replace("nd ref=\"1", "nd ref=\"9")):
            path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
            self.refused(path, 65, "the map holds no road that can be travelled", "highway=*")

    def test_nodes_at_the_poles(self):
        for lat in (90, -90):
            elements = self.STREET.replace('lon="11.08" lat="60.79"', f'lon="11.08" lat="{lat}"')
            path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
            self.refused(path, 65, "node 2: the position lon", "near the UTM zone")

    def test_what_is_left_out_is_told(self):
        elements = self.STREET.replace('<nd ref="2"/>', '<nd ref="2"/><nd ref="4294967298"/>')
        path = self.file("map.osm", f'<osm version="0.6">{elements}</osm>')
        told = self.grend("import", "network", path).stdout
        self.assertIn("1 mentions of nodes that the file does not hold", told)


if __name__ == "__main__":
    unittest.main(verbosity=2)
