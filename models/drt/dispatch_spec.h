// How a service plans (`services[].dispatch:`): who gives requests to vehicles, what is minimised,
// what is tried before somebody is turned away, how plans get better, where idle vehicles wait.
// docs/dispatch has a page for each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/measure.h"
#include "engine/io/fields.h"
#include "models/routing/operators.h"

namespace grend::routing {
void describe(io::FieldVisitor& v, OperatorWeights& s);
}

namespace grend::drt {

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

void describe(io::FieldVisitor& v, ObjectiveSpec& s);
void describe(io::FieldVisitor& v, RepairSpec& s);
void describe(io::FieldVisitor& v, AlternativeSpec& s);
void describe(io::FieldVisitor& v, ImprovementSpec& s);
void describe(io::FieldVisitor& v, BatchSpec& s);
void describe(io::FieldVisitor& v, ExternalSpec& s);
void describe(io::FieldVisitor& v, IdleDemandSpec& s);
void describe(io::FieldVisitor& v, DispatchSpec& s);

}  // namespace grend::drt

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
