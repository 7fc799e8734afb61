// What a village or a valley's centre is to hold, and where.
#pragma once

#include <cstdint>
#include <string>

namespace grend::region {

struct SettlementPlan {
  std::string name;
  double along = 0;                 // metres along the through road's valley
  std::int64_t persons = 0;         // who live in it
  std::int64_t served_persons = 0;  // who come to it: its surroundings too
  std::int64_t jobs = 0;
  bool centre = false;
};

}  // namespace grend::region
