// A country of two municipalities from files alone: grid, map, margins, commuting, regions.
#include <fmt/core.h>

#include "engine/geo/projection.h"
#include "models/scenario/load.h"
#include "tests/support/folder.h"
#include "tests/unit/models/simulation/small_world.h"

using namespace grend;
using namespace grend::simulation;

namespace {

// 2 x 20 cells of 25 persons beside each other along a valley; the border is in the middle.
struct Country {
  test::Folder folder;
  std::string scenario;

  Country() {
    std::string grid = "ssbid0250m,persons\n";
    for (int x = 0; x < 20; ++x) {
      for (int y = 0; y < 2; ++y) {
        grid += fmt::format("{},25\n", 20'000'000'000'000 + (280'000 + x * 250) * 10'000'000ll +
                                           6'740'000 + y * 250);
      }
    }
    folder.with("grid.csv", grid);
    const geo::Projection projection(33);
    const auto box = [&](int from, int to) {
      const auto a = projection.to_degrees({from * 100ll, 673'900'000});
      const auto b = projection.to_degrees({to * 100ll, 674'200'000});
      return fmt::format("[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]", a.lon,
                         a.lat - 0.05, b.lon, b.lat + 0.05);
    };
    const auto feature = [&](int code, const std::string& rings) {
      return fmt::format(
          R"({{"type":"Feature","properties":{{"kommunenummer":{}}},"geometry":{{"type":"Polygon","coordinates":{}}}}})",
          code, rings);
    };
    folder.with("map.geojson", R"({"type":"FeatureCollection","features":[)" +
                                   feature(1001, box(270'000, 282'500)) + "," +
                                   feature(1002, box(282'500, 295'000)) + "]}");
    folder.with("municipalities.csv",
                "kommunenr,kommunenavn,lon,lat,pop_20200101\n1001,Vest,10.96,60.74,500\n"
                "1002,Aust,11.0,60.74,500\n9999,Langt,12,61,1\n");
    folder.with(
        "margins.csv",
        "municipality,a0_19,a20_66,a67_120\n1001,100,300,100\n1002,200,250,50\n9999,1,1,1\n");
    folder.with("commuting.csv",
                "home,work,employed\n1001,1001,150\n1001,1002,50\n1002,1002,120\n1002,1001,30\n");
    folder.with("regions.csv", "municipality,region\n1001,A\n1002,B\n9999,A\n");
    scenario = folder.with("s.yaml", R"(
region:
  population: grid.csv
  settlement_roads: true
  municipalities: municipalities.csv
  shapes: map.geojson
  margins: margins.csv
  commuting: commuting.csv
  regions: regions.csv
services: [{id: bestill, vehicles: [{count: 2}]}]
travellers: {choice: {drt_considered: 30 %}}
)");
  }
};

}  // namespace

TEST_CASE("a country of two municipalities has its people, its commuters and its partitions") {
  const Country country;
  Diagnostics diagnostics;
  const auto s = scenario::load({.path = country.scenario}, "", diagnostics);
  INFO(diagnostics.to_string());
  REQUIRE(s);
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(*s, *executor);
  // 40 cells of 25: 500 in each municipality; 150 + 50 and 120 + 30 of them employed.
  const auto& people = world->population;
  CHECK(people.persons() == 1000);
  std::array<int, 2> employed{}, away{};
  for (const auto p : people.employed.ids()) {
    if (!people.employed[p]) continue;
    const auto home = world->labour_region[people.household[p]];
    ++employed[home];
    const auto work = world->destinations->usual(p);
    REQUIRE(work);
    const auto at = network::position_of(world->graph, work->place);
    away[home] += (at.x < 28'250'000) != (home == 0);
  }
  CHECK(employed == std::array<int, 2>{200, 150});
  CHECK(away == std::array<int, 2>{50, 30});
  for (const auto& fit : world->population_fit) {
    INFO(fit.municipality << " " << fit.margin << ": " << fit.got << " of " << fit.wanted);
    const bool household = fit.margin.rfind("households", 0) == 0;
    if (!household) CHECK(fit.within_rounding());
  }
  // Regions decide who is simulated together, and not what happens.
  const auto whole = store::content_digest(results_of(*world, audited_day(*world, {}, *executor)));
  for (const std::size_t partitions : {2, 3}) {
    const auto day = audited_day(*world, {.partitions = partitions}, *executor);
    CHECK(store::content_digest(results_of(*world, day)) == whole);
  }
}

TEST_CASE("a municipality without margins, flows or region is an error that names it") {
  const Country country;
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto complaint = [&](const std::string& name, const char* text) {
    const auto before = test::content_of(country.folder.file(name));
    country.folder.with(name, text);
    Diagnostics diagnostics;
    const auto s = scenario::load({.path = country.scenario}, "", diagnostics);
    REQUIRE(s);
    const auto result = test::complaint_of([&] { small_world(*s, *executor); });
    country.folder.with(name, before);
    return result;
  };
  CHECK(complaint("margins.csv", "municipality,a0_120\n1001,1\n9999,1\n")
            .says("has no row of municipality '1002'"));
  CHECK(complaint("regions.csv", "municipality,region\n1001,A\n1002,A\n")
            .says("has no row of municipality '9999'"));
  CHECK(complaint("commuting.csv", "home,work,employed\n0301,0301,5\n")
            .says("nobody lives in municipality '1001'"));
}
