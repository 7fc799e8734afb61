// Two samples of one quantity and the difference of their means.
#pragma once

#include <span>
#include <vector>

#include "analysis/compare/compare.h"

namespace grend::compare {

// Which replications of two runs belong together.
struct Pairing {
  bool paired = false;
  std::vector<std::size_t> first;  // positions; of equal length if paired, else all
  std::vector<std::size_t> second;

  static Pairing of(const store::Results& first, const store::Results& second);
};

struct Test {
  double first = 0;
  double second = 0;
  statistics::Interval change;
  double p = 1;
  double replications = 0;
  double spread = 0;  // standard deviation of a difference
};

// `first` and `second`: a value per replication of each run; NaN are left out, with their partner.
Test test(const Pairing& pairing, std::span<const double> first, std::span<const double> second,
          const Settings& settings);

// Replications to see a difference of that size at 5 % in 8 of 10 experiments; 2 at least.
std::optional<double> replications_needed(double spread, double difference);

}  // namespace grend::compare
