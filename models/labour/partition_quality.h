// How good a division into regions is: self-containment and modularity, with the formulas. Sums in
// whole hundredths of persons, so no order of adding matters.
#pragma once

#include "models/labour/partition.h"

namespace grend::labour {

struct RegionFigures {
  Region region;
  Persons live;  // employed residents
  Persons work;  // jobs
  Persons both;  // who live and work in it

  double supply_self_containment() const;  // both / live, percent; NaN of none
  double demand_self_containment() const;  // both / work, percent; NaN of none
};

struct PartitionQuality {
  std::vector<RegionFigures> regions;  // ascending by the centre's code
  double self_containment = 0;         // of all employed, percent who work in their region
  double median_supply = 0;            // of the regions, percent
  double median_demand = 0;
  // Σ over regions of both/m - (live/m)(work/m), m all employed: how much more often people work in
  // their region than if flows knew no place (directed networks: Leicht & Newman 2008); below 1.
  double modularity = 0;
};

PartitionQuality partition_quality(const Partition& partition, const CommutingTable& table);

}  // namespace grend::labour
