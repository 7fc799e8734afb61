#include "bench/dispatch_cases.h"

#include <algorithm>

#include "engine/base/random.h"

namespace grend::bench {
namespace {

constexpr int kUtmZone = 33;

std::vector<network::Place> random_places(const network::Router& router, std::size_t count) {
  RandomStream random({1, 0}, 0, Purpose::kTest);
  const auto& graph = router.roads();
  std::vector<network::Place> places;
  while (places.size() < count) {
    const network::EdgeId edge(
        static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(graph.edges()) - 1)));
    if (router.usable(edge)) places.push_back({edge, 0});
  }
  return places;
}

// Of a few candidates the one whose direct drive is nearest to an exponential draw.
drt::PointIndex destination(const drt::ServicePoints& points, drt::PointIndex from,
                            RandomStream& random) {
  constexpr double kMeanMinutes = 12;
  const Duration wished = minutes(1).scaled(kMeanMinutes * random.exponential());
  drt::PointIndex best = from;
  Duration away = Duration::max();
  for (int i = 0; i < 200; ++i) {
    const auto to = static_cast<drt::PointIndex>(
        random.between(0, static_cast<std::int64_t>(points.size()) - 1));
    const Duration off = points.time(from, to) - wished;
    const Duration distance = off < Duration() ? -off : off;
    if (to != from && distance < away) best = to, away = distance;
  }
  return best;
}

}  // namespace

DispatchTown::DispatchTown(const std::string& osm_file, std::size_t service_points)
    : network_(network::read_network(osm_file, {.utm_zone = kUtmZone, .crs = "", .speeds = {}})),
      executor_(par::make_executor(par::Backend::kJthread, 0)),
      router_(std::make_unique<network::Router>(network_.graph, network::Profile::kCar)),
      points_(std::make_unique<drt::ServicePoints>(
          *router_, random_places(*router_, service_points), *executor_)) {}

std::vector<drt::TimedRequest> DispatchTown::requests(const DispatchCase& c) const {
  RandomStream random({2, 0}, static_cast<std::uint32_t>(c.requests), Purpose::kTest);
  const auto last = static_cast<std::int64_t>(points_->size()) - 1;
  std::vector<drt::TimedRequest> requests;
  for (std::uint32_t trip = 0; trip < c.requests; ++trip) {
    const auto from = static_cast<drt::PointIndex>(random.between(0, last));
    const auto to = destination(*points_, from, random);
    drt::Request r;
    r.trip = trip;
    r.from = points_->place(from);
    r.to = points_->place(to);
    r.wish = Time(random.between(clock_time(5, 0).ticks(), clock_time(23, 0).ticks()));
    r.earliest = r.wish;
    r.latest = r.wish + minutes(10);
    r.direct = points_->time(from, to);
    r.longest_ride = r.direct.scaled(1.5) + minutes(10);
    r.boarding = seconds(60);
    r.alighting = seconds(60);
    r.load = {1, 0};
    requests.push_back({r, r.earliest - c.notice});
  }
  return requests;
}

std::vector<drt::Duty> DispatchTown::duties(const DispatchCase& c) const {
  RandomStream random({3, 0}, static_cast<std::uint32_t>(c.vehicles), Purpose::kTest);
  std::vector<drt::Duty> duties;
  for (std::size_t v = 0; v < c.vehicles; ++v) {
    const auto base = static_cast<drt::PointIndex>(
        random.between(0, static_cast<std::int64_t>(points_->size()) - 1));
    duties.push_back(
        {.capacity = {c.seats, 0}, .shift = {clock_time(3, 0), clock_time(27, 0)}, .base = base});
  }
  return duties;
}

drt::ServiceSpec dispatch_spec() {
  drt::ServiceSpec spec;
  spec.open = {clock_time(0, 0), clock_time(30, 0)};
  spec.booking.lead = Duration();
  spec.dispatch.repair.steps = 0;
  spec.dispatch.alternative.within = Duration();
  return spec;
}

}  // namespace grend::bench
