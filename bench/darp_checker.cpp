#include "bench/darp_checker.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace grend::bench {
namespace {

constexpr double kTolerance = 1e-7;

// begin[to] >= begin[from] + gap
struct Constraint {
  std::size_t from;
  std::size_t to;
  double gap;
};

bool have_a_solution(std::size_t variables, const std::vector<Constraint>& constraints) {
  std::vector<double> begin(variables, 0.0);
  for (std::size_t round = 0; round <= variables; ++round) {
    bool changed = false;
    for (const auto& c : constraints) {
      if (begin[c.to] >= begin[c.from] + c.gap - kTolerance) continue;
      begin[c.to] = begin[c.from] + c.gap;
      changed = true;
    }
    if (!changed) return true;
  }
  return false;
}

// Stops 0 (depot), 1..size, size + 1 (depot); one more variable is the origin of time.
std::vector<Constraint> constraints_of(const DarpInstance& instance,
                                       const std::vector<std::size_t>& route) {
  std::vector<std::size_t> nodes = {0};
  nodes.insert(nodes.end(), route.begin(), route.end());
  nodes.push_back(0);
  const std::size_t origin = nodes.size();
  std::vector<Constraint> constraints;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& node = instance.nodes[nodes[i]];
    constraints.push_back({origin, i, node.earliest});
    constraints.push_back({i, origin, -node.latest});
    if (i + 1 < nodes.size()) {
      const auto& next = instance.nodes[nodes[i + 1]];
      const double leg = std::hypot(node.x - next.x, node.y - next.y);
      constraints.push_back({i, i + 1, node.service + leg});
    }
    if (nodes[i] <= instance.requests) continue;
    const std::size_t pickup = nodes[i] - instance.requests;
    const auto at =
        static_cast<std::size_t>(std::find(nodes.begin(), nodes.end(), pickup) - nodes.begin());
    constraints.push_back({i, at, -instance.longest_ride - instance.nodes[pickup].service});
  }
  constraints.push_back({nodes.size() - 1, 0, -instance.longest_route});
  return constraints;
}

std::string load_fault(const DarpInstance& instance, const std::vector<std::size_t>& route) {
  std::vector<bool> seen(instance.nodes.size());
  double on_board = 0;
  for (const std::size_t node : route) {
    seen[node] = true;
    on_board += instance.nodes[node].load;
    if (on_board > instance.capacity) return fmt::format("too many on board at {}", node);
    if (node > instance.requests && !seen[node - instance.requests]) {
      return fmt::format("{} is not preceded by its pick-up", node);
    }
  }
  return "";
}

}  // namespace

std::string darp_fault(const DarpInstance& instance, const DarpRoutes& routes) {
  if (routes.size() > instance.vehicles) return fmt::format("{} routes", routes.size());
  std::vector<int> visits(instance.nodes.size());
  for (const auto& route : routes) {
    for (const std::size_t node : route) {
      if (node == 0 || node >= visits.size()) return fmt::format("no node {}", node);
      ++visits[node];
    }
  }
  for (std::size_t node = 1; node < visits.size(); ++node) {
    if (visits[node] != 1) return fmt::format("{} visits of {}", visits[node], node);
  }
  for (std::size_t i = 0; i < routes.size(); ++i) {
    if (auto fault = load_fault(instance, routes[i]); !fault.empty()) return fault;
    const auto constraints = constraints_of(instance, routes[i]);
    if (!have_a_solution(routes[i].size() + 3, constraints)) {
      return fmt::format("no timing of route {} keeps windows, ride and route limits", i);
    }
  }
  return "";
}

}  // namespace grend::bench
