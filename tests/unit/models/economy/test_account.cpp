// Prices applied, reckoned by hand.
#include <cmath>
#include <numeric>

#include "engine/base/random.h"
#include "models/economy/account.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::economy;

TEST_CASE("what a vehicle's day costs") {
  ContractSpec contract;  // 550 NOK/h, 550 NOK/h, 5 NOK/km
  contract.standby_hour = kroner(200);
  contract.loaded_kilometre = kroner(2);
  contract.trip = kroner(10);
  contract.vehicle_day = kroner(300);
  const VehicleUse use{.busy = minutes(90),
                       .idle = minutes(30),
                       .driven = metres(12'345),
                       .loaded = metres(10'001),
                       .served = 4};
  const auto costs = costs_of(contract, use);
  CHECK(costs[0] == kroner(825));  // 1.5 h
  CHECK(costs[1] == kroner(100));  // 0.5 h
  CHECK(costs[2] == ore(6173));    // 61.725 NOK, half an øre goes up
  CHECK(costs[3] == ore(2000));    // 20.002 NOK
  CHECK(costs[4] == kroner(40));
  CHECK(costs[5] == kroner(300));
}

TEST_CASE("fares and payers") {
  EconomySpec spec;
  const Money full = kroner(44);
  CHECK(fare_of(spec, full, {.age = 40}) == full);
  CHECK(fare_of(spec, full, {.age = 19}) == kroner(22));
  // A companion pays by age: 44 in full or unknown, 22 at school age, nothing at 5.
  CHECK(fare_of(spec, full, {.age = 67, .companions = {40}}) == kroner(22 + 44));
  CHECK(fare_of(spec, full, {.age = 40, .companions = {std::nullopt, 12, 5}}) ==
        kroner(44 + 44 + 22));
  spec.fares.companion_share = 0.5;
  CHECK(fare_of(spec, full, {.age = 40, .companions = {40, 12}}) == kroner(44 + 22 + 11));
  spec.fares.companion_share = 1;
  const Passenger pupil{.age = 12, .to_or_from_school = true};
  CHECK(payer_of(spec.payers, pupil) == Payer::kSchool);
  CHECK(fare_of(spec, full, pupil) == Money());
  const Passenger patient{.age = 80, .to_or_from_doctor = true};
  CHECK(payer_of(spec.payers, patient) == Payer::kOpen);
  spec.payers.patient_pays = true;
  CHECK(payer_of(spec.payers, patient) == Payer::kPatient);
  CHECK(fare_of(spec, full, patient) == kroner(171));
  spec.fares.senior_discount = 0;  // double the fare and only the money doubles
  CHECK(fare_of(spec, full * 2, {.age = 70}) == fare_of(spec, full, {.age = 70}) * 2);
}

TEST_CASE("shares are whole øre that add up, and nobody is off by more than one") {
  CHECK(share_out(ore(100), std::vector<std::int64_t>{1, 1, 1}) ==
        std::vector<Money>{ore(34), ore(33), ore(33)});
  CHECK(share_out(ore(7), std::vector<std::int64_t>{0, 0}) == std::vector<Money>{ore(7), ore(0)});
  RandomStream random({1, 0}, 0, Purpose::kTest);
  for (int k = 0; k < 1000; ++k) {
    std::vector<std::int64_t> weights;
    for (int i = 0; i < 5; ++i) weights.push_back(random.between(0, 1'000'000'000'000));
    const Money total = ore(random.between(-1'000'000'000, 1'000'000'000));
    const auto parts = share_out(total, weights);
    Money sum;
    const double all =
        static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      sum += parts[i];
      const double exact =
          static_cast<double>(total.ticks()) * static_cast<double>(weights[i]) / all;
      CHECK(std::abs(exact - static_cast<double>(parts[i].ticks())) < 1.001);
    }
    CHECK(sum == total);
  }
}

TEST_CASE("energy and emissions") {
  const EnergySpec spec;
  const auto diesel = footprint(spec, 266, kilometres(100), false);
  CHECK(std::abs(diesel.emissions - 26.6) < 1e-9);
  CHECK(std::abs(diesel.energy - 100) < 1e-9);
  const auto electric = footprint(spec, 0, kilometres(100), true);
  CHECK(std::abs(electric.energy - 49) < 1e-9);  // 0.35 kWh/km, 40 % more in winter
  CHECK(std::abs(electric.emissions - 0.735) < 1e-9);
}
