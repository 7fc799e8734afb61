// Which school or kindergarten each zone has: the nearest by car of the six nearest by crow. Built
// once, in O(zones log schools). Immutable, thread-safe.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/network/router.h"
#include "engine/par/executor.h"
#include "models/activity/opportunities.h"

namespace grend::activity {

class NearestSchools {
 public:
  NearestSchools() = default;
  NearestSchools(const ZoneTree& tree, std::span<const network::Place> zone_places,
                 std::vector<Opportunity> schools, const network::Router* router,
                 par::Executor& executor);

  bool empty() const { return schools_.empty(); }
  std::uint32_t of_zone(std::uint32_t zone) const { return nearest_[zone]; }
  const Opportunity& school(std::uint32_t index) const { return schools_[index]; }

 private:
  std::vector<Opportunity> schools_;
  std::vector<std::uint32_t> nearest_;
};

}  // namespace grend::activity
