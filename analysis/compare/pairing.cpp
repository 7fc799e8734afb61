#include "analysis/compare/pairing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace grend::compare {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

statistics::Interval interval_of(std::span<const double> values, const Settings& settings) {
  return settings.interval == IntervalKind::kT
             ? statistics::t_interval(values, settings.confidence)
             : statistics::bootstrap_interval(values, settings.confidence);
}

double spread_of(std::span<const double> values, double mean) {
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// The chance of such a mean if the truth were 0. A difference without any spread is certain. Values
// that differ by rounding only have none.
double p_of(double mean, double error, double degrees, double size) {
  if (error <= 1e-12 * size) return std::abs(mean) <= 1e-12 * size ? 1 : 0;
  return statistics::t_p_value(mean / error, degrees);
}

Test paired_test(std::span<const double> first, std::span<const double> second,
                 const Settings& settings) {
  std::vector<double> a, b, change;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (std::isnan(first[i]) || std::isnan(second[i])) continue;
    a.push_back(first[i]);
    b.push_back(second[i]);
    change.push_back(second[i] - first[i]);
  }
  Test result;
  result.first = statistics::moments_of(a).mean();
  result.second = statistics::moments_of(b).mean();
  result.change = interval_of(change, settings);
  result.replications = static_cast<double>(change.size());
  if (change.size() < 2) return result;
  result.spread = spread_of(change, result.change.mean);
  const double size = std::max(std::abs(result.first), std::abs(result.second));
  result.p = p_of(result.change.mean, result.spread / std::sqrt(result.replications),
                  result.replications - 1, size);
  return result;
}

std::vector<double> defined(std::span<const double> values) {
  std::vector<double> kept;
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double v) { return !std::isnan(v); });
  return kept;
}

// Welch's test for two independent samples.
Test independent_test(std::span<const double> first, std::span<const double> second,
                      const Settings& settings) {
  const auto a = defined(first), b = defined(second);
  Test result;
  result.first = statistics::moments_of(a).mean();
  result.second = statistics::moments_of(b).mean();
  const double mean = result.second - result.first;
  result.change = {mean, kUndefined, kUndefined};
  const double na = static_cast<double>(a.size()), nb = static_cast<double>(b.size());
  result.replications = std::min(na, nb);
  if (result.replications < 2) return result;
  const double va = std::pow(spread_of(a, result.first), 2) / na;
  const double vb = std::pow(spread_of(b, result.second), 2) / nb;
  const double error = std::sqrt(va + vb);
  result.spread = error * std::sqrt(result.replications);
  const double degrees = error > 0
                             ? std::pow(va + vb, 2) / (va * va / (na - 1) + vb * vb / (nb - 1))
                             : result.replications - 1;
  const double half = statistics::t_quantile((1 + settings.confidence) / 2, degrees) * error;
  result.change = {mean, mean - half, mean + half};
  const double size = std::max(std::abs(result.first), std::abs(result.second));
  result.p = p_of(mean, error, degrees, size);
  return result;
}

std::vector<double> pick(std::span<const double> values, const std::vector<std::size_t>& which) {
  std::vector<double> picked;
  for (const std::size_t i : which) picked.push_back(values[i]);
  return picked;
}

}  // namespace

Pairing Pairing::of(const store::Results& first, const store::Results& second) {
  Pairing pairing;
  if (first.manifest.seed == second.manifest.seed) {
    for (std::size_t i = 0; i < first.replications.size(); ++i) {
      const auto& numbers = second.replications;
      const auto found = std::lower_bound(numbers.begin(), numbers.end(), first.replications[i]);
      if (found == numbers.end() || *found != first.replications[i]) continue;
      pairing.first.push_back(i);
      pairing.second.push_back(static_cast<std::size_t>(found - numbers.begin()));
    }
  }
  pairing.paired = !pairing.first.empty();
  if (!pairing.paired) {
    pairing.first.resize(first.replications.size());
    pairing.second.resize(second.replications.size());
    std::iota(pairing.first.begin(), pairing.first.end(), std::size_t{0});
    std::iota(pairing.second.begin(), pairing.second.end(), std::size_t{0});
  }
  return pairing;
}

Test test(const Pairing& pairing, std::span<const double> first, std::span<const double> second,
          const Settings& settings) {
  const auto a = pick(first, pairing.first), b = pick(second, pairing.second);
  return pairing.paired ? paired_test(a, b, settings) : independent_test(a, b, settings);
}

std::optional<double> replications_needed(double spread, double difference) {
  if (!(difference > 0) || std::isnan(spread)) return std::nullopt;
  constexpr double kPower = 0.8, kConfidence = 0.975;
  const double ratio = spread / difference;
  double n = std::pow(
      (statistics::normal_quantile(kConfidence) + statistics::normal_quantile(kPower)) * ratio, 2);
  // With the t distribution of that many, twice: more would not change the whole number.
  for (int round = 0; round < 2; ++round) {
    const double degrees = std::max(1.0, std::ceil(n) - 1);
    n = std::pow(
        (statistics::t_quantile(kConfidence, degrees) + statistics::t_quantile(kPower, degrees)) *
            ratio,
        2);
  }
  return std::max(2.0, std::ceil(n));
}

}  // namespace grend::compare
