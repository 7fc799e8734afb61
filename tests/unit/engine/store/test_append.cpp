// Tables of several days or runs put one after the other.
#include "engine/base/error.h"
#include "engine/store/append.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::store;

namespace {

using Counts = std::vector<std::int32_t>;

Column numbers(const char* name, const char* refers_to, Counts values) {
  return {{name, "1", name, {}, refers_to}, std::move(values)};
}

std::vector<Table> day(Counts trip_of_request, Counts person_of_trip, Counts tour_of_trip) {
  return {{"trips",
           "trips",
           {numbers("person", "persons", std::move(person_of_trip)),
            numbers("tour", "tours", std::move(tour_of_trip))}},
          {"requests", "requests", {numbers("trip", "trips", std::move(trip_of_request))}}};
}

const Counts& column(const std::vector<Table>& tables, std::size_t table, std::size_t index) {
  return std::get<Counts>(tables[table].columns[index].data);
}

}  // namespace

TEST_CASE("row numbers move along when tables are joined, persons stay") {
  std::vector<Table> all = {{"persons", "persons", {}}};
  append_tables(all, day({0, 3}, {7, 7, 8, 8}, {0, 0, 1, 1}));  // two tours, four trips
  append_tables(all, day({1, -1}, {7, 9}, {0, 0}));
  CHECK(column(all, 1, 0) == Counts{7, 7, 8, 8, 7, 9});
  CHECK(column(all, 1, 1) == Counts{0, 0, 1, 1, 2, 2});  // tours have no table: they go on after 1
  CHECK(column(all, 2, 0) == Counts{0, 3, 5, -1});  // 1 + 4 trips before; nothing stays nothing
}

TEST_CASE("parts that do not fit together are a defect") {
  std::vector<Table> all;
  append_tables(all, day({}, {}, {}));
  auto other = day({}, {}, {});
  other[1].columns[0].info.unit = "s";
  CHECK_THROWS_AS(append_tables(all, other), InternalError);
  other[1].columns.clear();
  CHECK_THROWS_AS(append_tables(all, other), InternalError);
}
