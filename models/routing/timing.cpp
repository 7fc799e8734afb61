#include "models/routing/timing.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {
namespace {

constexpr std::size_t kImpossible = static_cast<std::size_t>(-1);

std::uint32_t position_before(std::span<const Visit> visits, std::size_t end, StopIndex stop) {
  while (end > 0 && visits[--end].stop != stop) continue;
  return static_cast<std::uint32_t>(end);
}

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

void lower_latest(std::span<Visit> visits, std::size_t from) {
  for (std::size_t sweep = 0; sweep <= visits.size(); ++sweep) {
    for (std::size_t i = visits.size() - 1; i-- > from;) {
      visits[i].latest =
          std::min(visits[i].latest, visits[i + 1].latest - visits[i].drive - visits[i].service);
    }
    bool pulled = false;
    for (std::size_t i = from; i < visits.size(); ++i) {
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
  next_known_ = 0;
  known_.clear();
  for (const Visit& visit : visits) known_.push_back({visit.place, visit.drive});
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

// Visits [from, to); those before are filled.
void Timing::fill(Sequence sequence, std::span<Visit> visits, std::size_t from, std::size_t to) {
  const Problem& problem = *problem_;
  const auto limited = [&](StopIndex stop) { return problem.longest[pair_of(stop)] < kNever; };
  Loads on_board{};
  std::uint32_t open = 0;  // limits
  std::uint32_t clear = 0;
  if (from > 0) {
    on_board = visits[from - 1].on_board;
    clear = visits[from - 1].clear;
    for (std::size_t i = clear + 1; i < from; ++i) {
      if (limited(visits[i].stop)) opens(visits[i].stop) ? ++open : --open;
    }
  }
  for (std::size_t i = from; i < to; ++i) {
    const StopIndex index = sequence[i];
    const Stop& stop = problem.stops[index];
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
    if (limited(index)) {
      opens(index) ? ++open : --open;
      if (!opens(index)) {
        visit.partner = position_before(visits, i, opening(pair_of(index)));
        visit.limit = problem.longest[pair_of(index)] + visits[visit.partner].service;
      }
    }
    if (open == 0) clear = static_cast<std::uint32_t>(i);
    visit.clear = clear;
  }
}

bool Timing::loads_fit(std::span<const Visit> visits, std::size_t from) const {
  const Loads& capacity = problem_->vehicles[pair_of(visits.front().stop)].capacity;
  for (const Visit& visit : visits.subspan(from)) {
    if (!fits(visit.on_board, capacity)) return false;
  }
  return true;
}

bool Timing::visit(Sequence sequence, std::vector<Visit>& visits) {
  remember_drives(visits);
  visits.resize(sequence.size());
  fill(sequence, visits, 0, sequence.size());
  if (!loads_fit(visits, 0) || visits[0].earliest > visits[0].latest) return false;
  if (!raise_earliest(visits, 1, visits.size())) return false;
  lower_latest(visits, 0);
  return true;
}

bool Timing::revisit(Sequence sequence, std::vector<Visit>& visits) {
  // A limit on the whole route ties all its times together.
  const bool limited = problem_->longest[pair_of(sequence.front())] < kNever;
  if (limited || visits.empty()) return visit(sequence, visits);
  const std::size_t shorter = std::min(sequence.size(), visits.size());
  std::size_t same = 0;
  while (same < shorter && sequence[same] == visits[same].stop) ++same;
  if (same == sequence.size() && same == visits.size()) return true;
  std::size_t to = sequence.size();
  std::size_t old_to = visits.size();
  while (to > same && old_to > same && sequence[to - 1] == visits[old_to - 1].stop) --to, --old_to;
  const Change change{same, to, old_to};
  splice(sequence, change, visits);
  return loads_fit(visits, same) && retime(change, visits);
}

// Everything but earliest and latest times.
void Timing::splice(Sequence sequence, const Change& change, std::vector<Visit>& visits) {
  const auto [from, to, old_to] = change;
  const auto at = [&](std::size_t i) { return visits.begin() + static_cast<std::ptrdiff_t>(i); };
  const Loads before = visits[old_to - 1].on_board;
  const std::size_t old_size = visits.size();
  if (to > old_to) {
    visits.resize(sequence.size());
    std::copy_backward(at(old_to), at(old_size), visits.end());
  } else {
    std::copy(at(old_to), at(old_size), at(to));
    visits.resize(sequence.size());
  }
  remember_drives({});
  fill(sequence, visits, from, to);
  Visit& joint = visits[to - 1];
  joint.drive = drive(joint.place, visits[to].place);
  const Loads more = joint.on_board + -before;
  const auto shift = static_cast<std::uint32_t>(to - old_to);
  for (std::size_t i = to; i < visits.size(); ++i) {
    Visit& visit = visits[i];
    visit.on_board = visit.on_board + more;
    visit.clear = visit.clear >= old_to ? visit.clear + shift : joint.clear;
    if (visit.limit >= kNever) continue;
    if (visit.partner >= old_to) {
      visit.partner += shift;
    } else if (visit.partner >= from) {
      visit.partner = position_before(visits, i, opening(pair_of(visit.stop)));
    }
  }
}

// No limit joins what lies before and behind a clear visit, so the earliest times up to there do
// not depend on what follows, nor the latest behind it on what comes before. Between clear visits
// times are reckoned anew: around the change, then onwards until one begins no other time than it
// did, and backwards until one must begin no other time than it had to.
bool Timing::retime(const Change& change, std::span<Visit> visits) const {
  const auto next_clear = [&](std::size_t i) {
    while (visits[i].clear != i) ++i;
    return i;
  };
  std::size_t first = visits[change.from - 1].clear + 1;
  const std::size_t last = next_clear(change.to);
  Ticks latest_before = visits[first].latest;
  Ticks earliest_before = visits[last].earliest;
  for (std::size_t i = first; i <= last; ++i)
    visits[i].latest = problem_->stops[visits[i].stop].latest;
  for (std::size_t begin = first, end = last;;) {
    for (std::size_t i = begin; i <= end; ++i) {
      visits[i].earliest = problem_->stops[visits[i].stop].earliest;
    }
    if (!raise_earliest(visits.first(end + 1), begin, end + 1)) return false;
    if (visits[end].earliest == earliest_before || end + 1 == visits.size()) break;
    begin = end + 1;
    end = next_clear(begin);
    earliest_before = visits[end].earliest;
  }
  lower_latest(visits.first(std::min(last + 2, visits.size())), first);
  while (first > 0 && (first >= change.from || visits[first].latest != latest_before)) {
    const std::size_t end = first - 1;
    first = end == 0 ? 0 : visits[end - 1].clear + 1;
    latest_before = visits[first].latest;
    for (std::size_t i = first; i <= end; ++i) {
      visits[i].latest = problem_->stops[visits[i].stop].latest;
    }
    lower_latest(visits.first(end + 2), first);
  }
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
