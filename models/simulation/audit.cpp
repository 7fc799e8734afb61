#include "models/simulation/audit.h"

#include <algorithm>

#include "engine/base/text.h"

namespace grend::simulation {

std::vector<AuditCheck> audit_day(const World& world, const DayRecords& records) {
  std::vector<AuditCheck> checks;
  for (auto* part : {audit_requests, audit_vehicles, audit_money, audit_trips, audit_network}) {
    auto found = part(world, records);
    std::move(found.begin(), found.end(), std::back_inserter(checks));
  }
  std::stable_sort(checks.begin(), checks.end(), [](const AuditCheck& a, const AuditCheck& b) {
    return parse_int(a.id.substr(1)) < parse_int(b.id.substr(1));
  });
  return checks;
}

}  // namespace grend::simulation
