#include "models/routing/string_removal.h"

#include <algorithm>

namespace grend::routing {

StringRemoval::StringRemoval(const Problem& problem, RemovalSizes sizes)
    : problem_(&problem),
      sizes_(sizes),
      neighbours_(problem),
      ruined_(problem.vehicles.size() + 1) {
  for (Pair r = problem.request(0); r < problem.pairs(); ++r) {
    if (problem.movable(r)) movable_.push_back(r);
  }
  removed_.reserve(problem.requests());
  order_.reserve(problem.requests());
}

// Now and then room is made around somebody who is left out.
Pair StringRemoval::draw_seed(const Plan& plan, RandomStream& random) const {
  const bool left_out = !plan.unserved.empty() && random.chance(0.5);
  const auto& from = left_out ? plan.unserved : movable_;
  return from[static_cast<std::size_t>(
      random.between(0, static_cast<std::int64_t>(from.size()) - 1))];
}

const std::vector<Pair>& StringRemoval::choose(const Plan& plan,
                                               const std::vector<std::uint32_t>& route_of,
                                               RandomStream& random) {
  removed_.clear();
  const std::size_t served = movable_.size() - plan.unserved.size();
  if (served == 0) return removed_;
  std::size_t used = 0;
  for (const auto& route : plan.routes) used += route.stops.size() > 2 ? 1 : 0;
  const double longest =
      std::min(sizes_.longest_string, static_cast<double>(served) / static_cast<double>(used));
  const double most_strings = 4 * sizes_.average / (1 + longest) - 1;
  const auto strings = static_cast<std::size_t>(random.uniform(1, std::max(1.0, most_strings) + 1));

  std::fill(ruined_.begin(), ruined_.end(), std::uint8_t{0});
  ruined_[problem_->vehicles.size()] = 1;  // not served: nothing to cut
  std::size_t cuts = 0;
  const auto visit = [&](Pair request) {
    const auto vehicle = route_of[request];
    if (ruined_[vehicle] != 0) return;
    ruined_[vehicle] = 1;
    ++cuts;
    cut(plan.routes[vehicle], request, longest, random);
  };
  const Pair seed = draw_seed(plan, random);
  visit(seed);
  const std::size_t most = std::min(strings, used);
  for (std::size_t i = 0; i < neighbours_.size() && cuts < most; ++i)
    visit(neighbours_.get(seed, i));
  return removed_;
}

void StringRemoval::cut(const Route& route, Pair around, double longest, RandomStream& random) {
  const bool by_pickup = random.chance(0.5);
  order_.clear();
  std::size_t at = 0;
  for (std::size_t i = 1; i + 1 < route.stops.size(); ++i) {
    if (opens(route.stops[i]) != by_pickup || !problem_->movable(pair_of(route.stops[i]))) continue;
    if (pair_of(route.stops[i]) == around) at = order_.size();
    order_.push_back(pair_of(route.stops[i]));
  }
  const std::size_t size = order_.size();
  const double most = std::min(longest, static_cast<double>(size));
  const auto length = static_cast<std::size_t>(random.uniform(1, most + 1));
  // Of a string longer by `kept`, as many requests stay where they are.
  std::size_t kept = 0;
  if (length > 1 && length < size && random.chance(sizes_.split_chance)) {
    kept = 1;
    while (length + kept < size && !random.chance(sizes_.split_growth)) ++kept;
  }
  const std::size_t string = std::min(size, length + kept);
  const std::size_t lowest = at + 1 > string ? at + 1 - string : 0;
  const std::size_t highest = std::min(at, size - string);
  const auto first = static_cast<std::size_t>(
      random.between(static_cast<std::int64_t>(lowest), static_cast<std::int64_t>(highest)));
  const auto kept_from =
      static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(string - kept)));
  for (std::size_t i = 0; i < string; ++i) {
    if (i >= kept_from && i < kept_from + kept) continue;
    removed_.push_back(order_[first + i]);
  }
}

}  // namespace grend::routing
