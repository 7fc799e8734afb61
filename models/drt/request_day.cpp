#include "models/drt/request_day.h"

#include <algorithm>

namespace grend::drt {

RequestDay::RequestDay(Service& service) : service_(&service) {
  for (std::size_t v = 0; v < service.fleet().size(); ++v) wake(v, Time::min());
}

void RequestDay::move_until(Time now) {
  while (true) {
    const Time moves = wakes_.empty() ? Time::max() : wakes_.top().at;
    const Time plans = service_->next_planning().value_or(Time::max());
    if (std::min(moves, plans) > now || std::min(moves, plans) == Time::max()) return;
    if (plans < moves) {
      service_->plan_anew(plans);
      wake_changed(plans);
      continue;
    }
    const Wake next = wakes_.top();
    wakes_.pop();
    if (next.generation != service_->fleet().vehicle(next.vehicle).generation) continue;
    service_->act(next.vehicle, next.generation, next.at);
    wake(next.vehicle, next.at);
  }
}

void RequestDay::wake(std::size_t vehicle, Time now) {
  if (const auto action = service_->next_action(vehicle, now)) {
    wakes_.push({action->at, static_cast<std::uint32_t>(vehicle), action->generation});
  }
}

void RequestDay::wake_changed(Time now) {
  for (const auto vehicle : service_->changed_vehicles()) wake(vehicle, now);
}

void run_requests(Service& service, std::span<const TimedRequest> requests) {
  std::vector<const TimedRequest*> order;
  for (const auto& request : requests) order.push_back(&request);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->asked < b->asked; });
  RequestDay day(service);
  for (const auto* request : order) {
    day.move_until(request->asked);
    service.book(request->request, request->asked, request->asked);
    day.wake_changed(request->asked);
  }
  day.move_until(Time::max());
}

}  // namespace grend::drt
