// A day of another tool in terms that every such tool shares: roads, where people get on and off
// and vehicles start, who asked for what, and what the service promises. Written as a folder that
// `grend run` takes as it is: a network, the bookings and a scenario.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/interval.h"
#include "engine/network/import_links.h"

namespace grend::exchange {

// By number in ForeignCase::stops.
using StopNumber = std::uint32_t;

struct ForeignBooking {
  std::string person;  // as the other tool names who asks
  Time asked;
  Time wish;  // earliest pick-up
  StopNumber from = 0;
  StopNumber to = 0;
  std::int64_t seats = 1;
};

struct ForeignVehicles {
  std::int64_t count = 1;
  std::int64_t seats = 4;
  StopNumber start = 0;
  Interval<Time> shift;
};

// What is promised and what a stand takes; weights as in the scenario's `dispatch.objective`.
struct ForeignTerms {
  Duration longest_wait = minutes(10);
  double ride_factor = 1.5;
  Duration ride_extra;
  // The limit is on the whole trip, from the wish to the stop at the destination, rather than on
  // the ride from the end of boarding.
  bool limits_whole_trip = false;
  bool rejects = true;  // else promises may be broken before somebody is turned away
  Duration boarding = minutes(1);
  Duration alighting = minutes(1);
  double driving = 1;
  double distance = 0;
  double waiting = 0;
  double detour = 0;
};

struct ForeignCase {
  std::string tool;  // "MATSim"
  std::string name;
  network::LinkNetwork links;
  std::string crs;                   // of the plane, empty if it is not known
  std::optional<int> utm_zone;       // likewise
  std::vector<std::uint32_t> stops;  // nodes of `links`
  std::vector<ForeignBooking> bookings;
  std::vector<ForeignVehicles> vehicles;
  ForeignTerms terms;
  std::vector<std::string> notes;  // what was left out or taken for granted, in plain sentences
};

struct WrittenCase {
  std::size_t bookings = 0;
  std::size_t vehicles = 0;
  std::size_t edges = 0;
  std::vector<std::string> notes;
};

// Bookings and vehicles at stops that vehicles cannot reach and leave are left out and counted.
// Throws Error: kCannotCreate, kBadData if nothing is left.
WrittenCase write_case(const std::string& folder, ForeignCase foreign, bool overwrite);

}  // namespace grend::exchange
