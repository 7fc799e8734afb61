// When the stops of a fixed sequence can be served. The sequence runs from a vehicle's start to
// its end and holds both stops of each request or none. Windows, legs, ride limits and the route's
// longest duration are difference constraints; the least solution delays pick-ups and the departure
// just as far as the limits ask, so a sequence is refused only if no timing of it works.
// Bellman-Ford in sequence order: a longest path takes each limit at most once, so one sweep per
// request settles it; mostly two sweeps do. Keeps scratch: one Timing per thread.
#pragma once

#include <span>
#include <vector>

#include "models/routing/problem.h"

namespace grend::routing {

using Sequence = std::span<const StopIndex>;

bool loads_fit(const Problem& problem, Sequence sequence);

class Timing {
 public:
  explicit Timing(const Problem& problem);

  // Fills begin[i], the earliest start of service in any feasible timing; false if there is none.
  bool earliest(Sequence sequence, std::span<Ticks> begin);
  // The latest start of service in any feasible timing; the sequence must be feasible.
  void latest(Sequence sequence, std::span<Ticks> begin);
  // The least time between departure and return of a feasible sequence: the departure is delayed
  // as far as it helps.
  Ticks shortest_duration(Sequence sequence);

 private:
  void note_positions(Sequence sequence);

  const Problem* problem_;
  std::vector<std::uint32_t> position_;  // of the stop in the sequence last seen
  std::vector<Ticks> first_;             // scratch of shortest_duration
  std::vector<Ticks> last_;
};

}  // namespace grend::routing
