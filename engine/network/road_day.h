// The roads on one date: which conditions hold when, and what they make of each edge's time. The
// day is cut into periods in which nothing changes; most days are one. Immutable, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/network/select_roads.h"

namespace grend::network {

struct RoadDate {
  io::Date date;
  bool holiday = false;
  RoadSurface surface = RoadSurface::kSummer;
};

class RoadDay {
 public:
  // Throws Error(kBadScenario) with every closure and peak that selects no road.
  RoadDay(const RoadGraph& roads, const RoadConditions& conditions, const RoadDate& date,
          const ToPlane& to_plane);

  // When periods begin, ascending; the first is Time::min(). Times are those of the simulation,
  // counted from midnight of the date; the days before and after reach into it where hours pass
  // 24:00, and the evening's traffic goes on into the night.
  const std::vector<Time>& starts() const { return starts_; }
  // Ferries keep their times; a convoy's wait is on the first edge of its stretch. Nothing is
  // faster than without conditions.
  IdVector<EdgeId, EdgeTimes> times(Profile profile, std::size_t period) const;
  // Of each edge the longest time in those hours; closed if it is closed at any moment of them. Who
  // plans with these times keeps every promise whenever the drive is made, and they satisfy the
  // triangle inequality as times at one moment do.
  IdVector<EdgeId, EdgeTimes> longest_times(Profile profile, Interval<Time> hours) const;
  // What holds in that period, for reports: "Fv 27 closed", "morning queue".
  std::vector<std::string> holds(std::size_t period) const;

 private:
  // A closure or a peak, with its edges and the moments it holds.
  struct Effect {
    std::string name;
    std::vector<EdgeId> edges;
    std::vector<Interval<Time>> when;
    bool closes = false;
    ClosedTo closed_to = ClosedTo::kMotorVehicles;
    std::optional<Convoy> convoy;
    double time_factor = 1;
  };
  using Times = IdVector<EdgeId, EdgeTimes>;

  void add_effects(const RoadConditions& conditions, const RoadDate& date, const ToPlane& to_plane);
  void cut_into_periods();
  std::vector<const Effect*> effects_at(std::size_t period) const;
  double speed_share(Profile profile) const;
  void apply(const Effect& effect, Profile profile, Times& times) const;
  void lead_convoy(const Effect& effect, Times& times) const;

  const RoadGraph* roads_;
  SpeedShares shares_;
  std::vector<Effect> effects_;
  std::vector<Time> starts_;
};

}  // namespace grend::network
