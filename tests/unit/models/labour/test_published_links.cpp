#include "models/labour/published_links.h"
#include "tests/support/catch.h"
#include "tests/unit/models/labour/tables.h"

using namespace grend;
using namespace grend::labour;

namespace {

IdVector<MunicipalityId, MunicipalityId> each_alone(const CommutingTable& table) {
  IdVector<MunicipalityId, MunicipalityId> unit_of(
      std::vector<MunicipalityId>(table.municipalities.size()));
  for (const auto id : unit_of.ids()) unit_of[id] = id;
  return unit_of;
}

}  // namespace

TEST_CASE("A published time belongs to the flow whose shares come nearest") {
  const auto table = test::commuting_table({"A 1000", "B 2000", "C 500"},
                                           {"A A 600", "A B 100", "A C 50", "C A 40", "B B 900"});
  const MunicipalityId a(0), b(1), c(2);
  const auto times = [&](const PublishedLink& link) {
    return published_link_times(table, each_alone(table), {link}).known;
  };
  // A→B is 10 % of A and 5 % of B; A→C 5 % and 10 %.
  CHECK(times({a, minutes(30), 10.2, 4.9}).count({a, b}) == 1);
  CHECK(times({a, minutes(30), 10.2, 4.9}).at({a, b}).road == minutes(30));
  CHECK(times({a, minutes(30), 10.2, 4.9}).at({a, b}).other_mode == minutes(30));
  CHECK(times({a, minutes(30), 5.5, 9}).count({a, c}) == 1);
  // C→A is 8 % of C and 4 % of A: that is what C's row tells, and what A's row tells of the way
  // back.
  CHECK(times({c, minutes(20), 8, 4}).count({c, a}) == 1);
  CHECK(times({a, minutes(20), 8, 4}).count({c, a}) == 1);
  // 60 % of A stay: no link. C has nobody who stays.
  CHECK(times({a, minutes(5), 61, 61}).empty());
}

TEST_CASE("Links that are not published count as near") {
  const auto table = test::commuting_table({"A 10"}, {});
  CHECK(published_link_times(table, each_alone(table), {}).unknown_is_near);
}
