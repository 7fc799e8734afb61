#include "models/simulation/service_agents.h"

namespace grend::simulation {

ServiceAgents::ServiceAgents(const World& world, std::vector<drt::Service*> services)
    : world_(world), services_(std::move(services)), passengers_(services_.size()) {}

std::size_t ServiceAgents::index_of(sim::AgentKey key) const {
  return key - world_.population.persons();
}

sim::AgentKey ServiceAgents::key_of(std::size_t service) const {
  return static_cast<sim::AgentKey>(world_.population.persons() + service);
}

void ServiceAgents::start(Context& context) {
  for (std::size_t s = 0; s < services_.size(); ++s) {
    if (services_[s] == nullptr) continue;
    for (std::size_t v = 0; v < services_[s]->fleet().size(); ++v) wake(s, v, context);
    wake_changed(s, context);
  }
}

// After a change of plans: the vehicles concerned, and the next planning, if there is one.
void ServiceAgents::wake_changed(std::size_t service, Context& context) {
  for (const auto vehicle : services_[service]->changed_vehicles()) wake(service, vehicle, context);
  if (const auto planning = services_[service]->next_planning()) {
    context.schedule(*planning, kPlan, key_of(service));
  }
}

// Schedules what the vehicle does next, if anything.
void ServiceAgents::wake(std::size_t service, std::size_t vehicle, Context& context) {
  const auto action = services_[service]->next_action(vehicle, context.now());
  if (!action) return;
  context.schedule(action->at, kVehicle, key_of(service),
                   std::uint64_t{action->generation} << 32 | vehicle);
}

void ServiceAgents::tell(MessageKind kind, std::size_t service, const Note& note,
                         sim::AgentKey person, Context& context) const {
  context.send(kind, key_of(service), person, note);
}

void ServiceAgents::tell_late_answers(std::size_t service, Context& context) const {
  for (const auto& [trip, answer] : services_[service]->take_answers()) {
    tell_answer(service, trip, answer, context);
  }
}

void ServiceAgents::tell_answer(std::size_t service, std::uint32_t trip, const drt::Answer& answer,
                                Context& context) const {
  Note note;
  note.request = services_[service]->bookings().at(trip).request;
  note.accepted = answer.accepted;
  if (answer.accepted && answer.offered) note.later = *answer.offered - note.request.wish;
  note.reason = answer.reason;
  tell(kAnswer, service, note, passengers_[service].at(trip), context);
}

void ServiceAgents::on_event(const sim::Event& event, Context& context) {
  const std::size_t s = index_of(event.agent);
  if (event.kind == kPlan) {
    services_[s]->plan_anew(context.now());
    tell_late_answers(s, context);
    return wake_changed(s, context);
  }
  const auto vehicle = static_cast<std::size_t>(event.payload & 0xffffffff);
  const auto generation = static_cast<std::uint32_t>(event.payload >> 32);
  if (generation != services_[s]->fleet().vehicle(vehicle).generation) return;
  const auto happening = services_[s]->act(vehicle, generation, context.now());
  wake(s, vehicle, context);
  using Kind = drt::Fleet::Happening::Kind;
  if (happening.kind == Kind::kNothing) return;
  const auto& booking = services_[s]->bookings().at(happening.trip);
  Note note;
  note.request.trip = happening.trip;
  note.begin = happening.begin;
  note.end = happening.end;
  note.request.walk_before = booking.request.walk_before;
  note.request.walk_after = booking.request.walk_after;
  note.ridden = booking.ridden;
  const sim::AgentKey person = passengers_[s].at(happening.trip);
  if (happening.kind == Kind::kBoarding) tell(kBoarded, s, note, person, context);
  if (happening.kind == Kind::kAlighting) tell(kAlighted, s, note, person, context);
  const bool missed = booking.status == drt::RequestStatus::kNoShow;
  if (happening.kind == Kind::kNobody && missed) tell(kMissed, s, note, person, context);
}

void ServiceAgents::on_message(const NoteMessage& message, Context& context) {
  const std::size_t s = index_of(message.receiver);
  drt::Service& service = *services_[s];
  const auto& request = message.body.request;
  if (message.kind == kRequest) {
    const auto answer = service.book(request, message.sent, context.now());
    passengers_[s][request.trip] = message.sender;
    if (!answer.pending) tell_answer(s, request.trip, answer, context);
    tell_late_answers(s, context);  // this one may have completed a batch
  } else if (message.kind == kWithdraw) {
    service.cancel(request.trip, message.body.reason, context.now());
  } else {
    throw InternalError("a service got a message of kind " + std::to_string(message.kind));
  }
  wake_changed(s, context);
}

}  // namespace grend::simulation
