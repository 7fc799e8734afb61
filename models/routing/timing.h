// When the stops of a fixed sequence can be served. The sequence runs from a vehicle's start to
// its end and holds both stops of each request, or only the drop-off of somebody on board. Windows,
// legs, ride limits and the route's longest duration are difference constraints; the least solution
// delays pick-ups and the departure just as far as the limits ask, so a sequence is refused only if
// no timing of it works. Bellman-Ford in sequence order: a longest path takes each limit at most
// once, so one sweep per request settles it; mostly two sweeps do.
#pragma once

#include <span>
#include <vector>

#include "models/routing/problem.h"

namespace grend::routing {

using Sequence = std::span<const StopIndex>;

// One stop of a route with all that a search asks of it, in one cache line.
struct Visit {
  Ticks earliest = 0;  // start of service in any feasible timing of the route
  Ticks latest = 0;    // the same
  Ticks service = 0;
  Ticks limit = kNever;  // a second stop: from the start of service at `partner` to that here
  PlaceIndex place = 0;
  std::uint32_t drive = 0;    // time to the next visit
  std::uint32_t partner = 0;  // a second stop with a limit: position of the first
  StopIndex stop = 0;
  Loads on_board{};          // after it
  std::uint32_t weight = 0;  // Stop::weight
  std::uint32_t clear = 0;   // the last position up to here after which no limit is open

  Ticks leaves() const { return earliest + service; }
  bool operator==(const Visit&) const = default;
};
static_assert(sizeof(Visit) == 64);

// Raises the earliest times, which hold before position `from`, until every constraint holds;
// visits before `sure` are looked at in any case, and limits must hold for those behind it. False
// if that is impossible.
bool raise_earliest(std::span<Visit> visits, std::size_t from, std::size_t sure);
// Lowers the latest times from position `from` on likewise; that of the last visit holds. The
// sequence must be feasible.
void lower_latest(std::span<Visit> visits, std::size_t from);

// Keeps scratch: one Timing per thread.
class Timing {
 public:
  explicit Timing(const Problem& problem) : problem_(&problem) {
    known_.reserve(problem.stops.size());
  }

  // Fills one visit per stop; false if no timing works or the loads do not fit. What `visits` held
  // before, of whatever route, must be true of the same problem.
  bool visit(Sequence sequence, std::vector<Visit>& visits);
  // The same for a search that changes a route bit by bit: `visits` holds a feasible route of the
  // same vehicle, none of its stops has changed since, and only what the change of sequence touches
  // is reckoned anew. Anything goes if `visits` is empty.
  bool revisit(Sequence sequence, std::vector<Visit>& visits);

 private:
  struct Drive {
    PlaceIndex place = 0;
    std::uint32_t drive = 0;  // to the next place
  };
  void remember_drives(std::span<const Visit> visits);
  std::uint32_t drive(PlaceIndex from, PlaceIndex to);
  void fill(Sequence sequence, std::span<Visit> visits, std::size_t from, std::size_t to);
  bool loads_fit(std::span<const Visit> visits, std::size_t from) const;
  // Where a new sequence differs from an old one: visits [from, to) of the new are not in the old,
  // or stand elsewhere; those before and behind do stand in the old, these from `old_to` on.
  struct Change {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t old_to = 0;
  };
  void splice(Sequence sequence, const Change& change, std::vector<Visit>& visits);
  bool retime(const Change& change, std::span<Visit> visits) const;

  const Problem* problem_;
  std::vector<Drive> known_;
  std::size_t next_known_ = 0;
};

// What a vehicle's route costs beside driving: the lateness of its stops.
Ticks lateness_cost(const Problem& problem, std::span<const Visit> visits);
// The least time between departure and return: the departure is delayed as far as it helps.
Ticks shortest_duration(std::span<const Visit> visits);

}  // namespace grend::routing
