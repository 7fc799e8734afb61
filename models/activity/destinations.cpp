#include "models/activity/destinations.h"

#include <algorithm>

#include "models/region/cell_grid.h"

namespace grend::activity {
namespace {

using population::HouseholdId;
using population::PersonId;

constexpr auto index_of(ActivityKind kind) { return static_cast<std::size_t>(kind); }

// Those whose destination is drawn anew for each tour.
constexpr std::array kFree = {ActivityKind::kShopping, ActivityKind::kService,
                              ActivityKind::kDoctor, ActivityKind::kLeisure, ActivityKind::kVisit};

std::vector<geo::Point> middles(const region::RegionInput& region) {
  std::vector<geo::Point> points;
  for (const auto& cell : region.cells) points.push_back(region::centre_of(cell));
  return points;
}

}  // namespace

DestinationModel::DestinationModel(DestinationInput input, par::Executor& executor)
    : population_(&input.population), spec_(&input.spec), tree_(input.region, input.zones) {
  right_.resize(population_->persons(), false);
  if (input.region.cells.empty()) return;
  report_.zones = tree_.zones();
  find_zones_of(input.opportunities, region::NearestPlace(middles(input.region), kilometres(1)));
  gateways_ = input.opportunities.commuting.gateways;
  for (const auto& gateway : gateways_) {
    leaving_.push_back((leaving_.empty() ? 0 : leaving_.back()) + gateway.weight);
  }
  find_zones(input);
  surroundings_ = std::make_unique<Surroundings>(tree_, zone_places_, input.router,
                                                 input.spec.crow_speed, executor);
  build_gravity(input, executor);
  const auto& by_kind = input.opportunities.by_kind;
  const auto nearest = [&](const std::vector<Opportunity>& schools) {
    return NearestSchools(tree_, zone_places_, schools, input.router, executor);
  };
  schools_ = nearest(by_kind[index_of(ActivityKind::kSchool)]);
  upper_secondary_ =
      nearest(input.opportunities.upper_secondary.empty() ? by_kind[index_of(ActivityKind::kSchool)]
                                                          : input.opportunities.upper_secondary);
  kindergartens_ = nearest(by_kind[index_of(ActivityKind::kEscort)]);
  find_rights(input.router, executor);
}

// Households by zone, and a home near the middle of each zone to stand for it.
void DestinationModel::find_zones(const DestinationInput& input) {
  first_household_.assign(tree_.zones() + 1, 0);
  for (const HouseholdId h : population_->home.ids()) ++first_household_[zone_of(h) + 1];
  for (std::size_t z = 0; z < tree_.zones(); ++z) first_household_[z + 1] += first_household_[z];
  households_.resize(population_->households());
  std::vector<std::uint32_t> next(first_household_.begin(), first_household_.end() - 1);
  zone_places_.resize(tree_.zones());
  std::vector<Distance> away(tree_.zones(), Distance::max());
  for (const HouseholdId h : population_->home.ids()) {
    const std::uint32_t z = zone_of(h);
    households_[next[z]++] = h;
    const auto& cell = input.region.cells[population_->cell[h].value()];
    const Distance d = geo::distance(region::centre_of(cell), tree_.zone(z).centre);
    if (d >= away[z]) continue;
    away[z] = d;
    zone_places_[z] = population_->home[h];
  }
}

void DestinationModel::find_zones_of(Opportunities& opportunities,
                                     const region::NearestPlace& nearest_cell) const {
  const auto set = [&](std::vector<Opportunity>& places) {
    for (auto& p : places) p.zone = tree_.zone_of_cell(nearest_cell.find(p.position));
  };
  for (auto& places : opportunities.by_kind) set(places);
  set(opportunities.upper_secondary);
  set(opportunities.commuting.gateways);
}

void DestinationModel::build_gravity(const DestinationInput& input, par::Executor& executor) {
  const auto decay_of = [&](ActivityKind kind, const ZoneWeight& weight) {
    const ActivitySpec& spec = spec_->of(kind);
    if (spec.mean_length <= Distance()) return spec.decay;
    const Duration decay = calibrate(tree_, *surroundings_, weight, spec.mean_length);
    const double got = mean_length(tree_, *surroundings_, weight, decay);
    report_.calibrated.push_back({kind, spec.mean_length, Distance(rounded(got * 100)), decay});
    return decay;
  };
  auto& work = places_[index_of(ActivityKind::kWork)];
  work = {input.opportunities.by_kind[index_of(ActivityKind::kWork)], tree_.zones()};
  const Duration decay =
      decay_of(ActivityKind::kWork, [&](auto a, auto b) { return work.weight(a, b); });
  workplace_ = assign_workplaces({input.region, *population_, tree_, *surroundings_,
                                  input.opportunities.commuting, decay, input.random},
                                 work, executor, &report_.work);
  for (const ActivityKind kind : kFree) {
    auto& places = places_[index_of(kind)];
    const bool visit = kind == ActivityKind::kVisit;
    if (!visit) places = {input.opportunities.by_kind[index_of(kind)], tree_.zones()};
    const ZoneWeight weight = [&](std::uint32_t a, std::uint32_t b) {
      return visit ? static_cast<double>(first_household_[b] - first_household_[a])
                   : places.weight(a, b);
    };
    if (!visit && places.empty()) continue;
    gravity_[index_of(kind)] =
        Gravity(tree_, *surroundings_, weight, decay_of(kind, weight), executor);
  }
}

// By road where that can matter: a straight line as long as the limit settles it, and roads are
// taken to be less than four times as long as the straight line.
void DestinationModel::find_rights(const network::Router* router, par::Executor& executor) {
  constexpr std::int64_t kLongestDetour = 4;
  constexpr double kUsualDetour = 1.3;
  std::vector<char> right(population_->persons(), 0);
  std::vector<network::RouterScratch> scratch(executor.workers());
  constexpr std::size_t kPersonsPerChunk = 4096;
  const auto has_right = [&](PersonId p, network::RouterScratch& own) {
    const int age = population_->age[p];
    if (age < spec_->school_age || age >= spec_->adult_age) return false;
    const NearestSchools& schools = schools_for(age);
    if (schools.empty()) return false;
    const HouseholdId home = population_->household[p];
    const Opportunity& school = schools.school(schools.of_zone(zone_of(home)));
    const Distance limit = age == spec_->school_age   ? spec_->right_grade_1
                           : age <= kLastYearOfSchool ? spec_->right_grades_2_10
                                                      : spec_->right_upper;
    const geo::Point from = router != nullptr
                                ? network::position_of(router->roads(), population_->home[home])
                                : tree_.zone(zone_of(home)).centre;
    const Distance crow = geo::distance(from, school.position);
    if (crow >= limit) return true;
    if (crow * kLongestDetour < limit) return false;
    if (router == nullptr) return crow.scaled(kUsualDetour) >= limit;
    const auto way = router->trip(population_->home[home], school.place, own);
    return !way || way->distance >= limit;
  };
  par::for_ranges(executor, population_->persons(), kPersonsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t i = begin; i < end; ++i) {
                      right[i] = has_right(PersonId(i), scratch[worker]);
                    }
                  });
  for (std::size_t i = 0; i < right.size(); ++i) right_[PersonId(i)] = right[i] != 0;
}

const NearestSchools& DestinationModel::schools_for(int age) const {
  return age <= kLastYearOfSchool ? schools_ : upper_secondary_;
}

bool DestinationModel::offers(ActivityKind kind) const {
  switch (kind) {
    case ActivityKind::kVisit:
      return population_->households() > 0;
    case ActivityKind::kSchool:
      return !schools_.empty();
    case ActivityKind::kEscort:
      return !kindergartens_.empty();
    case ActivityKind::kWork:
      return !places_[index_of(kind)].empty() || !gateways_.empty();
    default:
      return !places_[index_of(kind)].empty();
  }
}

std::optional<Destination> DestinationModel::draw(ActivityKind kind, std::uint32_t from_zone,
                                                  RandomStream& random) const {
  double first = random.uniform();
  const double second = random.uniform();
  if (!leaving_.empty() && leaving_.back() > 0) {
    const double outside = spec_->of(kind).outside;
    if (first < outside) return leave_region(second);
    first = (first - outside) / (1 - outside);
  }
  const auto node = gravity_[index_of(kind)].draw_node(from_zone, first);
  if (!node) return std::nullopt;
  const ZoneNode& zones = tree_.nodes()[*node];
  if (kind != ActivityKind::kVisit) {
    const auto& places = places_[index_of(kind)];
    const std::uint32_t place = places.pick(zones.first, zones.last, second);
    return Destination{places.places()[place].place, false, places.places()[place].zone};
  }
  const std::uint32_t begin = first_household_[zones.first];
  const std::uint32_t count = first_household_[zones.last] - begin;
  const HouseholdId host =
      households_[begin + static_cast<std::uint32_t>(second * static_cast<double>(count))];
  return Destination{population_->home[host], false, zone_of(host)};
}

// By the roads that commuters take, in proportion.
Destination DestinationModel::leave_region(double uniform) const {
  const auto at = std::upper_bound(leaving_.begin(), leaving_.end() - 1, uniform * leaving_.back());
  return through(static_cast<std::uint32_t>(at - leaving_.begin()));
}

Destination DestinationModel::through(std::uint32_t gateway) const {
  return {gateways_[gateway].place, true, gateways_[gateway].zone};
}

Duration DestinationModel::drive(const Destination& from, const Destination& to) const {
  const Distance apart = from.zone == to.zone ? tree_.zone(from.zone).radius / 2
                                              : geo::distance(tree_.zone(from.zone).centre,
                                                              tree_.zone(to.zone).centre);
  return travel_time(apart, spec_->crow_speed);
}

std::optional<Destination> DestinationModel::usual(PersonId person) const {
  if (population_->age[person] < spec_->adult_age) {
    const NearestSchools& schools = schools_for(population_->age[person]);
    if (schools.empty()) return std::nullopt;
    const Opportunity& school = schools.school(school_number(person));
    return Destination{school.place, false, school.zone};
  }
  const UsualPlace usual = workplace_[person];
  if (!usual.valid()) return std::nullopt;
  if (usual.outside()) return through(usual.gateway());
  const auto& work = places_[index_of(ActivityKind::kWork)];
  return Destination{work.places()[usual.index].place, false, work.places()[usual.index].zone};
}

std::uint32_t DestinationModel::school_number(PersonId person) const {
  const auto& schools = schools_for(population_->age[person]);
  return schools.of_zone(zone_of(population_->household[person]));
}

std::optional<Destination> DestinationModel::kindergarten(HouseholdId home) const {
  if (kindergartens_.empty()) return std::nullopt;
  const Opportunity& nearest = kindergartens_.school(kindergartens_.of_zone(zone_of(home)));
  return Destination{nearest.place, false, nearest.zone};
}

std::size_t DestinationModel::bytes() const {
  std::size_t tables = 0;
  for (const ActivityKind kind : kFree) {
    if (offers(kind)) tables += sizeof(float) * (surroundings_ ? surroundings_->size() : 0);
  }
  const std::size_t lists = surroundings_ ? surroundings_->size() * sizeof(Entry) : 0;
  return tables + lists + tree_.nodes().size() * sizeof(ZoneNode) +
         households_.size() * sizeof(HouseholdId) + workplace_.size() * sizeof(UsualPlace) +
         right_.size() / 8;
}

}  // namespace grend::activity
