#include "models/travel/travel.h"

namespace grend::travel {

using network::Profile;
using network::Router;

Profile profile_of(choice::Mode mode) {
  switch (mode) {
    case choice::Mode::kWalk:
      return Profile::kWalk;
    case choice::Mode::kBike:
      return Profile::kBike;
    case choice::Mode::kCar:
    case choice::Mode::kRide:
    case choice::Mode::kDrt:
      break;
  }
  return Profile::kCar;
}

Travel::Travel(const network::RoadGraph& graph, par::Executor& executor)
    : routers_{Router(graph, Profile::kCar, executor), Router(graph, Profile::kBike, executor),
               Router(graph, Profile::kWalk, executor)} {}

const Router& Travel::router(Profile profile) const {
  return routers_[static_cast<std::size_t>(profile)];
}

std::optional<network::Trip> Travel::trip(choice::Mode mode, network::Place from, network::Place to,
                                          Scratch& scratch) const {
  return router(profile_of(mode)).trip(from, to, scratch);
}

}  // namespace grend::travel
