// A comparison as text: for the terminal, as CSV and as JSON.
#pragma once

#include <string>

#include "analysis/compare/compare.h"

namespace grend::compare {

// "confirmed better", "hint of worse", "no difference seen"
std::string verdict(const Difference& difference);

struct TextOptions {
  bool all = false;  // every indicator and hint, not only key indicators and what is confirmed
};
std::string terminal_text(const Comparison& comparison, const TextOptions& options);
std::string frontier_text(const std::vector<Place>& places, std::string_view cost,
                          std::string_view quality);

// One row per indicator and cell.
std::string csv_text(const std::vector<Comparison>& comparisons);
std::string json_text(const std::vector<Comparison>& comparisons, const std::vector<Place>& places);

}  // namespace grend::compare
