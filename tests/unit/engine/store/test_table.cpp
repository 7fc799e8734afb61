#include <functional>

#include "engine/base/error.h"
#include "engine/store/table.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/store/sample_results.h"

namespace grend::store {
namespace {

using Change = std::function<void(Results&)>;

Results changed(const Change& change) {
  Results results = sample_results();
  change(results);
  return results;
}

template <class T>
std::vector<T>& values(Results& results, std::size_t column) {
  return std::get<std::vector<T>>(results.tables[0].columns[column].data);
}

ColumnInfo& info(Results& results, std::size_t column) {
  return results.tables[0].columns[column].info;
}

TEST_CASE("a column is made from records and found by its name") {
  struct Ride {
    int vehicle;
    double metres;
  };
  const std::vector<Ride> rides = {{3, 1200.5}, {1, 80}};
  Table table{.name = "rides", .long_name = "rides", .columns = {}};
  CHECK(table.rows() == 0);
  table.add<std::int32_t>({.name = "vehicle", .unit = "1", .long_name = "row in vehicles"}, rides,
                          [](const Ride& ride) { return ride.vehicle; });
  table.add<double>({.name = "length", .unit = "m", .long_name = "length"}, rides,
                    [](const Ride& ride) { return ride.metres; });
  CHECK(table.rows() == 2);
  CHECK(std::get<std::vector<double>>(table.column("length").data)[1] == 80.0);
  CHECK_THROWS_AS(table.column("colour"), InternalError);
}

TEST_CASE("a table's rows are named by the singular of its name") {
  CHECK(Table{"requests", "", {}}.row_name() == "request");
  CHECK(Table{"activities", "", {}}.row_name() == "activity");
  CHECK(Table{"vehicle_stops", "", {}}.row_name() == "vehicle_stop");
  CHECK_THROWS_AS((Table{"demand", "", {}}.row_name()), InternalError);
}

TEST_CASE("the digest changes with everything that a result says") {
  const std::string digest = content_digest(sample_results());
  CHECK(digest == content_digest(sample_results()));
  const std::vector<Change> changes = {
      [](Results& r) { r.tables[0].name = "bookings"; },
      [](Results& r) { info(r, 0).name = "traveller"; },
      [](Results& r) { info(r, 3).unit = "min"; },
      [](Results& r) { info(r, 1).categories[2] = "absent"; },
      [](Results& r) { values<std::int32_t>(r, 0)[0] = 18; },
      [](Results& r) { values<std::int8_t>(r, 1)[3] = 1; },
      [](Results& r) { values<double>(r, 3)[3] = 0.002; },
      [](Results& r) { std::swap(r.tables[0].columns[2], r.tables[0].columns[3]); },
      [](Results& r) { r.tables.pop_back(); },
      [](Results& r) { r.indicators[0].values[0] = 156.1256; },
      [](Results& r) { r.indicators[0].unit = "min"; },
      [](Results& r) { r.replications[1] = 5; },
      [](Results& r) { r.indicators[1].id = "detour_median"; },
      // A letter that moves from one text to the next: the texts' lengths are hashed, too.
      [](Results& r) { info(r, 3) = {.name = "wai", .unit = "ts", .long_name = "x"}; },
      // The same bytes as two int32 are not one double.
      [](Results& r) { r.tables[1].columns[1].data = std::vector<double>{}; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    INFO("change " << i);
    CHECK(content_digest(changed(changes[i])) != digest);
  }
}

TEST_CASE("the digest does not change with the manifest, the wording, or the kind of NaN") {
  const std::string digest = content_digest(sample_results());
  CHECK(digest == content_digest(changed([](Results& r) { r.manifest.git_sha = "0000000"; })));
  CHECK(digest == content_digest(changed([](Results& r) { info(r, 3).long_name = "waiting"; })));
  CHECK(digest == content_digest(changed([](Results& r) { values<double>(r, 3)[1] = -kNaN; })));
  CHECK(digest == content_digest(changed([](Results& r) { values<double>(r, 2)[3] = -0.0; })));
}

TEST_CASE("results that break a rule are a defect, and the message names the place") {
  CHECK_NOTHROW(validate(sample_results()));
  struct Case {
    Change change;
    std::string words;
  };
  const std::vector<Case> cases = {
      {[](Results& r) { values<double>(r, 3).pop_back(); }, "requests/wait: not as long"},
      {[](Results& r) { info(r, 0).name = "Person"; }, "requests/Person: the name must be snake"},
      {[](Results& r) { info(r, 0).name = "wait"; }, "requests/wait: the name is taken"},
      {[](Results& r) { info(r, 0).name = "request"; }, "requests/request: the name is taken"},
      {[](Results& r) { info(r, 0).unit = ""; }, "requests/person: no unit"},
      {[](Results& r) { info(r, 0).long_name = ""; }, "requests/person: no long_name"},
      {[](Results& r) { info(r, 1).categories[0] = "was served"; }, "'was served': must be a word"},
      {[](Results& r) { info(r, 1).categories[0] = "no_show"; }, "'no_show': is doubled"},
      {[](Results& r) { info(r, 1).categories = {}; }, "requests/status: an int8 column needs"},
      {[](Results& r) { info(r, 0).categories = {"x"}; }, "requests/person: categories need"},
      {[](Results& r) { info(r, 1).categories.assign(128, "x"); }, "more than 127"},
      {[](Results& r) { values<std::int8_t>(r, 1)[0] = 3; }, "status: a value has no category"},
      {[](Results& r) { values<std::int8_t>(r, 1)[0] = -2; }, "status: a value has no category"},
      {[](Results& r) { values<double>(r, 3)[0] = 1e308 * 10; }, "requests/wait: a value is inf"},
      {[](Results& r) { r.tables[1].name = "requests"; }, "table 'requests': the name is taken"},
      {[](Results& r) { r.tables[1].name = "indicators"; }, "'indicators': the name is taken"},
      {[](Results& r) { r.indicators[1].id = "wait_mean"; }, "'wait_mean': the name is taken"},
      {[](Results& r) { r.indicators[1].definition = ""; }, "'detour_mean': no definition"},
      {[](Results& r) { r.indicators[1].direction = "up"; }, "its direction is neither"},
      {[](Results& r) { r.indicators[1].values.pop_back(); }, "not one value per replication"},
      {[](Results& r) {
         r.replications = {4, 4};
       },
       "replications: must ascend"},
      {[](Results& r) { r.manifest.input_checksums[0].first = "a\nb"; }, "a line break"},
  };
  for (const Case& broken : cases) {
    std::string message;
    try {
      validate(changed(broken.change));
    } catch (const InternalError& error) {
      message = error.what();
    }
    INFO(message);
    CHECK(message.find(broken.words) != std::string::npos);
  }
}

}  // namespace
}  // namespace grend::store
