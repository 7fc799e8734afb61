#include "models/drt/planner.h"

#include <algorithm>

#include "models/drt/dispatcher.h"
#include "models/routing/improve.h"

namespace grend::drt {
namespace {

// Those that pass nearest to the pick-up at the right time, in the order of their numbers.
std::vector<std::uint32_t> vehicles_near(LivePlan& plan, routing::Pair request,
                                         const std::vector<std::uint8_t>& on_duty, Time now,
                                         std::size_t most) {
  std::vector<std::pair<routing::Ticks, std::uint32_t>> near;
  for (std::uint32_t v = 0; v < on_duty.size(); ++v) {
    if (on_duty[v] == 0) continue;
    const auto detour = plan.finder().pickup_nearness(plan.route(v), request, now.ticks());
    if (detour < routing::kNever) near.emplace_back(detour, v);
  }
  std::sort(near.begin(), near.end());
  near.resize(std::min(near.size(), most));
  std::vector<std::uint32_t> vehicles;
  for (const auto& [_, v] : near) vehicles.push_back(v);
  std::sort(vehicles.begin(), vehicles.end());
  return vehicles;
}

// Routes of a live plan are short, and few rides fit elsewhere: smaller ruins than the ten of the
// literature give two thirds of the gain in a quarter of the time.
constexpr double kRemoved = 4;

}  // namespace

std::optional<ChangedVehicles> repair(LivePlan& plan, routing::Pair request,
                                      const std::vector<std::uint8_t>& on_duty, Time now,
                                      const RepairSpec& spec, RandomSource source) {
  if (spec.steps == 0) return std::nullopt;
  const auto vehicles =
      vehicles_near(plan, request, on_duty, now, static_cast<std::size_t>(spec.vehicles));
  if (vehicles.empty()) return std::nullopt;
  const std::array<routing::Pair, 1> waiting = {request};
  const Snapshot snapshot(plan, vehicles, waiting, now);
  const routing::ImproveOptions options{.iterations = static_cast<std::uint64_t>(spec.steps),
                                        .source = source,
                                        .chain = plan.trip_of(request),
                                        .cache_bits = 10,
                                        .until_served = true};
  const auto improved = routing::improve(snapshot.problem(), snapshot.plan(), options);
  if (!improved.plan.unserved.empty()) return std::nullopt;
  return snapshot.put_back(improved.plan, plan, now);
}

ChangedVehicles improve_plan(LivePlan& plan, const std::vector<std::uint8_t>& on_duty, Time now,
                             const ImprovementRun& run, RandomSource source,
                             par::Executor& executor) {
  std::vector<std::uint32_t> vehicles;
  for (std::uint32_t v = 0; v < on_duty.size(); ++v) {
    if (on_duty[v] != 0) vehicles.push_back(v);
  }
  const Snapshot snapshot(plan, vehicles, {}, now);
  const std::size_t movable = snapshot.movable();
  if (movable == 0) return {};
  const routing::ImproveOptions options{
      .iterations = run.steps_per_ride * movable,
      .source = source,
      .chain = run.number * static_cast<std::uint32_t>(run.chains),
      .operators = run.operators,
      .removal = {.average = kRemoved},
      .cache_bits = 14};
  const auto improved = routing::improve_in_parallel(snapshot.problem(), snapshot.plan(), options,
                                                     run.chains, executor);
  return snapshot.put_back(improved.plan, plan, now);
}

std::optional<Duration> alternative(LivePlan& plan, const Request& request,
                                    const std::vector<std::uint8_t>& on_duty, Time now,
                                    std::span<const Duration> shifts) {
  const PointIndex from = plan.points().index_of(request.from);
  const PointIndex to = plan.points().index_of(request.to);
  for (const Duration shift : shifts) {
    const auto pair = plan.add(shifted(request, shift), from, to);
    const bool found = best_insertion(plan, pair, on_duty, now).placement.has_value();
    plan.drop(pair);
    if (found) return shift;
  }
  return std::nullopt;
}

}  // namespace grend::drt
