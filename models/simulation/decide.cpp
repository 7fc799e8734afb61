#include "models/simulation/decide.h"

#include <algorithm>
#include <array>

#include "models/choice/logit.h"
#include "models/drt/service.h"

namespace grend::simulation {
namespace {

using activity::Tour;
using choice::Mode;
using population::HouseholdId;
using population::PersonId;

// The two legs of a tour by one mode, in time for its start and from its end on; nothing if either
// leg has no way.
std::optional<ModePlan> both_ways(const World& world, Mode mode, network::Place home,
                                  const Tour& tour, travel::Scratch& scratch) {
  const network::Place away = tour.destination.place;
  const auto out = world.travel->trip_by(mode, home, away, tour.start, scratch);
  const auto back = world.travel->trip(mode, away, home, tour.start + tour.duration, scratch);
  if (!out || !back) return std::nullopt;
  return ModePlan{mode, *out, *back};
}

choice::LevelOfService level_of_service(const ModePlan& plan) {
  return {plan.out.time + plan.back.time, Duration(), plan.out.distance + plan.back.distance,
          Money()};
}

// Is the area of a service such that both ends lie inside?
bool covers(const World& world, const drt::AreaSpec& area, network::Place from, network::Place to) {
  if (area.kind == drt::AreaKind::kRegion) return true;
  const geo::Point centre = world.main_facility(area.around).position;
  const auto inside = [&](network::Place place) {
    return geo::distance(centre, network::position_of(world.graph, place)) <= area.radius;
  };
  return inside(from) && inside(to);
}

class TourPlanner {
 public:
  TourPlanner(const World& world, const activity::DayPlans& plans, RandomSource source,
              travel::Scratch& scratch)
      : world_(world),
        spec_(world.scenario.travellers.choice),
        plans_(plans),
        source_(source),
        scratch_(scratch) {}

  void plan_person(PersonId person, Decisions& decisions) {
    free_from_ = Time::min();
    RandomStream car(source_, person.value(), grend::Purpose::kChoice);
    const double car_draw = car.uniform();
    const HouseholdId household = world_.population.household[person];
    const double licences = std::max<double>(world_.population.licences[household], 1);
    has_car_ = world_.population.licence[person] &&
               world_.population.cars[household] > car_draw * licences;
    // Who would consider the service does so in every replication.
    RandomStream habit({source_.seed, 0}, person.value(), grend::Purpose::kReaction);
    considers_drt_ = habit.chance(spec_.drt_considered);
    for (const TourId id : plans_.of(person)) decisions[id] = plan_tour(id);
  }

 private:
  TourDecision plan_tour(TourId id) {
    const Tour& tour = plans_.tours[id];
    constexpr std::uint32_t kDrawsPerTour = 64;
    const auto first = (tour.number + 1u) * kDrawsPerTour;
    const network::Place home = world_.population.home[world_.population.household[tour.person]];
    offers_ = {};
    alternatives_ = {};
    RandomStream lift(source_, tour.person.value(), grend::Purpose::kChoice, first);
    const bool lift_offered =
        lift.chance(spec_.ride_offered) || (tour.destination.outside && !has_car_);
    offer_modes(tour, home, lift_offered);

    TourDecision decision;
    const auto pick = [&]() -> std::optional<ModePlan> {
      RandomStream draws(source_, tour.person.value(), grend::Purpose::kChoice,
                         first + kDrawsPerTour / 2);
      const auto chosen = choice::choose(alternatives_, draws);
      return chosen ? offers_[*chosen] : std::nullopt;
    };
    decision.fallback = pick();  // before the service is on offer
    decision.chosen = decision.fallback;
    if (considers_drt_ && !tour.destination.outside) {
      const auto drt = offer_drt(id, tour, home, first);
      if (drt) {
        decision.chosen = pick();
        if (decision.chosen->mode == Mode::kDrt) decision.drt = drt;
      }
    }
    remember_return(tour, decision);
    return decision;
  }

  void offer(const std::optional<ModePlan>& plan, const choice::LevelOfService& los) {
    const auto index = static_cast<std::size_t>(plan->mode);
    offers_[index] = plan;
    alternatives_[index] = {true, choice::mode_utility(spec_, plan->mode, los)};
  }

  void offer_modes(const Tour& tour, network::Place home, bool lift_offered) {
    const network::Place away = tour.destination.place;
    const auto& p = world_.population;
    const Distance apart = geo::distance(network::position_of(world_.graph, home),
                                         network::position_of(world_.graph, away));
    const bool local = !tour.destination.outside;
    car_ = both_ways(world_, Mode::kCar, home, tour, scratch_);
    if (car_ && has_car_) offer(car_, level_of_service(*car_));
    if (car_ && lift_offered) {
      ModePlan ride = *car_;
      ride.mode = Mode::kRide;
      offer(ride, level_of_service(ride));
    }
    if (local && apart <= spec_.longest_walk && !p.wheelchair[tour.person]) {
      const auto walk = both_ways(world_, Mode::kWalk, home, tour, scratch_);
      if (walk && walk->out.distance <= spec_.longest_walk) offer(walk, level_of_service(*walk));
    }
    if (local && apart <= spec_.longest_bike && p.bike[tour.person] && tour.party == 1) {
      const auto bike = both_ways(world_, Mode::kBike, home, tour, scratch_);
      if (bike && bike->out.distance <= spec_.longest_bike) offer(bike, level_of_service(*bike));
    }
  }

  // The first service that would take this tour by its rules, with the bookings to make.
  std::optional<DrtPlan> offer_drt(TourId id, const Tour& tour, network::Place home,
                                   std::uint32_t first) {
    direct_ = both_ways(world_, Mode::kDrt, home, tour, scratch_);
    if (!direct_) return std::nullopt;
    const auto& services = world_.scenario.services;
    for (std::size_t s = 0; s < services.size(); ++s) {
      const auto& service = services[s];
      if (world_.population.age[tour.person] < service.minimum_age) continue;
      if (!covers(world_, service.area, home, tour.destination.place)) continue;
      DrtPlan plan;
      plan.service = static_cast<std::uint32_t>(s);
      make_requests(id, tour, home, service, plan);
      if (!service.open.contains(plan.out.wish) || !service.open.contains(plan.back.wish)) continue;
      if (plan.out.earliest < free_from_) continue;
      draw_booking(tour, service, first, plan);
      auto los = level_of_service(*direct_);
      los.in_vehicle = los.in_vehicle.scaled(spec_.drt_expected_detour);
      los.wait = spec_.drt_expected_wait * 2;
      los.fare = service.fare * 2;
      offer(direct_, los);
      return plan;
    }
    return std::nullopt;
  }

  void make_requests(TourId id, const Tour& tour, network::Place home,
                     const drt::ServiceSpec& service, DrtPlan& plan) const {
    const network::Place away = tour.destination.place;
    const Duration expected =
        direct_->out.time.scaled(spec_.drt_expected_detour) + spec_.drt_expected_wait;
    plan.out =
        request(tour, service, trip_out(id), home, away, direct_->out.time, tour.start - expected);
    // The worst the promise allows on the way out must still leave time for the activity.
    const Time latest_arrival = drt::latest_arrival(service, plan.out);
    const Duration stay = world_.scenario.travellers.activities.of(tour.kind).shortest;
    const Time end = std::max(tour.start + tour.duration, latest_arrival + stay);
    const auto& promise = drt::promise_of(service, plan.out.kind);
    const Time wish = std::max(end, latest_arrival + stay + promise.pickup_before);
    plan.back = request(tour, service, trip_back(id), away, home, direct_->back.time, wish);
  }

  drt::Request request(const Tour& tour, const drt::ServiceSpec& service, std::uint32_t trip,
                       network::Place from, network::Place to, Duration direct, Time wish) const {
    const drt::Passenger passenger{world_.population.age[tour.person],
                                   world_.population.wheelchair[tour.person],
                                   activity::kActivityNames[static_cast<std::size_t>(tour.kind)]};
    const bool wheelchair = passenger.wheelchair;
    const Duration extra = wheelchair ? service.stops.wheelchair : Duration();
    drt::Request r;
    r.trip = trip;
    r.kind = drt::kind_of(service, passenger);
    r.walks = drt::may_walk(service, passenger);
    const bool on_time =
        tour.kind == activity::ActivityKind::kWork || tour.kind == activity::ActivityKind::kSchool;
    if (is_back(trip) || !on_time) {
      r.accepts_later = world_.scenario.travellers.booking.accepts_later;
    }
    const auto& promise = drt::promise_of(service, r.kind);
    r.from = from;
    r.to = to;
    r.wish = wish;
    r.earliest = wish - promise.pickup_before;
    r.latest = wish + promise.pickup_after;
    r.direct = direct;
    r.longest_ride = direct.scaled(promise.ride_factor) + promise.ride_extra;
    r.boarding = service.stops.boarding + extra;
    r.alighting = service.stops.alighting + extra;
    r.load = {tour.party - (wheelchair ? 1 : 0), wheelchair ? 1 : 0};
    return r;
  }

  void draw_booking(const Tour& tour, const drt::ServiceSpec& service, std::uint32_t first,
                    DrtPlan& plan) const {
    const auto& behaviour = world_.scenario.travellers.booking;
    RandomStream random(source_, tour.person.value(), grend::Purpose::kBooking, first);
    plan.book_at = drt::draw_booking_time(behaviour, service.booking, plan.out.earliest, random);
    const bool cancelled = random.chance(behaviour.cancelled);
    const double when = random.uniform();
    const bool no_show = random.chance(behaviour.no_show);
    const Time settled = plan.book_at + settling_time(world_, service);
    const Time last = ready_check(world_, plan);
    if (cancelled && settled < last) plan.cancel_at = settled + (last - settled).scaled(when);
    plan.out.shows_up = !no_show;
  }

  // A later on-demand tour may not begin before this one is surely over.
  void remember_return(const Tour& tour, const TourDecision& decision) {
    if (!decision.chosen) return;
    const Time planned = tour.start + tour.duration + decision.chosen->back.time;
    const auto booked_until = [&] {
      const auto& drt = *decision.drt;
      return drt::latest_arrival(world_.scenario.services[drt.service], drt.back);
    };
    free_from_ = std::max(free_from_, decision.drt ? booked_until() : planned);
  }

  const World& world_;
  const choice::ModeChoiceSpec& spec_;
  const activity::DayPlans& plans_;
  RandomSource source_;
  travel::Scratch& scratch_;
  bool has_car_ = false;
  bool considers_drt_ = false;
  Time free_from_;
  std::optional<ModePlan> car_;
  std::optional<ModePlan> direct_;  // what an on-demand vehicle needs without detour
  std::array<std::optional<ModePlan>, choice::kModeCount> offers_;
  std::array<choice::Alternative, choice::kModeCount> alternatives_;
};

}  // namespace

Duration settling_time(const World& world, const drt::ServiceSpec& service) {
  return world.scenario.simulation.epoch * 4 + service.dispatch.batch.every * 2;
}

Time ready_check(const World& world, const DrtPlan& plan) {
  return plan.out.earliest - world.scenario.simulation.epoch * 2;
}

Decisions decide(const World& world, const activity::DayPlans& plans, RandomSource random,
                 par::Executor& executor) {
  constexpr std::size_t kPersonsPerChunk = 256;
  Decisions decisions(plans.tours.size());
  std::vector<travel::Scratch> scratch(executor.workers());
  par::for_ranges(executor, world.population.persons(), kPersonsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    TourPlanner planner(world, plans, random, scratch[worker]);
                    for (std::size_t i = begin; i < end; ++i)
                      planner.plan_person(PersonId(i), decisions);
                  });
  return decisions;
}

}  // namespace grend::simulation
