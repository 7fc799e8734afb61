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

// All trips of a tour by one mode.
struct Ways {
  Mode mode = Mode::kWalk;
  std::size_t count = 0;
  std::array<network::Trip, activity::kMostStops + 1> trips{};
  Time home_at{};
};

choice::LevelOfService level_of_service(const Ways& ways) {
  choice::LevelOfService sum;
  for (std::size_t k = 0; k < ways.count; ++k) {
    sum.in_vehicle += ways.trips[k].time;
    sum.distance += ways.trips[k].distance;
  }
  return sum;
}

// Do all places lie in the area of a service?
bool covers(const World& world, const drt::AreaSpec& area, std::span<const network::Place> places) {
  if (area.kind == drt::AreaKind::kRegion) return true;
  const geo::Point centre = world.main_facility(area.around).position;
  return std::all_of(places.begin(), places.end(), [&](network::Place place) {
    return geo::distance(centre, network::position_of(world.graph, place)) <= area.radius;
  });
}

class HouseholdChooser {
 public:
  HouseholdChooser(const World& world, const activity::DayPlans& plans, RandomSource source,
                   travel::Scratch& scratch, Decisions& decisions)
      : world_(world),
        spec_(world.scenario.travellers.choice),
        plans_(plans),
        source_(source),
        scratch_(scratch),
        decisions_(decisions) {}

  void choose(HouseholdId household) {
    const auto members = world_.population.members(household);
    free_from_.assign(members.size(), Time::min());
    first_member_ = *members.begin();
    tours_.clear();
    for (const PersonId person : members) {
      for (const TourId tour : plans_.of(person)) {
        if (!plans_.tours[tour].accompanied) tours_.push_back(tour);
      }
    }
    // In the order of the day, so that everybody's earlier tours are known.
    std::sort(tours_.begin(), tours_.end(), [&](TourId a, TourId b) {
      const Time at_a = plans_.stop(a, 0).start, at_b = plans_.stop(b, 0).start;
      return at_a != at_b ? at_a < at_b : a < b;
    });
    for (const TourId tour : tours_) choose_for(tour);
  }

 private:
  // What the person is like today who decides on the tour; the tour and its places.
  void look_at(TourId id) {
    id_ = id;
    tour_ = plans_.tours[id];
    const PersonId person = tour_.person;
    const auto& people = world_.population;
    RandomStream car(source_, person.value(), grend::Purpose::kChoice);
    const double car_draw = car.uniform();
    const HouseholdId household = people.household[person];
    const double licences = std::max<double>(people.licences[household], 1);
    has_car_ = people.licence[person] && people.cars[household] > car_draw * licences;
    count_ = tour_.stops + std::size_t{1};
    places_[0] = plans_.home(id);
    local_ = alone_ = true;
    farthest_ = Distance();
    geo::Point here = network::position_of(world_.graph, places_[0]);
    for (std::size_t k = 0; k < count_; ++k) {
      const auto& trip = plans_.stop(id, k);
      places_[k + 1] = trip.to;
      local_ = local_ && !trip.outside;
      alone_ = alone_ && trip.party == 1;
      const geo::Point there = network::position_of(world_.graph, trip.to);
      farthest_ = std::max(farthest_, geo::distance(here, there));
      here = there;
    }
  }

  void choose_for(TourId id) {
    look_at(id);
    constexpr std::uint32_t kDrawsPerTour = 64;
    const auto first = (tour_.number + 1u) * kDrawsPerTour;
    offers_ = {};
    alternatives_ = {};
    RandomStream lift(source_, tour_.person.value(), grend::Purpose::kChoice, first);
    const bool lift_offered = lift.chance(spec_.ride_offered) || (!local_ && !has_car_);
    if (!tour_.latent) offer_modes(lift_offered);

    TourDecision& decision = decisions_.tours[id];
    const auto pick = [&]() -> std::optional<Mode> {
      RandomStream draws(source_, tour_.person.value(), grend::Purpose::kChoice,
                         first + kDrawsPerTour / 2);
      const auto chosen = choice::choose(alternatives_, draws);
      if (!chosen) return std::nullopt;
      return static_cast<Mode>(*chosen);
    };
    decision.fallback = decision.chosen = pick();  // before the service is on offer
    if (decision.fallback) {
      const Ways& ways = *offers_[static_cast<std::size_t>(*decision.fallback)];
      for (std::size_t k = 0; k < count_; ++k) decisions_.ways[trip(k)] = ways.trips[k];
    }
    const bool any = !world_.scenario.services.empty();
    if (any && local_ && considers_on_demand(world_, tour_.person)) {
      // One more to choose from: the others' chances against each other are drawn the same way.
      auto drt = offer_drt(first);
      if (drt) {
        const auto chosen = pick();
        if (chosen == Mode::kDrt) {
          decision.chosen = chosen;
          decision.drt = std::make_unique<DrtPlan>(std::move(*drt));
        }
      }
    }
    remember_return(decision);
  }

  TripId trip(std::size_t k) const { return TripId(tour_.first.value() + k); }

  // In time for the anchor and on from its end; nothing if there is no way for a trip.
  std::optional<Ways> all_ways(Mode mode) {
    Ways ways{.mode = mode, .count = count_};
    const auto& anchor = plans_.stop(id_, tour_.anchor);
    Time by = anchor.start;
    for (std::size_t k = tour_.anchor + std::size_t{1}; k-- > 0;) {
      if (k < tour_.anchor) by = by - plans_.stop(id_, k).duration;
      const auto way = world_.travel->trip_by(mode, places_[k], places_[k + 1], by, scratch_);
      if (!way) return std::nullopt;
      ways.trips[k] = *way;
      by = by - way->time;
    }
    Time at = anchor.start + anchor.duration;
    for (std::size_t k = tour_.anchor + std::size_t{1}; k < count_; ++k) {
      const auto way = world_.travel->trip(mode, places_[k], places_[k + 1], at, scratch_);
      if (!way) return std::nullopt;
      ways.trips[k] = *way;
      at += way->time + plans_.stop(id_, k).duration;
    }
    ways.home_at = at;
    return ways;
  }

  void offer(const Ways& ways, const choice::LevelOfService& los) {
    const auto index = static_cast<std::size_t>(ways.mode);
    offers_[index] = ways;
    alternatives_[index] = {true, choice::mode_utility(spec_, ways.mode, los)};
  }

  void offer_by_foot_or_bike(Mode mode, Distance longest) {
    if (!local_ || farthest_ > longest) return;
    const auto ways = all_ways(mode);
    if (!ways) return;
    const bool too_far = std::any_of(ways->trips.begin(), ways->trips.begin() + count_,
                                     [&](const network::Trip& t) { return t.distance > longest; });
    if (!too_far) offer(*ways, level_of_service(*ways));
  }

  void offer_modes(bool lift_offered) {
    const auto& p = world_.population;
    if (has_car_ || lift_offered) {
      if (auto car = all_ways(Mode::kCar)) {
        const auto los = level_of_service(*car);
        if (has_car_) offer(*car, los);
        car->mode = Mode::kRide;
        if (lift_offered) offer(*car, los);
      }
    }
    if (!p.wheelchair[tour_.person]) offer_by_foot_or_bike(Mode::kWalk, spec_.longest_walk);
    if (p.bike[tour_.person] && alone_) offer_by_foot_or_bike(Mode::kBike, spec_.longest_bike);
  }

  // The first service that would take this tour by its rules, with the bookings to make.
  std::optional<DrtPlan> offer_drt(std::uint32_t first) {
    std::optional<Ways> direct;
    const auto& services = world_.scenario.services;
    for (std::size_t s = 0; s < services.size(); ++s) {
      const auto& service = services[s];
      if (world_.population.age[tour_.person] < service.minimum_age) continue;
      if (!covers(world_, service.area, std::span(places_.data(), count_ + 1))) continue;
      if (!direct) direct = all_ways(Mode::kDrt);
      if (!direct) return std::nullopt;
      DrtPlan plan;
      plan.service = static_cast<std::uint32_t>(s);
      plan.requests = requests(service, *direct);
      const bool open = std::all_of(plan.requests.begin(), plan.requests.end(),
                                    [&](const auto& r) { return service.open.contains(r.wish); });
      if (!open || plan.requests[0].earliest < all_free_from()) continue;
      draw_booking(service, first, plan);
      auto los = level_of_service(*direct);
      los.in_vehicle = los.in_vehicle.scaled(spec_.drt_expected_detour);
      los.wait = spec_.drt_expected_wait * static_cast<std::int64_t>(count_);
      los.fare = service.fare * static_cast<std::int64_t>(count_);
      offer(*direct, los);
      return plan;
    }
    return std::nullopt;
  }

  // Before the anchor from its start backwards, after it from its end on: the worst that a promise
  // allows on one trip must still leave time for the activity before the next.
  std::vector<drt::Request> requests(const drt::ServiceSpec& service, const Ways& direct) const {
    std::vector<drt::Request> requests(count_);
    const auto make = [&](std::size_t k, Time wish) {
      requests[k] = request(service, k, direct.trips[k].time, wish);
    };
    const std::size_t anchor = tour_.anchor;
    const auto& main = plans_.stop(id_, anchor);
    make(anchor, main.start - direct.trips[anchor].time.scaled(spec_.drt_expected_detour) -
                     spec_.drt_expected_wait);
    for (std::size_t k = anchor; k-- > 0;) {
      const Time leave = requests[k + 1].earliest - plans_.stop(id_, k).duration;
      make(k, leave);
      make(k, leave - (drt::latest_arrival(service, requests[k]) - leave));
    }
    for (std::size_t k = anchor + 1; k < count_; ++k) {
      const auto& stop = plans_.stop(id_, k - 1);
      const Time there = drt::latest_arrival(service, requests[k - 1]);
      const Time done = there + stay(k - 1);
      make(k, k - 1 == anchor ? std::max(stop.start + stop.duration, done) : done);
      make(k, std::max(requests[k].wish, done + (requests[k].wish - requests[k].earliest)));
    }
    return requests;
  }

  // How long an activity takes at least, for those who come late to it.
  Duration stay(std::size_t k) const {
    const auto& stop = plans_.stop(id_, k);
    if (k != tour_.anchor) return stop.duration;
    return std::min(stop.duration, world_.scenario.travellers.activities.of(stop.kind).shortest);
  }

  drt::Request request(const drt::ServiceSpec& service, std::size_t k, Duration direct,
                       Time wish) const {
    const auto& trip = plans_.stop(id_, k);
    const auto& people = world_.population;
    std::int32_t wheelchairs = people.wheelchair[tour_.person];
    plans_.for_companions(people, this->trip(k), [&](TripId along) {
      wheelchairs += people.wheelchair[plans_.tour_of(along).person];
    });
    const drt::Passenger passenger{people.age[tour_.person], wheelchairs > 0,
                                   activity::kActivityNames[static_cast<std::size_t>(trip.kind)]};
    const Duration extra = wheelchairs > 0 ? service.stops.wheelchair : Duration();
    drt::Request r;
    r.trip = this->trip(k).value();
    r.kind = drt::kind_of(service, passenger);
    r.walks = drt::may_walk(service, passenger);
    const bool on_time = tour_.kind == activity::ActivityKind::kWork ||
                         tour_.kind == activity::ActivityKind::kSchool;
    if (k > tour_.anchor || !on_time) {
      r.accepts_later = world_.scenario.travellers.booking.accepts_later;
    }
    const auto& promise = drt::promise_of(service, r.kind);
    r.from = places_[k];
    r.to = places_[k + 1];
    r.wish = wish;
    r.earliest = wish - promise.pickup_before;
    r.latest = wish + promise.pickup_after;
    r.direct = direct;
    r.longest_ride = direct.scaled(promise.ride_factor) + promise.ride_extra;
    r.boarding = service.stops.boarding + extra;
    r.alighting = service.stops.alighting + extra;
    r.load = {trip.party - wheelchairs, wheelchairs};
    return r;
  }

  void draw_booking(const drt::ServiceSpec& service, std::uint32_t first, DrtPlan& plan) const {
    const auto& behaviour = world_.scenario.travellers.booking;
    RandomStream random(source_, tour_.person.value(), grend::Purpose::kBooking, first);
    auto& out = plan.requests[0];
    // Early enough to have all answers before the first pick-up: with more trips that takes longer.
    plan.book_at =
        std::min(drt::draw_booking_time(behaviour, service.booking, out.earliest, random),
                 ready_check(world_, plan) - settling_time(world_, plan));
    if (service.booking.day_before_only) {  // the last of the answers, too, before the deadline
      const Time deadline = service.booking.deadline - hours(24);
      plan.book_at = std::min(plan.book_at, deadline - settling_time(world_, plan));
    }
    const bool cancelled = random.chance(behaviour.cancelled);
    const double when = random.uniform();
    const bool no_show = random.chance(behaviour.no_show);
    const Time settled = plan.book_at + settling_time(world_, plan);
    const Time last = ready_check(world_, plan);
    if (cancelled && settled < last) plan.cancel_at = settled + (last - settled).scaled(when);
    out.shows_up = !no_show;
  }

  Time& free_from(PersonId person) { return free_from_[person.value() - first_member_.value()]; }

  // Visits whoever travels on a trip of the tour.
  template <class Visit>
  void for_party(TripId trip, Visit&& visit) {
    visit(tour_.person);
    plans_.for_companions(world_.population, trip,
                          [&](TripId along) { visit(plans_.tour_of(along).person); });
  }

  // An on-demand tour may not begin before earlier ones are surely over.
  Time all_free_from() {
    Time from = Time::min();
    for_party(trip(0), [&](PersonId person) { from = std::max(from, free_from(person)); });
    return from;
  }

  void remember_return(const TourDecision& decision) {
    if (!decision.chosen) return;
    Time until;
    if (decision.drt) {
      until = drt::latest_arrival(world_.scenario.services[decision.drt->service],
                                  decision.drt->requests.back());
    } else {
      until = offers_[static_cast<std::size_t>(*decision.chosen)]->home_at;
    }
    for_party(trip(count_ - 1),
              [&](PersonId person) { free_from(person) = std::max(free_from(person), until); });
  }

  const World& world_;
  const choice::ModeChoiceSpec& spec_;
  const activity::DayPlans& plans_;
  RandomSource source_;
  travel::Scratch& scratch_;
  Decisions& decisions_;
  PersonId first_member_;
  std::vector<Time> free_from_;  // of each member
  std::vector<TourId> tours_;
  // The tour that is looked at.
  TourId id_;
  activity::Tour tour_;
  std::size_t count_ = 0;                                          // trips
  std::array<network::Place, activity::kMostStops + 2> places_{};  // home, stops, home
  bool local_ = false;
  bool alone_ = false;
  Distance farthest_;  // of the trips, straight line
  bool has_car_ = false;
  std::array<std::optional<Ways>, choice::kModeCount> offers_;
  std::array<choice::Alternative, choice::kModeCount> alternatives_;
};

}  // namespace

bool considers_on_demand(const World& world, PersonId person) {
  RandomStream habit({static_cast<std::uint64_t>(world.scenario.simulation.seed), 0},
                     person.value(), grend::Purpose::kReaction);
  return habit.chance(world.scenario.travellers.choice.drt_considered);
}

Duration settling_time(const World& world, const DrtPlan& plan) {
  const auto& service = world.scenario.services[plan.service];
  return (world.scenario.simulation.epoch * 2 + service.dispatch.batch.every) *
         static_cast<std::int64_t>(plan.requests.size());
}

Time ready_check(const World& world, const DrtPlan& plan) {
  return plan.requests[0].earliest - world.scenario.simulation.epoch * 2;
}

Decisions decide(const World& world, const activity::DayPlans& plans, RandomSource random,
                 par::Executor& executor) {
  constexpr std::size_t kHouseholdsPerChunk = 128;
  Decisions decisions;
  decisions.tours = IdVector<TourId, TourDecision>(std::vector<TourDecision>(plans.tours.size()));
  decisions.ways.resize(plans.trips.size());
  std::vector<travel::Scratch> scratch(executor.workers());
  par::for_ranges(executor, world.population.households(), kHouseholdsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    HouseholdChooser chooser(world, plans, random, scratch[worker], decisions);
                    for (std::size_t h = begin; h < end; ++h) chooser.choose(HouseholdId(h));
                  });
  return decisions;
}

}  // namespace grend::simulation
