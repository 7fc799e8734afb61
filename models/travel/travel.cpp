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

Travel::Travel(const network::RoadGraph& graph, par::Executor& executor, store::Cache* cache) {
  network::RouterPool pool(executor, cache);
  for (const Profile profile : kTravelProfiles) {
    routers_[network::index_of(profile)] = pool.get({graph, profile});
  }
}

const Router& Travel::router(Profile profile) const {
  const auto& router = routers_[network::index_of(profile)];
  GREND_CHECK(router);
  return *router;
}

std::vector<const Router*> Travel::routers() const {
  std::vector<const Router*> all;
  for (const Profile profile : kTravelProfiles) all.push_back(&router(profile));
  return all;
}

std::optional<network::Trip> Travel::trip(choice::Mode mode, network::Place from, network::Place to,
                                          Scratch& scratch) const {
  return router(profile_of(mode)).trip(from, to, scratch);
}

}  // namespace grend::travel
