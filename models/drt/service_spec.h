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
#include "models/region/region_input.h"
#include "models/routing/operators.h"

namespace grend::routing {
void describe(io::FieldVisitor& v, OperatorWeights& s);
}

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

// What the dispatcher minimises, all against a second of driving at weight 1.
struct ObjectiveSpec {
  double driving = 1;
  double distance = 0;
  double emissions = 0;
  double waiting = 0.5;
  double detour = 0.5;
  double lateness = 10;
  double walking = 1;
};

// What is tried before somebody is turned away.
struct RepairSpec {
  std::int64_t steps = 150;
  std::int64_t vehicles = 6;
};

// Another pick-up time for somebody who is turned away.
struct AlternativeSpec {
  Duration within = minutes(60);
  Duration step = minutes(10);
};

// How what is promised and not yet begun is planned anew.
struct ImprovementSpec {
  std::int64_t nightly = 0;
  Time nightly_at = clock_time(22, 0);
  std::int64_t during_day = 0;
  Duration every = minutes(5);
  std::int64_t chains = 2;
  routing::OperatorWeights operators{10, 2, 1, 2, 0.2};
};

enum class Constraints : std::uint8_t { kHard, kSoft };

// Who gives requests to vehicles (docs/dispatch/).
enum class Policy : std::uint8_t { kInsertion, kFirstCome, kAssignment, kGroups, kExternal };

// Requests that are answered together.
struct BatchSpec {
  Duration every;  // zero: each at once
  std::int64_t group = 3;
  std::int64_t groups = 1'000;
};

// A dispatcher of one's own, in another process.
enum class OnFailure : std::uint8_t { kStop, kInsertion };
struct ExternalSpec {
  std::string socket;
  Duration timeout = seconds(10);
  OnFailure on_failure = OnFailure::kStop;
};

// What a vehicle without a plan does.
enum class IdlePolicy : std::uint8_t { kStay, kReturn, kDemand };

// Where the next requests are expected, and who goes there.
struct IdleDemandSpec {
  Duration every = minutes(15);
  Duration memory = minutes(120);
  Duration zone = minutes(8);
  Duration longest_drive = minutes(30);
};

// Where passengers who can walk are met and set down beside their door.
struct MeetingSpec {
  Distance longest_walk;  // zero: at the door only
  std::int64_t candidates = 3;
  bool door = true;
  std::int64_t door_from_age = 75;
};

struct DispatchSpec {
  Policy policy = Policy::kInsertion;
  ObjectiveSpec objective;
  Constraints constraints = Constraints::kHard;
  Duration longest_lateness = minutes(60);
  bool diversion = false;
  BatchSpec batch;
  ExternalSpec external;
  IdlePolicy idle = IdlePolicy::kStay;
  IdleDemandSpec idle_demand;
  RepairSpec repair;
  AlternativeSpec alternative;
  ImprovementSpec improvement;
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
void describe(io::FieldVisitor& v, ObjectiveSpec& s);
void describe(io::FieldVisitor& v, RepairSpec& s);
void describe(io::FieldVisitor& v, AlternativeSpec& s);
void describe(io::FieldVisitor& v, ImprovementSpec& s);
void describe(io::FieldVisitor& v, BatchSpec& s);
void describe(io::FieldVisitor& v, ExternalSpec& s);
void describe(io::FieldVisitor& v, IdleDemandSpec& s);
void describe(io::FieldVisitor& v, MeetingSpec& s);
void describe(io::FieldVisitor& v, KindSpec& s);
void describe(io::FieldVisitor& v, DispatchSpec& s);
void describe(io::FieldVisitor& v, ServiceSpec& s);

}  // namespace grend::drt

template <>
struct grend::io::EnumNames<grend::drt::AreaKind> {
  static constexpr std::array<std::string_view, 2> names = {"region", "circle"};
};
template <>
struct grend::io::EnumNames<grend::drt::Constraints> {
  static constexpr std::array<std::string_view, 2> names = {"hard", "soft"};
};
template <>
struct grend::io::EnumNames<grend::drt::Policy> {
  static constexpr std::array<std::string_view, 5> names = {"insertion", "first_come", "assignment",
                                                            "groups", "external"};
};
template <>
struct grend::io::EnumNames<grend::drt::IdlePolicy> {
  static constexpr std::array<std::string_view, 3> names = {"stay", "return", "demand"};
};
template <>
struct grend::io::EnumNames<grend::drt::OnFailure> {
  static constexpr std::array<std::string_view, 2> names = {"stop", "insertion"};
};
