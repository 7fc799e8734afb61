#include <cmath>
#include <filesystem>
#include <fstream>

#include "bench/darp_checker.h"
#include "bench/darp_instance.h"
#include "engine/base/error.h"
#include "models/routing/improve.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace grend;
using namespace grend::bench;
using grend::test::data_file;

namespace {

// Two requests on a line, depot at 0: pick-ups at 1 and 2, drop-offs at 3 and 4; boarding takes 1.
DarpInstance line() {
  DarpInstance instance{.vehicles = 1,
                        .requests = 2,
                        .longest_route = 12,
                        .capacity = 2,
                        .longest_ride = 3,
                        .nodes = {}};
  for (int i = 0; i < 5; ++i) {
    const bool stop = i > 0;
    instance.nodes.push_back({.x = static_cast<double>(i),
                              .y = 0,
                              .service = stop ? 1.0 : 0.0,
                              .load = !stop    ? 0.0
                                      : i <= 2 ? 1.0
                                               : -1.0,
                              .earliest = 0,
                              .latest = 100});
  }
  return instance;
}

}  // namespace

TEST_CASE("the checker finds each broken rule") {
  const DarpRoutes good = {{1, 2, 3, 4}};
  CHECK(darp_fault(line(), good).empty());
  CHECK(darp_cost(line(), good) == 8);                        // there and back along the line
  CHECK_FALSE(darp_fault(line(), {{1, 3}, {2, 4}}).empty());  // one vehicle
  CHECK_FALSE(darp_fault(line(), {{1, 3}}).empty());          // somebody forgotten
  CHECK_FALSE(darp_fault(line(), {{1, 2, 3, 3, 4}}).empty());
  CHECK_FALSE(darp_fault(line(), {{3, 1, 2, 4}}).empty());
  auto instance = line();
  instance.capacity = 1;
  CHECK_FALSE(darp_fault(instance, good).empty());
  instance = line();
  instance.longest_ride = 2.9;  // 1 to 3: two legs of 1 and 1 of boarding at 2
  CHECK_FALSE(darp_fault(instance, good).empty());
  instance = line();
  instance.longest_route = 11.9;  // 8 of driving and 4 of service
  CHECK_FALSE(darp_fault(instance, good).empty());
  instance = line();
  instance.nodes[4].latest = 6.9;  // reached at 4 legs + 3 services
  CHECK_FALSE(darp_fault(instance, good).empty());
}

TEST_CASE("n follows from the node lines, whether the header says n or 2n") {
  const auto path = (std::filesystem::temp_directory_path() / "grend_test_darp.txt").string();
  for (const char* header : {"1 1 9 3 5", "1 2 9 3 5"}) {
    std::ofstream(path) << header << "\n0 0 0 0 0 0 99\n1 1 0 3 1 0 99\n 2\t2 0 3 -1 0 99\n";
    const auto instance = read_darp(path);
    CHECK(instance.requests == 1);
    CHECK(instance.nodes.size() == 3);
    CHECK(instance.longest_ride == 5);
  }
  std::ofstream(path) << "1 7 9 3 5\n0 0 0 0 0 0 99\n1 1 0 3 1 0 99\n2 2 0 3 -1 0 99\n";
  CHECK_THROWS_AS(read_darp(path), Error);
  std::filesystem::remove(path);
}

TEST_CASE("the proven routes are accepted at their proven cost") {
  const auto file = data_file("darp/cordeau2006/a3-24.txt");
  const auto routes_file = data_file("darp/solutions/a3-24.rf-optimal.routes");
  if (!file || !routes_file) return;
  const auto instance = read_darp(*file);
  const auto routes = read_darp_routes(*routes_file);
  CHECK(darp_fault(instance, routes) == "");
  CHECK(std::abs(darp_cost(instance, routes) - 344.833650) < 1e-6);
}

TEST_CASE("the improvement solves a2-16 to its proven optimum in a fixed number of iterations") {
  const auto file = data_file("darp/cordeau2006/a2-16.txt");
  if (!file) return;
  const auto instance = read_darp(*file);
  const auto problem = to_problem(instance);
  const auto improved =
      routing::improve(problem, routing::empty_plan(problem), {.iterations = 3000});
  const auto routes = to_routes(instance, improved.plan);
  CHECK(darp_fault(instance, routes) == "");
  CHECK(std::abs(darp_cost(instance, routes) - 294.247950) < 1e-6);
}
