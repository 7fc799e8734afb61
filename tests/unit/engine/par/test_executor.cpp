#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/par/executor.h"
#include "tests/support/catch.h"

using namespace grend;
using par::Backend;
using par::Executor;

namespace {

struct Setting {
  Backend backend;
  std::size_t threads;
};

// Every backend with 1, 2, 3 and 7 threads.
std::vector<Setting> settings() {
  std::vector<Setting> all;
  for (const auto backend : {Backend::kSerial, Backend::kJthread, Backend::kTbb}) {
    for (const std::size_t threads : {1u, 2u, 3u, 7u}) all.push_back({backend, threads});
  }
  return all;
}

template <class Test>
void for_each_setting(Test test) {
  for (const auto& s : settings()) {
    INFO("backend " << static_cast<int>(s.backend) << ", threads " << s.threads);
    const auto executor = par::make_executor(s.backend, s.threads);
    test(*executor);
  }
}

}  // namespace

TEST_CASE("every chunk runs exactly once, by a worker that exists") {
  for_each_setting([](Executor& executor) {
    for (const std::size_t chunks : {0u, 1u, 2u, 5u, 1000u}) {
      std::vector<std::atomic<int>> runs(chunks);
      std::atomic<std::size_t> highest_worker = 0;
      executor.run(chunks, [&](std::size_t chunk, std::size_t worker) {
        ++runs[chunk];
        auto seen = highest_worker.load();
        while (worker > seen && !highest_worker.compare_exchange_weak(seen, worker)) {
        }
      });
      CHECK(std::all_of(runs.begin(), runs.end(), [](const auto& n) { return n == 1; }));
      CHECK(highest_worker < executor.workers());
    }
  });
}

TEST_CASE("the number of workers is the number asked for, serial has one") {
  for (const auto& s : settings()) {
    const auto executor = par::make_executor(s.backend, s.threads);
    CHECK(executor->workers() == (s.backend == Backend::kSerial ? 1 : s.threads));
    CHECK(par::make_executor(s.backend, 0)->workers() >= 1);
  }
}

TEST_CASE("no two chunks share a worker's scratch at the same time") {
  for_each_setting([](Executor& executor) {
    // Plain integers: if two chunks met on one worker, increments would be lost, and
    // ThreadSanitizer would see the race.
    std::vector<std::int64_t> scratch(executor.workers() * 16, 0);
    executor.run(2000, [&](std::size_t, std::size_t worker) {
      for (int i = 0; i < 50; ++i) ++scratch[worker * 16];
    });
    std::int64_t sum = 0;
    for (const auto value : scratch) sum += value;
    CHECK(sum == 2000 * 50);
  });
}

TEST_CASE("the exception of the lowest chunk wins") {
  for_each_setting([](Executor& executor) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::string what;
      try {
        executor.run(100, [](std::size_t chunk, std::size_t) {
          if (chunk >= 13 && chunk % 2 == 1) throw std::runtime_error(std::to_string(chunk));
        });
      } catch (const std::runtime_error& error) {
        what = error.what();
      }
      CHECK(what == "13");
    }
    // The executor works on after an exception.
    std::atomic<int> runs = 0;
    executor.run(10, [&](std::size_t, std::size_t) { ++runs; });
    CHECK(runs == 10);
  });
}

TEST_CASE("ranges cover everything once and do not depend on the number of workers") {
  for_each_setting([](Executor& executor) {
    std::vector<int> visits(1003, 0);
    std::vector<std::size_t> ends(11, 0);
    par::for_ranges(executor, visits.size(), 100,
                    [&](std::size_t begin, std::size_t end, std::size_t) {
                      for (std::size_t i = begin; i < end; ++i) ++visits[i];
                      ends[begin / 100] = end;
                    });
    CHECK(std::all_of(visits.begin(), visits.end(), [](int n) { return n == 1; }));
    CHECK(ends[0] == 100);
    CHECK(ends[9] == 1000);
    CHECK(ends[10] == 1003);
    bool called = false;
    par::for_ranges(executor, 0, 100,
                    [&](std::size_t, std::size_t, std::size_t) { called = true; });
    CHECK_FALSE(called);
    CHECK_THROWS_AS(par::for_ranges(executor, 5, 0, [](std::size_t, std::size_t, std::size_t) {}),
                    InternalError);
  });
}

TEST_CASE("an ordered sum of real numbers has the same bits everywhere") {
  // Values over 20 orders of magnitude: any other order of addition gives other last bits.
  RandomStream random({.seed = 1}, 0, Purpose::kTest);
  std::vector<double> values(10'000);
  for (auto& v : values)
    v = random.normal() * std::ldexp(1.0, static_cast<int>(random.between(-33, 33)));

  double in_chunks = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += 64) {
    double part = 0;
    for (std::size_t i = begin; i < std::min(begin + 64, values.size()); ++i) part += values[i];
    in_chunks += part;
  }
  const double backwards = std::accumulate(values.rbegin(), values.rend(), 0.0);
  REQUIRE(backwards != in_chunks);  // else this test could not fail

  for_each_setting([&](Executor& executor) {
    for (int repeat = 0; repeat < 10; ++repeat) {
      const double sum = par::ordered_reduce(
          executor, values.size(), 64, 0.0,
          [&](std::size_t begin, std::size_t end, std::size_t) {
            double part = 0;
            for (std::size_t i = begin; i < end; ++i) part += values[i];
            return part;
          },
          [](double a, double b) { return a + b; });
      CHECK(std::bit_cast<std::uint64_t>(sum) == std::bit_cast<std::uint64_t>(in_chunks));
    }
  });
}

TEST_CASE("an ordered reduction folds from left to right") {
  for_each_setting([](Executor& executor) {
    const auto text = par::ordered_reduce(
        executor, 26, 3, std::string(">"),
        [](std::size_t begin, std::size_t end, std::size_t) {
          std::string part;
          for (std::size_t i = begin; i < end; ++i) part += static_cast<char>('a' + i);
          return part;
        },
        [](const std::string& all, const std::string& part) { return all + part; });
    CHECK(text == ">abcdefghijklmnopqrstuvwxyz");
  });
}

TEST_CASE("a body may use another executor but not its own") {
  for_each_setting([](Executor& executor) {
    std::atomic<int> inner_runs = 0;
    executor.run(8, [&](std::size_t, std::size_t) {
      const auto inner = par::make_executor(Backend::kJthread, 2);
      inner->run(5, [&](std::size_t, std::size_t) { ++inner_runs; });
    });
    CHECK(inner_runs == 40);
    const auto nested = [&](std::size_t, std::size_t) {
      executor.run(2, [](std::size_t, std::size_t) {});
    };
    CHECK_THROWS_AS(executor.run(4, nested), InternalError);
    // And it is free again afterwards.
    CHECK_NOTHROW(executor.run(4, [](std::size_t, std::size_t) {}));
  });
}

TEST_CASE("many short runs, and executors that come and go, neither hang nor lose work") {
  for_each_setting([](Executor& executor) {
    std::atomic<std::int64_t> sum = 0;
    for (int run = 0; run < 500; ++run) {
      executor.run(
          8, [&](std::size_t chunk, std::size_t) { sum += static_cast<std::int64_t>(chunk); });
    }
    CHECK(sum == 500 * 28);  // 0 + 1 + … + 7 = 28
  });
  for (int i = 0; i < 50; ++i) {
    for (const auto& s : settings()) {
      const auto executor = par::make_executor(s.backend, s.threads);
      if (i % 2 == 0) executor->run(3, [](std::size_t, std::size_t) {});
    }
  }
}

TEST_CASE("backends go by name") {
  CHECK(par::backend_by_name("serial") == Backend::kSerial);
  CHECK(par::backend_by_name("jthread") == Backend::kJthread);
  CHECK(par::backend_by_name("tbb") == Backend::kTbb);
  try {
    par::backend_by_name("threads");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kUsage);
    CHECK(error.fix() == "choose serial, jthread or tbb");
  }
}
