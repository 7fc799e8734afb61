// One on-demand service as a municipality would describe it (`services:` in a scenario): area,
// hours, booking rules, promises to passengers and the fleet. Portable: places are named by role.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "engine/io/fields.h"
#include "models/drt/dispatch_spec.h"
#include "models/region/region_input.h"

namespace grend::drt {

enum class AreaKind : std::uint8_t { kRegion, kCircle };

struct AreaSpec {
  AreaKind kind = AreaKind::kRegion;
  region::FacilityKind around = region::FacilityKind::kCentre;
  Distance radius = kilometres(15);
};

struct BookingSpec {
  Duration lead = minutes(60);
  bool day_before_only = false;
  Time deadline = clock_time(16, 0);
};

struct PromiseSpec {
  Duration pickup_before = minutes(5);
  Duration pickup_after = minutes(15);
  double ride_factor = 1.5;
  Duration ride_extra = minutes(20);
};

struct StopSpec {
  Duration boarding = seconds(60);
  Duration alighting = seconds(30);
  Duration wheelchair = minutes(3);
};

struct VehicleSpec {
  std::int64_t count = 1;
  std::int64_t seats = 8;
  std::int64_t wheelchair_places = 1;
  Interval<Time> shift{clock_time(6, 0), clock_time(22, 0)};
  region::FacilityKind base = region::FacilityKind::kCentre;
  std::vector<double> at;  // easting, northing in metres; instead of `base`
  Duration longest_duty = hours(24);
  double emissions = 285;
};

// Where passengers who can walk are met and set down beside their door.
struct MeetingSpec {
  Distance longest_walk;  // zero: at the door only
  std::int64_t candidates = 3;
  bool door = true;
  std::int64_t door_from_age = 75;
};

// A kind of request with a promise of its own.
struct KindSpec {
  std::string id = "school";
  std::string purpose;  // of activities; empty: all
  std::int64_t from_age = 0;
  std::int64_t to_age = 150;
  bool wheelchair = false;  // only passengers in a wheelchair
  PromiseSpec promise;
  Constraints constraints = Constraints::kHard;
};

struct ServiceSpec {
  std::string id = "drt";
  std::string name = "On-demand transport";
  Interval<Time> open{clock_time(6, 0), clock_time(22, 0)};
  AreaSpec area;
  std::int64_t minimum_age = 0;
  Money fare = kroner(44);
  BookingSpec booking;
  PromiseSpec promise;
  std::vector<KindSpec> kinds;
  StopSpec stops;
  MeetingSpec meeting;
  std::vector<VehicleSpec> vehicles;
  DispatchSpec dispatch;
};

// What of a passenger a service may ask for.
struct Passenger {
  std::int64_t age = 0;
  bool wheelchair = false;
  std::string_view purpose;
};
// The first kind of request that fits: its number from 1, or 0 for none.
std::uint8_t kind_of(const ServiceSpec& spec, const Passenger& passenger);
const PromiseSpec& promise_of(const ServiceSpec& spec, std::uint8_t kind);
bool may_walk(const ServiceSpec& spec, const Passenger& passenger);

void describe(io::FieldVisitor& v, AreaSpec& s);
void describe(io::FieldVisitor& v, BookingSpec& s);
void describe(io::FieldVisitor& v, PromiseSpec& s);
void describe(io::FieldVisitor& v, StopSpec& s);
void describe(io::FieldVisitor& v, VehicleSpec& s);
void describe(io::FieldVisitor& v, MeetingSpec& s);
void describe(io::FieldVisitor& v, KindSpec& s);
void describe(io::FieldVisitor& v, ServiceSpec& s);

}  // namespace grend::drt

template <>
struct grend::io::EnumNames<grend::drt::AreaKind> {
  static constexpr std::array<std::string_view, 2> names = {"region", "circle"};
};
