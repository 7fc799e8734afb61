#include "models/routing/neighbours.h"

#include <algorithm>

namespace grend::routing {
namespace {

// Driving and forced waiting if `b` follows `a` after a drive; kNever if the windows forbid it.
Ticks following(const Stop& a, Ticks drive, const Stop& b) {
  const Ticks on_the_way = a.service + drive;
  if (a.earliest + on_the_way > b.latest) return kNever;
  return drive + std::max<Ticks>(0, b.earliest - a.latest - on_the_way);
}

Ticks distance(const Problem& problem, Pair a, Pair b) {
  Ticks nearest = kNever;
  for (const StopIndex of_a : {opening(a), closing(a)}) {
    for (const StopIndex of_b : {opening(b), closing(b)}) {
      const Stop& x = problem.stops[of_a];
      const Stop& y = problem.stops[of_b];
      nearest = std::min({nearest, following(x, problem.legs->time(x.place, y.place), y),
                          following(y, problem.legs->time_into(x.place, y.place), x)});
    }
  }
  return nearest;
}

}  // namespace

Neighbours::Neighbours(const Problem& problem, std::size_t most)
    : problem_(&problem), row_(problem.pairs()) {
  for (Pair r = problem.request(0); r < problem.pairs(); ++r) {
    if (!problem.movable(r)) continue;
    row_[r] = static_cast<std::uint32_t>(movable_.size());
    movable_.push_back(r);
  }
  size_ = movable_.empty() ? 0 : std::min(most, movable_.size() - 1);
  sorted_.resize(movable_.size());
  near_.resize(movable_.size() * size_);
  measured_.reserve(movable_.size());
}

void Neighbours::sort(Pair request, std::size_t wanted) {
  measured_.clear();
  for (const Pair other : movable_) {
    if (other != request) measured_.push_back({distance(*problem_, request, other), other});
  }
  std::partial_sort(measured_.begin(), measured_.begin() + static_cast<std::ptrdiff_t>(wanted),
                    measured_.end());
  Pair* row = near_.data() + row_[request] * size_;
  for (std::size_t i = 0; i < wanted; ++i) row[i] = measured_[i].request;
  sorted_[row_[request]] = static_cast<std::uint32_t>(wanted);
}

Pair Neighbours::get(Pair request, std::size_t number) {
  constexpr std::size_t kFirst = 20;
  const std::size_t sorted = sorted_[row_[request]];
  if (number >= sorted) sort(request, number < kFirst ? std::min(kFirst, size_) : size_);
  return near_[row_[request] * size_ + number];
}

}  // namespace grend::routing
