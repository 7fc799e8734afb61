#include "engine/base/portable_exp.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "engine/base/portable_math.h"

namespace grend {
namespace {

constexpr std::size_t kLanes = 8;
using Lanes = std::array<double, kLanes>;

// The steps of portable_exp in the same order, for -700 <= x <= 700: every result is a normal
// number, so that a power of two is an addition to the exponent.
void exp_in_range(Lanes& x) {
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  constexpr double kRound =
      0x1.8p52;  // adding it leaves no room for a fraction: nearest, ties even
  Lanes k, r, sum;
  for (std::size_t i = 0; i < kLanes; ++i) k[i] = (x[i] * 1.44269504088896338700 + kRound) - kRound;
  for (std::size_t i = 0; i < kLanes; ++i) r[i] = (x[i] - k[i] * kLn2High) - k[i] * kLn2Low;
  sum.fill(1);
#pragma GCC unroll 14  // a division by 8, 4, 2 or 1 that is known to be one costs nothing
  for (int n = 14; n >= 1; --n) {
    for (std::size_t i = 0; i < kLanes; ++i) sum[i] = 1 + r[i] * sum[i] / n;
  }
  for (std::size_t i = 0; i < kLanes; ++i) {
    const auto power = static_cast<std::uint64_t>(static_cast<std::int64_t>(k[i])) << 52;
    x[i] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(sum[i]) + power);
  }
}

}  // namespace

void portable_exp(std::span<double> values) {
  constexpr double kLimit = 700;
  for (std::size_t begin = 0; begin < values.size(); begin += kLanes) {
    const auto some = values.subspan(begin, std::min(kLanes, values.size() - begin));
    const auto ordinary = [](double x) { return x >= -kLimit && x <= kLimit; };
    if (!std::all_of(some.begin(), some.end(), ordinary)) {
      for (double& x : some) x = portable_exp(x);
      continue;
    }
    Lanes lanes{};
    std::copy(some.begin(), some.end(), lanes.begin());
    exp_in_range(lanes);
    std::copy_n(lanes.begin(), some.size(), some.begin());
  }
}

}  // namespace grend
