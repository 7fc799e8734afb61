// A scenario: where x who x what x when, one to one with the YAML. The structs of each model live
// beside that model; this composes them. Read by engine/io, validated as a whole, then frozen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/fields.h"
#include "engine/network/road_conditions.h"
#include "engine/network/speeds.h"
#include "models/activity/plan_spec.h"
#include "models/choice/mode_choice.h"
#include "models/drt/booking_behaviour.h"
#include "models/drt/booking_log_spec.h"
#include "models/drt/service_spec.h"
#include "models/economy/economy_spec.h"
#include "models/population/population_spec.h"
#include "models/region/derive_facilities.h"
#include "models/region/generate.h"

namespace grend::scenario {

struct RegionSpec {
  std::string name = "A rural region";
  std::optional<region::GenerateSpec> generate;
  io::InputFile network;
  std::string network_crs;
  io::InputFile population;
  io::InputFile facilities;
  io::InputFile commuting;
  io::InputFile municipalities;
  io::InputFile margins;
  std::string municipality;
  std::int64_t utm_zone = 33;
  std::int64_t max_bad_rows = 0;
  network::SpeedParameters speeds;
  network::RoadConditions roads;
  region::FacilityRules facility_rules;
};

struct SchoolHoliday {
  std::string name;
  io::Date first_day{2026, 6, 20};
  io::Date last_day{2026, 8, 16};
};

struct CalendarSpec {
  io::Date date{2026, 1, 12};
  std::int64_t days = 1;
  bool holiday = false;
  bool school_day = true;
  std::vector<SchoolHoliday> school_holidays;
  network::RoadSurface road_surface = network::RoadSurface::kSummer;
};

struct TravellersSpec {
  population::PopulationSpec population;
  activity::PlanSpec activities;
  choice::ModeChoiceSpec choice;
  drt::BookingBehaviour booking;
  std::optional<drt::BookingLogSpec> bookings;
};

// A precision that an indicator must reach.
struct PrecisionSpec {
  std::string indicator;
  double precision = 0.05;
};

struct SimulationSpec {
  std::int64_t seed = 1;
  std::int64_t replications = 1;
  std::vector<PrecisionSpec> until;
  std::int64_t most_replications = 500;
  std::int64_t batch = 10;
  Duration epoch = seconds(10);
  std::int64_t partitions = 1;
};

struct Scenario {
  std::string name = "Unnamed scenario";
  std::string description;
  RegionSpec region;
  CalendarSpec calendar;
  std::vector<drt::ServiceSpec> services;
  TravellersSpec travellers;
  economy::EconomySpec economy;
  SimulationSpec simulation;
};

void describe(io::FieldVisitor& v, RegionSpec& s);
void describe(io::FieldVisitor& v, SchoolHoliday& s);
void describe(io::FieldVisitor& v, CalendarSpec& s);
void describe(io::FieldVisitor& v, TravellersSpec& s);
void describe(io::FieldVisitor& v, PrecisionSpec& s);
void describe(io::FieldVisitor& v, SimulationSpec& s);
void describe(io::FieldVisitor& v, Scenario& s);

// Monday = 0.
int weekday(io::Date date);
// So many days later.
io::Date days_after(io::Date date, std::int64_t days);

enum class DayType : std::uint8_t { kWeekday, kSaturday, kSunday };  // holidays are Sundays
DayType day_type(const CalendarSpec& calendar, io::Date date);

}  // namespace grend::scenario
