#include "models/simulation/world.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "models/simulation/inputs.h"

namespace grend::simulation {
namespace {

using region::FacilityKind;

std::vector<SnappedFacility> snap_facilities(const World& world, const region::RegionInput& input,
                                             const geo::Projection& projection,
                                             std::vector<std::string>& warnings) {
  std::vector<SnappedFacility> result;
  for (const auto& facility : input.facilities) {
    const geo::Point point = projection.to_plane(facility.position);
    const auto snapped = world.snapper->nearest(point);
    if (!snapped) continue;
    if (snapped->away > world.scenario.travellers.population.far_from_road) {
      warnings.push_back(fmt::format("'{}' lies {:.1f} km from the nearest usable road",
                                     facility.name, to_kilometres(snapped->away)));
    }
    result.push_back({facility, snapped->place, point});
  }
  return result;
}

// Which facilities serve which activity.
std::vector<FacilityKind> facilities_for(activity::ActivityKind kind) {
  using activity::ActivityKind;
  switch (kind) {
    case ActivityKind::kWork:
      return {FacilityKind::kWorkplace};
    case ActivityKind::kSchool:
      return {FacilityKind::kSchool};
    case ActivityKind::kShopping:
      return {FacilityKind::kShop};
    case ActivityKind::kService:
      return {FacilityKind::kCentre};
    case ActivityKind::kDoctor:
      return {FacilityKind::kClinic};
    case ActivityKind::kLeisure:
      return {FacilityKind::kCentre, FacilityKind::kSchool};
    case ActivityKind::kEscort:
      return {FacilityKind::kKindergarten};
    case ActivityKind::kVisit:
      return {};
  }
  return {};
}

std::vector<activity::Opportunity> places_of(const World& world,
                                             const std::vector<FacilityKind>& kinds) {
  std::vector<activity::Opportunity> places;
  for (const auto& f : world.facilities) {
    if (std::find(kinds.begin(), kinds.end(), f.facility.kind) == kinds.end()) continue;
    places.push_back({f.place, f.position, f.facility.weight});
  }
  return places;
}

activity::Opportunities opportunities_of(const World& world, const CommutingInput& commuting,
                                         const geo::Projection& projection) {
  activity::Opportunities opportunities;
  for (std::size_t k = 0; k < activity::kActivityKinds; ++k) {
    opportunities.by_kind[k] =
        places_of(world, facilities_for(static_cast<activity::ActivityKind>(k)));
  }
  // Where the region names none: small children go where there is a school, and upper secondary
  // school is in the centres.
  auto& kindergartens =
      opportunities.by_kind[static_cast<std::size_t>(activity::ActivityKind::kEscort)];
  if (kindergartens.empty()) kindergartens = places_of(world, {FacilityKind::kSchool});
  opportunities.upper_secondary = places_of(world, {FacilityKind::kUpperSecondary});
  if (opportunities.upper_secondary.empty()) {
    opportunities.upper_secondary = places_of(world, {FacilityKind::kCentre});
  }
  // People leave by the point of our roads that is nearest to where they go.
  auto& gateways = opportunities.commuting.gateways;
  std::map<std::pair<double, double>, std::uint32_t> known;
  for (const auto& flow : commuting.flows) {
    activity::CommutingFlow ours{
        .home = flow.home, .work = flow.work, .gateway = 0, .employed = flow.employed};
    if (!flow.work) {
      const geo::Point towards = projection.to_plane(flow.towards);
      const auto gateway = world.snapper->nearest(towards);
      if (!gateway) continue;
      const auto next = static_cast<std::uint32_t>(gateways.size());
      const auto [at, is_new] = known.try_emplace({flow.towards.lon, flow.towards.lat}, next);
      if (is_new) gateways.push_back({gateway->place, towards, 0});
      ours.gateway = at->second;
      gateways[at->second].weight += flow.employed;
    }
    opportunities.commuting.flows.push_back(ours);
  }
  return opportunities;
}

geo::Point point_of(const drt::VehicleSpec& vehicle) {
  return {rounded(vehicle.at[0] * 100), rounded(vehicle.at[1] * 100)};
}

// When the vehicles of each service may be on the road.
std::vector<Interval<Time>> hours_of_services(const std::vector<drt::ServiceSpec>& services) {
  std::vector<Interval<Time>> hours;
  for (const drt::ServiceSpec& service : services) {
    Interval<Time> all = service.open;
    for (const drt::VehicleSpec& vehicle : service.vehicles) {
      all = {std::min(all.from, vehicle.shift.from), std::max(all.to, vehicle.shift.to)};
    }
    hours.push_back(all);
  }
  return hours;
}

// What the user should know about roads and homes, in plain sentences.
void warn_of_oddities(World& world) {
  const auto& roads = world.road_report;
  if (roads.nodes_missing > 0) {
    world.warnings.push_back(
        fmt::format("{} points of roads are missing from the network file; the roads are cut there",
                    roads.nodes_missing));
  }
  const auto outside =
      roads.edges_outside_component[static_cast<std::size_t>(network::Profile::kCar)];
  if (outside > 0) {
    world.warnings.push_back(fmt::format(
        "{} of {} stretches of road cannot be reached by car from the rest, or not be left again; "
        "nobody lives or stops there",
        outside, world.graph.edges()));
  }
  const auto& people = world.population_report;
  if (people.persons_far_from_road > 0) {
    world.warnings.push_back(fmt::format(
        "{} of {} inhabitants live far from any usable road, up to {:.1f} km: do network and "
        "population cover the same area?",
        people.persons_far_from_road, world.population.persons(),
        to_kilometres(people.farthest_home)));
  }
}

// Trip lengths that were asked for and cannot be had here.
void warn_of_lengths(World& world) {
  for (const auto& c : world.destinations->report().calibrated) {
    const double share = c.got / c.wished;
    if (share > 0.95 && share < 1.05) continue;
    world.warnings.push_back(
        fmt::format("trips for {} are {:.1f} km long on average, not the {:.1f} km of "
                    "`mean_length`: the region "
                    "does not allow it",
                    activity::kActivityNames[static_cast<std::size_t>(c.kind)],
                    to_kilometres(c.got), to_kilometres(c.wished)));
  }
}

// Every place that a service names must be there, and near a road.
void check_services(World& world) {
  for (const auto& service : world.scenario.services) {
    for (const auto& vehicle : service.vehicles) {
      if (vehicle.at.empty()) {
        world.main_facility(vehicle.base);
        continue;
      }
      const auto snapped = world.snapper->nearest(point_of(vehicle));
      if (!snapped) {
        throw Error(ExitCode::kBadData, "the network has no road that vehicles can use",
                    "check that `region.network` is a road network of this region");
      }
      if (snapped->away > world.scenario.travellers.population.far_from_road) {
        world.warnings.push_back(
            fmt::format("service '{}': a vehicle's `at` lies {:.1f} km from the nearest usable "
                        "road: is it in metres on the region's plane?",
                        service.id, to_kilometres(snapped->away)));
      }
    }
    if (service.area.kind == drt::AreaKind::kCircle) world.main_facility(service.area.around);
  }
}

void check_people_have_a_place(const World& world) {
  if (world.population.persons() == 0 && world.population_report.cells_without_road == 0) {
    throw Error(ExitCode::kBadData, "nobody lives in the region",
                "check that `region.population` has cells with persons");
  }
  if (world.population_report.cells_without_road > 0) {
    throw Error(ExitCode::kBadData,
                "the network has no road that cars and pedestrians can both use",
                "check that `region.network` is a road network of this region");
  }
}

void settle_people(World& world, const Inputs& inputs, const geo::Projection& projection,
                   par::Executor& executor) {
  const scenario::Scenario& scenario = world.scenario;
  const RandomSource random{static_cast<std::uint64_t>(scenario.simulation.seed), 0};
  const auto& travellers = scenario.travellers;
  auto people = population::build_population(inputs.region, travellers.population, inputs.margins,
                                             *world.snapper, random, executor);
  world.population = std::move(people.population);
  world.population_report = people.report;
  const auto& region = world.scenario.region;
  world.municipalities = inputs.region.municipalities;
  if (world.municipalities.empty()) {
    world.municipalities.push_back(region.municipality.empty() ? "region" : region.municipality);
  }
  for (const auto& cell : inputs.region.cells) world.municipality.push_back(cell.municipality);
  world.population_fit = population::measure_fit(inputs.region, inputs.margins,
                                                 travellers.population, world.population);
  if (!inputs.labour_regions.empty()) {
    for (const auto h : world.population.home.ids()) {
      const auto& cell = inputs.region.cells[world.population.cell[h].value()];
      world.labour_region.push_back(inputs.labour_regions[cell.municipality]);
    }
  }
  const network::Router* by_car = world.travel->usual().front();
  world.destinations = std::make_unique<activity::DestinationModel>(
      activity::DestinationInput{
          .region = inputs.region,
          .population = world.population,
          .opportunities = opportunities_of(world, inputs.commuting, projection),
          .spec = travellers.activities,
          .random = random,
          .router = by_car},
      executor);
  warn_of_lengths(world);
  check_people_have_a_place(world);
}

}  // namespace

const SnappedFacility& World::main_facility(FacilityKind kind) const {
  const SnappedFacility* best = nullptr;
  for (const auto& f : facilities) {
    if (f.facility.kind == kind && (best == nullptr || f.facility.weight > best->facility.weight))
      best = &f;
  }
  if (best == nullptr) {
    const auto name = io::EnumNames<FacilityKind>::names[static_cast<std::size_t>(kind)];
    throw Error(
        ExitCode::kBadScenario, fmt::format("the region has no place with the role '{}'", name),
        "name another role in `base` or `around`, add such a place to `region.facilities`, or say "
        "where vehicles start with `at: [easting, northing]`");
  }
  return *best;
}

network::Place World::base_of(const drt::VehicleSpec& vehicle) const {
  if (vehicle.at.empty()) return main_facility(vehicle.base).place;
  const auto snapped = snapper->nearest(point_of(vehicle));
  GREND_CHECK(snapped.has_value());  // looked at when the world was built
  return snapped->place;
}

std::unique_ptr<World> build_world(const scenario::Scenario& scenario, par::Executor& executor,
                                   const Progress& progress, store::Cache* cache) {
  auto world = std::make_unique<World>();
  world->scenario = scenario;
  progress("reading inputs", 0);
  auto inputs = read_inputs(scenario, cache);
  world->inputs = std::move(inputs.checksums);
  world->warnings = std::move(inputs.warnings);
  const geo::Projection projection(inputs.region.utm_zone);

  progress("building the road network", 0);
  world->graph = std::move(inputs.network.graph);
  world->road_report = std::move(inputs.network.report);
  const auto& calendar = scenario.calendar;
  world->roads.emplace(world->graph, scenario.region.roads,
                       network::RoadDate{calendar.date, calendar.holiday, calendar.road_surface},
                       [&](geo::LonLat place) { return projection.to_plane(place); });
  world->travel = std::make_unique<travel::Travel>(
      world->graph, *world->roads, hours_of_services(scenario.services), executor, cache);
  world->snapper = std::make_unique<network::Snapper>(world->graph, world->travel->usual());

  const bool bookings = scenario.travellers.bookings.has_value();
  progress(bookings ? "reading bookings" : "settling the population", 0);
  world->facilities = snap_facilities(*world, inputs.region, projection, world->warnings);
  if (!bookings) settle_people(*world, inputs, projection, executor);
  check_services(*world);
  if (bookings) world->bookings = read_bookings(*world, projection);
  warn_of_oddities(*world);
  return world;
}

}  // namespace grend::simulation
