#include "models/simulation/traveller_agents.h"

#include <algorithm>

namespace grend::simulation {

using choice::Mode;
using population::PersonId;

namespace {

LegKind leg_kind(Mode mode) {
  switch (mode) {
    case Mode::kWalk:
      return LegKind::kWalk;
    case Mode::kBike:
      return LegKind::kBike;
    case Mode::kCar:
      return LegKind::kCar;
    case Mode::kRide:
      return LegKind::kRide;
    case Mode::kDrt:
      break;
  }
  return LegKind::kDrt;
}

}  // namespace

TravellerAgents::TravellerAgents(const DayView& day, std::vector<PersonId> persons)
    : day_(day), persons_(std::move(persons)) {}

PersonState& TravellerAgents::person_of(TourId tour) {
  return day_.persons[day_.plans.tours[tour].person];
}

// As planned, unless the roads are others when they really leave.
network::Trip TravellerAgents::way(TripId trip, Time depart) {
  const auto& plans = day_.plans;
  const Mode mode = *day_.decisions.tours[plans.trips[trip].tour].fallback;
  const network::Trip& planned = day_.decisions.ways[trip];
  const auto& travel = *day_.world.travel;
  if (travel.day(travel::profile_of(mode)).periods().size() == 1) return planned;
  const auto now = travel.trip(mode, plans.from(trip), plans.trips[trip].to, depart, scratch_);
  return now.value_or(planned);  // a road that has closed for good lets the last ones through
}

// To be in time for the tour's anchor, with the stops before it.
Time TravellerAgents::time_to_leave_home(TourId id) const {
  const auto& tour = day_.plans.tours[id];
  Time at = day_.plans.stop(id, tour.anchor).start;
  for (std::size_t k = tour.anchor + std::size_t{1}; k-- > 0;) {
    if (k < tour.anchor) at = at - day_.plans.stop(id, k).duration;
    at = at - day_.decisions.ways[TripId(tour.first.value() + k)].time;
  }
  return at;
}

// When the activity at the end of a trip is over: who comes late to it stays the shortest time that
// it can take.
Time TravellerAgents::time_to_go_on(TripId trip, Time arrival) const {
  const auto& stop = day_.plans.trips[trip];
  const auto& tour = day_.plans.tours[stop.tour];
  if (trip.value() != tour.first.value() + tour.anchor) return arrival + stop.duration;
  const Duration shortest = day_.world.scenario.travellers.activities.of(stop.kind).shortest;
  return std::max(stop.start + stop.duration, arrival + std::min(stop.duration, shortest));
}

void TravellerAgents::start(Context& context) {
  for (const PersonId person : persons_) {
    for (const TourId tour : day_.plans.of(person)) {
      const auto& decision = day_.decisions.tours[tour];
      for (const TripId trip : day_.plans.trips_of(tour)) {
        day_.trips[trip.value()].first_choice = decision.chosen;
      }
      if (!decision.drt) continue;
      day_.tours[tour] = TourState::kUnbooked;
      const auto& drt = *decision.drt;
      context.schedule(drt.book_at, kBook, person.value(), tour.value());
      if (drt.cancel_at) context.schedule(*drt.cancel_at, kCancel, person.value(), tour.value());
      context.schedule(ready_check(day_.world, drt), kReadyCheck, person.value(), tour.value());
    }
  }
  for (const PersonId person : persons_) {
    day_.persons[person].next = *day_.plans.of(person).begin();
    consider_next_tour(person, context);
  }
}

void TravellerAgents::on_event(const sim::Event& event, Context& context) {
  const TripId trip(event.payload);
  const TourId tour(event.payload);
  switch (event.kind) {
    case kBook:
      return book(tour, context);
    case kCancel:
      return change_mind(tour, context);
    case kReadyCheck:
      return check_ready(tour, context);
    case kLeave:
      return leave(trip, context);
    case kArrive:
      return arrive(trip, context.now(), context);
    default:
      throw InternalError("a traveller got an event of kind " + std::to_string(event.kind));
  }
}

void TravellerAgents::on_message(const NoteMessage& message, Context& context) {
  const TripId trip(message.body.request.trip);
  switch (message.kind) {
    case kAnswer:
      return answered(trip, message.body, context);
    case kBoarded:
      return boarded(trip, message.body, context);
    case kAlighted:
      return alighted(trip, message.body, context);
    case kMissed:
      return missed(day_.plans.trips[trip].tour, context);
    default:
      throw InternalError("a traveller got a message of kind " + std::to_string(message.kind));
  }
}

// At home with nothing under way: what comes next?
void TravellerAgents::consider_next_tour(PersonId person, Context& context) {
  auto& state = day_.persons[person];
  const auto tours = day_.plans.of(person);
  for (; state.next != *tours.end(); ++state.next) {
    const TourId tour = state.next;
    if (day_.tours[tour] == TourState::kDropped) continue;
    if (day_.plans.tours[tour].accompanied) return;  // others come for them
    if (!day_.decisions.tours[tour].chosen) return drop(tour, TripReason::kNoMode, context);
    if (day_.tours[tour] != TourState::kOwnMeans) return;  // a booking decides
    context.schedule(std::max({time_to_leave_home(tour), state.home_at, context.now()}), kLeave,
                     person.value(), day_.plans.tours[tour].first.value());
    return;
  }
}

void TravellerAgents::send(MessageKind kind, TourId tour, const drt::Request& request,
                           drt::Reason reason, Context& context) const {
  Note note;
  note.request = request;
  note.reason = reason;
  const auto service = day_.world.population.persons() + day_.decisions.tours[tour].drt->service;
  context.send(kind, day_.plans.tours[tour].person.value(), static_cast<sim::AgentKey>(service),
               note);
}

// The promised requests of a tour from `first` on.
void TravellerAgents::withdraw(TourId tour, std::size_t first, drt::Reason reason,
                               Context& context) const {
  const auto& drt = *day_.decisions.tours[tour].drt;
  for (std::size_t k = first; k < drt.promised; ++k) {
    send(kWithdraw, tour, drt.requests[k], reason, context);
  }
}

void TravellerAgents::book(TourId tour, Context& context) {
  day_.tours[tour] = TourState::kAsking;
  send(kRequest, tour, day_.decisions.tours[tour].drt->requests[0], drt::Reason::kNone, context);
}

void TravellerAgents::answered(TripId trip, const Note& note, Context& context) {
  const TourId tour = day_.plans.trips[trip].tour;
  auto& drt = *day_.decisions.tours[tour].drt;
  if (!note.accepted) {
    // Nobody goes where they do not get back from.
    withdraw(tour, 0, drt::Reason::kNoWayBack, context);
    return fall_back(tour, context);
  }
  // Who agreed to be fetched later stays as long, and goes on as much later.
  for (std::size_t k = drt.promised; k < drt.requests.size(); ++k) {
    drt.requests[k] = drt::shifted(drt.requests[k], note.later);
  }
  if (++drt.promised == drt.requests.size()) {
    day_.tours[tour] = TourState::kBooked;
  } else {
    send(kRequest, tour, drt.requests[drt.promised], drt::Reason::kNone, context);
  }
}

void TravellerAgents::change_mind(TourId tour, Context& context) {
  if (day_.tours[tour] != TourState::kBooked) return;
  withdraw(tour, 0, drt::Reason::kChangedMind, context);
  drop(tour, TripReason::kChangedMind, context);
}

// Shortly before the earliest pick-up: somebody who is still away and will be late says so in time.
void TravellerAgents::check_ready(TourId tour, Context& context) {
  if (day_.tours[tour] != TourState::kBooked) return;
  const auto& drt = *day_.decisions.tours[tour].drt;
  const auto& state = person_of(tour);
  if (state.next == tour || (!state.home && state.home_at <= drt.requests[0].earliest)) {
    day_.tours[tour] = TourState::kUnderWay;
    return;
  }
  withdraw(tour, 0, drt::Reason::kDelayed, context);
  fall_back(tour, context);
}

void TravellerAgents::fall_back(TourId tour, Context& context) {
  if (!day_.decisions.tours[tour].fallback) return drop(tour, TripReason::kRejected, context);
  day_.tours[tour] = TourState::kOwnMeans;
  const auto& state = person_of(tour);
  if (state.home && state.next == tour) consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::drop(TourId tour, TripReason reason, Context& context) {
  day_.tours[tour] = TourState::kDropped;
  for (const TripId trip : day_.plans.trips_of(tour)) {
    day_.trips[trip.value()].reason = reason;
    day_.plans.for_companions(day_.world.population, trip,
                              [&](TripId along) { leave_behind(along, reason, context); });
  }
  const auto& state = person_of(tour);
  if (state.home && state.next == tour) consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::leave(TripId trip, Context& context) {
  const auto& plans = day_.plans;
  const TourId tour = plans.trips[trip].tour;
  const Mode mode = *day_.decisions.tours[tour].fallback;
  const network::Trip way = this->way(trip, context.now());
  auto& state = person_of(tour);
  auto& record = day_.trips[trip.value()];
  const Time arrival = context.now() + way.time;
  record.mode = mode;
  record.departure = context.now();
  record.leg_count = 0;
  record.add({leg_kind(mode), context.now(), arrival, way.distance});
  state.home = false;
  state.home_at = plans.ends_at_home(trip) ? arrival : Time::max();
  take_along(trip, context);
  context.schedule(arrival, kArrive, plans.tours[tour].person.value(), trip.value());
}

void TravellerAgents::arrive(TripId trip, Time arrival, Context& context) {
  auto& record = day_.trips[trip.value()];
  record.arrival = arrival;
  record.status = TripStatus::kMade;
  record.reason = TripReason::kNone;
  bring_home(trip, arrival, context);
  if (!day_.plans.ends_at_home(trip)) return go_on(trip, arrival, context);
  come_home(day_.plans.tour_of(trip).person, arrival, context);
}

void TravellerAgents::come_home(PersonId person, Time arrival, Context& context) {
  auto& state = day_.persons[person];
  state.home = true;
  state.home_at = arrival;
  ++state.next;
  consider_next_tour(person, context);
}

void TravellerAgents::go_on(TripId trip, Time arrival, Context& context) {
  const TourId tour = day_.plans.trips[trip].tour;
  const TripId next(trip.value() + 1);
  if (day_.tours[tour] == TourState::kUnderWay) {
    // The vehicle comes for them; home at the latest by what was promised.
    const auto& drt = *day_.decisions.tours[tour].drt;
    if (day_.plans.ends_at_home(next)) {
      person_of(tour).home_at =
          drt::latest_arrival(day_.world.scenario.services[drt.service], drt.requests.back());
    }
    return;
  }
  context.schedule(time_to_go_on(trip, arrival), kLeave, day_.plans.tours[tour].person.value(),
                   next.value());
}

// Those who are there come along; nobody waits for the others.
void TravellerAgents::take_along(TripId trip, Context& context) {
  const auto& plans = day_.plans;
  const Time departure = day_.trips[trip.value()].departure;
  const Time home_at = person_of(plans.trips[trip].tour).home_at;
  plans.for_companions(day_.world.population, trip, [&](TripId along) {
    const TourId tour = plans.trips[along].tour;
    if (day_.tours[tour] == TourState::kDropped) return;
    auto& state = person_of(tour);
    const bool there = state.next == tour &&
                       (plans.starts_at_home(along) ? state.home && state.home_at <= departure
                                                    : came_along(TripId(along.value() - 1)));
    if (!there) return leave_behind(along, TripReason::kLeftBehind, context);
    state.home = false;
    state.home_at = plans.ends_at_home(along) ? home_at : Time::max();
    day_.trips[along.value()].reason = TripReason::kNone;
  });
}

bool TravellerAgents::came_along(TripId trip) const {
  return day_.trips[trip.value()].reason == TripReason::kNone;
}

void TravellerAgents::bring_home(TripId trip, Time arrival, Context& context) {
  day_.plans.for_companions(day_.world.population, trip, [&](TripId along) {
    if (!came_along(along) || !day_.plans.ends_at_home(along)) return;
    come_home(day_.plans.tour_of(along).person, arrival, context);
  });
}

// From this trip on the rest of a companion's tour is off; those who are still at home turn to the
// next one.
void TravellerAgents::leave_behind(TripId trip, TripReason reason, Context& context) {
  const TourId tour = day_.plans.trips[trip].tour;
  for (const TripId rest : day_.plans.trips_of(tour)) {
    auto& record = day_.trips[rest.value()];
    if (rest >= trip && record.reason == TripReason::kUnfinished) record.reason = reason;
  }
  if (!day_.plans.starts_at_home(trip)) return;
  day_.tours[tour] = TourState::kDropped;
  const auto& state = person_of(tour);
  if (state.home && state.next == tour) consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::boarded(TripId trip, const Note& note, Context& context) {
  const TourId tour = day_.plans.trips[trip].tour;
  const auto& drt = *day_.decisions.tours[tour].drt;
  const std::size_t k = trip.value() - day_.plans.tours[tour].first.value();
  auto& record = day_.trips[trip.value()];
  const Time ready = drt.requests[k].earliest;
  record.mode = Mode::kDrt;
  record.departure = ready;
  record.leg_count = 0;
  Time there = ready;
  if (const auto& walk = note.request.walk_before; walk.time > Duration()) {
    there += walk.time;
    record.add({LegKind::kWalk, ready, there, walk.way});
  }
  record.add({LegKind::kWait, there, note.begin, Distance()});
  auto& state = person_of(tour);
  state.home = false;
  if (!day_.plans.ends_at_home(trip)) state.home_at = Time::max();
  take_along(trip, context);
}

void TravellerAgents::alighted(TripId trip, const Note& note, Context& context) {
  auto& record = day_.trips[trip.value()];
  record.add({LegKind::kDrt, record.legs[record.leg_count - 1u].arrival, note.end, note.ridden});
  const auto& walk = note.request.walk_after;
  const Time there = note.end + walk.time;
  if (walk.time > Duration()) record.add({LegKind::kWalk, note.end, there, walk.way});
  arrive(trip, there, context);
}

// They were not at the door when they set out: the tour is off, and all of it.
void TravellerAgents::missed(TourId tour, Context& context) {
  withdraw(tour, 1, drt::Reason::kNoWayBack, context);
  drop(tour, TripReason::kNoShow, context);
}

}  // namespace grend::simulation
