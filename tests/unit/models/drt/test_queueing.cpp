// A service without distances is a queue, and its waits have closed forms: vehicles with one seat
// at one place, boarding as the whole service. Mean service 1 (here 1000 s); `first_come` is the
// queue of a taxi rank, a window of no length turns everybody away who would have to wait. Sources:
// Erlang B and C; Crommelin for M/D/c (values as in Tijms 2003, "A first course in stochastic
// models").
#include <cmath>

#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

constexpr double kService = 1'000'000;  // ms

struct Queue {
  std::size_t servers = 1;
  double load = 0.8;
  bool exponential = true;  // service times; else all the same
  bool loss = false;
};

struct Outcome {
  double wait = 0;       // mean, in service times
  double long_wait = 0;  // share above one service time
  double lost = 0;       // share
};

Outcome simulate(const Town& town, const Queue& q, std::uint32_t replication) {
  constexpr std::uint32_t kCustomers = 4000;
  constexpr std::uint32_t kWarmUp = 500;
  RandomStream arrivals({51, replication}, 0, Purpose::kTest);
  RandomStream services({51, replication}, 1, Purpose::kTest);
  ServiceSpec spec;
  spec.open = {Time(), Time::max()};
  spec.booking.lead = Duration();
  spec.dispatch.policy = q.loss ? Policy::kInsertion : Policy::kFirstCome;
  spec.dispatch.objective = {.driving = 0, .waiting = 1, .detour = 0};
  spec.dispatch.repair.steps = 0;
  spec.dispatch.alternative.within = Duration();
  const std::vector<Duty> duties(q.servers, {{1, 0}, {Time(), Time() + hours(100'000)}, 0});
  Service service(spec, town.points, duties);
  std::vector<TimedRequest> requests;
  double now = 0;
  for (std::uint32_t trip = 0; trip < kCustomers; ++trip) {
    now += arrivals.exponential() * kService / (q.load * static_cast<double>(q.servers));
    const double length = q.exponential ? services.exponential() : 1;
    Request r;
    r.trip = trip;
    r.from = r.to = town.points.place(0);
    r.wish = r.earliest = Time(static_cast<std::int64_t>(now));
    r.latest = q.loss ? r.earliest : r.earliest + hours(10'000);
    r.longest_ride = Duration();
    r.boarding = Duration(static_cast<std::int64_t>(length * kService));
    r.load = {1, 0};
    requests.push_back({r, r.earliest});
  }
  run_requests(service, requests);
  Outcome outcome;
  double counted = 0;
  for (const auto& [trip, b] : service.bookings()) {
    if (trip < kWarmUp) continue;
    ++counted;
    outcome.lost += b.status == RequestStatus::kRejected;
    if (!b.boarding) continue;
    const double wait = static_cast<double>((*b.boarding - b.request.earliest).ticks()) / kService;
    outcome.wait += wait;
    outcome.long_wait += wait > 1;
  }
  return {outcome.wait / counted, outcome.long_wait / counted, outcome.lost / counted};
}

// The mean over replications lies within 3.5 standard errors of the closed form, and those are
// small enough to say something.
void check_mean(const std::vector<double>& values, double expected) {
  double mean = 0, square = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) square += (v - mean) * (v - mean);
  const auto n = static_cast<double>(values.size());
  const double error = std::sqrt(square / (n - 1) / n);
  INFO("mean " << mean << " +- " << error << ", expected " << expected);
  CHECK(std::abs(mean - expected) < 3.5 * error);
  CHECK(error < 0.06 * expected);
}

template <class Value>
std::vector<double> replicate(const Town& town, const Queue& q, Value&& value) {
  std::vector<double> values;
  for (std::uint32_t r = 0; r < 30; ++r) values.push_back(value(simulate(town, q, r)));
  return values;
}

}  // namespace

TEST_CASE("waits at a taxi rank are those of M/M/c and M/D/c") {
  const Town town;
  const auto wait = [](const Outcome& o) { return o.wait; };
  const auto long_wait = [](const Outcome& o) { return o.long_wait; };
  check_mean(replicate(town, {1, 0.5, true}, wait), 1.0);
  check_mean(replicate(town, {1, 0.5, true}, long_wait), 0.303265);
  check_mean(replicate(town, {3, 0.7, true}, wait), 0.547049);
  check_mean(replicate(town, {3, 0.7, true}, long_wait), 0.200172);
  check_mean(replicate(town, {1, 0.5, false}, wait), 0.5);
  check_mean(replicate(town, {3, 0.7, false}, wait), 0.286247);
  check_mean(replicate(town, {5, 0.8, false}, wait), 0.289060);
}

TEST_CASE("without waiting the share turned away is Erlang's B, whatever the service times") {
  const Town town;
  const auto lost = [](const Outcome& o) { return o.lost; };
  check_mean(replicate(town, {1, 0.5, true, true}, lost), 0.333333);
  check_mean(replicate(town, {3, 0.7, true, true}, lost), 0.225378);
  check_mean(replicate(town, {3, 0.7, false, true}, lost), 0.225378);
  check_mean(replicate(town, {5, 0.8, true, true}, lost), 0.199067);
}
