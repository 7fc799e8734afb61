#include "models/simulation/service_agents.h"

namespace grend::simulation {

ServiceAgents::ServiceAgents(const World& world, std::vector<drt::Service*> services)
    : world_(world), services_(std::move(services)), passengers_(services_.size()) {}

std::size_t ServiceAgents::index_of(sim::AgentKey key) const {
  return key - world_.population.persons();
}

void ServiceAgents::start(Context& context) {
  for (std::size_t s = 0; s < services_.size(); ++s) {
    if (services_[s] == nullptr) continue;
    for (std::size_t v = 0; v < services_[s]->fleet().size(); ++v) wake(s, v, context);
  }
}

// Schedules what the vehicle does next, if anything.
void ServiceAgents::wake(std::size_t service, std::size_t vehicle, Context& context) {
  const auto action = services_[service]->next_action(vehicle, context.now());
  if (!action) return;
  const auto key = static_cast<sim::AgentKey>(world_.population.persons() + service);
  context.schedule(action->at, kVehicle, key, std::uint64_t{action->generation} << 32 | vehicle);
}

void ServiceAgents::tell(MessageKind kind, std::size_t service, const Note& note,
                         sim::AgentKey person, Context& context) const {
  context.send(kind, static_cast<sim::AgentKey>(world_.population.persons() + service), person,
               note);
}

void ServiceAgents::on_event(const sim::Event& event, Context& context) {
  const std::size_t s = index_of(event.agent);
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
    Note note;
    note.request.trip = request.trip;
    note.accepted = answer.accepted;
    note.reason = answer.reason;
    passengers_[s][request.trip] = message.sender;
    tell(kAnswer, s, note, message.sender, context);
  } else if (message.kind == kWithdraw) {
    service.cancel(request.trip, message.body.reason, context.now());
  } else {
    throw InternalError("a service got a message of kind " + std::to_string(message.kind));
  }
  if (const auto vehicle = service.changed_vehicle()) wake(s, *vehicle, context);
}

}  // namespace grend::simulation
