#include "engine/network/day_router.h"

#include <algorithm>

#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

// What is left of a trip: `left` of `whole` ms at the pace of the period it was last reckoned in.
struct Rest {
  std::uint64_t left = 1;
  std::uint64_t whole = 1;

  // Rounded up, so that nobody gains by a change of periods.
  Rest at_pace(std::uint32_t time) const { return {(left * time + whole - 1) / whole, time}; }
};

}  // namespace

std::size_t DayPeriods::at(Time time) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), time);
  return after == starts_.begin() ? 0 : static_cast<std::size_t>(after - starts_.begin()) - 1;
}

Time DayPeriods::arrival(PeriodTimes times, Time depart) const {
  Rest rest;
  Time now = depart;
  for (std::size_t period = at(depart); period < size(); ++period) {
    const std::uint32_t time = times[period];
    if (time != kClosed) {
      if (time == 0) return now;
      rest = rest.at_pace(time);
      const Time there = now + Duration(static_cast<std::int64_t>(rest.left));
      if (there <= end(period)) return there;
      rest.left -= static_cast<std::uint64_t>((end(period) - now).ticks());
    }
    now = end(period);
  }
  return Time::max();
}

// arrival() never falls as the departure rises, so the latest one is found by halving.
Time DayPeriods::departure(PeriodTimes times, Time arrive) const {
  if (size() == 1) return times[0] == kClosed ? Time::min() : arrive - Duration(times[0]);
  Duration longest;
  for (std::size_t period = 0; period < size(); ++period) {
    if (times[period] != kClosed) longest = std::max(longest, Duration(times[period]));
  }
  // Before the first change and a whole trip the first period's time holds.
  Time early = std::min(arrive, starts_[1]) - longest - milliseconds(1);
  if (arrival(times, early) > arrive) return Time::min();
  Time late = arrive + milliseconds(1);
  while (late - early > milliseconds(1)) {
    const Time middle = early + (late - early) / 2;
    (arrival(times, middle) <= arrive ? early : late) = middle;
  }
  return early;
}

void DayRouter::remember_in(std::shared_ptr<TripMemo> memo, std::uint32_t first) {
  memo_ = std::move(memo);
  numbers_.clear();
  for (const Router& router : routers_) {
    std::uint32_t period = 0;
    while (!routers_[period].shares_with(router)) ++period;
    numbers_.push_back(first + period);
  }
}

std::optional<Trip> DayRouter::trip_in(std::size_t period, Place from, Place to,
                                       RouterScratch& scratch) const {
  const auto search = [&] { return routers_[period].trip(from, to, scratch); };
  if (!memo_) return search();
  const TripMemo::Key key{numbers_[period], from, to};
  if (const auto known = memo_->find(key)) {
    return known->reachable() ? std::optional(known->trip()) : std::nullopt;
  }
  const auto found = search();
  memo_->store(key, found ? Reach{static_cast<std::uint32_t>(found->time.ticks()),
                                  static_cast<std::uint32_t>(found->distance.ticks())}
                          : Reach{});
  return found;
}

std::optional<Trip> DayRouter::trip(Place from, Place to, Time depart,
                                    RouterScratch& scratch) const {
  std::size_t period = periods_.at(depart);
  auto found = trip_in(period, from, to, scratch);
  const bool within = found && depart + found->time <= periods_.end(period);
  if (within || periods_.size() == 1) return found;
  // Few trips get here: those that meet a change of periods.
  std::vector<std::uint32_t>& times = scratch.state().period_times;
  times.assign(periods_.size(), kClosed);
  std::optional<Distance> distance;
  Time arrival = Time::max();
  for (; period < periods_.size(); ++period) {
    const auto trip = trip_in(period, from, to, scratch);
    if (!trip) continue;
    times[period] = static_cast<std::uint32_t>(trip->time.ticks());
    if (!distance) distance = trip->distance;
    arrival = periods_.arrival(times, depart);
    if (arrival <= periods_.end(period)) break;
  }
  if (arrival == Time::max() || !distance) return std::nullopt;
  return Trip{arrival - depart, *distance};
}

std::optional<Trip> DayRouter::trip_by(Place from, Place to, Time arrive,
                                       RouterScratch& scratch) const {
  const std::size_t last = periods_.at(arrive);
  const auto found = trip_in(last, from, to, scratch);
  const bool within = found && arrive - found->time >= periods_.start(last);
  if (within || periods_.size() == 1) return found;
  std::vector<std::uint32_t>& times = scratch.state().period_times;
  times.assign(periods_.size(), kClosed);
  for (std::size_t period = 0; period <= last; ++period) {
    const auto trip = trip_in(period, from, to, scratch);
    if (trip) times[period] = static_cast<std::uint32_t>(trip->time.ticks());
  }
  const Time depart = periods_.departure(times, arrive);
  if (depart == Time::min()) return std::nullopt;
  const auto way = trip(from, to, depart, scratch);
  return way ? std::optional(Trip{arrive - depart, way->distance}) : std::nullopt;
}

// Matrices of further periods are made only as long as some trip lasts into them.
TravelMatrix DayRouter::matrix(std::span<const Place> from, std::span<const Place> to, Time depart,
                               par::Executor& executor) const {
  if (periods_.size() == 1) return routers_.front().matrix(from, to, executor);
  const std::size_t first = periods_.at(depart);
  std::vector<TravelMatrix> matrices;
  std::vector<std::uint32_t> times(periods_.size(), kClosed);
  TravelMatrix result;
  bool settled = false;
  for (std::size_t last = first; last < periods_.size() && !settled; ++last) {
    matrices.push_back(routers_[last].matrix(from, to, executor));
    if (matrices.size() == 1) result = matrices.front();
    settled = true;
    for (std::size_t cell = 0; cell < from.size() * to.size(); ++cell) {
      for (std::size_t m = 0; m < matrices.size(); ++m) times[first + m] = matrices[m].time[cell];
      const Time arrival = periods_.arrival(times, depart);
      settled = settled && arrival <= periods_.end(last);
      if (result.distance[cell] == kClosed) result.distance[cell] = matrices.back().distance[cell];
      result.time[cell] = arrival == Time::max()
                              ? kClosed
                              : static_cast<std::uint32_t>(std::min<std::int64_t>(
                                    (arrival - depart).ticks(), kLongestTime));
    }
  }
  return result;
}

}  // namespace grend::network
