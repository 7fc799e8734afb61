// One replication counted: the sums of every quantity, as a whole and by service, group, area and
// hour; the distributions behind waits and rides; the fleet over the day. Small enough to keep for
// thousands of replications, and computed from the raw tables alone, so that anybody can recompute
// it from a result file.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/indicators/definitions.h"
#include "engine/store/table.h"

namespace grend::indicators {

// Under this many persons a cell is not published.
inline constexpr double kSmallestCell = 5;

struct Cell {
  std::array<double, kQuantities> sums{};
  std::array<std::vector<double>, kMeasures> values;  // ascending once closed; unit of the measure
  std::vector<std::uint32_t> asking;  // the person of every request; empty once closed

  void add(Quantity quantity, double amount) { sums[static_cast<std::size_t>(quantity)] += amount; }
  double operator[](Quantity quantity) const { return sums[static_cast<std::size_t>(quantity)]; }
};

// NaN where it is not defined.
double value_of(const Definition& definition, const Cell& cell);

// Half an hour of the day, mean over the simulated days.
struct TimeSlot {
  double requests = 0;                                   // wished pick-ups
  double served = 0;                                     // of these
  double idle = 0, empty = 0, loaded = 0, standing = 0;  // vehicles
  double on_board = 0;                                   // passengers
};
inline constexpr double kSlotSeconds = 1800;
inline constexpr std::size_t kSlots = 54;  // until 03:00 of the next day

// How long and how far vehicles drove with so many on board, s and m.
struct Load {
  double time = 0;
  double distance = 0;
};

struct Summary {
  Cell total;
  std::array<std::vector<Cell>, kDimensions> cells;  // by category of the dimension
  std::vector<TimeSlot> slots;
  std::map<std::int32_t, Load> loads;  // by persons on board
};

// The categories of every dimension, and which persons are in them. Made once from what all days
// share (persons, days, services); immutable, so threads share it.
class Breakdown {
 public:
  explicit Breakdown(const std::vector<store::Table>& world_tables);

  const std::vector<std::string>& categories(Dimension dimension) const {
    return categories_[static_cast<std::size_t>(dimension)];
  }
  // Side of the squares that areas are, in km.
  int area_side() const { return area_side_; }

  // `days`: the raw tables of each day of one replication.
  Summary summarise(const std::vector<std::vector<store::Table>>& days) const;

 private:
  friend class Counter;
  void find_groups(const store::Table& persons);
  void find_areas(const store::Table& persons);

  std::size_t persons_ = 0;
  std::array<std::vector<std::string>, kDimensions> categories_;
  std::vector<std::uint16_t> groups_of_;  // by person: bit per group
  std::vector<std::uint8_t> area_of_;     // by person
  std::vector<double> days_per_year_;     // by day
  int area_side_ = 0;
};

}  // namespace grend::indicators
