#include "models/travel/travel.h"

#include "engine/base/check.h"

namespace grend::travel {

using network::Profile;
using network::Router;

Profile profile_of(choice::Mode mode) {
  switch (mode) {
    case choice::Mode::kWalk:
      return Profile::kWalk;
    case choice::Mode::kBike:
      return Profile::kBike;
    case choice::Mode::kDrt:
      return Profile::kMinibus;
    case choice::Mode::kCar:
    case choice::Mode::kRide:
      break;
  }
  return Profile::kCar;
}

Travel::Travel(const network::RoadGraph& roads, const network::RoadDay& day,
               std::span<const Interval<Time>> service_hours, par::Executor& executor,
               store::Cache* cache) {
  network::RouterPool pool(executor, cache);
  const auto memo = std::make_shared<network::TripMemo>();
  std::uint32_t routers = 0;
  for (const Profile profile : kTravelProfiles) {
    auto& own = roads_[network::index_of(profile)];
    own.emplace(Roads{pool.get(day, roads, profile), pool.get({roads, profile})});
    own->day.remember_in(memo, routers);
    routers += static_cast<std::uint32_t>(own->day.periods().size());
  }
  const Profile minibus = profile_of(choice::Mode::kDrt);
  for (const Interval<Time>& hours : service_hours) {
    on_demand_.push_back(pool.get({roads, minibus, day.longest_times(minibus, hours)}));
  }
}

const network::DayRouter& Travel::day(Profile profile) const {
  const auto& roads = roads_[network::index_of(profile)];
  GREND_CHECK(roads);
  return roads->day;
}

std::vector<const Router*> Travel::usual() const {
  std::vector<const Router*> all;
  for (const Profile profile : kTravelProfiles) {
    all.push_back(&roads_[network::index_of(profile)]->usual);
  }
  return all;
}

std::optional<network::Trip> Travel::trip(choice::Mode mode, network::Place from, network::Place to,
                                          Time depart, Scratch& scratch) const {
  return day(profile_of(mode)).trip(from, to, depart, scratch);
}

std::optional<network::Trip> Travel::trip_by(choice::Mode mode, network::Place from,
                                             network::Place to, Time arrive,
                                             Scratch& scratch) const {
  return day(profile_of(mode)).trip_by(from, to, arrive, scratch);
}

}  // namespace grend::travel
