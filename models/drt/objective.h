// What the dispatcher minimises, as integer weights of the routing core: a cost of 1000 is a
// millisecond of driving at weight 1.
#pragma once

#include <vector>

#include "models/drt/request.h"
#include "models/drt/service_spec.h"
#include "models/routing/problem.h"

namespace grend::drt {

struct Objective {
  routing::Ticks driving = 1000;  // per ms
  routing::Ticks distance = 0;    // per cm
  routing::Ticks emissions = 0;   // per cm, of a vehicle that emits 1000 g/km
  std::uint32_t waiting = 500;    // per ms
  std::uint32_t detour = 500;     // per ms
  std::uint32_t lateness = 0;     // per ms beyond a promise
  routing::Ticks walking = 1000;  // per ms
  bool first_come = false;        // new requests go behind all others
  // By kind of request, how far a promise may be broken; zero: it is kept to the second.
  std::vector<Duration> longest_lateness{Duration()};

  bool timed() const { return waiting > 0 || detour > 0 || lateness > 0; }
  routing::Ticks per_length(double grams_per_km) const {
    return distance + rounded(static_cast<double>(emissions) * grams_per_km / 1000);
  }
};

Objective objective_of(const ServiceSpec& spec);

// How far the promise of a request may be broken.
Duration allowed_lateness(const ServiceSpec& spec, const Request& request);

}  // namespace grend::drt
