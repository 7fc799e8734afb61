#include "models/drt/policy.h"

#include <fmt/core.h>

#include "models/drt/external_assigner.h"
#include "models/routing/assignment.h"

namespace grend::drt {
namespace {

// A policy that looks at nothing but the problem.
template <class Function>
class PureAssigner final : public Assigner {
 public:
  explicit PureAssigner(Function function) : function_(std::move(function)) {}
  routing::Plan assign(const Snapshot& snapshot, Time) override {
    return function_(snapshot.problem(), snapshot.plan());
  }

 private:
  Function function_;
};

template <class Function>
std::shared_ptr<Assigner> pure(Function function) {
  return std::make_shared<PureAssigner<Function>>(std::move(function));
}

std::string name_of(const Snapshot& snapshot, routing::StopIndex stop) {
  return fmt::format("the {} of request {}", routing::opens(stop) ? "pick-up" : "drop-off",
                     snapshot.trip_of(routing::pair_of(stop)));
}

// Every stop of a request stands where it must: in one route, in the right order, nobody on board
// in another vehicle.
std::string fault_of_stops(const Snapshot& snapshot, const routing::Plan& proposed) {
  const routing::Problem& problem = snapshot.problem();
  constexpr std::size_t kNowhere = ~std::size_t{0};
  std::vector<std::size_t> route_of(problem.stops.size(), kNowhere);
  for (std::size_t v = 0; v < proposed.routes.size(); ++v) {
    const auto& stops = proposed.routes[v].stops;
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
      if (route_of[stops[i]] != kNowhere) return name_of(snapshot, stops[i]) + " comes twice";
      route_of[stops[i]] = v;
      if (routing::opens(stops[i])) continue;
      const auto pair = routing::pair_of(stops[i]);
      const std::size_t expected =
          problem.movable(pair) ? route_of[routing::opening(pair)] : snapshot.carrier(pair);
      if (expected != v) return name_of(snapshot, stops[i]) + " comes without its pick-up before";
    }
  }
  for (routing::Pair r = problem.request(0); r < problem.pairs(); ++r) {
    const bool picked_up = route_of[routing::opening(r)] != kNowhere;
    const bool dropped_off = route_of[routing::closing(r)] != kNowhere;
    const auto trip = snapshot.trip_of(r);
    if (picked_up && !dropped_off) return fmt::format("request {} is never dropped off", trip);
    if (!dropped_off && !snapshot.waits(r)) {
      return fmt::format("request {} was promised a ride and is left out", trip);
    }
    if (!problem.movable(r) && picked_up)
      return fmt::format("request {} is on board already", trip);
  }
  return "";
}

}  // namespace

std::string fault_of(const Snapshot& snapshot, const routing::Plan& proposed) {
  const routing::Problem& problem = snapshot.problem();
  if (proposed.routes.size() != problem.vehicles.size()) return "it has not one route per vehicle";
  for (routing::Pair v = 0; v < proposed.routes.size(); ++v) {
    const auto& stops = proposed.routes[v].stops;
    const bool framed = stops.size() >= 2 && stops.front() == routing::opening(v) &&
                        stops.back() == routing::closing(v);
    if (!framed) return "a route does not go from its vehicle's start to its end";
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
      if (stops[i] >= problem.stops.size() || !problem.is_request(stops[i])) {
        return "a route holds a stop that is not of a request";
      }
    }
  }
  if (auto fault = fault_of_stops(snapshot, proposed); !fault.empty()) return fault;
  routing::Timing timing(problem);
  std::vector<routing::Visit> visits;
  for (std::size_t v = 0; v < proposed.routes.size(); ++v) {
    if (proposed.routes[v].stops == snapshot.plan().routes[v].stops) continue;
    if (!timing.visit(proposed.routes[v].stops, visits)) {
      return fmt::format(
          "the route of vehicle {} keeps no timing of its promises, or has more on board than it "
          "can carry",
          snapshot.vehicle(v));
    }
  }
  return "";
}

std::shared_ptr<Assigner> make_assigner(const ServiceSpec& spec, const AssignerContext& context) {
  const DispatchSpec& dispatch = spec.dispatch;
  switch (dispatch.policy) {
    case Policy::kAssignment:
      return pure(routing::assign_linearly);
    case Policy::kGroups:
      return pure([sizes = routing::GroupSizes{static_cast<std::size_t>(dispatch.batch.group),
                                               static_cast<std::size_t>(dispatch.batch.groups)}](
                      const auto& problem, const auto& plan) {
        return routing::assign_in_groups(problem, plan, sizes);
      });
    case Policy::kExternal:
      return make_external_assigner(spec, context);
    case Policy::kInsertion:
    case Policy::kFirstCome:
      break;
  }
  return pure(routing::assign_in_order);
}

}  // namespace grend::drt
