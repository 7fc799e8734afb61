#include "engine/network/road_day.h"

#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <map>

#include "engine/base/error.h"

namespace grend::network {
namespace {

std::int64_t day_number(io::Date date) {
  using namespace std::chrono;
  const sys_days days = year{date.year} / month{static_cast<unsigned>(date.month)} /
                        day{static_cast<unsigned>(date.day)};
  return days.time_since_epoch().count();
}

bool is_weekend(std::int64_t day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day}}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// The hours of those of the day before, the day and the day after that `counts`.
template <class Counts>
std::vector<Interval<Time>> hours_on(const Interval<Time>& of_day, Counts&& counts) {
  std::vector<Interval<Time>> when;
  for (const int offset : {-1, 0, 1}) {
    const Duration shift = hours(24) * offset;
    if (counts(offset)) when.push_back({of_day.from + shift, of_day.to + shift});
  }
  return when;
}

std::uint32_t slowed(std::uint32_t time, double factor) {
  if (time == kClosed) return kClosed;
  const Duration longer = Duration(time).scaled(factor);
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(longer.ticks(), time, kLongestTime));
}

void slow(EdgeTimes& times, double factor) {
  times = {slowed(times.forward, factor), slowed(times.backward, factor)};
}

const SpeedShares& shares_of(const WinterSpeeds& winter, RoadSurface surface) {
  static constexpr SpeedShares kSummer;
  switch (surface) {
    case RoadSurface::kSummer:
      return kSummer;
    case RoadSurface::kPackedSnow:
      return winter.packed_snow;
    case RoadSurface::kSnowfall:
      return winter.snowfall;
    case RoadSurface::kHeavySnow:
      return winter.heavy_snow;
  }
  return kSummer;
}

}  // namespace

RoadDay::RoadDay(const RoadGraph& roads, const RoadConditions& conditions, const RoadDate& date,
                 const ToPlane& to_plane)
    : roads_(&roads), shares_(shares_of(conditions.winter, date.surface)) {
  add_effects(conditions, date, to_plane);
  cut_into_periods();
}

void RoadDay::add_effects(const RoadConditions& conditions, const RoadDate& date,
                          const ToPlane& to_plane) {
  const std::int64_t today = day_number(date.date);
  std::string problems;
  const auto add = [&](Effect effect, const RoadSelection& where, std::string_view key,
                       std::size_t index) {
    SelectedRoads selected = select_roads(*roads_, where, to_plane);
    if (!selected.problem.empty()) {
      problems += fmt::format("{}roads.{}.{} ({}): {}", problems.empty() ? "" : "\n", key, index,
                              effect.name, selected.problem);
    }
    effect.edges = std::move(selected.edges);
    if (!effect.when.empty()) effects_.push_back(std::move(effect));
  };
  for (std::size_t i = 0; i < conditions.peaks.size(); ++i) {
    const Peak& peak = conditions.peaks[i];
    const auto counts = [&](int offset) {
      const bool holiday = offset == 0 && date.holiday;
      return !peak.weekdays_only || (!holiday && !is_weekend(today + offset));
    };
    Effect effect;
    effect.name = peak.name.empty() ? fmt::format("peak {}", i) : peak.name;
    effect.when = hours_on(peak.hours, counts);
    effect.time_factor = peak.time_factor;
    add(std::move(effect), peak.where, "peaks", i);
  }
  for (std::size_t i = 0; i < conditions.closures.size(); ++i) {
    const Closure& closure = conditions.closures[i];
    const auto counts = [&](int offset) {
      const std::int64_t day = today + offset;
      return day_number(closure.first_day) <= day && day <= day_number(closure.last_day);
    };
    Effect effect;
    effect.name = closure.name.empty() ? fmt::format("closure {}", i) : closure.name;
    effect.when = hours_on(closure.hours, counts);
    effect.closes = true;
    effect.closed_to = closure.closed_to;
    effect.convoy = closure.convoy;
    add(std::move(effect), closure.where, "closures", i);
  }
  if (!problems.empty()) {
    throw Error(
        ExitCode::kBadScenario, problems,
        "write the road's number or name as the map does, or give an area with a road in it");
  }
}

void RoadDay::cut_into_periods() {
  std::vector<Time> changes = {Time::min()};
  for (const Effect& effect : effects_) {
    for (const auto& when : effect.when) {
      changes.push_back(when.from);
      changes.push_back(when.to);
    }
  }
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  starts_ = std::move(changes);
  // Periods in which the same holds are one.
  std::vector<Time> kept = {starts_.front()};
  auto before = effects_at(0);
  for (std::size_t period = 1; period < starts_.size(); ++period) {
    auto now = effects_at(period);
    if (now != before) kept.push_back(starts_[period]);
    before = std::move(now);
  }
  starts_ = std::move(kept);
}

std::vector<const RoadDay::Effect*> RoadDay::effects_at(std::size_t period) const {
  std::vector<const Effect*> holding;
  for (const Effect& effect : effects_) {
    const bool holds =
        std::any_of(effect.when.begin(), effect.when.end(),
                    [&](const Interval<Time>& when) { return when.contains(starts_[period]); });
    if (holds) holding.push_back(&effect);
  }
  return holding;
}

std::vector<std::string> RoadDay::holds(std::size_t period) const {
  std::vector<std::string> names;
  for (const Effect* effect : effects_at(period)) names.push_back(effect->name);
  return names;
}

double RoadDay::speed_share(Profile profile) const {
  if (is_motor(profile)) return shares_.motor;
  return profile == Profile::kWalk ? shares_.walk : shares_.bike;
}

IdVector<EdgeId, EdgeTimes> RoadDay::times(Profile profile, std::size_t period) const {
  Times times = roads_->times[index_of(profile)];
  const double share = speed_share(profile);
  if (share < 1) {
    for (const EdgeId edge : times.ids()) {
      if (roads_->road_class[edge] != RoadClass::kFerry) slow(times[edge], 1 / share);
    }
  }
  for (const Effect* effect : effects_at(period)) apply(*effect, profile, times);
  return times;
}

IdVector<EdgeId, EdgeTimes> RoadDay::longest_times(Profile profile, Interval<Time> hours) const {
  Times longest;
  for (std::size_t period = 0; period < starts_.size(); ++period) {
    const bool over = period + 1 < starts_.size() && starts_[period + 1] <= hours.from;
    if (over || starts_[period] >= hours.to) continue;
    Times now = times(profile, period);
    if (longest.empty()) {
      longest = std::move(now);
      continue;
    }
    for (const EdgeId edge : longest.ids()) {
      // kClosed is the longest time of all.
      longest[edge] = {std::max(longest[edge].forward, now[edge].forward),
                       std::max(longest[edge].backward, now[edge].backward)};
    }
  }
  return longest;
}

void RoadDay::apply(const Effect& effect, Profile profile, Times& times) const {
  const bool concerned = is_motor(profile) || (effect.closes && !effect.convoy &&
                                               effect.closed_to == ClosedTo::kEverybody);
  if (!concerned) return;
  if (effect.convoy) return lead_convoy(effect, times);
  for (const EdgeId edge : effect.edges) {
    if (effect.closes) {
      times[edge] = {};
    } else if (roads_->road_class[edge] != RoadClass::kFerry) {
      slow(times[edge], effect.time_factor);
    }
  }
}

// The column is joined at the ends of the stretch, which are the junctions that one edge of it
// leads to; who comes from a side road joins one that passes.
void RoadDay::lead_convoy(const Effect& effect, Times& times) const {
  std::map<NodeId, int> edges_at;
  for (const EdgeId edge : effect.edges) {
    ++edges_at[roads_->from[edge]];
    ++edges_at[roads_->to[edge]];
  }
  for (const EdgeId edge : effect.edges) {
    const Duration pace = travel_time(Distance(roads_->length[edge]), effect.convoy->speed);
    const auto led = [&](std::uint32_t time, NodeId start) {
      if (time == kClosed) return kClosed;
      Duration longer = std::max(Duration(time), pace);
      if (edges_at.at(start) == 1) longer += effect.convoy->wait;
      return static_cast<std::uint32_t>(std::min<std::int64_t>(longer.ticks(), kLongestTime));
    };
    times[edge] = {led(times[edge].forward, roads_->from[edge]),
                   led(times[edge].backward, roads_->to[edge])};
  }
}

}  // namespace grend::network
