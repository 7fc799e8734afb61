#include "models/drt/service_spec.h"

namespace grend::routing {

void describe(io::FieldVisitor& v, OperatorWeights& s) {
  const auto weight = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(
        key, value,
        {.doc = doc, .source = "[K] tried on a day with an hour's notice", .min = 0, .max = 1000});
  };
  weight("string_removal", s.string_removal,
         "Strings of rides leave neighbouring routes and return greedily.");
  weight("relocate", s.relocate, "One ride goes to another vehicle.");
  weight("exchange", s.exchange, "Two rides of different vehicles leave and return.");
  weight("two_opt_star", s.two_opt_star, "Two vehicles exchange the rest of their day.");
  weight("route_elimination", s.route_elimination, "All rides of a vehicle go to others.");
  const double sum =
      s.string_removal + s.relocate + s.exchange + s.two_opt_star + s.route_elimination;
  v.require(sum > 0, "string_removal", "and all other weights are 0",
            "give at least one operator a weight");
}

}  // namespace grend::routing

namespace grend::drt {
namespace {

constexpr const char* kUnconfirmed =
    "[K] unconfirmed general knowledge: replace by the service's own";

}  // namespace

void describe(io::FieldVisitor& v, AreaSpec& s) {
  v.choice("kind", s.kind,
           {.doc = "Where the service runs: the whole region, or a circle. Both ends of a trip "
                   "must lie inside.",
            .source = "a design decision"});
  v.choice("around", s.around,
           {.doc = "The circle's centre: the largest place with this role.",
            .source = "a design decision"});
  v.field("radius", s.radius,
          {.doc = "The circle's radius, straight line.",
           .source = "a design decision",
           .min = 100,
           .max = 500'000});
}

void describe(io::FieldVisitor& v, BookingSpec& s) {
  v.field("lead", s.lead,
          {.doc = "A trip must be booked at least this long before the earliest pick-up.",
           .source = "1 to 2 h at Innlandstrafikk, AtB and Hvaler",
           .min = 0,
           .max = 604'800});
  v.field("day_before_only", s.day_before_only,
          {.doc = "Trips must be booked the day before, by `deadline`.",
           .source = "Finnmark and others: book by 16:00 the day before"});
  v.field("deadline", s.deadline,
          {.doc = "Latest booking on the day before.",
           .source = "16:00 at several counties",
           .max = 24});
}

void describe(io::FieldVisitor& v, PromiseSpec& s) {
  v.field("pickup_before", s.pickup_before,
          {.doc = "The pick-up may be this much before the wished time.",
           .source = "FynBus, Hvaler: 5 min before",
           .min = 0,
           .max = 14'400});
  v.field("pickup_after", s.pickup_after,
          {.doc = "The pick-up may be this much after the wished time.",
           .source = "FynBus, Hvaler: 15 min after",
           .min = 0,
           .max = 14'400});
  v.field("ride_factor", s.ride_factor,
          {.doc = "Longest ride: this factor times the direct drive, plus `ride_extra`.",
           .source = "KEXI Kelheim: 1.5",
           .min = 1,
           .max = 10});
  v.field("ride_extra", s.ride_extra,
          {.doc = "Longest ride: what is added to the factor times the direct drive.",
           .source = "KEXI Kelheim: 1200 s",
           .min = 0,
           .max = 14'400});
}

void describe(io::FieldVisitor& v, StopSpec& s) {
  v.field("boarding", s.boarding,
          {.doc = "Time the vehicle stands for one booking to board.",
           .source = "KEXI Kelheim: 60 s",
           .min = 0,
           .max = 3600});
  v.field("alighting", s.alighting,
          {.doc = "Time the vehicle stands for one booking to get off.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 3600});
  v.field("wheelchair", s.wheelchair,
          {.doc = "Time added at both ends for a passenger in a wheelchair.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 3600});
}

void describe(io::FieldVisitor& v, VehicleSpec& s) {
  v.field(
      "count", s.count,
      {.doc = "How many such vehicles.", .source = "a design decision", .min = 0, .max = 10'000});
  v.field("seats", s.seats,
          {.doc = "Seats for passengers.", .source = "a minibus", .min = 0, .max = 100});
  v.field("wheelchair_places", s.wheelchair_places,
          {.doc = "Wheelchair places; a passenger in a wheelchair takes one and no seat.",
           .source = "a minibus with a lift",
           .min = 0,
           .max = 20});
  v.field("shift", s.shift,
          {.doc = "The vehicle leaves its base and is back within this time.",
           .source = "a design decision"});
  v.require(!s.shift.empty(), "shift", "ends before it begins",
            "write it as 06:00-22:00; past midnight as 18:00-26:00");
  v.choice("base", s.base,
           {.doc = "Where the shift begins and ends: the largest place with this role.",
            .source = "a design decision"});
  v.field("at", s.at,
          {.doc = "Where the shift begins and ends instead of `base`: easting and northing in "
                  "metres on the region's plane, as in result files.",
           .source = "none: `base` holds",
           .min = -1e8,
           .max = 1e8});
  v.require(s.at.empty() || s.at.size() == 2, "at", "is not a pair of coordinates",
            "write at: [easting, northing]");
  v.field("longest_duty", s.longest_duty,
          {.doc = "Longest time from first leaving the base to being back for good.",
           .source = "no limit beside the shift",
           .min = 600,
           .max = 86'400});
  v.field("emissions", s.emissions,
          {.doc = "Emissions in grams of CO2e per kilometre.",
           .source = "[K] diesel minibus 250 to 320",
           .min = 0,
           .max = 10'000,
           .unit = "g/km"});
}

void describe(io::FieldVisitor& v, ObjectiveSpec& s) {
  v.field("driving", s.driving,
          {.doc = "Weight of a second of driving, way back to base included.",
           .source = "the unit of the others",
           .min = 0,
           .max = 1000});
  v.field("distance", s.distance,
          {.doc = "Seconds of driving that a kilometre counts for.",
           .source = "a design decision",
           .min = 0,
           .max = 10'000});
  v.field("emissions", s.emissions,
          {.doc = "Seconds of driving that a kilogram of CO2e counts for; vehicles say how much "
                  "they emit.",
           .source = "a design decision",
           .min = 0,
           .max = 1'000'000});
  v.field("waiting", s.waiting,
          {.doc = "What a second from the earliest pick-up to the pick-up counts.",
           .source = "[K] between the operator's cost alone (0) and equal weight (1)",
           .min = 0,
           .max = 1000});
  v.field("detour", s.detour,
          {.doc = "What a second of ride beyond the direct one counts.",
           .source = "[K] between the operator's cost alone (0) and equal weight (1)",
           .min = 0,
           .max = 1000});
  v.require(s.waiting >= s.detour, "waiting", "counts less than `detour`",
            "raise `waiting` or lower `detour`: passengers would be picked up late to shorten "
            "their ride");
  v.field("lateness", s.lateness,
          {.doc = "With soft constraints: what a second beyond a promise counts, in addition.",
           .source = "[K] well above all others, so that promises are broken last",
           .min = 0,
           .max = 1'000'000});
}

void describe(io::FieldVisitor& v, RepairSpec& s) {
  v.field("steps", s.steps,
          {.doc = "Steps of improvement tried, on a few vehicles, to make room for somebody who "
                  "would be turned away; 0 for none.",
           .source = "[K] a few milliseconds",
           .min = 0,
           .max = 100'000});
  v.field("vehicles", s.vehicles,
          {.doc = "How many vehicles are planned anew then: those that pass nearest.",
           .source = "[K]",
           .min = 1,
           .max = 1000});
}

void describe(io::FieldVisitor& v, AlternativeSpec& s) {
  v.field("within", s.within,
          {.doc = "Somebody turned away is told the nearest pick-up time that would do, at most "
                  "this far from the wish; 0 for none.",
           .source = "[K]",
           .min = 0,
           .max = 86'400});
  v.field("step", s.step,
          {.doc = "Steps in which other times are tried, later before earlier.",
           .source = "[K] what one says on the phone",
           .min = 60,
           .max = 7200});
}

void describe(io::FieldVisitor& v, ImprovementSpec& s) {
  v.field("nightly", s.nightly,
          {.doc = "Steps of improvement of the whole plan on the evening before, per ride that may "
                  "be moved and chain; 0 for none.",
           .source = "off, so that insertion alone is the reference",
           .min = 0,
           .max = 1'000'000});
  v.field("nightly_at", s.nightly_at,
          {.doc = "When, on the day before.", .source = "[K] after the last deadline", .max = 24});
  v.field("during_day", s.during_day,
          {.doc = "Steps of improvement, per ride that may be moved and chain, each time anew "
                  "after bookings or cancellations; 0 for none.",
           .source = "off, so that insertion alone is the reference",
           .min = 0,
           .max = 1'000'000});
  v.field("every", s.every,
          {.doc = "Shortest time between two improvements during the day.",
           .source = "[K]",
           .min = 10,
           .max = 86'400});
  v.field("chains", s.chains,
          {.doc = "Independent searches of which the best is taken; they run in parallel.",
           .source = "[K]",
           .min = 1,
           .max = 256});
  v.group(
      "operators", s.operators,
      {.doc = "How often each kind of change is tried, in proportion (models/routing/MODEL.md)."});
}

void describe(io::FieldVisitor& v, DispatchSpec& s) {
  v.choice("policy", s.policy,
           {.doc = "Where a request may be put into a vehicle's plan: at the best place "
                   "(insertion), or behind everything planned, as a taxi rank does (first_come), "
                   "without repair, "
                   "improvement or diversion.",
            .source = "a design decision"});
  v.group("objective", s.objective,
          {.doc = "What is minimised when a request is placed and when plans are improved. The "
                  "ride itself and the detour differ by a constant, so `detour` stands for both."});
  v.choice("constraints", s.constraints,
           {.doc = "Promises kept always, or broken at a cost (`lateness`) before somebody is "
                   "turned away.",
            .source = "a design decision"});
  v.field("longest_lateness", s.longest_lateness,
          {.doc = "With soft constraints: how far beyond a promise anything may be.",
           .source = "[K] beyond this people have left",
           .min = 0,
           .max = 86'400});
  v.field("diversion", s.diversion,
          {.doc = "A vehicle on its way may be sent to a new pick-up first.",
           .source = "off: drivers and passengers are told where they go next"});
  v.choice("idle", s.idle,
           {.doc = "What a vehicle without a plan does: stay where it is, or return to its base.",
            .source = "a design decision"});
  v.group("repair", s.repair, {.doc = "What is tried before somebody is turned away."});
  v.group("alternative", s.alternative, {.doc = "What somebody turned away is offered."});
  v.group("improvement", s.improvement,
          {.doc = "How promised rides that have not begun are planned anew; what was told to "
                  "passengers holds."});
}

void describe(io::FieldVisitor& v, ServiceSpec& s) {
  v.field(
      "id", s.id,
      {.doc = "Short name, without blanks, unique in the scenario.", .source = "yours to choose"});
  const bool plain =
      !s.id.empty() && s.id.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == std::string::npos;
  v.require(plain, "id", "may hold letters, digits, - and _ only",
            "choose a short plain name such as hentmeg");
  v.field("name", s.name, {.doc = "Name as passengers know it.", .source = "yours to choose"});
  v.field("open", s.open,
          {.doc = "Wished pick-ups must lie in these hours.", .source = "a design decision"});
  v.require(!s.open.empty(), "open", "ends before it begins",
            "write it as 06:00-22:00; past midnight as 18:00-26:00");
  v.group("area", s.area, {.doc = "Where the service runs."});
  v.field("minimum_age", s.minimum_age,
          {.doc = "Only persons of this age or more may book; 0 for everybody.",
           .source = "67 at Ruter's and AtB's services for the elderly",
           .min = 0,
           .max = 120});
  v.field("fare", s.fare,
          {.doc = "Fare per person and trip.",
           .source = "Innlandstrafikk: 44 NOK in 1 to 2 zones",
           .min = 0,
           .max = 10'000});
  v.group("booking", s.booking, {.doc = "When a trip must be booked."});
  v.group("promise", s.promise, {.doc = "What the passenger is promised."});
  v.group("stops", s.stops, {.doc = "Time at stops."});
  v.list("vehicles", s.vehicles, {.doc = "The fleet, by kind of vehicle."});
  v.group("dispatch", s.dispatch, {.doc = "What the dispatcher minimises."});
}

}  // namespace grend::drt
