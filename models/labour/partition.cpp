#include "models/labour/partition.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::labour {
namespace {

std::string region_name(const Region& region, const Partition& partition,
                        const CommutingTable& table) {
  std::vector<MunicipalityId> twins;
  for (const auto id : region.members) {
    if (partition[id].ground == Ground::kTwinCentre) twins.push_back(id);
  }
  if (twins.empty()) return table.municipalities[region.centre].name;
  std::stable_sort(twins.begin(), twins.end(), [&](MunicipalityId a, MunicipalityId b) {
    return table.municipalities[a].working_age > table.municipalities[b].working_age;
  });
  std::string name;
  for (const auto id : twins) {
    name += (name.empty() ? "" : "/") + table.municipalities[id].name;
  }
  return name;
}

}  // namespace

std::vector<Region> regions_of(const Partition& partition, const CommutingTable& table) {
  IdVector<MunicipalityId, std::vector<MunicipalityId>> members(partition.size());
  for (const auto id : partition.ids()) {
    const MunicipalityId centre = partition[id].centre;
    GREND_CHECK(partition[centre].centre == centre);
    members[centre].push_back(id);
  }
  std::vector<Region> regions;
  for (const auto id : partition.ids()) {
    if (members[id].empty()) continue;
    Region region{id, std::move(members[id]), ""};
    region.name = region_name(region, partition, table);
    regions.push_back(std::move(region));
  }
  return regions;
}

}  // namespace grend::labour
