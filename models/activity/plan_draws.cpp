#include "models/activity/plan_draws.h"

#include "engine/base/portable_math.h"

namespace grend::activity {
namespace {

std::int64_t to_minute(std::int64_t ticks) { return ticks - ticks % minutes(1).ticks(); }

}  // namespace

std::int64_t triangular(std::int64_t low, std::int64_t peak, std::int64_t high, double u) {
  const double whole = static_cast<double>(high - low);
  if (whole <= 0) return low;
  const double rise = static_cast<double>(peak - low);
  const double split = rise / whole;
  const double offset = u < split ? portable_sqrt(u * whole * rise)
                                  : whole - portable_sqrt((1 - u) * whole * (whole - rise));
  return low + static_cast<std::int64_t>(offset);
}

When draw_when(const ActivitySpec& spec, RandomStream& random) {
  const double when = random.uniform();
  const double length = random.uniform();
  return {Time(to_minute(
              triangular(spec.start.from.ticks(), spec.peak.ticks(), spec.start.to.ticks(), when))),
          Duration(to_minute(triangular(spec.shortest.ticks(), spec.usual.ticks(),
                                        spec.longest.ticks(), length)))};
}

ActivityKind draw_free_kind(const PlanInput& input, RandomStream& random) {
  return static_cast<ActivityKind>(random.pick(input.factors.free_shares()));
}

std::optional<Destination> draw_place(const PlanInput& input, population::PersonId person,
                                      ActivityKind kind, std::uint32_t zone, std::uint32_t number) {
  constexpr std::uint32_t kDrawsPerTour = 16;
  if (!input.destinations.offers(kind)) return std::nullopt;
  RandomStream random(input.random, person.value(), Purpose::kDestination,
                      (number + 1) * kDrawsPerTour);
  return input.destinations.draw(kind, zone, random);
}

}  // namespace grend::activity
