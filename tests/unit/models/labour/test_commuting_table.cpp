#include "models/labour/commuting_table.h"
#include "models/labour/link_times.h"
#include "models/labour/ratio.h"
#include "tests/support/catch.h"
#include "tests/unit/models/labour/tables.h"

using namespace grend;
using namespace grend::labour;

TEST_CASE("Municipalities ascend by number, also without leading zeros") {
  const auto table = test::commuting_table({"1101 1", "301 1", "1103 1"}, {});
  CHECK(table.municipalities[MunicipalityId(0)].code == "301");
  CHECK(table.municipalities[MunicipalityId(1)].code == "1101");
  CHECK(find_municipality(table, "1103") == MunicipalityId(2));
  CHECK(find_municipality(table, "1102") == MunicipalityId::none());
  CHECK(find_municipality(table, "") == MunicipalityId::none());
}

TEST_CASE("Flows of a pair are added up, and empty ones left out") {
  const auto table = test::commuting_table({"A 10", "B 20"}, {"B A 2", "A B 3", "A B 4", "B B 0"});
  REQUIRE(table.flows.size() == 2);
  CHECK(table.flows[0].home == MunicipalityId(0));
  CHECK(table.flows[0].employed == persons(7));
  CHECK(table.flows[1].employed == persons(2));
}

TEST_CASE("Units add up people and flows, and know the shortest time between members") {
  const auto table = test::commuting_table({"A 10", "B 20", "C 5"},
                                           {"A B 1", "B A 2", "A A 3", "C A 1", "C B 1", "B C 4"});
  // A and B become A: within it 1 + 2 + 3, from C 1 + 1.
  IdVector<MunicipalityId, MunicipalityId> unit_of(
      std::vector<MunicipalityId>{MunicipalityId(0), MunicipalityId(0), MunicipalityId(2)});
  const auto units = join_units(table, unit_of);
  CHECK(units.municipalities[MunicipalityId(0)].working_age == persons(30));
  CHECK(units.municipalities[MunicipalityId(1)].working_age == persons(0));
  REQUIRE(units.flows.size() == 3);
  CHECK(units.flows[0].employed == persons(6));
  CHECK(units.flows[1].employed == persons(4));
  CHECK(units.flows[2].employed == persons(2));

  LinkTimes times;
  times.known[test::pair_of(table, "C", "A")] = {minutes(30), minutes(90)};
  times.known[test::pair_of(table, "C", "B")] = {minutes(40), minutes(80)};
  const auto joined = join_units(times, unit_of);
  REQUIRE(joined.known.size() == 1);
  const auto& time = joined.known.at(test::pair_of(table, "C", "A"));
  CHECK(time.road == minutes(30));
  CHECK(time.other_mode == minutes(80));
}

TEST_CASE("Fractions compare exactly where real numbers are equal") {
  const long long n = 1'000'000'000'000'000'000;
  // (n+1)/n > n/(n-1)? Cross products: n²-1 and n², so no; as doubles both are 1.
  const Ratio a{n + 1, n};
  const Ratio b{n, n - 1};
  CHECK(static_cast<double>(n + 1) / static_cast<double>(n) ==
        static_cast<double>(n) / static_cast<double>(n - 1));
  CHECK(a < b);
  CHECK(Ratio{1, 3} == Ratio{2, 6});
  CHECK(Ratio{-1, 3} < Ratio{0, 1});
  CHECK(share_ratio(0.6667) == Ratio{6'667, 10'000});
}
