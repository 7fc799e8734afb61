#include "models/routing/timing.h"

#include "engine/base/check.h"

namespace grend::routing {
namespace {

constexpr std::size_t kImpossible = static_cast<std::size_t>(-1);

// One forward pass; behind `sure` it ends where nothing changes any more. Tells where that is.
std::size_t sweep_forward(std::span<Visit> visits, std::size_t from, std::size_t sure) {
  for (std::size_t i = from; i < visits.size(); ++i) {
    const Ticks arrival = visits[i - 1].leaves() + visits[i - 1].drive;
    if (arrival > visits[i].earliest) {
      visits[i].earliest = arrival;
    } else if (i >= sure) {
      return i;
    }
    if (visits[i].earliest > visits[i].latest) return kImpossible;
  }
  return visits.size();
}

}  // namespace

bool raise_earliest(std::span<Visit> visits, std::size_t from, std::size_t sure) {
  for (std::size_t sweep = 0; sweep <= visits.size(); ++sweep) {
    const std::size_t end = sweep_forward(visits, from, sure);
    if (end == kImpossible) return false;
    const std::size_t begin = from;
    from = visits.size();
    sure = 0;
    // Only a stop that is served later than before can break its limit.
    for (std::size_t i = end; i-- > begin;) {
      if (visits[i].limit >= kNever) continue;
      Visit& first = visits[visits[i].partner];
      const Ticks needed = visits[i].earliest - visits[i].limit;
      if (first.earliest >= needed) continue;
      if (needed > first.latest) return false;
      first.earliest = needed;
      from = std::min<std::size_t>(from, visits[i].partner + 1);
      sure = std::max<std::size_t>(sure, visits[i].partner + 1);
    }
    if (from == visits.size()) return true;
  }
  return false;  // still rising after every limit had its turn: the limits contradict each other
}

void lower_latest(std::span<Visit> visits) {
  for (std::size_t sweep = 0; sweep <= visits.size(); ++sweep) {
    for (std::size_t i = visits.size() - 1; i-- > 0;) {
      visits[i].latest =
          std::min(visits[i].latest, visits[i + 1].latest - visits[i].drive - visits[i].service);
    }
    bool pulled = false;
    for (std::size_t i = 1; i < visits.size(); ++i) {
      if (visits[i].limit >= kNever) continue;
      const Ticks allowed = visits[visits[i].partner].latest + visits[i].limit;
      if (visits[i].latest <= allowed) continue;
      visits[i].latest = allowed;
      pulled = true;
    }
    if (!pulled) return;
  }
  GREND_CHECK(false);  // the sequence was not feasible
}

// Most legs of a route that changed are those it had before: what `visits` held saves asking the
// matrix, which is far away.
void Timing::remember_drives(std::span<const Visit> visits) {
  known_.clear();
  for (const Visit& visit : visits) known_.push_back({visit.place, visit.drive});
  next_known_ = 0;
}

std::uint32_t Timing::drive(PlaceIndex from, PlaceIndex to) {
  constexpr std::size_t kLookAhead = 4;
  const std::size_t end = std::min(next_known_ + kLookAhead, known_.size());
  for (std::size_t i = next_known_; i + 1 < end; ++i) {
    if (known_[i].place != from || known_[i + 1].place != to) continue;
    next_known_ = i + 1;
    return known_[i].drive;
  }
  return problem_->legs->time(from, to);
}

void Timing::fill(Sequence sequence, std::vector<Visit>& visits) {
  const Problem& problem = *problem_;
  if (position_.size() < problem.stops.size()) position_.resize(2 * problem.stops.size());
  remember_drives(visits);
  visits.resize(sequence.size());
  Loads on_board{};
  std::uint32_t open = 0;
  std::uint32_t clear = 0;
  for (std::uint32_t i = 0; i < sequence.size(); ++i) {
    const StopIndex index = sequence[i];
    const Stop& stop = problem.stops[index];
    const Ticks longest = problem.longest[pair_of(index)];
    position_[index] = i;
    on_board = on_board + stop.change;
    Visit& visit = visits[i];
    visit = {.earliest = stop.earliest,
             .latest = stop.latest,
             .service = stop.service,
             .place = stop.place,
             .stop = index,
             .on_board = on_board,
             .weight = stop.weight};
    if (i > 0) visits[i - 1].drive = drive(visits[i - 1].place, stop.place);
    if (longest < kNever) {
      opens(index) ? ++open : --open;
      if (!opens(index)) {
        visit.partner = position_[index - 1];
        visit.limit = longest + visits[visit.partner].service;
      }
    }
    if (open == 0) clear = i;
    visit.clear = clear;
  }
}

bool Timing::loads_fit(std::span<const Visit> visits) const {
  const Loads& capacity = problem_->vehicles[pair_of(visits.front().stop)].capacity;
  for (const Visit& visit : visits) {
    if (!fits(visit.on_board, capacity)) return false;
  }
  return true;
}

bool Timing::visit(Sequence sequence, std::vector<Visit>& visits) {
  fill(sequence, visits);
  if (!loads_fit(visits) || visits[0].earliest > visits[0].latest) return false;
  if (!raise_earliest(visits, 1, visits.size())) return false;
  lower_latest(visits);
  return true;
}

Ticks lateness_cost(const Problem& problem, std::span<const Visit> visits) {
  Ticks cost = 0;
  for (const Visit& visit : visits) cost += problem.stops[visit.stop].cost(visit.earliest);
  return cost;
}

Ticks shortest_duration(std::span<const Visit> visits) {
  // Either nobody ever waits, or the time between the latest departure and the earliest return
  // binds; both extremes can be had at once (the constraints are differences).
  Ticks busy = 0;
  for (std::size_t i = 0; i + 1 < visits.size(); ++i) busy += visits[i].service + visits[i].drive;
  return std::max(busy, visits.back().earliest - visits.front().latest) - visits.front().service;
}

}  // namespace grend::routing
