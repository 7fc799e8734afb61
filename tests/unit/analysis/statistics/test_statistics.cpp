#include <cmath>

#include "analysis/statistics/statistics.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::statistics;

namespace {

bool near(double a, double b, double margin = 1e-9) { return std::abs(a - b) < margin; }

std::vector<double> draw(std::uint32_t experiment, std::size_t n, bool skewed) {
  RandomStream random({7, experiment}, 0, Purpose::kTest);
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) {
    values.push_back(skewed ? random.exponential() : 1 + 3 * random.normal());
  }
  return values;
}

// How often, in %, the interval holds the true mean 1 in 1,000 experiments.
template <class Make>
double coverage(std::size_t n, bool skewed, Make make) {
  int held = 0;
  for (std::uint32_t experiment = 0; experiment < 1000; ++experiment) {
    const Interval interval = make(draw(experiment, n, skewed));
    held += interval.low <= 1 && 1 <= interval.high;
  }
  return held / 10.0;
}

}  // namespace

TEST_CASE("quantiles are those of the tables") {
  CHECK(near(t_quantile(0.975, 9), 2.262157, 1e-6));
  CHECK(near(t_quantile(0.975, 49), 2.009575, 1e-6));
  CHECK(near(normal_quantile(0.975), 1.959964, 1e-6));
  CHECK(near(t_p_value(2.262157, 9), 0.05, 1e-6));
}

TEST_CASE("an interval by hand: 1, 2, 3, 4, 5") {
  // mean 3, variance 2.5, standard error 0.7071, t(4) = 2.776445
  const std::vector<double> values = {1, 2, 3, 4, 5, std::nan("")};
  const auto interval = t_interval(values);
  CHECK(near(interval.mean, 3));
  CHECK(near(interval.half_width(), 2.776445 * std::sqrt(0.5), 1e-6));
  CHECK(std::isnan(t_interval(std::vector<double>{4}).low));
}

TEST_CASE("moments of parts are the moments of the whole") {
  Moments left = moments_of(std::vector<double>{1, 5}), right = moments_of(std::vector<double>{3});
  left.add(right);
  CHECK(left.n == 3);
  CHECK(near(left.mean(), 3));
  CHECK(near(left.variance(), 4));
  CHECK(left.least == 1);
  CHECK(left.greatest == 5);
}

TEST_CASE("95 % intervals hold the truth in 93 to 97 % of 1,000 experiments") {
  const auto by_t = [](const std::vector<double>& v) { return t_interval(v); };
  const auto by_bootstrap = [](const std::vector<double>& v) {
    return bootstrap_interval(v, 0.95, 400);
  };
  for (const std::size_t n : {5u, 20u, 50u}) {
    INFO(n << " replications");
    const double held = coverage(n, false, by_t);
    CHECK(held >= 93);
    CHECK(held <= 97);
  }
  // Skewed values (exponential) need more replications for t; the bootstrap-t gets there sooner.
  const double t_skewed = coverage(50, true, by_t);
  const double bootstrap_skewed = coverage(50, true, by_bootstrap);
  INFO("skewed: t " << t_skewed << ", bootstrap " << bootstrap_skewed);
  CHECK(bootstrap_skewed >= 93);
  CHECK(bootstrap_skewed <= 97);
  CHECK(t_skewed >= 91);
}

TEST_CASE("Holm's procedure on an example") {
  // Sorted 0.01, 0.02, 0.03, 0.04 of four: 4·0.01, 3·0.02, 2·0.03, then never falling.
  const auto adjusted = holm(std::vector<double>{0.04, 0.01, 0.03, 0.02});
  CHECK(near(adjusted[1], 0.04));
  CHECK(near(adjusted[3], 0.06));
  CHECK(near(adjusted[2], 0.06));
  CHECK(near(adjusted[0], 0.06));
}
