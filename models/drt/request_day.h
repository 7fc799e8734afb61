// Runs one service through a day of given requests, without a population: for booking logs, for
// other tools' cases, for tests and benchmarks. The requests are answered when they are made, and
// the vehicles move in between: a discrete-event simulation on one queue, deterministic.
#pragma once

#include <functional>
#include <queue>
#include <span>
#include <tuple>
#include <vector>

#include "models/drt/service.h"

namespace grend::drt {

struct TimedRequest {
  Request request;
  Time asked;
};

// The moving vehicles of a service; whoever asks for something keeps the order of time.
class RequestDay {
 public:
  explicit RequestDay(Service& service);

  // Lets the vehicles act and the service plan until `now`, that moment included.
  void move_until(Time now);
  // To be called after each book() and cancel().
  void wake_changed(Time now);

 private:
  struct Wake {
    Time at;
    std::uint32_t vehicle = 0;
    std::uint32_t generation = 0;

    friend bool operator>(const Wake& a, const Wake& b) {
      return std::tuple(a.at, a.vehicle, a.generation) > std::tuple(b.at, b.vehicle, b.generation);
    }
  };
  void wake(std::size_t vehicle, Time now);

  Service* service_;
  std::priority_queue<Wake, std::vector<Wake>, std::greater<>> wakes_;
};

// The answers are in service.bookings(), the stops in service.fleet().records(). Requests made at
// the same moment are answered in the order given.
void run_requests(Service& service, std::span<const TimedRequest> requests);

}  // namespace grend::drt
