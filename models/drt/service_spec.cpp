#include "models/drt/service_spec.h"

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

void describe(io::FieldVisitor& v, MeetingSpec& s) {
  v.field("longest_walk", s.longest_walk,
          {.doc = "How far a passenger may be asked to walk to or from the vehicle, by road; 0 m "
                  "for service at the door. Who sits in a wheelchair is always met at the door.",
           .source = "0: door to door; KEXI Kelheim allows 1,500 m",
           .min = 0,
           .max = 5000});
  v.field("candidates", s.candidates,
          {.doc = "How many crossings are tried at each end beside the door: the nearest on foot.",
           .source = "[K]",
           .min = 1,
           .max = 20});
  v.field("door", s.door,
          {.doc = "The door itself will do too; otherwise it does only where no crossing is near.",
           .source = "a design decision"});
  v.field("door_from_age", s.door_from_age,
          {.doc = "From this age on passengers are always met at the door.",
           .source = "[K] a design decision",
           .min = 0,
           .max = 150});
}

void describe(io::FieldVisitor& v, KindSpec& s) {
  v.field("id", s.id, {.doc = "Short name of this kind of request.", .source = "yours to choose"});
  v.field("purpose", s.purpose,
          {.doc = "Only trips for this activity, such as school; empty for all.",
           .source = "a design decision"});
  v.field("from_age", s.from_age,
          {.doc = "Only passengers of this age or more.",
           .source = "a design decision",
           .min = 0,
           .max = 150});
  v.field("to_age", s.to_age,
          {.doc = "Only passengers of this age or less.",
           .source = "a design decision",
           .min = 0,
           .max = 150});
  v.field("wheelchair", s.wheelchair,
          {.doc = "Only passengers in a wheelchair.", .source = "a design decision"});
  v.group("promise", s.promise, {.doc = "What these passengers are promised instead."});
  v.choice("constraints", s.constraints,
           {.doc = "Whether that promise is kept always, or may be broken at a cost.",
            .source = "a design decision"});
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
  v.list("kinds", s.kinds,
         {.doc = "Kinds of request with a promise of their own; the first that fits counts, and "
                 "`promise` is for all others."});
  v.require(s.kinds.size() < 200, "kinds", "are more than anybody can tell apart",
            "keep under 200");
  v.group("stops", s.stops, {.doc = "Time at stops."});
  v.group("meeting", s.meeting, {.doc = "Where passengers are met and set down."});
  v.list("vehicles", s.vehicles, {.doc = "The fleet, by kind of vehicle."});
  v.group("dispatch", s.dispatch, {.doc = "What the dispatcher minimises."});
}

std::uint8_t kind_of(const ServiceSpec& spec, const Passenger& passenger) {
  for (std::size_t k = 0; k < spec.kinds.size(); ++k) {
    const KindSpec& kind = spec.kinds[k];
    const bool fits = (kind.purpose.empty() || kind.purpose == passenger.purpose) &&
                      kind.from_age <= passenger.age && passenger.age <= kind.to_age &&
                      (!kind.wheelchair || passenger.wheelchair);
    if (fits) return static_cast<std::uint8_t>(k + 1);
  }
  return 0;
}

const PromiseSpec& promise_of(const ServiceSpec& spec, std::uint8_t kind) {
  return kind == 0 ? spec.promise : spec.kinds[kind - 1u].promise;
}

bool may_walk(const ServiceSpec& spec, const Passenger& passenger) {
  return spec.meeting.longest_walk > Distance() && !passenger.wheelchair &&
         passenger.age < spec.meeting.door_from_age;
}

}  // namespace grend::drt
