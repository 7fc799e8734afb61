#include <cmath>

#include "models/labour/partition_quality.h"
#include "tests/support/catch.h"
#include "tests/unit/models/labour/tables.h"

using namespace grend;
using namespace grend::labour;

namespace {

bool close(double a, double b) { return std::abs(a - b) < 1e-12; }

// A joins B; C stays alone.
Partition a_with_b() {
  Partition partition(3);
  for (const auto id : partition.ids()) partition[id].centre = id;
  partition[MunicipalityId(0)].centre = MunicipalityId(1);
  return partition;
}

}  // namespace

TEST_CASE("Self-containment and modularity by hand") {
  // Region B (of A and B): 60 + 10 + 90 live and work in it, 20 go to C, 20 come from C:
  // live 180, work 180, both 160. C: 80 stay, 20 go to A, 20 come: live 100, work 100, both 80.
  const auto table = test::commuting_table(
      {"A 1", "B 1", "C 1"}, {"A A 60", "A B 10", "B B 90", "B C 20", "C C 80", "C A 20"});
  const auto quality = partition_quality(a_with_b(), table);
  REQUIRE(quality.regions.size() == 2);
  const auto& b = quality.regions[0];
  CHECK(b.region.members.size() == 2);
  CHECK(b.region.name == "B.");
  CHECK(b.live == persons(180));
  CHECK(b.work == persons(180));
  CHECK(b.both == persons(160));
  CHECK(close(b.supply_self_containment(), 100 * 160.0 / 180));
  CHECK(close(quality.regions[1].demand_self_containment(), 80));
  CHECK(close(quality.self_containment, 100 * 240.0 / 280));
  CHECK(close(quality.median_supply, (100 * 160.0 / 180 + 80) / 2));
  // 240/280 - (180/280)² - (100/280)².
  CHECK(close(quality.modularity, 240.0 / 280 - (180.0 * 180 + 100.0 * 100) / (280.0 * 280)));
}

TEST_CASE("All in one region has modularity 0, and separate places almost 1") {
  const auto table = test::commuting_table({"A 1", "B 1", "C 1"}, {"A B 10", "B C 20", "C A 5"});
  Partition one(3);
  for (const auto id : one.ids()) one[id].centre = MunicipalityId(0);
  CHECK(close(partition_quality(one, table).modularity, 0));
  CHECK(close(partition_quality(one, table).self_containment, 100));

  // Ten places where all work at home: 1 - 10 · (1/10)².
  std::vector<std::string> places, flows;
  for (char c = 'A'; c <= 'J'; ++c) {
    places.push_back(std::string(1, c) + " 1");
    flows.push_back(std::string(1, c) + " " + c + " 10");
  }
  const auto apart = test::commuting_table(places, flows);
  Partition alone(10);
  for (const auto id : alone.ids()) alone[id].centre = id;
  CHECK(close(partition_quality(alone, apart).modularity, 0.9));
}

TEST_CASE("A region without employed has no self-containment and does not count in the median") {
  const auto table = test::commuting_table({"A 1", "B 1", "C 1"}, {"A A 6", "B B 3", "B A 1"});
  const auto quality = partition_quality(a_with_b(), table);
  CHECK(std::isnan(quality.regions[1].supply_self_containment()));
  CHECK(close(quality.median_supply, 100));
}
