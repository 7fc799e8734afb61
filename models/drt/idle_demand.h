// Where vehicles without a plan should wait: near where the next requests are expected. Learnt from
// the requests of the day: pick-ups within a short drive of each other are one zone, and each zone
// is expected to ask as often as it did lately. The idle vehicles are shared out by these numbers,
// and sent there with the least driving in all, by a min-cost flow. Integers throughout; a function
// of the requests in the order in which they were made.
#pragma once

#include <cstdint>
#include <vector>

#include "models/drt/service_points.h"
#include "models/drt/service_spec.h"

namespace grend::drt {

struct IdleVehicle {
  std::uint32_t vehicle = 0;
  PointIndex at = 0;
};
struct IdleMove {
  std::uint32_t vehicle = 0;
  PointIndex to = 0;
};

class DemandForecast {
 public:
  DemandForecast(const ServicePoints& points, const IdleDemandSpec& spec)
      : points_(&points), spec_(&spec) {}

  void learn(PointIndex pickup, Time now);
  // For vehicles that are idle now; those that are well placed are not named.
  std::vector<IdleMove> moves(const std::vector<IdleVehicle>& idle, Time now) const;

 private:
  struct Seen {
    std::uint32_t zone = 0;
    Time at;
  };
  std::uint32_t zone_of(PointIndex point);
  std::vector<std::int64_t> vehicles_wanted(std::size_t vehicles, Time now) const;

  const ServicePoints* points_;
  const IdleDemandSpec* spec_;
  std::vector<PointIndex> zones_;  // each by the first pick-up in it
  std::vector<Seen> seen_;         // in order of time
};

}  // namespace grend::drt
