#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"
#include "models/region/generate.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::region;

namespace {

std::int64_t persons_in(const RegionInput& region) {
  std::int64_t sum = 0;
  for (const auto& cell : region.cells) sum += cell.persons;
  return sum;
}

double jobs_in(const RegionInput& region) {
  double sum = 0;
  for (const auto& f : region.facilities) sum += f.kind == FacilityKind::kWorkplace ? f.weight : 0;
  return sum;
}

bool carries_cars(const io::OsmWay& way) {
  const auto highway = way.tag("highway");
  return highway != "footway" && highway != "path";
}

// How many pieces the roads for cars fall into; all are two-way, so one piece is strongly
// connected.
std::size_t car_pieces(const RegionInput& region, bool with_ferry) {
  std::vector<std::size_t> root(region.roads.nodes.size() + 1);
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  std::set<std::size_t> used;
  for (const auto& way : region.roads.ways) {
    if (!carries_cars(way) || (!with_ferry && way.tag("route") == "ferry")) continue;
    CHECK(way.tag("oneway").empty());
    for (std::size_t i = 1; i < way.nodes.size(); ++i) {
      const auto a = static_cast<std::size_t>(way.nodes[i - 1]);
      const auto b = static_cast<std::size_t>(way.nodes[i]);
      root[find(a)] = find(b);
      used.insert({a, b});
    }
  }
  std::set<std::size_t> pieces;
  for (const std::size_t node : used) pieces.insert(find(node));
  return pieces.size();
}

void check_sound(const RegionInput& region, const GenerateSpec& spec) {
  CHECK(persons_in(region) == spec.inhabitants);
  CHECK(jobs_in(region) == static_cast<double>(spec.inhabitants) * spec.jobs_per_inhabitant);
  CHECK(car_pieces(region, true) == 1);
  for (std::size_t i = 0; i < region.cells.size(); ++i) {
    const auto& cell = region.cells[i];
    REQUIRE(grid_cell(cell.id));
    REQUIRE(grid_cell(cell.id)->south_west == cell.south_west);
    REQUIRE(cell.persons > 0);
    if (i > 0) REQUIRE(region.cells[i - 1].id < cell.id);
  }
  // Ids ascend from 1 without a gap, and every node is on some way.
  std::vector<bool> used(region.roads.nodes.size() + 1, false);
  for (std::size_t i = 0; i < region.roads.ways.size(); ++i) {
    const auto& way = region.roads.ways[i];
    REQUIRE(way.id == static_cast<std::int64_t>(i) + 1);
    REQUIRE(way.nodes.size() >= 2);
    for (const auto node : way.nodes) used[static_cast<std::size_t>(node)] = true;
  }
  for (std::size_t i = 0; i < region.roads.nodes.size(); ++i) {
    REQUIRE(region.roads.nodes[i].id == static_cast<std::int64_t>(i) + 1);
    REQUIRE(used[i + 1]);
  }
}

std::int64_t metres_between(const geo::Projection& projection, geo::LonLat a, geo::LonLat b) {
  return geo::distance(projection.to_plane(a), projection.to_plane(b)).ticks() / 100;
}

}  // namespace

TEST_CASE("A region has exactly its inhabitants and jobs, on one network") {
  for (const auto layout : {Layout::kValley, Layout::kFjord}) {
    for (const std::int64_t inhabitants : {200, 1'000, 6'000, 23'000}) {
      for (const std::uint64_t seed : {1, 2, 3}) {
        INFO("layout " << static_cast<int>(layout) << ", " << inhabitants << " inhabitants, seed "
                       << seed);
        GenerateSpec spec;
        spec.inhabitants = inhabitants;
        spec.layout = layout;
        check_sound(generate_region(spec, seed), spec);
      }
    }
  }
}

TEST_CASE("A region of 100,000 is many valleys on one network") {
  GenerateSpec spec;
  spec.inhabitants = 100'000;
  for (const auto layout : {Layout::kValley, Layout::kFjord}) {
    spec.layout = layout;
    const auto region = generate_region(spec, 5);
    check_sound(region, spec);
    // 100,000 / 12,000 rounded up is 9 valleys, each with a clinic.
    CHECK(std::count_if(region.facilities.begin(), region.facilities.end(),
                        [](const auto& f) { return f.kind == FacilityKind::kClinic; }) == 9);
  }
}

TEST_CASE("Extreme shares still give a sound region") {
  GenerateSpec spec;
  spec.inhabitants = 3'000;
  SECTION("nobody in villages") { spec.village_share = 0; }
  SECTION("nobody across the water") { spec.far_shore_share = 0; }
  SECTION("nearly all in the centre") {
    spec.centre_share = 0.9;
    spec.village_share = 0.05;
  }
  SECTION("nearly all scattered") {
    spec.centre_share = 0.05;
    spec.village_share = 0;
  }
  SECTION("no farm roads") { spec.slope_roads = 0; }
  SECTION("many villages") {
    spec.village_spacing = kilometres(3);
    spec.village_share = 0.6;
  }
  SECTION("large valleys") {
    spec.inhabitants = 40'000;
    spec.valley_inhabitants = 40'000;
  }
  SECTION("no jobs") { spec.jobs_per_inhabitant = 0; }
  for (const auto layout : {Layout::kValley, Layout::kFjord}) {
    spec.layout = layout;
    check_sound(generate_region(spec, 11), spec);
  }
}

TEST_CASE("The same seed gives the same region, another seed another") {
  const GenerateSpec spec;
  const auto a = generate_region(spec, 42);
  const auto b = generate_region(spec, 42);
  CHECK(a.name == b.name);
  REQUIRE(a.roads.nodes.size() == b.roads.nodes.size());
  for (std::size_t i = 0; i < a.roads.nodes.size(); ++i) {
    REQUIRE(a.roads.nodes[i].position == b.roads.nodes[i].position);
  }
  CHECK(a.cells == b.cells);
  CHECK(a.facilities == b.facilities);
  CHECK(generate_region(spec, 43).roads.nodes.size() != a.roads.nodes.size());
}

TEST_CASE("The region with seed 1 is the one it has always been") {
  // Change these numbers only together with a line under "Changes results" in CHANGELOG.md.
  const auto region = generate_region({}, 1);
  std::int64_t folded = 0;
  for (const auto& node : region.roads.nodes) {
    folded = (folded * 31 + std::llround(node.position.lon * 1e7) * 3 +
              std::llround(node.position.lat * 1e7)) %
             1'000'000'007;
  }
  for (const auto& cell : region.cells) folded = (folded * 31 + cell.persons) % 1'000'000'007;
  CHECK(folded == 162'160'102);
}

TEST_CASE("About a third live in the centre, a third in villages, a third scattered") {
  const auto region = generate_region({}, 4);
  const geo::Projection projection(33);
  const auto centre = std::find_if(region.facilities.begin(), region.facilities.end(),
                                   [](const auto& f) { return f.kind == FacilityKind::kCentre; });
  REQUIRE(centre != region.facilities.end());
  const geo::Point middle = projection.to_plane(centre->position);
  std::int64_t near = 0;
  std::int64_t dense = 0;
  std::int64_t thin = 0;
  for (const auto& cell : region.cells) {
    if (geo::distance(centre_of(cell), middle) < metres(1'800)) near += cell.persons;
    (cell.persons >= 10 ? dense : thin) += cell.persons;
  }
  CHECK(near > 1'900);  // 34 % of 6,000 are 2,040, and some farms lie near
  CHECK(near < 2'700);
  // Real valleys have 30 to 49 % in cells of fewer than 10, fjords 10 to 25 % (2017 grid).
  CHECK(thin > 1'000);
  CHECK(dense > 3'000);
}

TEST_CASE("A few live across the water and get out by the ferry alone") {
  for (const auto layout : {Layout::kValley, Layout::kFjord}) {
    GenerateSpec spec;
    spec.layout = layout;
    spec.ferry_crossing = minutes(25);
    const auto region = generate_region(spec, 9);
    CHECK(car_pieces(region, false) == 2);
    const auto ferry = std::find_if(region.roads.ways.begin(), region.roads.ways.end(),
                                    [](const auto& w) { return w.tag("route") == "ferry"; });
    REQUIRE(ferry != region.roads.ways.end());
    CHECK(ferry->tag("duration") == "00:25");
    CHECK(ferry->tag("highway").empty());
  }
}

TEST_CASE("Every road class of a rural region is there with a plausible limit and length") {
  const auto region = generate_region({}, 2);
  const geo::Projection projection(33);
  std::map<std::string, std::int64_t> length;
  for (const auto& way : region.roads.ways) {
    const std::string highway(way.tag("highway"));
    for (std::size_t i = 1; i < way.nodes.size(); ++i) {
      const auto at = [&](std::size_t k) {
        return region.roads.nodes[static_cast<std::size_t>(way.nodes[k]) - 1].position;
      };
      const auto piece = metres_between(projection, at(i - 1), at(i));
      if (highway != "" && highway != "footway") CHECK(piece < 200);  // shape, not a straight line
      length[highway] += piece;
    }
    if (highway.empty() || highway == "footway" || highway == "path") continue;
    const auto speed = std::stoi(std::string(way.tag("maxspeed")));
    CHECK(speed >= 30);
    CHECK(speed <= 80);
  }
  CHECK(length["primary"] > 28'000);
  CHECK(length["secondary"] > 14'000);
  CHECK(length["tertiary"] > 10'000);
  CHECK(length["unclassified"] > 25'000);
  CHECK(length["residential"] > 15'000);
  for (const char* other : {"service", "track", "footway"}) CHECK(length[other] > 500);
}

TEST_CASE("Centre, shop, school, clinic, work and stops are near people") {
  const auto region = generate_region({}, 3);
  const geo::Projection projection(33);
  std::map<FacilityKind, int> count;
  for (const auto& f : region.facilities) {
    ++count[f.kind];
    CHECK_FALSE(f.name.empty());
    CHECK(f.weight > 0);
    Distance nearest = Distance::max();
    for (const auto& cell : region.cells) {
      nearest = std::min(nearest, geo::distance(centre_of(cell), projection.to_plane(f.position)));
    }
    CHECK(nearest < kilometres(3));
  }
  CHECK(count[FacilityKind::kCentre] == 1);
  CHECK(count[FacilityKind::kClinic] == 1);
  CHECK(count[FacilityKind::kSchool] >= 3);
  CHECK(count[FacilityKind::kShop] >= 5);
  CHECK(count[FacilityKind::kStation] >= 5);
  CHECK(count[FacilityKind::kWorkplace] >= 20);
}
