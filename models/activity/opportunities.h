// Where activities can be carried out, and the places of one kind ordered by zone, so that a place
// within any node of the zone tree is one binary search. Immutable after building.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/network/graph.h"
#include "models/activity/plan_spec.h"
#include "models/activity/zones.h"

namespace grend::activity {

// A place on the network where an activity can be carried out.
struct Opportunity {
  network::Place place;
  geo::Point position;
  double weight = 0;
  std::uint32_t zone = 0;  // set by DestinationModel
};

// Employed residents of one municipality of the region who work in another or the same, or outside.
struct CommutingFlow {
  std::uint32_t home = 0;             // index of the municipality
  std::optional<std::uint32_t> work;  // inside the region
  std::uint32_t gateway = 0;          // else: by which they leave
  double employed = 0;
};

struct Commuting {
  std::vector<CommutingFlow> flows;   // empty: everybody works in the region, wherever it is
  std::vector<Opportunity> gateways;  // weight: commuters
};

struct Opportunities {
  std::array<std::vector<Opportunity>, kActivityKinds> by_kind;  // visit: unused
  std::vector<Opportunity> upper_secondary;                      // empty: as school
  Commuting commuting;
};

class PlacesByZone {
 public:
  PlacesByZone() = default;
  PlacesByZone(const std::vector<Opportunity>& places, std::size_t zones);

  bool empty() const { return places_.empty(); }
  const std::vector<Opportunity>& places() const { return places_; }
  double weight(std::uint32_t first_zone, std::uint32_t last_zone) const {
    return upto_[first_[last_zone]] - upto_[first_[first_zone]];
  }
  // A place of the zones with a chance in proportion to its weight, which is above 0 in sum.
  std::uint32_t pick(std::uint32_t first_zone, std::uint32_t last_zone, double uniform) const;
  // Multiplies the weights of each zone's places.
  void scale(const std::vector<double>& by_zone);

 private:
  void add_up();
  std::vector<Opportunity> places_;   // by zone, else as given
  std::vector<std::uint32_t> first_;  // of each zone, and the end
  std::vector<double> upto_;          // weights of all places before, and of all
};

}  // namespace grend::activity
