// What an on-demand service costs, who pays for it, and what it uses (`economy:` in a scenario).
// Every price is an input with its range and source; nothing here touches how vehicles move.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/measure.h"
#include "engine/io/fields.h"

namespace grend::economy {

// What the operator is paid.
struct ContractSpec {
  Money vehicle_hour = kroner(550);  // driving and standing at stops, driver included
  Money standby_hour = kroner(550);  // waiting within the shift
  Money kilometre = kroner(5);
  Money loaded_kilometre;  // with passengers, on top
  Money trip;              // per request served
  Money vehicle_day;       // per vehicle and day in service
};

// Another contract for one service.
struct ServiceContract {
  std::string service;  // its id
  ContractSpec contract;
};

struct FareSpec {
  std::int64_t free_below = 6;
  std::int64_t child_below = 20;
  double child_discount = 0.5;
  std::int64_t senior_from = 67;
  double senior_discount = 0.5;
  double companion_share = 1;
};

// Who pays for whom. What is nobody's special right is open to all and paid by the county.
struct PayerSpec {
  bool school_pays = true;
  std::int64_t pupil_below = 20;
  bool patient_pays = false;
  Money patient_share = kroner(171);
};

// How many days of each kind a year has.
struct YearSpec {
  std::int64_t weekdays = 251;
  std::int64_t saturdays = 52;
  std::int64_t sundays = 62;
};

struct EnergySpec {
  double diesel_intensity = 266;  // g CO2e per kWh of fuel
  double electric_use = 0.35;     // kWh per km
  double electric_winter = 0.4;   // more on winter roads
  double electricity = 15;        // g CO2e per kWh
};

struct EconomySpec {
  ContractSpec contract;
  std::vector<ServiceContract> contracts;
  FareSpec fares;
  PayerSpec payers;
  YearSpec year;
  EnergySpec energy;

  // The contract of a service: its own, or the common one.
  const ContractSpec& contract_of(std::string_view service) const;
};

void describe(io::FieldVisitor& v, ContractSpec& s);
void describe(io::FieldVisitor& v, ServiceContract& s);
void describe(io::FieldVisitor& v, FareSpec& s);
void describe(io::FieldVisitor& v, PayerSpec& s);
void describe(io::FieldVisitor& v, YearSpec& s);
void describe(io::FieldVisitor& v, EnergySpec& s);
void describe(io::FieldVisitor& v, EconomySpec& s);

}  // namespace grend::economy
