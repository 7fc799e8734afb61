#include "analysis/indicators/definitions.h"

#include <algorithm>
#include <fmt/core.h>
#include <vector>

namespace grend::indicators {
namespace {

using Q = Quantity;
using D = Direction;

constexpr double kPerMinute = 1.0 / 60, kPerHour = 1.0 / 3600, kPerKilometre = 1.0 / 1000;

Definition sum(std::string_view id, std::string_view unit, D direction, Q top, double scale,
               Text name) {
  return {.id = id, .unit = unit, .direction = direction, .top = top, .scale = scale, .name = name};
}
Definition ratio(std::string_view id, std::string_view unit, D direction, Q top, Q bottom,
                 double scale, Text name) {
  return {.id = id,
          .unit = unit,
          .direction = direction,
          .top = top,
          .bottom = bottom,
          .scale = scale,
          .name = name};
}
Definition share(std::string_view id, D direction, Q top, Q bottom, Text name) {
  return ratio(id, "percent", direction, top, bottom, 100, name);
}
Definition quantile(std::string_view id, Measure measure, double share, Text name) {
  return {.id = id,
          .unit = "min",
          .direction = D::kLess,
          .kind = Kind::kQuantile,
          .measure = measure,
          .share = share,
          .name = name};
}

std::vector<Definition> trips() {
  return {
      sum("persons", "1", D::kNeither, Q::kPersons, 1,
          {"inhabitants", "innbyggere", "innbyggjarar"}),
      sum("trips_made", "1", D::kMore, Q::kTripsMade, 1,
          {"trips made", "reiser som ble gjort", "reiser som vart gjorde"}),
      sum("trips_not_made", "1", D::kLess, Q::kTripsNotMade, 1,
          {"trips not made", "reiser som ikke ble gjort", "reiser som ikkje vart gjorde"}),
      ratio("trips_per_person", "1", D::kMore, Q::kTripsMade, Q::kPersons, 1,
            {"trips per inhabitant", "reiser per innbygger", "reiser per innbyggjar"}),
      ratio("trip_distance_mean", "km", D::kNeither, Q::kTripDistance, Q::kTripsMade, kPerKilometre,
            {"mean length of a trip", "gjennomsnittlig reiselengde", "gjennomsnittleg reiselengd"}),
      share("mode_share_walk", D::kNeither, Q::kTripsWalk, Q::kTripsMade,
            {"mode share on foot", "transportmiddelandel til fots", "transportmiddeldel til fots"}),
      share("mode_share_bike", D::kNeither, Q::kTripsBike, Q::kTripsMade,
            {"mode share by bicycle", "transportmiddelandel sykkel", "transportmiddeldel sykkel"}),
      share("mode_share_car", D::kLess, Q::kTripsCar, Q::kTripsMade,
            {"mode share by car", "transportmiddelandel bil", "transportmiddeldel bil"}),
      share("mode_share_car_passenger", D::kNeither, Q::kTripsLift, Q::kTripsMade,
            {"mode share as car passenger", "transportmiddelandel bilpassasjer",
             "transportmiddeldel bilpassasjer"}),
      share("mode_share_drt", D::kMore, Q::kTripsDrt, Q::kTripsMade,
            {"mode share of on-demand transport", "transportmiddelandel bestillingstransport",
             "transportmiddeldel bestillingstransport"}),
      sum("car_kilometres", "km", D::kLess, Q::kCarDistance, kPerKilometre,
          {"kilometres driven by car", "kilometer kjørt med bil", "kilometer køyrde med bil"}),
      sum("trips_enabled", "1", D::kMore, Q::kTripsEnabled, 1,
          {"trips that could not be made before", "reiser som ikke var mulige før",
           "reiser som ikkje var moglege før"}),
      sum("car_kilometres_saved", "km", D::kMore, Q::kCarDistanceSaved, kPerKilometre,
          {"car-kilometres saved by on-demand trips", "bilkilometer spart av bestillingstransport",
           "bilkilometer sparte av bestillingstransport"}),
      sum("lift_hours_saved", "hour", D::kMore, Q::kLiftTimeSaved, kPerHour,
          {"hours of giving lifts saved", "timer med kjøring av andre spart",
           "timar med køyring av andre sparte"}),
  };
}

std::vector<Definition> requests() {
  return {
      sum("requests", "1", D::kNeither, Q::kRequests, 1,
          {"requests", "forespørsler", "førespurnader"}),
      sum("requests_served", "1", D::kMore, Q::kServed, 1,
          {"requests served", "betjente forespørsler", "tente førespurnader"}),
      sum("requests_rejected", "1", D::kLess, Q::kRejected, 1,
          {"requests rejected", "avviste bestillinger", "avviste bestillingar"}),
      sum("requests_cancelled", "1", D::kNeither, Q::kCancelled, 1,
          {"requests cancelled", "avbestilte forespørsler", "avbestilte førespurnader"}),
      sum("requests_no_show", "1", D::kLess, Q::kNoShow, 1,
          {"requests with nobody at the door", "forespørsler der ingen møtte",
           "førespurnader der ingen møtte"}),
      sum("requests_unfinished", "1", D::kLess, Q::kUnfinished, 1,
          {"requests unfinished", "uavsluttede forespørsler", "uavslutta førespurnader"}),
      share("rejected_rules_share", D::kLess, Q::kRejectedRules, Q::kRequests,
            {"turned away by booking rules", "avvist av bestillingsregler",
             "avvist av bestillingsreglar"}),
      share("rejected_fleet_share", D::kLess, Q::kRejectedFleet, Q::kRequests,
            {"turned away for lack of places", "avvist av mangel på plasser",
             "avvist av mangel på plassar"}),
      share("rejected_time_share", D::kLess, Q::kRejectedTime, Q::kRequests,
            {"turned away for lack of vehicle time", "avvist av mangel på vogntid",
             "avvist av mangel på vogntid"}),
      share("served_share", D::kMore, Q::kServed, Q::kRequests,
            {"served share of requests", "andel betjente forespørsler", "del tente førespurnader"}),
      ratio("requests_per_1000", "1", D::kNeither, Q::kRequests, Q::kPersons, 1000,
            {"requests per 1,000 inhabitants", "forespørsler per 1000 innbyggere",
             "førespurnader per 1000 innbyggjarar"}),
      sum("people_asking", "1", D::kNeither, Q::kPeopleAsking, 1,
          {"persons who asked", "personer som spurte", "personar som spurde"}),
  };
}

std::vector<Definition> quality() {
  return {
      ratio("wait_mean", "min", D::kLess, Q::kWait, Q::kServed, kPerMinute,
            {"mean wait from the start of the window",
             "gjennomsnittlig ventetid fra tidsvinduets start",
             "gjennomsnittleg ventetid frå starten av tidsvindauget"}),
      quantile(
          "wait_median", Measure::kWait, 0.5,
          {"median wait from the start of the window", "median ventetid fra tidsvinduets start",
           "median ventetid frå starten av tidsvindauget"}),
      quantile("wait_p95", Measure::kWait, 0.95,
               {"wait that 95 % do not exceed", "ventetid som 95 % ikke overskrider",
                "ventetid som 95 % ikkje overskrid"}),
      ratio("delay_mean", "min", D::kLess, Q::kDelay, Q::kServed, kPerMinute,
            {"mean delay after the wished time", "gjennomsnittlig forsinkelse etter ønsket tid",
             "gjennomsnittleg forseinking etter ønskt tid"}),
      share("in_promise_share", D::kMore, Q::kInPromise, Q::kServed,
            {"share inside the promise", "andel innenfor det som ble lovet",
             "del innanfor det som vart lova"}),
      ratio("ride_mean", "min", D::kLess, Q::kRide, Q::kServed, kPerMinute,
            {"mean ride", "gjennomsnittlig tid om bord", "gjennomsnittleg tid om bord"}),
      quantile("ride_p95", Measure::kRide, 0.95,
               {"ride that 95 % do not exceed", "tid om bord som 95 % ikke overskrider",
                "tid om bord som 95 % ikkje overskrid"}),
      ratio("detour_factor", "1", D::kLess, Q::kRide, Q::kDirect, 1,
            {"ride as a multiple of the direct drive", "tid om bord i forhold til direkte kjøring",
             "tid om bord i høve til direkte køyring"}),
      share("shared_share", D::kMore, Q::kShared, Q::kServed,
            {"share of rides shared", "andel samkjøring", "del samkøyring"}),
  };
}

std::vector<Definition> vehicles() {
  return {
      sum("riders", "1", D::kMore, Q::kRiders, 1,
          {"passengers carried", "passasjerer fraktet", "passasjerar frakta"}),
      sum("vehicle_hours", "hour", D::kLess, Q::kVehicleTime, kPerHour,
          {"vehicle-hours", "vogntimer", "vogntimar"}),
      sum("vehicle_kilometres", "km", D::kLess, Q::kDistance, kPerKilometre,
          {"vehicle-kilometres", "vognkilometer", "vognkilometer"}),
      share("empty_share", D::kLess, Q::kEmptyDistance, Q::kDistance,
            {"share of empty kilometres", "andel tomkjøring", "del tomkøyring"}),
      share("moving_share", D::kNeither, Q::kMovingTime, Q::kVehicleTime,
            {"share of the shift on the move", "andel av skiftet i bevegelse",
             "del av skiftet i rørsle"}),
      ratio(
          "riders_per_vehicle_hour", "hour-1", D::kMore, Q::kRiders, Q::kVehicleTime, 3600,
          {"passengers per vehicle-hour", "passasjerer per vogntime", "passasjerar per vogntime"}),
      ratio("kilometres_per_rider", "km", D::kLess, Q::kDistance, Q::kRiders, kPerKilometre,
            {"vehicle-kilometres per passenger", "vognkilometer per passasjer",
             "vognkilometer per passasjer"}),
      ratio(
          "occupancy", "1", D::kMore, Q::kRiderDistance, Q::kLoadedDistance, 1,
          {"mean occupancy while carrying anybody", "gjennomsnittlig belegg med passasjer om bord",
           "gjennomsnittleg belegg med passasjer om bord"}),
  };
}

std::vector<Definition> money() {
  return {
      sum("cost", "NOK", D::kLess, Q::kCost, 1,
          {"operating cost of the simulated days", "driftskostnad for de simulerte dagene",
           "driftskostnad for dei simulerte dagane"}),
      sum("fares", "NOK", D::kNeither, Q::kFares, 1,
          {"fares of the simulated days", "takstinntekter for de simulerte dagene",
           "takstinntekter for dei simulerte dagane"}),
      ratio("cost_per_trip", "NOK", D::kLess, Q::kCost, Q::kServed, 1,
            {"operating cost per trip", "driftskostnad per tur", "driftskostnad per tur"}),
      ratio("cost_per_vehicle_hour", "NOK", D::kLess, Q::kCost, Q::kVehicleTime, 3600,
            {"operating cost per vehicle-hour", "driftskostnad per vogntime",
             "driftskostnad per vogntime"}),
      ratio("cost_per_kilometre", "NOK", D::kLess, Q::kCost, Q::kDistance, 1000,
            {"operating cost per vehicle-kilometre", "driftskostnad per vognkilometer",
             "driftskostnad per vognkilometer"}),
      ratio("subsidy_per_trip", "NOK", D::kLess, Q::kSubsidy, Q::kServed, 1,
            {"subsidy per trip", "tilskudd per tur", "tilskot per tur"}),
      sum("cost_per_year", "NOK", D::kLess, Q::kCostYear, 1,
          {"operating cost per year", "driftskostnad per år", "driftskostnad per år"}),
      sum("fares_per_year", "NOK", D::kNeither, Q::kFaresYear, 1,
          {"fares per year", "takstinntekter per år", "takstinntekter per år"}),
      sum("subsidy_per_year", "NOK", D::kLess, Q::kSubsidyYear, 1,
          {"subsidy per year", "tilskudd per år", "tilskot per år"}),
      ratio("subsidy_per_inhabitant", "NOK", D::kLess, Q::kSubsidyYear, Q::kPersons, 1,
            {"subsidy per inhabitant and year", "tilskudd per innbygger og år",
             "tilskot per innbyggjar og år"}),
      sum("trips_served_per_year", "1", D::kMore, Q::kServedYear, 1,
          {"trips served per year", "turer per år", "turar per år"}),
      share("subsidy_school_share", D::kNeither, Q::kSubsidySchool, Q::kSubsidy,
            {"share of the subsidy that is school transport", "andel av tilskuddet til skoleskyss",
             "del av tilskotet til skuleskyss"}),
      share("subsidy_patient_share", D::kNeither, Q::kSubsidyPatient, Q::kSubsidy,
            {"share of the subsidy that is patient transport",
             "andel av tilskuddet til pasientreiser", "del av tilskotet til pasientreiser"}),
      sum("energy", "kWh", D::kLess, Q::kEnergy, 1,
          {"energy of the simulated days", "energi for de simulerte dagene",
           "energi for dei simulerte dagane"}),
      ratio("emissions_per_rider", "kg", D::kLess, Q::kEmissions, Q::kRiders, 1,
            {"emissions per passenger (CO2e)", "utslipp per passasjer (CO2e)",
             "utslepp per passasjer (CO2e)"}),
      sum("emissions_per_year", "kg", D::kLess, Q::kEmissionsYear, 1,
          {"emissions per year (CO2e)", "utslipp per år (CO2e)", "utslepp per år (CO2e)"}),
  };
}

std::vector<Definition> all_definitions() {
  std::vector<Definition> all;
  for (const auto& part : {trips(), requests(), quality(), vehicles(), money()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::string number(double value) { return fmt::format("{}", value); }

}  // namespace

const std::array<MeasureInfo, kMeasures>& measures() {
  static constexpr std::array<MeasureInfo, kMeasures> kInfo = {{
      {"wait", "min", 1, {"requests.wait", "requests.wait", "requests.wait"}},
      {"delay",
       "min",
       1,
       {"max(0, boarding - wish)", "max(0, boarding - wish)", "max(0, boarding - wish)"}},
      {"ride", "min", 2, {"requests.ride", "requests.ride", "requests.ride"}},
      {"detour", "1", 0.1, {"ride / direct", "ride / direct", "ride / direct"}},
      {"lead",
       "hour",
       1,
       {"wish - booked, of all requests", "wish - booked, av alle forespørsler",
        "wish - booked, av alle førespurnader"}},
  }};
  return kInfo;
}

Dimensions Definition::dimensions() const {
  constexpr Dimensions kOfRequests = 0x1f;
  if (kind == Kind::kQuantile) return kOfRequests;
  return info(top).dimensions & info(bottom).dimensions;
}

std::string Definition::formula() const {
  if (kind == Kind::kQuantile) {
    return fmt::format("{:.0f}th percentile of {}", 100 * share,
                       measures()[static_cast<std::size_t>(measure)].definition.en);
  }
  std::string text{info(top).id};
  if (bottom != Quantity::kOne) text += fmt::format(" / {}", info(bottom).id);
  if (scale == kPerMinute) return text + " / 60";
  if (scale == kPerHour) return text + " / 3600";
  if (scale == kPerKilometre) return text + " / 1000";
  return scale == 1 ? text : number(scale) + " * " + text;
}

std::span<const Definition> definitions() {
  static const std::vector<Definition> kAll = all_definitions();
  return kAll;
}

const Definition* find_definition(std::string_view id) {
  const auto all = definitions();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Definition& d) { return d.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace grend::indicators
