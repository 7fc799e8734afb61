#include "models/labour/partition_quality.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace grend::labour {
namespace {

double percent(Persons part, Persons whole) {
  if (whole == Persons()) return std::numeric_limits<double>::quiet_NaN();
  return 100 * (part / whole);
}

// Of the values that are numbers.
double median(std::vector<double> values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }),
               values.end());
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

double RegionFigures::supply_self_containment() const { return percent(both, live); }
double RegionFigures::demand_self_containment() const { return percent(both, work); }

PartitionQuality partition_quality(const Partition& partition, const CommutingTable& table) {
  struct Sums {
    Persons live, work, both;
  };
  IdVector<MunicipalityId, Sums> sums(partition.size());
  Persons all, inside;
  for (const auto& flow : table.flows) {
    const MunicipalityId home = partition[flow.home].centre;
    const MunicipalityId work = partition[flow.work].centre;
    sums[home].live += flow.employed;
    sums[work].work += flow.employed;
    all += flow.employed;
    if (home != work) continue;
    sums[home].both += flow.employed;
    inside += flow.employed;
  }
  PartitionQuality quality;
  std::vector<double> supply, demand;
  for (auto& region : regions_of(partition, table)) {
    const Sums& s = sums[region.centre];
    quality.regions.push_back({std::move(region), s.live, s.work, s.both});
    supply.push_back(quality.regions.back().supply_self_containment());
    demand.push_back(quality.regions.back().demand_self_containment());
    if (all > Persons()) quality.modularity += s.both / all - (s.live / all) * (s.work / all);
  }
  quality.self_containment = percent(inside, all);
  quality.median_supply = median(std::move(supply));
  quality.median_demand = median(std::move(demand));
  return quality;
}

}  // namespace grend::labour
