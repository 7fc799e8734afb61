#include "engine/base/portable_math.h"

#include <cmath>
#include <limits>

namespace grend {
namespace {

// ln 2 split in two, so that k * kLn2High is exact.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;

}  // namespace

double portable_log(double x) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!(x > 0)) return x == 0 ? -kInfinity : std::numeric_limits<double>::quiet_NaN();
  if (x == kInfinity) return kInfinity;
  int k = 0;
  double m = std::frexp(x, &k);  // exact
  if (m < 0.70710678118654752440) {
    m *= 2;
    --k;
  }
  // log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.172: 12 terms reach 1e-19.
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  double sum = 0;
  for (int n = 23; n >= 1; n -= 2) sum = sum * s2 + 1.0 / n;
  return k * kLn2High + (k * kLn2Low + 2 * s * sum);
}

double portable_exp(double x) {
  if (x != x) return x;
  if (x > 709.7) return std::numeric_limits<double>::infinity();
  if (x < -745) return 0;
  const double k = std::nearbyint(x * 1.44269504088896338700);
  const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| < 0.35
  double sum = 1;
  for (int n = 14; n >= 1; --n) sum = 1 + r * sum / n;
  return std::ldexp(sum, static_cast<int>(k));
}

double portable_sqrt(double x) { return std::sqrt(x); }

}  // namespace grend
