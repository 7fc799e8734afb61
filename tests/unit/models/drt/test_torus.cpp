// Taxis on a torus of side 1 with distances |dx| + |dy| and speed 1: no border, so that every
// distance has a closed form. A trip is the way to the passenger and the ride, each of mean 1/2 and
// variance 1/24. One vehicle, first come first served, that waits where it let off is an M/G/1
// queue with E[S] = 1 and E[S^2] = 1 + 2/24 = 13/12 (Pollaczek-Khinchine).
#include <cmath>

#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

constexpr double kUnit = 1'000'000;  // ms

struct Torus {
  std::vector<double> x, y;

  Torus(std::size_t size, RandomStream& random) {
    for (std::size_t i = 0; i < size; ++i) {
      x.push_back(random.uniform());
      y.push_back(random.uniform());
    }
  }
  double distance(std::size_t a, std::size_t b) const {
    const auto along = [](double d) { return std::min(std::abs(d), 1 - std::abs(d)); };
    return along(x[a] - x[b]) + along(y[a] - y[b]);
  }
  std::unique_ptr<ServicePoints> points() const {
    std::vector<network::Place> places;
    for (std::uint32_t i = 0; i < x.size(); ++i) places.push_back({network::EdgeId(i), 0});
    const auto leg = [this](routing::PlaceIndex a, routing::PlaceIndex b) {
      const auto ms = static_cast<std::uint32_t>(std::lround(kUnit * distance(a, b)));
      return routing::Legs::Leg{ms, ms};
    };
    return std::make_unique<ServicePoints>(places, std::make_shared<routing::Legs>(x.size(), leg));
  }
};

// Between two points, at once, and nobody minds how long it takes.
Request request(const ServicePoints& points, std::uint32_t trip, PointIndex from, PointIndex to,
                Time now) {
  Request r;
  r.trip = trip;
  r.from = points.place(from);
  r.to = points.place(to);
  r.wish = r.earliest = now;
  r.latest = now + hours(10'000);
  r.direct = points.time(from, to);
  r.longest_ride = r.direct;  // nobody shares
  r.load = {1, 0};
  return r;
}

const Interval<Time> kForEver{Time(), Time() + hours(100'000)};

// Mean time from asking to the start of the ride less the way to the passenger (1/2): the wait for
// the vehicle to be free.
double single_taxi(double load, std::uint32_t replication) {
  constexpr std::uint32_t kCustomers = 6000, kWarmUp = 1000;
  RandomStream random({71, replication}, 0, Purpose::kTest);
  const Torus torus(2 * kCustomers + 1, random);
  const auto points = torus.points();
  ServiceSpec spec;
  spec.open = kForEver;
  spec.booking.lead = Duration();
  spec.dispatch.policy = Policy::kFirstCome;
  spec.dispatch.objective = {.driving = 1, .waiting = 1, .detour = 0};
  spec.dispatch.alternative.within = Duration();
  const std::vector<Duty> duties(1, {{1, 0}, kForEver, 2 * kCustomers});
  Service service(spec, *points, duties);
  std::vector<TimedRequest> requests;
  double now = 0;
  for (std::uint32_t trip = 0; trip < kCustomers; ++trip) {
    now += random.exponential() * kUnit / load;
    const Time asked(static_cast<std::int64_t>(now));
    requests.push_back({request(*points, trip, 2 * trip, 2 * trip + 1, asked), asked});
  }
  run_requests(service, requests);
  double wait = 0;
  for (const auto& [trip, b] : service.bookings()) {
    REQUIRE(b.boarding.has_value());
    if (trip >= kWarmUp) wait += static_cast<double>((*b.boarding - b.booked).ticks()) / kUnit;
  }
  return wait / (kCustomers - kWarmUp) - 0.5;
}

// The share turned away by a fleet that takes a request only if a vehicle is idle: which one is
// drawn at random, or the nearest.
double loss(std::size_t vehicles, double load, bool nearest, std::uint32_t replication) {
  constexpr std::uint32_t kCustomers = 3000;
  RandomStream random({73, replication}, 0, Purpose::kTest);
  const Torus torus(2 * kCustomers + vehicles, random);
  const auto points = torus.points();
  std::vector<Duty> duties;
  for (std::size_t v = 0; v < vehicles; ++v) {
    duties.push_back({{1, 0}, kForEver, static_cast<PointIndex>(2 * kCustomers + v)});
  }
  Fleet fleet(*points, Objective{.waiting = 0, .detour = 0}, duties);
  const auto there = [](std::uint32_t) { return true; };
  std::vector<std::optional<NextAction>> next(vehicles);
  for (std::size_t v = 0; v < vehicles; ++v) next[v] = fleet.next_action(v, Time::min());
  const auto move_until = [&](Time now) {
    for (std::size_t v = 0; v < vehicles; ++v) {
      while (next[v] && next[v]->at <= now) {
        const Time at = next[v]->at;
        fleet.act(v, next[v]->generation, at, there);
        next[v] = fleet.next_action(v, at);
      }
    }
  };
  std::size_t lost = 0;
  double now = 0;
  for (std::uint32_t trip = 0; trip < kCustomers; ++trip) {
    now += random.exponential() * kUnit / load;
    const Time asked(static_cast<std::int64_t>(now));
    move_until(asked);
    std::vector<std::size_t> idle;
    for (std::size_t v = 0; v < vehicles; ++v) {
      if (fleet.vehicle(v).state == VehicleState::kIdle && fleet.plan().empty(v)) idle.push_back(v);
    }
    const auto drawn = random.between(0, std::max<std::int64_t>(std::ssize(idle), 1) - 1);
    if (idle.empty()) {
      ++lost;
      continue;
    }
    std::size_t chosen = idle[static_cast<std::size_t>(drawn)];
    for (const auto v : idle) {
      const bool closer = points->time(fleet.vehicle(v).at, 2 * trip) <
                          points->time(fleet.vehicle(chosen).at, 2 * trip);
      if (nearest && closer) chosen = v;
    }
    std::vector<std::uint8_t> only(vehicles, 0);
    only[chosen] = 1;
    const auto pair = fleet.plan().add(request(*points, trip, 2 * trip, 2 * trip + 1, asked),
                                       2 * trip, 2 * trip + 1);
    const auto found = best_insertion(fleet.plan(), pair, only, asked);
    REQUIRE(found.placement.has_value());
    fleet.insert(*found.placement, pair, asked);
    next[chosen] = fleet.next_action(chosen, asked);
  }
  return static_cast<double>(lost) / kCustomers;
}

struct Mean {
  double mean = 0;
  double error = 0;
};

template <class Value>
Mean replicate(std::uint32_t replications, Value&& value) {
  std::vector<double> values;
  for (std::uint32_t r = 0; r < replications; ++r) values.push_back(value(r));
  const auto n = static_cast<double>(replications);
  Mean m;
  for (const double v : values) m.mean += v / n;
  double square = 0;
  for (const double v : values) square += (v - m.mean) * (v - m.mean);
  m.error = std::sqrt(square / (n - 1) / n);
  return m;
}

void check_mean(const Mean& m, double expected) {
  INFO("mean " << m.mean << " +- " << m.error << ", expected " << expected);
  CHECK(std::abs(m.mean - expected) < 3.5 * m.error);
  CHECK(m.error < 0.04 * expected);
}

}  // namespace

TEST_CASE("a taxi on a torus waits as M/G/1 does") {
  // Wq = load E[S^2] / (2 (1 - load)): 0.8 x 13/12 / 0.4 = 2.1667; 0.5 x 13/12 / 1 = 0.5417.
  check_mean(replicate(40, [](std::uint32_t r) { return single_taxi(0.8, r); }), 2.1667);
  check_mean(replicate(20, [](std::uint32_t r) { return single_taxi(0.5, r); }), 0.5417);
}

TEST_CASE("taxis drawn at random lose as Erlang says, and the nearest ones less") {
  const auto drawn = replicate(20, [](std::uint32_t r) { return loss(3, 2.1, false, r); });
  check_mean(drawn, 0.2254);
  // A negative control: idle taxis near the passenger have shorter trips, which breaks the formula.
  const auto nearest = replicate(20, [](std::uint32_t r) { return loss(3, 2.1, true, r); });
  INFO("nearest " << nearest.mean << " +- " << nearest.error);
  CHECK(nearest.mean + 5 * nearest.error < 0.2254);
}

TEST_CASE("the nearest of many idle taxis is as far as the nearest point of a random field") {
  // In the plane the nearest point of density d is 0.626657 / sqrt(d) away by |dx| + |dy|:
  // exp(-2 d r^2) is the chance that none is nearer. Among n = 200 on the unit torus, with a chance
  // of (1 - 2 r^2)^n, the mean is less by 3 / (8 n).
  constexpr std::size_t kTaxis = 200;
  const auto wait = replicate(400, [](std::uint32_t r) {
    RandomStream random({79, r}, 0, Purpose::kTest);
    const Torus torus(kTaxis + 2, random);
    const auto points = torus.points();
    std::vector<Duty> duties;
    for (std::size_t v = 0; v < kTaxis; ++v) {
      duties.push_back({{1, 0}, kForEver, static_cast<PointIndex>(v + 2)});
    }
    ServiceSpec spec;
    spec.open = kForEver;
    spec.booking.lead = Duration();
    spec.dispatch.objective = {.driving = 0, .waiting = 1, .detour = 0};
    Service service(spec, *points, duties);
    run_requests(service, std::vector<TimedRequest>{
                              {request(*points, 0, 0, 1, Time() + hours(1)), Time() + hours(1)}});
    const Booking& b = service.bookings().at(0);
    return static_cast<double>((b.boarding.value() - b.booked).ticks()) / kUnit;
  });
  check_mean(wait, 0.626657 / std::sqrt(200) * (1 - 3.0 / (8 * 200)));
  // Two points at random are 1/2 apart on the torus.
  const auto apart = replicate(2000, [](std::uint32_t r) {
    RandomStream random({83, r}, 0, Purpose::kTest);
    return Torus(2, random).distance(0, 1);
  });
  check_mean(apart, 0.5);
}
