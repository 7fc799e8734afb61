#include "tests/fuzz/sample_map.h"

#include "tests/support/gridmap.h"

namespace grend::fuzz {

io::OsmData sample_map() {
  test::GridMap map(R"(
    a--b--c--d
    |  |  |
    e--f--g  h
  )",
                    {{"abcd", {{"highway", "secondary"}, {"ref", "Fv 27"}, {"name", "Storgata"}}},
                     {"ae", {{"oneway", "yes"}}},
                     {"bf", {{"highway", "track"}, {"tracktype", "grade4"}}},
                     {"efg", {{"maxspeed", "50;30"}, {"maxheight", "2.5"}}},
                     {"cg", {{"highway", "footway"}, {"bicycle", "yes"}}},
                     {"dh",
                      {{"route", "ferry"},
                       {"highway", ""},
                       {"duration", "0:12"},
                       {"interval", "00:30"},
                       {"capacity:car", "6"}}}});
  map.restrict({"abcd", "b", "bf"});
  map.restrict({"ae", "efg", "cg", {{"restriction", "only_left_turn"}, {"except", "psv"}}});
  map.put_barrier('f', {{"barrier", "bollard"}});
  io::OsmData osm = map.osm();
  for (io::OsmRestriction& r : osm.restrictions) r.tags.emplace_back("type", "restriction");
  return osm;
}

}  // namespace grend::fuzz
