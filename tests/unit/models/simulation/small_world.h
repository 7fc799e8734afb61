// A whole small region with one service, quick enough for many days in a test.
#pragma once

#include "models/simulation/audit.h"
#include "models/simulation/day.h"
#include "models/simulation/result_tables.h"
#include "tests/support/catch.h"

namespace grend::simulation {

inline scenario::Scenario small_scenario() {
  scenario::Scenario s;
  s.name = "small";
  s.region.generate.emplace();
  s.region.generate->inhabitants = 1500;
  drt::ServiceSpec service;
  service.id = "bestill";
  drt::VehicleSpec vehicle;
  vehicle.count = 2;
  service.vehicles = {vehicle};
  s.services = {service};
  s.travellers.choice.drt_considered = 0.3;  // enough requests to fill two vehicles
  return s;
}

inline const Progress kSilent = [](std::string_view, double) {};

inline std::unique_ptr<World> small_world(const scenario::Scenario& s, par::Executor& executor) {
  return build_world(s, executor, kSilent);
}

inline store::Results results_of(const World& world, const DayRecords& day) {
  store::Results results;
  results.tables = result_tables(world, day);
  return results;
}

// Simulates one day; every identity must hold.
inline DayRecords audited_day(const World& world, const DayOptions& options,
                              par::Executor& executor) {
  auto day = run_day(world, options, executor, {}, kSilent);
  REQUIRE(day.has_value());
  for (const auto& check : audit_day(world, *day)) {
    INFO(check.id << ": " << check.statement << ": " << check.example);
    CHECK(check.violations == 0);
  }
  return std::move(*day);
}

struct Tally {
  std::size_t requests = 0, served = 0, rejected = 0;
};

inline Tally tally(const DayRecords& day) {
  Tally t;
  for (const auto& service : day.services) {
    for (const auto& b : service.bookings) {
      ++t.requests;
      t.served += b.status == drt::RequestStatus::kServed;
      t.rejected += b.status == drt::RequestStatus::kRejected;
    }
  }
  return t;
}

}  // namespace grend::simulation
