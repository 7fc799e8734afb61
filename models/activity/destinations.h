// Where people go. Work: by commuting statistics and gravity, balanced against the jobs; school and
// kindergarten: the nearest by car, by grade; anything else: gravity with opportunities and time by
// car; a visit is to a household chosen the same way. Everything that does not change from day to
// day is settled once here. About linear in persons: zones near by are looked at one by one, those
// far away in bundles. Immutable, thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/activity/schools.h"
#include "models/activity/workplaces.h"
#include "models/region/nearest_place.h"

namespace grend::activity {

struct Destination {
  network::Place place;
  bool outside = false;
  std::uint32_t zone = 0;  // of the place; if outside, of the last homes on the way
};

// What the scenario should be told of.
struct DestinationReport {
  std::size_t zones = 0;
  WorkReport work;
  struct Calibrated {
    ActivityKind kind;
    Distance wished;
    Distance got;
    Duration decay;
  };
  std::vector<Calibrated> calibrated;
};

struct DestinationInput {
  const region::RegionInput& region;
  const population::Population& population;
  Opportunities opportunities;
  const PlanSpec& spec;
  RandomSource random;  // only the seed matters
  const network::Router* router =
      nullptr;  // by car; without one the crow's speed of the spec holds
  ZoneRules zones = {};
};

class DestinationModel {
 public:
  // Keeps references to population and spec.
  DestinationModel(DestinationInput input, par::Executor& executor);

  // Nothing if the region has no such opportunity.
  bool offers(ActivityKind kind) const;
  // For work and school `usual()`; draws only for the others. Nothing if there is nowhere to go.
  std::optional<Destination> draw(ActivityKind kind, std::uint32_t from_zone,
                                  RandomStream& random) const;
  // The workplace or school of a person.
  std::optional<Destination> usual(population::PersonId person) const;
  // Which school it is, for its bell; the kindergarten of a home.
  std::uint32_t school_number(population::PersonId person) const;
  std::optional<Destination> kindergarten(population::HouseholdId home) const;
  // A pupil who lives so far from school that transport is a right.
  bool right_to_transport(population::PersonId person) const { return right_[person]; }

  std::uint32_t zone_of(population::HouseholdId home) const {
    return tree_.zone_of_cell(population_->cell[home].value());
  }
  // About how long it takes by car, for the order of a day: as the crow flies.
  Duration drive(const Destination& from, const Destination& to) const;

  const DestinationReport& report() const { return report_; }
  std::size_t bytes() const;  // of all tables

 private:
  void find_zones(const DestinationInput& input);
  void find_zones_of(Opportunities& opportunities, const region::NearestPlace& nearest_cell) const;
  void build_gravity(const DestinationInput& input, par::Executor& executor);
  void find_rights(const network::Router* router, par::Executor& executor);
  Destination through(std::uint32_t gateway) const;
  Destination leave_region(double uniform) const;
  const NearestSchools& schools_for(int age) const;

  const population::Population* population_;
  const PlanSpec* spec_;
  ZoneTree tree_;
  std::vector<network::Place> zone_places_;
  std::vector<population::HouseholdId> households_;  // by zone
  std::vector<std::uint32_t> first_household_;       // of each zone, and the end
  std::unique_ptr<Surroundings> surroundings_;
  std::array<PlacesByZone, kActivityKinds> places_;
  std::array<Gravity, kActivityKinds> gravity_;
  NearestSchools schools_, upper_secondary_, kindergartens_;
  std::vector<Opportunity> gateways_;
  std::vector<double> leaving_;  // commuters by gateway, added up
  IdVector<population::PersonId, UsualPlace> workplace_;
  IdVector<population::PersonId, bool> right_;
  DestinationReport report_;
};

// The last age of compulsory school.
inline constexpr int kLastYearOfSchool = 15;

}  // namespace grend::activity
