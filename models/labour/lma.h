// Labour-market areas by the European method (Coombes & Bond 2008; ISTAT's LabourMarketAreas;
// travel-to-work areas). Every community begins as a cluster. While the least valid cluster is not
// valid, its community with the greatest flows across the border leaves it, for the other cluster
// of greatest cohesion if that one's validity does not fall, else for the reserve list. At the end
// the reserve joins by greatest cohesion, one after the other, until nothing changes; who has no
// flows to any cluster stays alone. A community that has moved as often as there are communities
// goes to the reserve list, so that the search always ends.
// All comparisons are exact; ties go to the lower number. Whole Norway in some 50 ms. Pure
// function.
#pragma once

#include "models/labour/lma_spec.h"
#include "models/labour/partition.h"

namespace grend::labour {

struct LmaOutcome {
  Partition partition;  // an area's centre is its community with the most jobs
  std::size_t moves = 0;
  std::size_t reserved = 0;  // communities that were ever on the reserve list
};

LmaOutcome lma_regions(const CommutingTable& table, const LmaSpec& spec);

}  // namespace grend::labour
