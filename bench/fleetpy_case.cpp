#include "bench/fleetpy_case.h"

#include <algorithm>
#include <set>

#include "engine/base/error.h"
#include "engine/network/snap.h"
#include "models/exchange/import_fleetpy.h"
#include "models/exchange/stop_links.h"

namespace grend::bench {
namespace {

// Every place by itself: one for each stop, then one for each vehicle, which no other shares.
std::vector<network::Place> places_of(const network::Router& router,
                                      const exchange::ForeignCase& made) {
  const network::Router* routers[] = {&router};
  const network::Snapper snapper(router.roads(), routers);
  std::vector<network::Place> places;
  for (const auto node : made.stops) {
    const auto snapped = snapper.nearest(made.links.nodes[node]);
    if (!snapped || snapped->away > Distance()) {
      throw Error(ExitCode::kBadData, "FleetPy's case: a stop cannot be reached");
    }
    places.push_back(snapped->place);
  }
  return places;
}

// Back to where it began a vehicle comes in no time, so that it stays where it ends.
std::shared_ptr<const routing::Legs> legs_of(const network::Router& router,
                                             const std::vector<network::Place>& places,
                                             std::size_t first_vehicle) {
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  auto matrix = router.matrix(places, places, *executor);
  for (std::size_t from = 0; from < places.size(); ++from) {
    for (std::size_t to = first_vehicle; to < places.size(); ++to) matrix.set(from, to, {0, 0});
    for (std::size_t to = 0; to < first_vehicle && from >= first_vehicle; ++to) {
      auto& time = matrix.time[from * matrix.columns + to];
      time = std::max<std::uint32_t>(time, 30'000);  // it begins beside the stop
    }
  }
  return std::make_shared<routing::Legs>(places.size(), std::move(matrix.time),
                                         std::move(matrix.distance));
}

// A stand lasts 30 s whoever gets on or off: it is part of the way into a stop, so that who is
// served at one stop shares it. Nobody drives through a stop (is_stop_only): what led into its
// junction leads to a node of its own, from which the stand and nothing else goes on.
void fold_stand(network::LinkNetwork& network, std::uint32_t stop, Duration stand) {
  const auto stub = std::find_if(network.links.begin(), network.links.end(),
                                 [&](const auto& link) { return link.to == stop; });
  const std::uint32_t junction = stub->from;
  const auto entrance = static_cast<std::uint32_t>(network.nodes.size());
  const geo::Point at = network.nodes[junction];
  network.nodes.push_back(at);
  for (auto& link : network.links) {
    if (link.to == junction) link.to = entrance;
  }
  network::DirectedLink leave = *stub;
  leave.from = stop;
  leave.to = junction;
  leave.two_way = false;
  stub->from = entrance;
  stub->two_way = false;
  stub->free_flow = stand;
  network.links.push_back(leave);
}

Time full_minute(Time time) {
  const std::int64_t minute = minutes(1).ticks();
  return Time(time.ticks() / minute * minute);
}

}  // namespace

FleetpyCase read_fleetpy(const std::string& folder, std::uint64_t seed) {
  exchange::FleetpyOptions options;
  options.folder = folder;
  options.seed = seed;
  auto made = exchange::import_fleetpy_case(options);
  const std::size_t first_vehicle = made.stops.size();
  std::set<exchange::StopNumber> served;
  for (const auto& b : made.bookings) served.insert(b.from), served.insert(b.to);
  for (const auto stop : served) fold_stand(made.links, made.stops[stop], made.terms.boarding);
  for (const auto& v : made.vehicles) {
    made.stops.push_back(exchange::beside(made.links, made.stops[v.start]));
  }
  network::SpeedParameters speeds;
  FleetpyCase result;
  result.roads =
      std::make_unique<network::RoadGraph>(network::build_from_links(made.links, speeds).graph);
  result.router = std::make_unique<network::Router>(*result.roads, network::Profile::kCar);
  const auto places = places_of(*result.router, made);
  result.points = std::make_unique<drt::ServicePoints>(
      places, legs_of(*result.router, places, first_vehicle), result.router.get());
  for (std::size_t v = 0; v < made.vehicles.size(); ++v) {
    const auto& vehicle = made.vehicles[v];
    result.duties.push_back({{static_cast<std::int32_t>(vehicle.seats), 0},
                             vehicle.shift,
                             static_cast<drt::PointIndex>(first_vehicle + v)});
  }
  std::uint32_t trip = 0;
  for (const auto& b : made.bookings) {
    drt::Request r;
    r.trip = trip++;
    r.from = places[b.from];
    r.to = places[b.to];
    const Duration stand = made.terms.boarding;
    r.wish = full_minute(b.wish);
    r.earliest = r.wish + stand;  // the end of the stand
    r.latest = r.earliest + made.terms.longest_wait;
    r.direct = result.points->time(b.from, b.to);
    r.longest_ride =
        (r.direct - stand).scaled(made.terms.ride_factor) + made.terms.ride_extra + stand;
    r.load = {1, 0};
    result.requests.push_back({r, r.wish});
  }
  return result;
}

}  // namespace grend::bench
