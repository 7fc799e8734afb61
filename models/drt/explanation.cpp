#include "models/drt/explanation.h"

#include "engine/base/check.h"

namespace grend::drt {
namespace {

// The times that the plan would have with the request in it.
void time_placement(const LivePlan& plan, routing::Pair request, Time now, VehicleAnswer& answer) {
  routing::Problem problem = plan.problem();
  const auto vehicle = static_cast<routing::Pair>(answer.placement->vehicle);
  auto& start = problem.stops[routing::opening(vehicle)];
  start.earliest = std::max(start.earliest, now.ticks());
  auto stops = plan.route(vehicle).stops;
  const auto& insertion = answer.placement->insertion;
  const auto driving = [&] {
    routing::Ticks sum = 0;
    for (std::size_t i = 1; i < stops.size(); ++i) sum += problem.time(stops[i - 1], stops[i]);
    return sum;
  };
  const auto before = driving();
  stops.insert(stops.begin() + insertion.pickup_at, routing::opening(request));
  stops.insert(stops.begin() + insertion.dropoff_at, routing::closing(request));
  routing::Timing timing(problem);
  std::vector<routing::Visit> visits;
  GREND_CHECK(timing.visit(stops, visits));
  answer.added_driving = Duration(driving() - before);
  answer.pickup = to_time(visits[insertion.pickup_at].earliest);
  answer.dropoff = to_time(visits[insertion.dropoff_at].earliest);
}

}  // namespace

std::vector<VehicleAnswer> ask_every_vehicle(LivePlan& plan, routing::Pair request,
                                             const std::vector<std::uint8_t>& on_duty, Time now) {
  std::vector<VehicleAnswer> answers(on_duty.size());
  const auto& load = plan.problem().stops[routing::opening(request)].change;
  for (std::size_t v = 0; v < answers.size(); ++v) {
    VehicleAnswer& answer = answers[v];
    answer.on_duty = on_duty[v] != 0;
    answer.large_enough = routing::fits(load, plan.problem().vehicles[v].capacity);
    answer.planned = plan.route(v).stops.size() - 2;
    if (!answer.on_duty || !answer.large_enough) continue;
    const auto found = plan.finder().find(
        plan.route(v), request, {.now = now.ticks(), .append = plan.objective().first_come});
    answer.obstacle = plan.finder().obstacle();
    if (!found.found()) continue;
    answer.placement = {v, found};
    time_placement(plan, request, now, answer);
  }
  return answers;
}

}  // namespace grend::drt
