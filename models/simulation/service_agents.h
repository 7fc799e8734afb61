// The on-demand services of one partition in the course of a day: they answer bookings, move their
// vehicles and tell passengers what happens to them.
#pragma once

#include <vector>

#include "models/simulation/messages.h"
#include "models/simulation/world.h"

namespace grend::simulation {

class ServiceAgents {
 public:
  // Every service of the scenario in order, nothing for those of other partitions.
  ServiceAgents(const World& world, std::vector<drt::Service*> services);

  void start(Context& context);
  void on_event(const sim::Event& event, Context& context);
  void on_message(const NoteMessage& message, Context& context);

 private:
  std::size_t index_of(sim::AgentKey key) const;
  sim::AgentKey key_of(std::size_t service) const;
  void wake_changed(std::size_t service, Context& context);
  void wake(std::size_t service, std::size_t vehicle, Context& context);
  void tell(MessageKind kind, std::size_t service, const Note& note, sim::AgentKey person,
            Context& context) const;
  void tell_late_answers(std::size_t service, Context& context) const;
  void tell_answer(std::size_t service, std::uint32_t trip, const drt::Answer& answer,
                   Context& context) const;

  const World& world_;
  std::vector<drt::Service*> services_;
  // Who booked which trip, by service: messages go back to the sender.
  std::vector<std::map<std::uint32_t, sim::AgentKey>> passengers_;
};

}  // namespace grend::simulation
