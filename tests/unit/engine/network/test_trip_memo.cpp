#include <thread>
#include <vector>

#include "engine/network/trip_memo.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::network;

namespace {

Place place(std::uint32_t edge, std::uint32_t offset) { return {EdgeId(edge), offset}; }

}  // namespace

TEST_CASE("a trip is remembered by its router and both its places, there is no way as well") {
  TripMemo memo(10);
  const TripMemo::Key key{1, place(2, 30), place(4, 50)};
  CHECK_FALSE(memo.find(key));
  CHECK_FALSE(memo.find({0, place(0, 0), place(0, 0)}));
  memo.store(key, {600, 7000});
  REQUIRE(memo.find(key));
  CHECK(*memo.find(key) == Reach{600, 7000});
  CHECK_FALSE(memo.find({2, key.from, key.to}));
  CHECK_FALSE(memo.find({1, key.to, key.from}));
  CHECK_FALSE(memo.find({1, place(2, 31), key.to}));
  memo.store(key, {});
  REQUIRE(memo.find(key));
  CHECK_FALSE(memo.find(key)->reachable());
}

TEST_CASE("what threads write at once is read whole or not at all") {
  // Two entries for thousand keys: nearly every write takes the place of another key's trip.
  TripMemo memo(1);
  constexpr std::uint32_t kKeys = 1000;
  const auto key = [](std::uint32_t k) {
    return TripMemo::Key{k % 3, place(k, 7 * k), place(k, 9)};
  };
  const auto reach = [](std::uint32_t k) { return Reach{k + 1, 3 * k}; };
  std::vector<std::uint32_t> wrong(4), found(4);
  std::vector<std::jthread> threads;
  for (std::uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint32_t i = 0; i < 200'000; ++i) {
        const std::uint32_t k = (i * (2 * t + 1)) % kKeys;
        memo.store(key(k), reach(k));
        const std::uint32_t other = (k + i % 2) % kKeys;
        const auto known = memo.find(key(other));
        if (!known) continue;
        ++found[t];
        if (*known != reach(other)) ++wrong[t];
      }
    });
  }
  threads.clear();
  for (std::uint32_t t = 0; t < 4; ++t) {
    CHECK(wrong[t] == 0);
    CHECK(found[t] > 0);
  }
}
