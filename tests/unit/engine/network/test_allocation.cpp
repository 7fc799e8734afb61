// Replaces the program's operator new to count what a query allocates.
#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/network/one_to_all.h"
#include "engine/network/service_point_matrix.h"
#include "engine/network/snap.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/network/random_graph.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}

// Not inlined: GCC 12 takes one half of the pair for a mismatch where it sees only the other.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

struct Region {
  RandomStream random{{10, 0}, 0, Purpose::kTest};
  RoadGraph graph = random_graph({.nodes = 300, .edges = 400}, random);
  Router router{graph, Profile::kCar};
  std::vector<Place> places = places_on(graph);
  RouterScratch scratch;

  Place opposite(std::size_t i) const { return places[places.size() - 1 - i]; }
};

// How much the second of two equal rounds allocates. `round` returns a number that it comes by.
template <class Round>
std::size_t allocated_when_warm(Round&& round) {
  const std::size_t at_start = allocations;
  const std::size_t found = round();
  const std::size_t before = allocations;
  const std::size_t again = round();
  const std::size_t after = allocations;
  CHECK(at_start > 0);  // the counter works
  CHECK(found == again);
  CHECK(found > 0);
  return after - before;
}

}  // namespace

TEST_CASE("Trips and paths allocate nothing once the scratch is warm") {
  Region r;
  std::vector<PathStep> steps;
  CHECK(allocated_when_warm([&] {
          std::size_t found = 0;
          for (std::size_t i = 0; i < r.places.size(); ++i) {
            found += r.router.trip(r.places[i], r.opposite(i), r.scratch).has_value();
            r.router.path(r.places[i], r.opposite(i), r.scratch, steps);
            found += steps.size();
          }
          return found;
        }) == 0);
}

TEST_CASE("One to many, many to one and one to all allocate nothing once the scratch is warm") {
  Region r;
  const OneToAll one_to_all(r.router);
  std::vector<Reach> reached;
  TripsFrom trips;
  CHECK(allocated_when_warm([&] {
          std::size_t found = 0;
          const auto count = [&](std::uint32_t time) { found += time != kClosed; };
          for (std::size_t i = 0; i < r.places.size(); i += 10) {
            r.router.one_to_many(r.places[i], r.places, r.scratch, reached);
            for (const Reach& reach : reached) count(reach.time);
            r.router.many_to_one(r.places, r.places[i], r.scratch, reached);
            for (const Reach& reach : reached) count(reach.time);
            one_to_all.trips_from(r.places[i], r.scratch, trips);
            for (const NodeId node : trips.time.ids()) count(trips.time[node]);
          }
          return found;
        }) == 0);
}

TEST_CASE("Looking up a service point matrix allocates nothing") {
  Region r;
  PlaceSet places;
  for (const Place place : r.places) places.add(place);
  ServicePointMatrix matrix(r.router);
  MatrixScratch scratch;
  matrix.extend(places, scratch, *par::make_executor(par::Backend::kSerial, 1));
  CHECK(allocated_when_warm([&] {
          std::size_t found = 0;
          for (std::size_t i = 0; i < r.places.size(); ++i) {
            const std::uint32_t from = *places.find(r.places[i]);
            const std::uint32_t to = *places.find(r.opposite(i));
            found += matrix.time(from, to) != kClosed && matrix.distance(from, to) > 0;
          }
          return found;
        }) == 0);
}

TEST_CASE("Finding the nearest road allocates nothing") {
  Region r;
  const Router* const routers[] = {&r.router};
  const Snapper snapper(r.graph, routers);
  CHECK(allocated_when_warm([&] {
          std::size_t found = 0;
          for (std::int64_t i = -20; i < 120; ++i) {  // in and around the region of 1 km
            found += snapper.nearest({i * 1'000, i * i % 97 * 1'000})->away >= Distance();
          }
          return found;
        }) == 0);
}
