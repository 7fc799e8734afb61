// The identities that every run must satisfy (A1-A6 and A8-A12 of the verification plan),
// recomputed from the records by other means than those that made them. Each check says how much it
// looked at, so that an empty check is seen.
#pragma once

#include <string>
#include <vector>

#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

struct AuditCheck {
  std::string id;         // "A3"
  std::string statement;  // what must hold
  std::size_t checked = 0;
  std::size_t violations = 0;
  std::string example;  // the first violation

  // Counts one comparison; describes it if it is the first that fails.
  template <class Describe>
  void expect(bool holds, Describe&& describe) {
    ++checked;
    if (holds) return;
    if (violations++ == 0) example = describe();
  }
};

std::vector<AuditCheck> audit_day(const World& world, const DayRecords& records);

// Its parts, by what they look at.
std::vector<AuditCheck> audit_requests(const World& world, const DayRecords& records);
std::vector<AuditCheck> audit_vehicles(const World& world, const DayRecords& records);
std::vector<AuditCheck> audit_money(const World& world, const DayRecords& records);
std::vector<AuditCheck> audit_trips(const World& world, const DayRecords& records);
std::vector<AuditCheck> audit_network(const World& world, const DayRecords& records);

}  // namespace grend::simulation
