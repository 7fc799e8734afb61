#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

using grend::Philox;
using grend::philox4x32_10;
using grend::Purpose;
using grend::RandomStream;

namespace {

constexpr int kDraws = 200'000;

RandomStream stream(std::uint64_t seed, std::uint32_t agent = 0) {
  return {{.seed = seed}, agent, Purpose::kTest};
}

struct Moments {
  double mean = 0;
  double variance = 0;
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
};

template <class Draw>
Moments moments(Draw draw) {
  Moments m;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
    m.low = std::fmin(m.low, x);
    m.high = std::fmax(m.high, x);
  }
  m.mean = sum / kDraws;
  m.variance = squares / kDraws - m.mean * m.mean;
  return m;
}

// Four standard errors of a mean over kDraws: a wrong distribution fails, a right one with these
// fixed seeds does not (1 in 16,000 for a seed picked blindly).
double four_errors(double variance) { return 4 * std::sqrt(variance / kDraws); }

}  // namespace

TEST_CASE("Philox gives the known answers of the Random123 distribution") {
  const std::uint32_t f = 0xffffffff;
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) ==
        Philox{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32_10({f, f, f, f}, {f, f}) ==
        Philox{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Philox{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a stream walks through the blocks of its own counter") {
  // Key: the two halves of the seed. Counter: block, purpose, agent, replication.
  RandomStream s({.seed = 0x0000000200000001, .replication = 3}, 5, Purpose::kPlan, 7);
  const Philox first = philox4x32_10({7, 6, 5, 3}, {1, 2});
  const Philox second = philox4x32_10({8, 6, 5, 3}, {1, 2});
  for (const auto value : first) CHECK(s.next_u32() == value);
  CHECK(s.next_u32() == second[0]);
  // A 64-bit number takes two more, the low half first: words 1 and 2 of the second block.
  CHECK(s.next_u64() == (std::uint64_t{second[2]} << 32 | second[1]));
}

TEST_CASE("a stream depends on seed, replication, agent and purpose, and on nothing else") {
  const auto first = [](grend::RandomSource source, std::uint32_t agent, Purpose purpose) {
    return RandomStream(source, agent, purpose).next_u64();
  };
  const std::uint64_t base = first({.seed = 1, .replication = 0}, 1, Purpose::kTest);
  CHECK(first({.seed = 1, .replication = 0}, 1, Purpose::kTest) == base);
  CHECK(first({.seed = 2, .replication = 0}, 1, Purpose::kTest) != base);
  CHECK(first({.seed = 1 + (std::uint64_t{1} << 32), .replication = 0}, 1, Purpose::kTest) != base);
  CHECK(first({.seed = 1, .replication = 1}, 1, Purpose::kTest) != base);
  CHECK(first({.seed = 1, .replication = 0}, 2, Purpose::kTest) != base);
  CHECK(first({.seed = 1, .replication = 0}, 1, Purpose::kRoads) != base);
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  auto s = stream(1);
  const Moments m = moments([&] { return s.uniform(); });
  CHECK(std::fabs(m.mean - 0.5) < four_errors(1.0 / 12));
  CHECK(std::fabs(m.variance - 1.0 / 12) < 0.001);
  // The least and the greatest of 200,000 lie within 1e-4 of the ends but for e^-20.
  CHECK(m.low >= 0);
  CHECK(m.low < 1e-4);
  CHECK(m.high < 1);
  CHECK(m.high > 1 - 1e-4);
}

TEST_CASE("uniform numbers fill a given range evenly") {
  auto s = stream(2);
  const Moments m = moments([&] { return s.uniform(-3, 5); });  // variance 8² / 12
  CHECK(std::fabs(m.mean - 1) < four_errors(64.0 / 12));
  CHECK(m.low >= -3);
  CHECK(m.high <= 5);
}

TEST_CASE("neighbouring agents' numbers are not correlated") {
  double product = 0;
  for (std::uint32_t agent = 0; agent < kDraws; ++agent) {
    const double a = stream(3, agent).uniform() - 0.5;
    const double b = stream(3, agent + 1).uniform() - 0.5;
    product += a * b;
  }
  // The product of two independent ones has mean 0 and variance 1/144.
  CHECK(std::fabs(product / kDraws) < four_errors(1.0 / 144));
}

TEST_CASE("whole numbers come out equally often, both ends included") {
  auto s = stream(4);
  std::array<int, 7> count{};
  for (int i = 0; i < kDraws; ++i) ++count.at(static_cast<std::size_t>(s.between(-3, 3) + 3));
  // Chi-square with 6 degrees of freedom: 22.5 is passed by 1 in 1,000.
  double chi_square = 0;
  const double expected = kDraws / 7.0;
  for (const int n : count) chi_square += (n - expected) * (n - expected) / expected;
  CHECK(chi_square < 22.5);
}

TEST_CASE("whole numbers work at the ends of the type") {
  constexpr auto kLow = std::numeric_limits<std::int64_t>::min();
  constexpr auto kHigh = std::numeric_limits<std::int64_t>::max();
  auto s = stream(5);
  CHECK(s.between(kHigh, kHigh) == kHigh);
  CHECK(s.between(kLow, kLow) == kLow);
  bool below = false;
  bool above = false;
  for (int i = 0; i < 100; ++i) {
    const auto whole = s.between(kLow, kHigh);
    below = below || whole < 0;
    above = above || whole > 0;
    // More than half of the type: nearly every second draw is rejected and drawn again.
    const auto wide = s.between(kLow / 2 - 2, kHigh / 2 + 2);
    CHECK(wide >= kLow / 2 - 2);
    CHECK(wide <= kHigh / 2 + 2);
  }
  CHECK(below);
  CHECK(above);
  CHECK_THROWS_AS(s.between(1, 0), grend::InternalError);
}

TEST_CASE("whole numbers over an awkward range are unbiased") {
  // 3 * 2^62 values: taking 64 random bits modulo that would hit the first third half of the time.
  constexpr std::int64_t kThird = std::int64_t{1} << 62;
  constexpr auto kLow = std::numeric_limits<std::int64_t>::min();
  auto s = stream(13);
  int first_third = 0;
  for (int i = 0; i < kDraws; ++i)
    first_third += s.between(kLow, kThird - 1) < kLow + kThird ? 1 : 0;
  CHECK(std::fabs(first_third / double{kDraws} - 1.0 / 3) < four_errors(2.0 / 9));
}

TEST_CASE("a chance comes true as often as it says") {
  auto s = stream(6);
  int hits = 0;
  for (int i = 0; i < kDraws; ++i) hits += s.chance(0.3) ? 1 : 0;
  CHECK(std::fabs(hits / double{kDraws} - 0.3) < four_errors(0.3 * 0.7));
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(s.chance(0));
    CHECK(s.chance(1));
  }
}

TEST_CASE("normal numbers have mean 0, variance 1 and the right tails") {
  auto s = stream(7);
  int beyond_two = 0;
  const Moments m = moments([&] {
    const double x = s.normal();
    beyond_two += std::fabs(x) > 2 ? 1 : 0;
    return x;
  });
  CHECK(std::fabs(m.mean) < four_errors(1));
  CHECK(std::fabs(m.variance - 1) < four_errors(2));  // the variance of x² is 2
  // P(|x| > 2) = 0.045500
  CHECK(std::fabs(beyond_two / double{kDraws} - 0.0455) < four_errors(0.0455 * 0.9545));
}

TEST_CASE("exponential numbers have mean 1 and variance 1 and are above 0") {
  auto s = stream(8);
  const Moments m = moments([&] { return s.exponential(); });
  CHECK(std::fabs(m.mean - 1) < four_errors(1));
  CHECK(std::fabs(m.variance - 1) < four_errors(8));  // the variance of (x - 1)² is 8
  CHECK(m.low > 0);
}

TEST_CASE("Gumbel numbers have Euler's constant as mean and π²/6 as variance") {
  auto s = stream(9);
  const Moments m = moments([&] { return s.gumbel(); });
  CHECK(std::fabs(m.mean - 0.5772156649) < four_errors(1.6449340668));
  CHECK(std::fabs(m.variance - 1.6449340668) < 0.05);
  CHECK(std::isfinite(m.low));
  CHECK(std::isfinite(m.high));
}

TEST_CASE("the largest utility plus Gumbel number follows the logit formula") {
  // V = (0.2, -0.5, 1.1): P = (0.252769, 0.125521, 0.621710).
  const std::array<double, 3> utility = {0.2, -0.5, 1.1};
  const std::array<double, 3> share = {0.252769, 0.125521, 0.621710};
  std::array<int, 3> count{};
  auto s = stream(10);
  for (int i = 0; i < kDraws; ++i) {
    std::array<double, 3> value{};
    for (std::size_t k = 0; k < 3; ++k) value[k] = utility[k] + s.gumbel();
    ++count[value[0] > value[1] && value[0] > value[2] ? 0u : (value[1] > value[2] ? 1u : 2u)];
  }
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(std::fabs(count[k] / double{kDraws} - share[k]) < four_errors(share[k] * (1 - share[k])));
  }
}

TEST_CASE("pick chooses in proportion to the weights") {
  const std::vector<double> weights = {1, 0, 2, 5, 0};  // shares 1/8, 0, 2/8, 5/8, 0
  std::array<int, 5> count{};
  auto s = stream(11);
  for (int i = 0; i < kDraws; ++i) ++count.at(s.pick(weights));
  CHECK(count[1] == 0);
  CHECK(count[4] == 0);
  for (const std::size_t k : {0u, 2u, 3u}) {
    const double share = weights[k] / 8;
    CHECK(std::fabs(count[k] / double{kDraws} - share) < four_errors(share * (1 - share)));
  }
}

TEST_CASE("pick needs a positive weight") {
  auto s = stream(12);
  CHECK(s.pick(std::vector<double>{0, 3, 0}) == 1);
  CHECK_THROWS_AS(s.pick(std::vector<double>{0, 0}), grend::InternalError);
  CHECK_THROWS_AS(s.pick(std::vector<double>{}), grend::InternalError);
  CHECK_THROWS_AS(s.pick(std::vector<double>{std::nan(""), 1}), grend::InternalError);
}

TEST_CASE("the first draws of seed 1 keep their bits for ever") {
  // Every stored result rests on these: a change here belongs under "Changes results".
  auto s = RandomStream({.seed = 1, .replication = 2}, 3, Purpose::kChoice);
  CHECK(s.next_u64() == 0x7485edb86736de85);
  CHECK(s.uniform() == 0x1.d36e3349e8605p-1);
  CHECK(s.normal() == -0x1.cfd8ebd5eacd6p-1);
  CHECK(s.exponential() == 0x1.8a37b0f6479bcp-1);
  CHECK(s.gumbel() == 0x1.66787657ffdaap-1);
  CHECK(s.between(0, 999'999) == 234'258);
}
