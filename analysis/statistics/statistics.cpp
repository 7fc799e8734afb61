#include "analysis/statistics/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/random.h"

namespace grend::statistics {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

std::vector<double> defined(std::span<const double> values) {
  std::vector<double> result;
  for (const double v : values) {
    if (!std::isnan(v)) result.push_back(v);
  }
  return result;
}

double standard_error(const Moments& m) { return std::sqrt(m.variance() / m.n); }

}  // namespace

void Moments::add(double value) {
  least = n == 0 ? value : std::min(least, value);
  greatest = n == 0 ? value : std::max(greatest, value);
  ++n;
  sum += value;
  squares += value * value;
}

void Moments::add(const Moments& other) {
  if (other.n == 0) return;
  least = n == 0 ? other.least : std::min(least, other.least);
  greatest = n == 0 ? other.greatest : std::max(greatest, other.greatest);
  n += other.n;
  sum += other.sum;
  squares += other.squares;
}

double Moments::mean() const { return n > 0 ? sum / n : kUndefined; }

double Moments::variance() const {
  return n > 1 ? std::max(0.0, (squares - sum * sum / n) / (n - 1)) : kUndefined;
}

Moments moments_of(std::span<const double> values) {
  Moments m;
  for (const double v : values) {
    if (!std::isnan(v)) m.add(v);
  }
  return m;
}

double t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), probability);
}

double t_p_value(double t, double degrees) {
  return 2 *
         boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), std::abs(t)));
}

double normal_quantile(double probability) {
  return boost::math::quantile(boost::math::normal(), probability);
}

Interval t_interval(std::span<const double> values, double confidence) {
  const auto kept = defined(values);
  const Moments m = moments_of(kept);
  if (m.n < 2) return {m.mean(), kUndefined, kUndefined};
  // Two passes, because Σx² loses the spread of values that are large against it.
  double spread = 0;
  for (const double v : kept) spread += (v - m.mean()) * (v - m.mean());
  const double error = std::sqrt(spread / (m.n - 1) / m.n);
  const double half = t_quantile((1 + confidence) / 2, m.n - 1) * error;
  return {m.mean(), m.mean() - half, m.mean() + half};
}

Interval bootstrap_interval(std::span<const double> values, double confidence,
                            std::size_t resamples) {
  const auto kept = defined(values);
  const Moments m = moments_of(kept);
  if (m.n < 2) return {m.mean(), kUndefined, kUndefined};
  const double error = standard_error(m);
  if (error == 0) return {m.mean(), m.mean(), m.mean()};
  RandomStream random({0x67726e64, 0}, 0, Purpose::kTest);
  std::vector<double> ratios;
  for (std::size_t r = 0; r < resamples; ++r) {
    Moments sample;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto drawn = random.between(0, static_cast<std::int64_t>(kept.size()) - 1);
      sample.add(kept[static_cast<std::size_t>(drawn)]);
    }
    const double spread = standard_error(sample);
    if (spread > 0) ratios.push_back((sample.mean() - m.mean()) / spread);
  }
  if (ratios.empty()) return {m.mean(), m.mean(), m.mean()};
  std::sort(ratios.begin(), ratios.end());
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(ratios.size() - 1);
    return ratios[static_cast<std::size_t>(std::llround(place))];
  };
  return {m.mean(), m.mean() - at((1 + confidence) / 2) * error,
          m.mean() - at((1 - confidence) / 2) * error};
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double running = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double factor = static_cast<double>(order.size() - rank);
    running = std::max(running, std::min(1.0, factor * p_values[order[rank]]));
    adjusted[order[rank]] = running;
  }
  return adjusted;
}

}  // namespace grend::statistics
