#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/check.h"
#include "models/routing/assignment.h"
#include "models/routing/insertion.h"
#include "models/routing/set_packing.h"

namespace grend::routing {
namespace {

using Members = std::vector<std::uint32_t>;  // numbers among those who wait, ascending

struct Group {
  Route route;      // of the vehicle with the group in it
  Ticks added = 0;  // to the cost of its present route
};
using Groups = std::map<Members, Group>;

// All groups of one vehicle, by size.
class GroupBuilder {
 public:
  GroupBuilder(const std::vector<Pair>& waiting, InsertionFinder& finder, const GroupSizes& sizes)
      : waiting_(&waiting), finder_(&finder), sizes_(&sizes) {}

  std::vector<Groups> build(const Route& route) const {
    std::vector<Groups> by_size;
    Groups last = {{{}, {route, 0}}};
    while (!last.empty() && by_size.size() < sizes_->largest) {
      last = larger(last);
      keep_cheapest(last);
      by_size.push_back(last);
    }
    return by_size;
  }

 private:
  // Groups with one member more; each of their own subgroups must be known, since who cannot ride
  // with some cannot ride with more.
  Groups larger(const Groups& groups) const {
    Groups next;
    for (const auto& [members, _] : groups) {
      const std::uint32_t from = members.empty() ? 0 : members.back() + 1;
      for (std::uint32_t r = from; r < waiting_->size(); ++r) {
        Members joined = members;
        joined.push_back(r);
        if (auto group = best_way(joined, groups)) next.emplace(std::move(joined), *group);
      }
    }
    return next;
  }

  // The cheapest of: the last to join is any one of them.
  std::optional<Group> best_way(const Members& members, const Groups& smaller) const {
    std::optional<Group> best;
    for (std::size_t last = 0; last < members.size(); ++last) {
      Members others = members;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(last));
      const auto known = smaller.find(others);
      if (known == smaller.end()) return std::nullopt;
      const Pair request = (*waiting_)[members[last]];
      const auto found = finder_->find(known->second.route, request);
      if (!found.found() || (best && known->second.added + found.cost >= best->added)) continue;
      Group group = known->second;
      GREND_CHECK(finder_->apply(group.route, request, found));
      group.added += found.cost;
      best = std::move(group);
    }
    return best;
  }

  void keep_cheapest(Groups& groups) const {
    if (groups.size() <= sizes_->most) return;
    std::vector<std::pair<Ticks, Members>> order;
    for (const auto& [members, group] : groups) order.emplace_back(group.added, members);
    std::sort(order.begin(), order.end());
    for (std::size_t i = sizes_->most; i < order.size(); ++i) groups.erase(order[i].second);
  }

  const std::vector<Pair>* waiting_;
  InsertionFinder* finder_;
  const GroupSizes* sizes_;
};

struct Candidate {
  std::size_t vehicle = 0;
  Members members;
  Group group;
};

std::vector<Candidate> candidates_of(const Problem& problem, const Plan& plan,
                                     const GroupSizes& sizes) {
  InsertionFinder finder(problem);
  const GroupBuilder builder(plan.unserved, finder, sizes);
  std::vector<Candidate> candidates;
  for (std::size_t v = 0; v < plan.routes.size(); ++v) {
    for (auto& groups : builder.build(plan.routes[v])) {
      for (auto& [members, group] : groups) candidates.push_back({v, members, std::move(group)});
    }
  }
  return candidates;
}

// Each vehicle takes one group at most, each request is in one at most. Serving one more is worth
// more than any cost: the dearest group of every vehicle together.
std::vector<std::size_t> best_groups(const std::vector<Candidate>& candidates, std::size_t requests,
                                     std::size_t vehicles) {
  std::vector<Ticks> dearest(vehicles, 0);
  Ticks cheapest = 0;
  for (const auto& c : candidates) {
    dearest[c.vehicle] = std::max(dearest[c.vehicle], c.group.added);
    cheapest = std::min(cheapest, c.group.added);
  }
  // In driven seconds, so that the solver's tolerances are far below a second.
  constexpr double kSecond = 1e6;
  double reward = 1 - static_cast<double>(cheapest) / kSecond;
  for (const Ticks cost : dearest) reward += static_cast<double>(cost) / kSecond;
  std::vector<ValuedSet> sets;
  for (const auto& c : candidates) {
    ValuedSet set{c.members, reward * static_cast<double>(c.members.size()) -
                                 static_cast<double>(c.group.added) / kSecond};
    set.elements.push_back(static_cast<std::uint32_t>(requests + c.vehicle));
    sets.push_back(std::move(set));
  }
  return best_packing(requests + vehicles, sets);
}

}  // namespace

Plan assign_in_groups(const Problem& problem, const Plan& start, const GroupSizes& sizes) {
  Plan plan = start;
  while (!plan.unserved.empty()) {
    auto candidates = candidates_of(problem, plan, sizes);
    const auto chosen = best_groups(candidates, plan.unserved.size(), plan.routes.size());
    if (chosen.empty()) break;
    std::vector<std::uint8_t> served(plan.unserved.size(), 0);
    for (const std::size_t i : chosen) {
      Candidate& c = candidates[i];
      plan.routes[c.vehicle] = std::move(c.group.route);
      plan.cost += c.group.added;
      for (const auto member : c.members) served[member] = 1;
    }
    std::vector<Pair> left;
    for (std::size_t r = 0; r < served.size(); ++r) {
      if (served[r] == 0) left.push_back(plan.unserved[r]);
    }
    plan.cost -= problem.unserved_cost * static_cast<Ticks>(plan.unserved.size() - left.size());
    plan.unserved = std::move(left);
  }
  return plan;
}

}  // namespace grend::routing
