#include "models/simulation/traveller_agents.h"

#include <algorithm>

namespace grend::simulation {

using activity::Tour;
using activity::TourId;
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

// How a tour is made without the on-demand service.
const ModePlan& TravellerAgents::own_plan(TourId tour) const {
  const auto& decision = day_.decisions[tour];
  return decision.drt ? *decision.fallback : *decision.chosen;
}

// As planned, unless the roads are others when they really leave.
network::Trip TravellerAgents::way(std::uint32_t trip, Time depart) {
  const TourId tour = tour_of(trip);
  const ModePlan& plan = own_plan(tour);
  const network::Trip& planned = is_back(trip) ? plan.back : plan.out;
  const auto& travel = *day_.world.travel;
  if (travel.day(travel::profile_of(plan.mode)).periods().size() == 1) return planned;
  const auto& population = day_.world.population;
  const auto& person = day_.plans.tours[tour].person;
  const network::Place home = population.home[population.household[person]];
  const network::Place away = day_.plans.tours[tour].destination.place;
  const auto now = is_back(trip) ? travel.trip(plan.mode, away, home, depart, scratch_)
                                 : travel.trip(plan.mode, home, away, depart, scratch_);
  return now.value_or(planned);  // a road that has closed for good lets the last ones through
}

void TravellerAgents::start(Context& context) {
  for (const PersonId person : persons_) {
    const auto tours = day_.plans.of(person);
    day_.persons[person].next = *tours.begin();
    for (const TourId tour : tours) {
      const auto& decision = day_.decisions[tour];
      for (const auto trip : {trip_out(tour), trip_back(tour)}) {
        if (decision.chosen) day_.trips[trip].first_choice = decision.chosen->mode;
      }
      if (!decision.drt) continue;
      day_.tours[tour] = TourState::kUnbooked;
      const auto& drt = *decision.drt;
      context.schedule(drt.book_at, kBook, person.value(), tour.value());
      if (drt.cancel_at) context.schedule(*drt.cancel_at, kCancel, person.value(), tour.value());
      context.schedule(ready_check(day_.world, drt), kReadyCheck, person.value(), tour.value());
    }
    consider_next_tour(person, context);
  }
}

void TravellerAgents::on_event(const sim::Event& event, Context& context) {
  const auto trip = static_cast<std::uint32_t>(event.payload);
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
  const auto trip = message.body.request.trip;
  switch (message.kind) {
    case kAnswer:
      return answered(trip, message.body, context);
    case kBoarded:
      return boarded(trip, message.body);
    case kAlighted:
      return alighted(trip, message.body, context);
    case kMissed:
      return missed(tour_of(trip), context);
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
    const auto& decision = day_.decisions[tour];
    if (day_.tours[tour] == TourState::kDropped) continue;
    if (!decision.chosen) {
      day_.tours[tour] = TourState::kDropped;
      day_.trips[trip_out(tour)].reason = day_.trips[trip_back(tour)].reason = TripReason::kNoMode;
      continue;
    }
    if (day_.tours[tour] != TourState::kOwnMeans) return;  // a booking decides
    const Time leave_at = day_.plans.tours[tour].start - own_plan(tour).out.time;
    context.schedule(std::max({leave_at, state.home_at, context.now()}), kLeave, person.value(),
                     trip_out(tour));
    return;
  }
}

void TravellerAgents::send(MessageKind kind, TourId tour, const drt::Request& request,
                           drt::Reason reason, Context& context) const {
  Note note;
  note.request = request;
  note.reason = reason;
  const auto service = day_.world.population.persons() + day_.decisions[tour].drt->service;
  context.send(kind, day_.plans.tours[tour].person.value(), static_cast<sim::AgentKey>(service),
               note);
}

void TravellerAgents::book(TourId tour, Context& context) {
  day_.tours[tour] = TourState::kAskedOut;
  send(kRequest, tour, day_.decisions[tour].drt->out, drt::Reason::kNone, context);
}

void TravellerAgents::answered(std::uint32_t trip, const Note& note, Context& context) {
  const TourId tour = tour_of(trip);
  auto& drt = *day_.decisions[tour].drt;
  if (!note.accepted) {
    // Nobody goes where they do not get back from.
    if (is_back(trip)) send(kWithdraw, tour, drt.out, drt::Reason::kNoWayBack, context);
    return fall_back(tour, context);
  }
  // Who agreed to be fetched later on the way out stays as long, and comes back as much later.
  drt.back = drt::shifted(drt.back, note.later);
  if (!is_back(trip)) drt.out = drt::shifted(drt.out, note.later);
  if (is_back(trip)) {
    day_.tours[tour] = TourState::kBooked;
  } else {
    day_.tours[tour] = TourState::kAskedBack;
    send(kRequest, tour, drt.back, drt::Reason::kNone, context);
  }
}

void TravellerAgents::change_mind(TourId tour, Context& context) {
  if (day_.tours[tour] != TourState::kBooked) return;
  const auto& drt = *day_.decisions[tour].drt;
  send(kWithdraw, tour, drt.out, drt::Reason::kChangedMind, context);
  send(kWithdraw, tour, drt.back, drt::Reason::kChangedMind, context);
  drop(tour, TripReason::kChangedMind, context);
}

// Shortly before the earliest pick-up: somebody who is still away and will be late says so in time.
void TravellerAgents::check_ready(TourId tour, Context& context) {
  if (day_.tours[tour] != TourState::kBooked) return;
  const auto& drt = *day_.decisions[tour].drt;
  const auto& state = person_of(tour);
  if (state.next == tour || (!state.home && state.home_at <= drt.out.earliest)) {
    day_.tours[tour] = TourState::kUnderWay;
    return;
  }
  send(kWithdraw, tour, drt.out, drt::Reason::kDelayed, context);
  send(kWithdraw, tour, drt.back, drt::Reason::kDelayed, context);
  fall_back(tour, context);
}

void TravellerAgents::fall_back(TourId tour, Context& context) {
  if (!day_.decisions[tour].fallback) return drop(tour, TripReason::kRejected, context);
  day_.tours[tour] = TourState::kOwnMeans;
  const auto& state = person_of(tour);
  if (state.home && state.next == tour) consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::drop(TourId tour, TripReason reason, Context& context) {
  day_.tours[tour] = TourState::kDropped;
  day_.trips[trip_out(tour)].reason = day_.trips[trip_back(tour)].reason = reason;
  const auto& state = person_of(tour);
  if (state.home && state.next == tour) consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::leave(std::uint32_t trip, Context& context) {
  const TourId tour = tour_of(trip);
  const ModePlan& plan = own_plan(tour);
  const network::Trip way = this->way(trip, context.now());
  auto& state = person_of(tour);
  auto& record = day_.trips[trip];
  const Time arrival = context.now() + way.time;
  record.mode = plan.mode;
  record.departure = context.now();
  record.leg_count = 0;
  record.add({leg_kind(plan.mode), context.now(), arrival, way.distance});
  state.home = false;
  state.home_at = is_back(trip) ? arrival : Time::max();
  context.schedule(arrival, kArrive, day_.plans.tours[tour].person.value(), trip);
}

void TravellerAgents::arrive(std::uint32_t trip, Time arrival, Context& context) {
  const TourId tour = tour_of(trip);
  auto& record = day_.trips[trip];
  record.arrival = arrival;
  record.status = TripStatus::kMade;
  record.reason = TripReason::kNone;
  if (!is_back(trip)) return plan_way_back(tour, arrival, context);
  auto& state = person_of(tour);
  state.home = true;
  state.home_at = arrival;
  ++state.next;
  consider_next_tour(day_.plans.tours[tour].person, context);
}

void TravellerAgents::plan_way_back(TourId tour, Time arrival, Context& context) {
  if (day_.tours[tour] == TourState::kUnderWay) {
    // The vehicle comes for them; home at the latest by what was promised.
    const auto& drt = *day_.decisions[tour].drt;
    person_of(tour).home_at =
        drt::latest_arrival(day_.world.scenario.services[drt.service], drt.back);
    return;
  }
  const Tour& plan = day_.plans.tours[tour];
  const Duration stay = day_.world.scenario.travellers.activities.of(plan.kind).shortest;
  const Time leave_at = std::max(plan.start + plan.duration, arrival + stay);
  context.schedule(leave_at, kLeave, plan.person.value(), trip_back(tour));
}

void TravellerAgents::boarded(std::uint32_t trip, const Note& note) {
  const TourId tour = tour_of(trip);
  const auto& drt = *day_.decisions[tour].drt;
  auto& record = day_.trips[trip];
  const Time ready = (is_back(trip) ? drt.back : drt.out).earliest;
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
  if (!is_back(trip)) state.home_at = Time::max();
}

void TravellerAgents::alighted(std::uint32_t trip, const Note& note, Context& context) {
  auto& record = day_.trips[trip];
  record.add({LegKind::kDrt, record.legs[record.leg_count - 1u].arrival, note.end, note.ridden});
  const auto& walk = note.request.walk_after;
  const Time home = note.end + walk.time;
  if (walk.time > Duration()) record.add({LegKind::kWalk, note.end, home, walk.way});
  arrive(trip, home, context);
}

// They were not at the door on the way out: the tour is off, and the way back with it.
void TravellerAgents::missed(TourId tour, Context& context) {
  send(kWithdraw, tour, day_.decisions[tour].drt->back, drt::Reason::kNoWayBack, context);
  drop(tour, TripReason::kNoShow, context);
}

}  // namespace grend::simulation
