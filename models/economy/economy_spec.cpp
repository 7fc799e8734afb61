#include "models/economy/economy_spec.h"

namespace grend::economy {
namespace {

constexpr const char* kContract = "[K] the service's own contract says";

}  // namespace

const ContractSpec& EconomySpec::contract_of(std::string_view service) const {
  for (const auto& own : contracts) {
    if (own.service == service) return own.contract;
  }
  return contract;
}

void describe(io::FieldVisitor& v, ContractSpec& s) {
  v.field("vehicle_hour", s.vehicle_hour,
          {.doc = "Paid per vehicle-hour of driving and standing at stops, driver included.",
           .source = "[K] minibus with driver 450 to 700 NOK",
           .min = 0,
           .max = 10'000});
  v.field("standby_hour", s.standby_hour,
          {.doc = "Paid per vehicle-hour of waiting within the shift.",
           .source = "[K] as the vehicle-hour; 0 where only driving is paid",
           .min = 0,
           .max = 10'000});
  v.field("kilometre", s.kilometre,
          {.doc = "Paid per kilometre driven, with or without passengers.",
           .source = "[K] minibus 4 to 6 NOK",
           .min = 0,
           .max = 1000});
  v.field("loaded_kilometre", s.loaded_kilometre,
          {.doc = "Paid per kilometre with passengers, on top.",
           .source = "[K] taxi contracts 20 to 30 NOK, then without hours",
           .min = 0,
           .max = 1000});
  v.field("trip", s.trip,
          {.doc = "Paid per request served.", .source = kContract, .min = 0, .max = 100'000});
  v.field("vehicle_day", s.vehicle_day,
          {.doc = "Paid per vehicle and day with a shift.",
           .source = kContract,
           .min = 0,
           .max = 1'000'000});
}

void describe(io::FieldVisitor& v, ServiceContract& s) {
  v.field("service", s.service,
          {.doc = "The id of the service.", .source = kContract, .required = true});
  v.group("contract", s.contract, {.doc = "What its operator is paid."});
}

void describe(io::FieldVisitor& v, FareSpec& s) {
  v.field("free_below", s.free_below,
          {.doc = "Small children travel free below this age.",
           .source = "[K] 6 in most counties",
           .min = 0,
           .max = 150});
  v.field("child_below", s.child_below,
          {.doc = "Children pay less below this age.",
           .source = "[K] 20 in most counties",
           .min = 0,
           .max = 150});
  v.field("child_discount", s.child_discount,
          {.doc = "What is taken off a child's fare.",
           .source = "Innlandstrafikk: 50 %",
           .min = 0,
           .max = 1});
  v.field("senior_from", s.senior_from,
          {.doc = "Seniors pay less from this age on.",
           .source = "Innlandstrafikk: 67",
           .min = 0,
           .max = 150});
  v.field("senior_discount", s.senior_discount,
          {.doc = "What is taken off a senior's fare.",
           .source = "Innlandstrafikk: 50 %",
           .min = 0,
           .max = 1});
  v.field("companion_share", s.companion_share,
          {.doc = "Share of the fare at their age that each companion pays.",
           .source = "AtB 67pluss, Ruter RAT: companions pay",
           .min = 0,
           .max = 1});
}

void describe(io::FieldVisitor& v, PayerSpec& s) {
  v.field("school_pays", s.school_pays,
          {.doc = "Pupils on their way to or from school travel free; school transport pays.",
           .source = "Education Act: the right to school transport"});
  v.field("pupil_below", s.pupil_below,
          {.doc = "Who goes to school below this age is a pupil.",
           .source = "upper secondary school ends at 19",
           .min = 0,
           .max = 150});
  v.field("patient_pays", s.patient_pays,
          {.doc = "Trips to and from the doctor are patient transport, paid by the hospitals.",
           .source = "no by default: Pasientreiser orders its own vehicles"});
  v.field("patient_share", s.patient_share,
          {.doc = "What a patient pays each way.",
           .source = "patient transport 2024: 171 NOK",
           .min = 0,
           .max = 10'000});
}

void describe(io::FieldVisitor& v, YearSpec& s) {
  v.field("weekdays", s.weekdays,
          {.doc = "Days of a year that are like the simulated days from Monday to Friday; 0: the "
                  "service does not run then.",
           .source = "a Norwegian year: 261 less about 10 public holidays",
           .min = 0,
           .max = 366});
  v.field("saturdays", s.saturdays,
          {.doc = "Days of a year that are like the simulated Saturdays.",
           .source = "a year",
           .min = 0,
           .max = 366});
  v.field("sundays", s.sundays,
          {.doc = "Days of a year that are like the simulated Sundays and public holidays.",
           .source = "a Norwegian year: 52 and about 10 public holidays",
           .min = 0,
           .max = 366});
}

void describe(io::FieldVisitor& v, EnergySpec& s) {
  v.field("diesel_intensity", s.diesel_intensity,
          {.doc = "Emissions per kilowatt-hour of diesel: turns a vehicle's emissions into energy.",
           .source = "[K] 2.66 kg CO2 and 10.0 kWh per litre",
           .min = 50,
           .max = 1000,
           .unit = "g/kWh"});
  v.field("electric_use", s.electric_use,
          {.doc = "Use of a vehicle without emissions of its own.",
           .source = "[K] electric minibus 0.30 to 0.40 kWh/km",
           .min = 0,
           .max = 5,
           .unit = "kWh/km"});
  v.field("electric_winter", s.electric_winter,
          {.doc = "How much more it uses where `calendar.road_surface` is not summer.",
           .source = "[K] 30 to 50 % at -10 °C",
           .min = 0,
           .max = 1});
  v.field("electricity", s.electricity,
          {.doc = "Emissions per kilowatt-hour of electricity.",
           .source = "[K] NVE's declaration of delivered power 11 to 19",
           .min = 0,
           .max = 2000,
           .unit = "g/kWh"});
}

void describe(io::FieldVisitor& v, EconomySpec& s) {
  v.group("contract", s.contract, {.doc = "What operators are paid."});
  v.list("contracts", s.contracts, {.doc = "Services with another contract."});
  v.group("fares", s.fares,
          {.doc = "What passengers pay; the full fare is `services[].fare`, each way."});
  v.group("payers", s.payers, {.doc = "Who pays what fares do not cover."});
  v.group("year", s.year, {.doc = "From the simulated days to a year."});
  v.group("energy", s.energy, {.doc = "Energy and emissions."});
}

}  // namespace grend::economy
