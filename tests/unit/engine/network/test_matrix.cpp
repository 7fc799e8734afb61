#include <cmath>

#include "engine/network/router.h"
#include "engine/network/skim.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// How many cells differ from one-to-one queries.
std::size_t differences(const Router& router, const std::vector<Place>& from,
                        const std::vector<Place>& to, par::Executor& executor) {
  const TravelMatrix matrix = router.matrix(from, to, executor);
  RouterScratch scratch;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size(); ++j) {
      const auto expected = router.trip(from[i], to[j], scratch);
      const bool same = expected ? matrix.reachable(i, j) && matrix.at(i, j) == *expected
                                 : !matrix.reachable(i, j);
      wrong += !same;
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("A matrix equals one query for each of its cells") {
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  for (std::uint32_t agent = 0; agent < 60; ++agent) {
    RandomStream random({5, 0}, agent, Purpose::kTest);
    const RandomGraphShape shape{.nodes = random.between(1, 40), .edges = random.between(1, 60)};
    const RoadGraph graph = random_graph(shape, random);
    const Router router(graph, Profile::kCar);
    const std::vector<Place> all = places_on(graph);
    const std::vector<Place> half(all.begin(),
                                  all.begin() + static_cast<std::ptrdiff_t>((all.size() + 1) / 2));
    INFO("agent " << agent);
    REQUIRE(differences(router, all, half, *executor) == 0);
    REQUIRE(differences(router, half, all, *executor) == 0);
  }
}

TEST_CASE("A matrix is rows of origins by columns of destinations") {
  const GridNetwork town(GridMap("a--b--c", {{"ab"}, {"bc", {{"oneway", "yes"}}}}));
  const Router router(town.graph(), Profile::kCar);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  const std::vector<Place> from = {town.place('a', 'b', metres(0)),
                                   town.place('b', 'c', metres(100))};
  const std::vector<Place> to = {town.place('a', 'b', metres(200)),
                                 town.place('b', 'c', metres(100)),
                                 town.place('b', 'c', metres(300))};
  const TravelMatrix matrix = router.matrix(from, to, *executor);
  REQUIRE(matrix.rows == 2);
  REQUIRE(matrix.columns == 3);
  CHECK(matrix.at(0, 0) == Trip{seconds(20), metres(200)});
  CHECK(matrix.at(0, 1) == Trip{seconds(40), metres(400)});
  CHECK(matrix.at(0, 2) == Trip{seconds(60), metres(600)});
  CHECK_FALSE(matrix.reachable(1, 0));  // bc is one-way and leads nowhere
  CHECK(matrix.at(1, 1) == Trip{Duration(0), Distance(0)});
  CHECK(matrix.at(1, 2) == Trip{seconds(20), metres(200)});
}

TEST_CASE("The skims of a matrix are seconds and metres, and NaN where there is no way") {
  const TravelMatrix matrix{2, 2, {0, 1500, kClosed, 1}, {0, 12345, kClosed, 1}};
  std::vector<double> cells(2);
  fill_seconds(matrix, 0, cells);
  CHECK(cells == std::vector<double>{0, 1.5});  // 1500 ms
  fill_metres(matrix, 0, cells);
  CHECK(cells == std::vector<double>{0, 123.45});  // 12345 cm
  fill_seconds(matrix, 1, cells);
  CHECK((std::isnan(cells[0]) && cells[1] == 0.001));
  fill_metres(matrix, 1, cells);
  CHECK((std::isnan(cells[0]) && cells[1] == 0.01));
}

TEST_CASE("A matrix without rows or columns is empty") {
  const GridNetwork town(GridMap("a--b", {{"ab"}}));
  const Router router(town.graph(), Profile::kCar);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  const std::vector<Place> one = {town.place('a', 'b', metres(0))};
  CHECK(router.matrix({}, one, *executor).time.empty());
  CHECK(router.matrix(one, {}, *executor).time.empty());
}

TEST_CASE("A matrix has the same bits for any number of threads") {
  RandomStream random({6, 0}, 0, Purpose::kTest);
  const RoadGraph graph =
      random_graph({.nodes = 500, .edges = 700, .highest_length = 90, .highest_time = 90}, random);
  const Router router(graph, Profile::kCar);
  const std::vector<Place> places = places_on(graph);
  const TravelMatrix one =
      router.matrix(places, places, *par::make_executor(par::Backend::kSerial, 1));
  for (const par::Backend backend : {par::Backend::kJthread, par::Backend::kTbb}) {
    for (const std::size_t threads : {2, 3, 7}) {
      const TravelMatrix many =
          router.matrix(places, places, *par::make_executor(backend, threads));
      CHECK(many.time == one.time);
      CHECK(many.distance == one.distance);
    }
  }
}
