// Counts what the whole test program allocates.
#include <atomic>
#include <cstdlib>
#include <new>

#include "models/routing/improve.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

namespace {
std::atomic<std::size_t> allocations{0};
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
using namespace grend::routing;

TEST_CASE("the search allocates nothing once it runs") {
  Problem problem = random_problem({.requests = 40, .vehicles = 5, .window = 120}, 4);
  tighten_windows(problem);
  std::size_t at_start = 0;
  std::size_t at_end = 0;
  const GoOn count = [&](double done) {
    if (done == 0) at_start = allocations;
    at_end = allocations;
    return true;
  };
  const Plan start = empty_plan(problem);
  const Improved improved =
      improve(problem, start, {.iterations = 2000, .operators = {1, 1, 1, 1, 1}}, count);
  CHECK(improved.plan.cost < start.cost);
  CHECK(at_start > 0);
  CHECK(at_end == at_start);
}
