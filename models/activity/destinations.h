// Where people go: a gravity model with opportunities. The chance of a destination is its weight
// times exp(-distance / reach), straight line from the home cell's centre; school is the nearest
// one; a visit is to a household of a cell drawn the same way. Work outside the region leaves
// through a gateway by the commuting statistics. Tables per cell are built once; a draw is a binary
// search.
#pragma once

#include <vector>

#include "models/activity/plan_spec.h"
#include "models/population/population.h"

namespace grend::activity {

// A place on the network where an activity can be carried out.
struct Opportunity {
  network::Place place;
  geo::Point position;
  double weight = 0;
};

// Employed residents by where they work.
struct Commuting {
  double inside = 1;
  std::vector<Opportunity> gateways;  // weight: employed who leave by it
};

struct Opportunities {
  std::array<std::vector<Opportunity>, kActivityKinds> by_kind;  // visit: unused
  Commuting commuting;
};

struct Destination {
  network::Place place;
  bool outside = false;
};

class DestinationModel {
 public:
  DestinationModel(const region::RegionInput& region, const population::Population& population,
                   Opportunities opportunities, const PlanSpec& spec, par::Executor& executor);

  // Nothing if the region has no such opportunity.
  bool offers(ActivityKind kind) const;
  Destination draw(ActivityKind kind, population::HouseholdId home, RandomStream& random) const;

 private:
  // One row of cumulative pulls per home cell.
  struct Pull {
    std::size_t columns = 0;
    std::vector<double> cumulative;
    std::size_t draw(std::size_t row, double uniform) const;
  };
  Pull build_pull(const region::RegionInput& region, const std::vector<Opportunity>& to,
                  Distance reach, bool nearest_only, par::Executor& executor) const;

  Opportunities opportunities_;
  std::array<Pull, kActivityKinds> pulls_;
  std::vector<std::vector<population::HouseholdId>> households_by_cell_;
  const population::Population* population_;
};

}  // namespace grend::activity
