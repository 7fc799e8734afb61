#include "models/routing/timing.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {

bool loads_fit(const Problem& problem, Sequence sequence) {
  const auto& capacity = problem.capacity[pair_of(sequence.front()) - problem.requests];
  Loads on_board{};
  for (const StopIndex stop : sequence) {
    on_board = on_board + problem.stops[stop].change;
    if (!fits(on_board, capacity)) return false;
  }
  return true;
}

Timing::Timing(const Problem& problem)
    : problem_(&problem),
      position_(problem.stops.size()),
      first_(problem.stops.size()),
      last_(problem.stops.size()) {}

void Timing::note_positions(Sequence sequence) {
  for (std::uint32_t i = 0; i < sequence.size(); ++i) position_[sequence[i]] = i;
}

bool Timing::earliest(Sequence sequence, std::span<Ticks> begin) {
  const Problem& problem = *problem_;
  const std::size_t size = sequence.size();
  note_positions(sequence);
  for (std::size_t i = 0; i < size; ++i) begin[i] = problem.stops[sequence[i]].earliest;
  for (std::size_t sweep = 0; sweep <= size; ++sweep) {
    for (std::size_t i = 1; i < size; ++i) {
      begin[i] = std::max(begin[i], problem.arrival(sequence[i - 1], begin[i - 1], sequence[i]));
      if (begin[i] > problem.stops[sequence[i]].latest) return false;
    }
    bool pushed = false;
    for (std::size_t i = size; i-- > 1;) {
      if (opens(sequence[i])) continue;
      const Pair pair = pair_of(sequence[i]);
      const Stop& opened = problem.stops[opening(pair)];
      const Ticks needed = begin[i] - problem.longest[pair] - opened.service;
      Ticks& opens_at = begin[position_[opening(pair)]];
      if (opens_at >= needed) continue;
      if (needed > opened.latest) return false;
      opens_at = needed;
      pushed = true;
    }
    if (!pushed) return true;
  }
  return false;  // still rising after every limit had its turn: the limits contradict each other
}

void Timing::latest(Sequence sequence, std::span<Ticks> begin) {
  const Problem& problem = *problem_;
  const std::size_t size = sequence.size();
  note_positions(sequence);
  for (std::size_t i = 0; i < size; ++i) begin[i] = problem.stops[sequence[i]].latest;
  for (std::size_t sweep = 0; sweep <= size; ++sweep) {
    for (std::size_t i = size - 1; i-- > 0;) {
      const Ticks before = problem.arrival(sequence[i], 0, sequence[i + 1]);
      begin[i] = std::min(begin[i], begin[i + 1] - before);
    }
    bool pulled = false;
    for (std::size_t i = 1; i < size; ++i) {
      if (opens(sequence[i])) continue;
      const Pair pair = pair_of(sequence[i]);
      const Ticks opened = begin[position_[opening(pair)]];
      const Ticks allowed = opened + problem.stops[opening(pair)].service + problem.longest[pair];
      if (begin[i] <= allowed) continue;
      begin[i] = allowed;
      pulled = true;
    }
    if (!pulled) return;
  }
  GREND_CHECK(false);  // the sequence was not feasible
}

Ticks Timing::shortest_duration(Sequence sequence) {
  // Either nobody ever waits, or the time between the latest departure and the earliest return
  // binds; both extremes can be had at once (the constraints are differences).
  GREND_CHECK(earliest(sequence, first_));
  latest(sequence, last_);
  Ticks busy = 0;
  for (std::size_t i = 1; i < sequence.size(); ++i) {
    busy = problem_->arrival(sequence[i - 1], busy, sequence[i]);
  }
  const Ticks service = problem_->stops[sequence.front()].service;
  return std::max(busy, first_[sequence.size() - 1] - last_[0]) - service;
}

}  // namespace grend::routing
