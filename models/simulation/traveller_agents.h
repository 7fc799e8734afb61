// The persons of one partition in the course of a day: they book, wait, leave, arrive, and turn to
// something else when a service says no. They know only themselves and their household, which lives
// in one partition; services answer by message. Who goes along with somebody is taken from where
// they are, if they are there.
#pragma once

#include "models/simulation/decide.h"
#include "models/simulation/messages.h"
#include "models/simulation/records.h"

namespace grend::simulation {

enum class TourState : std::uint8_t {
  kOwnMeans,  // by the chosen mode or the fallback, no booking needed; or with others
  kUnbooked,  // on demand, booking not sent yet
  kAsking,    // waiting for answers, trip by trip
  kBooked,    // all trips promised
  kUnderWay,  // by an on-demand service: at the door or picked up
  kDropped,   // not made, or not to the end
};

struct PersonState {
  activity::TourId next;  // the tour being made or to be made next
  bool home = true;
  Time home_at = Time::min();  // when they are or will be home, if known
};

// What all partitions share: read-only, except that states and trips are written by the partition
// of their person alone.
struct DayView {
  const World& world;
  const activity::DayPlans& plans;
  Decisions& decisions;  // another time than asked for may be agreed on
  IdVector<population::PersonId, PersonState>& persons;
  IdVector<activity::TourId, TourState>& tours;
  std::vector<TripRecord>& trips;
};

class TravellerAgents {
 public:
  // `persons`: those who live in this partition, ascending.
  TravellerAgents(const DayView& day, std::vector<population::PersonId> persons);

  void start(Context& context);
  void on_event(const sim::Event& event, Context& context);
  void on_message(const NoteMessage& message, Context& context);

 private:
  PersonState& person_of(activity::TourId tour);
  network::Trip way(TripId trip, Time depart);
  Time time_to_leave_home(activity::TourId tour) const;
  Time time_to_go_on(TripId trip, Time arrival) const;
  void consider_next_tour(population::PersonId person, Context& context);
  void book(activity::TourId tour, Context& context);
  void change_mind(activity::TourId tour, Context& context);
  void check_ready(activity::TourId tour, Context& context);
  void leave(TripId trip, Context& context);
  void arrive(TripId trip, Time arrival, Context& context);
  void go_on(TripId trip, Time arrival, Context& context);
  bool came_along(TripId trip) const;
  void take_along(TripId trip, Context& context);
  void bring_home(TripId trip, Time arrival, Context& context);
  void leave_behind(TripId trip, TripReason reason, Context& context);
  void answered(TripId trip, const Note& note, Context& context);
  void boarded(TripId trip, const Note& note, Context& context);
  void alighted(TripId trip, const Note& note, Context& context);
  void missed(activity::TourId tour, Context& context);
  void fall_back(activity::TourId tour, Context& context);
  void drop(activity::TourId tour, TripReason reason, Context& context);
  void come_home(population::PersonId person, Time arrival, Context& context);
  void send(MessageKind kind, activity::TourId tour, const drt::Request& request,
            drt::Reason reason, Context& context) const;
  void withdraw(activity::TourId tour, std::size_t first, drt::Reason reason,
                Context& context) const;

  DayView day_;
  std::vector<population::PersonId> persons_;
  travel::Scratch scratch_;
};

}  // namespace grend::simulation
