#include "engine/network/service_point_matrix.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// How many cells differ from one-to-one queries.
std::size_t differences(const ServicePointMatrix& matrix, const PlaceSet& places,
                        const Router& router) {
  RouterScratch scratch;
  std::size_t wrong = matrix.size() != places.size();
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    for (std::uint32_t j = 0; j < places.size(); ++j) {
      const auto trip = router.trip(places[i], places[j], scratch);
      const Reach expected = trip ? Reach{static_cast<std::uint32_t>(trip->time.ticks()),
                                          static_cast<std::uint32_t>(trip->distance.ticks())}
                                  : Reach{};
      wrong += Reach{matrix.time(i, j), matrix.distance(i, j)} != expected;
    }
  }
  return wrong;
}

// In a random order, some of them twice.
std::vector<Place> shuffled(std::vector<Place> places, RandomStream& random) {
  for (std::size_t i = places.size(); i > 1; --i) {
    const auto other = static_cast<std::size_t>(random.between(0, static_cast<int>(i) - 1));
    std::swap(places[i - 1], places[other]);
  }
  places.insert(places.end(), places.begin(), places.begin() + 1);
  return places;
}

}  // namespace

TEST_CASE("A service point matrix equals one-to-one queries in whatever steps it grows") {
  MatrixScratch scratch;  // shared, so that nothing may be left from a larger graph
  const std::unique_ptr<par::Executor> executors[] = {par::make_executor(par::Backend::kSerial, 1),
                                                      par::make_executor(par::Backend::kJthread, 3),
                                                      par::make_executor(par::Backend::kTbb, 2)};
  std::size_t cells = 0;
  for (std::uint32_t agent = 0; agent < 60; ++agent) {
    RandomStream random({14, 0}, agent, Purpose::kTest);
    RoadGraph graph =
        random_graph({.nodes = random.between(1, 40), .edges = random.between(1, 60)}, random);
    if (agent % 2 == 0) add_random_bans(graph, 6, random);
    const Router router(graph, Profile::kCar);
    ServicePointMatrix matrix(router);
    PlaceSet places;
    for (const Place place : shuffled(places_on(graph), random)) {
      places.add(place);
      // Steps of one, a few or many places.
      if (random.chance(agent % 3 == 0 ? 1.0 : 0.05)) {
        matrix.extend(places, scratch, *executors[random.between(0, 2)]);
      }
    }
    matrix.extend(places, scratch, *executors[0]);
    INFO("agent " << agent);
    REQUIRE(differences(matrix, places, router) == 0);
    cells += places.size() * places.size();
  }
  CHECK(cells > 100'000);
}

TEST_CASE("A place that is known keeps its number and costs nothing") {
  const GridNetwork town(GridMap("a--b--c", {{"ab"}, {"bc", {{"oneway", "yes"}}}}));
  const Router router(town.graph(), Profile::kCar);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  PlaceSet places;
  CHECK(places.add(town.place('a', 'b', metres(100))) == 0);
  CHECK(places.add(town.place('b', 'c', metres(100))) == 1);
  CHECK(places.add(town.place('a', 'b', metres(100))) == 0);
  CHECK(places.size() == 2);
  CHECK(places.find(town.place('b', 'c', metres(100))) == 1);
  CHECK_FALSE(places.find(town.place('b', 'c', metres(101))));

  ServicePointMatrix matrix(router);
  MatrixScratch scratch;
  matrix.extend(places, scratch, *executor);
  // 200 m to b and 100 m beyond it at 10 m/s; bc is one-way and leads nowhere.
  CHECK(matrix.time(0, 1) == 30'000);
  CHECK(matrix.distance(0, 1) == 30'000);
  CHECK(matrix.time(1, 0) == kClosed);
  CHECK(matrix.time(1, 1) == 0);
  const std::size_t before = matrix.bytes();
  places.add(town.place('a', 'b', metres(100)));
  matrix.extend(places, scratch, *executor);
  CHECK(matrix.size() == 2);
  CHECK(matrix.bytes() == before);
}

TEST_CASE("Several matrices share the places and differ by their routers") {
  const GridNetwork town(GridMap("a--b", {{"ab", {{"oneway", "yes"}}}}));
  const Router car(town.graph(), Profile::kCar);
  const Router walk(town.graph(), Profile::kWalk);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  PlaceSet places;
  places.add(town.place('a', 'b', metres(0)));
  places.add(town.place('a', 'b', metres(300)));
  MatrixScratch scratch;
  ServicePointMatrix by_car(car), on_foot(walk);
  by_car.extend(places, scratch, *executor);
  on_foot.extend(places, scratch, *executor);
  CHECK(by_car.time(0, 1) == 30'000);
  CHECK(by_car.time(1, 0) == kClosed);
  CHECK(on_foot.time(1, 0) == 300'000);  // 300 m at 1 m/s
}
