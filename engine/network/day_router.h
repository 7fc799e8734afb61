// Trips by time of day. Each period of a day has a router of its own; a trip that lasts beyond a
// period's end goes on at the pace of the next one: of its way it makes the share that its time in
// the period is of the whole trip's time there (Ichoua, Gendreau & Potvin 2003, with the trip in
// the place of a link). So nobody arrives earlier by leaving later, times are exact within a period
// and where all roads slow down alike, and while a place cannot be reached the traveller waits.
// Shared by all threads; nothing changes but the trips it remembers, and they change no answer.
#pragma once

#include <span>
#include <vector>

#include "engine/network/router.h"
#include "engine/network/trip_memo.h"

namespace grend::network {

// Of a place pair, for each period of the day: its time in ms, kClosed where there is no way.
using PeriodTimes = std::span<const std::uint32_t>;

// When periods begin, ascending; the first is Time::min().
class DayPeriods {
 public:
  DayPeriods() : starts_{Time::min()} {}
  explicit DayPeriods(std::vector<Time> starts) : starts_(std::move(starts)) {}

  std::size_t size() const { return starts_.size(); }
  std::size_t at(Time time) const;
  Time start(std::size_t period) const { return starts_[period]; }
  Time end(std::size_t period) const {
    return period + 1 < starts_.size() ? starts_[period + 1] : Time::max();
  }

  // When one arrives who departs then; Time::max() if never.
  Time arrival(PeriodTimes times, Time depart) const;
  // The latest departure with arrival(times, depart) <= arrive; Time::min() if there is none.
  Time departure(PeriodTimes times, Time arrive) const;

 private:
  std::vector<Time> starts_;
};

class DayRouter {
 public:
  // The same roads all day.
  explicit DayRouter(Router router) : routers_{std::move(router)} {}
  // One router for each period.
  DayRouter(DayPeriods periods, std::vector<Router> routers)
      : periods_(std::move(periods)), routers_(std::move(routers)) {}

  // From now on the trips that are found within a period are kept in `memo`, whose owners number
  // their routers apart: the periods here take `first` and those after it.
  void remember_in(std::shared_ptr<TripMemo> memo, std::uint32_t first);

  const DayPeriods& periods() const { return periods_; }
  const Router& of_period(std::size_t period) const { return routers_[period]; }
  const Router& at(Time time) const { return routers_[periods_.at(time)]; }

  // The distance is that of the way at departure, or when the way opens. Nothing if it never does.
  std::optional<Trip> trip(Place from, Place to, Time depart, RouterScratch& scratch) const;
  // The trip that departs as late as it may to be there by `arrive`; its time counts until then.
  std::optional<Trip> trip_by(Place from, Place to, Time arrive, RouterScratch& scratch) const;
  // All trips that depart then, as trip() has them.
  TravelMatrix matrix(std::span<const Place> from, std::span<const Place> to, Time depart,
                      par::Executor& executor) const;

 private:
  // As if the period lasted for ever.
  std::optional<Trip> trip_in(std::size_t period, Place from, Place to,
                              RouterScratch& scratch) const;

  DayPeriods periods_;
  std::vector<Router> routers_;
  std::shared_ptr<TripMemo> memo_;      // may be none
  std::vector<std::uint32_t> numbers_;  // in it, by period; equal routers have one
};

}  // namespace grend::network
