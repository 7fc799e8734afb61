// A booking as the dispatcher sees it, and what can become of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "engine/network/graph.h"

namespace grend::drt {

// What a party takes up: each dimension has its own capacity.
struct Load {
  std::int32_t seats = 0;
  std::int32_t wheelchairs = 0;

  friend constexpr Load operator+(Load a, Load b) {
    return {a.seats + b.seats, a.wheelchairs + b.wheelchairs};
  }
  friend constexpr Load operator-(Load a, Load b) {
    return {a.seats - b.seats, a.wheelchairs - b.wheelchairs};
  }
  constexpr Load operator-() const { return {-seats, -wheelchairs}; }
  constexpr bool fits(Load capacity) const {
    return seats <= capacity.seats && wheelchairs <= capacity.wheelchairs;
  }
  constexpr bool operator==(const Load&) const = default;
};

// Somewhere near a door, by foot from there.
struct Walk {
  Duration time;
  Distance way;
};

// Trivially copyable: travels in messages.
struct Request {
  std::uint32_t trip = 0;  // identifies the request over the whole simulation
  network::Place from;
  network::Place to;
  Time wish;      // wished pick-up
  Time earliest;  // pick-up window, both ends included
  Time latest;
  Duration direct;        // direct drive
  Duration longest_ride;  // from the end of boarding to the vehicle's stop at the destination
  Time arrive_by = Time::max();  // the vehicle's stop at the destination
  Duration boarding;             // how long the vehicle stands
  Duration alighting;
  Load load;
  std::uint8_t kind = 0;   // of request: 0 has the service's promise, k that of kinds[k - 1]
  Duration accepts_later;  // takes a pick-up up to this much later rather than none
  bool walks = false;      // may be met and set down at crossings near their doors
  Walk walk_before;        // once it is decided where: from the door
  Walk walk_after;         // to the door
  bool shows_up = true;    // the world's secret: nobody but the driver at the door learns it
};

// The same with another window; what was wished for stays.
inline Request shifted(Request request, Duration shift) {
  request.earliest += shift;
  request.latest += shift;
  return request;
}

enum class RequestStatus : std::uint8_t { kServed, kRejected, kCancelled, kNoShow, kUnfinished };
inline constexpr std::array<std::string_view, 5> kRequestStatusNames = {
    "served", "rejected", "cancelled", "no_show", "unfinished"};

enum class Reason : std::uint8_t {
  kNone,
  kTooLate,            // asked for within the lead, or after the deadline
  kOutsideHours,       // the wished pick-up lies outside the opening hours
  kPartyTooLarge,      // no vehicle of the fleet has so many seats
  kNoWheelchairPlace,  // no vehicle of the fleet has the wheelchair places
  kUnreachable,        // no road between the two places, or to them
  kOutsideShifts,      // no vehicle is on duty for the whole trip
  kVehiclesTooFar,     // on duty, but none can be there within the pick-up window
  kOthersPromised,     // the vehicles that could come have no time left beside those promised
  kChangedMind,        // cancelled by the passenger
  kNoWayBack,          // cancelled since the return trip was rejected
  kDelayed,            // cancelled since the passenger was still on the way from elsewhere
  kNotThere,           // nobody at the door
  kVehiclesFull,       // vehicles could come in time, but with too few seats or places left
  kNotChosen,          // there was a place, but the policy gave it to nobody or to somebody else
};
inline constexpr std::array<std::string_view, 15> kReasonNames = {
    "none",        "too_late",       "outside_hours",    "party_too_large", "no_wheelchair_place",
    "unreachable", "outside_shifts", "vehicles_too_far", "others_promised", "changed_mind",
    "no_way_back", "delayed",        "not_there",        "vehicles_full",   "not_chosen"};

}  // namespace grend::drt
