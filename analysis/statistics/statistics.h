// Means of replications and how well they are known. Sums run in the order of the values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace grend::statistics {

// Mergeable: parts added in order give the whole.
struct Moments {
  double n = 0, sum = 0, squares = 0, least = 0, greatest = 0;

  void add(double value);
  void add(const Moments& other);
  double mean() const;      // NaN of none
  double variance() const;  // of the population it was drawn from; NaN of fewer than two
};

Moments moments_of(std::span<const double> values);  // NaN are left out

struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
  double half_width() const { return (high - low) / 2; }
};

// Of Student's t distribution: P(T <= quantile) = probability; degrees > 0.
double t_quantile(double probability, double degrees);
// P(|T| >= |t|).
double t_p_value(double t, double degrees);
double normal_quantile(double probability);

// For the mean, by Student's t; NaN bounds of fewer than two values.
Interval t_interval(std::span<const double> values, double confidence = 0.95);
// For the mean, by the bootstrap-t (Efron and Tibshirani 1993, ch. 12): `resamples` draws with a
// fixed seed, so equal values give equal intervals.
Interval bootstrap_interval(std::span<const double> values, double confidence = 0.95,
                            std::size_t resamples = 1000);

// p-values adjusted for looking at all of them (Holm 1979): below alpha is a confirmed difference
// with a chance of at most alpha for any false one.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace grend::statistics
