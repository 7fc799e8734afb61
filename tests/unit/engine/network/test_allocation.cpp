// Replaces the program's operator new to count what a query allocates.
#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/network/router.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/network/random_graph.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace grend;
using namespace grend::network;
using namespace grend::test;

TEST_CASE("A query allocates nothing once its scratch is warm") {
  RandomStream random({10, 0}, 0, Purpose::kTest);
  const RoadGraph graph = random_graph({.nodes = 300, .edges = 400}, random);
  const Router router(graph, Profile::kCar);
  const std::vector<Place> places = places_on(graph);
  RouterScratch scratch;
  std::vector<PathStep> steps;
  const auto query_all = [&] {
    std::size_t found = 0;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      found += router.trip(places[i], places[places.size() - 1 - i], scratch).has_value();
      router.path(places[i], places[places.size() - 1 - i], scratch, steps);
    }
    return found;
  };
  const std::size_t found = query_all();
  const std::size_t before = allocations;
  const std::size_t again = query_all();
  const std::size_t after = allocations;
  CHECK(before > 0);  // the counter works
  CHECK(after == before);
  CHECK(found == again);
  CHECK(found > 0);
}
