#include "models/drt/dispatch_spec.h"

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
  v.field("walking", s.walking,
          {.doc = "Weight of a second on foot to or from the vehicle (`meeting`).",
           .source = "[K] 1.5 to 2 times in-vehicle time, which `detour` counts half",
           .min = 0,
           .max = 1000});
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

void describe(io::FieldVisitor& v, BatchSpec& s) {
  v.field("every", s.every,
          {.doc = "Requests are answered together, each time the clock shows a multiple of this; 0 "
                  "answers each at once.",
           .source = "0: on the phone people wait for the answer; FleetPy and others: 60 s",
           .min = 0,
           .max = 3600});
  v.field(
      "group", s.group,
      {.doc = "Policy `groups`: the most requests that a group may have.",
       .source = "[K] larger ones are rare outside cities; vehicles take several groups in turn",
       .min = 1,
       .max = 8});
  v.field("groups", s.groups,
          {.doc = "Policy `groups`: the most groups of each size that are kept of a vehicle, the "
                  "cheapest.",
           .source = "[K] far above what a rural batch has",
           .min = 1,
           .max = 100'000});
}

void describe(io::FieldVisitor& v, ExternalSpec& s) {
  v.field("socket", s.socket,
          {.doc = "Path of the Unix domain socket on which your dispatcher listens "
                  "(docs/dispatch/external.md).",
           .source = "yours to choose",
           .max = 107});
  v.field("timeout", s.timeout,
          {.doc = "How long an answer may take, on the clock on the wall.",
           .source = "[K] a solver that needs longer is stuck",
           .min = 0.01,
           .max = 86'400});
  v.choice("on_failure", s.on_failure,
           {.doc = "If your dispatcher is not there, dies, is slow or proposes what cannot be "
                   "done: stop the run with the reason, or let the built-in insertion decide for "
                   "the rest of the day and say so.",
            .source = "stop: a result with two dispatchers in it is seldom wanted"});
}

void describe(io::FieldVisitor& v, IdleDemandSpec& s) {
  v.field("every", s.every,
          {.doc = "How often vehicles without a plan are sent to where requests are expected.",
           .source = "[K]",
           .min = 60,
           .max = 86'400});
  v.field("memory", s.memory,
          {.doc = "Requests of this long are remembered; where they came from, more are expected.",
           .source = "[K] long enough for a handful of requests, short against the day",
           .min = 60,
           .max = 86'400});
  v.field("zone", s.zone,
          {.doc = "Pick-ups within this drive of each other are one zone, and a vehicle this near "
                  "need not come nearer.",
           .source = "[K] a hamlet",
           .min = 30,
           .max = 7200});
  v.field("longest_drive", s.longest_drive,
          {.doc = "No vehicle is sent farther than this.",
           .source = "[K] empty kilometres cost",
           .min = 60,
           .max = 86'400});
}

void describe(io::FieldVisitor& v, DispatchSpec& s) {
  v.choice("policy", s.policy,
           {.doc = "Who gives requests to vehicles. insertion: each to its best place in all "
                   "plans. first_come: behind everything planned, as at a taxi rank, without "
                   "repair, improvement or diversion. assignment: a batch at once, by linear "
                   "assignment. groups: a batch at once, by an integer program over groups that "
                   "fit one vehicle. external: a program of yours.",
            .source = "a design decision"});
  v.group("batch", s.batch, {.doc = "Requests that are answered together."});
  v.group("external", s.external, {.doc = "A dispatcher of your own, for policy external."});
  const bool batches = s.policy == Policy::kAssignment || s.policy == Policy::kGroups;
  v.require(!batches || s.batch.every > Duration(), "policy",
            "decides on batches, but `batch.every` is 0 s", "write, say, `batch: {every: 60 s}`");
  v.require(s.policy != Policy::kFirstCome || s.batch.every == Duration(), "batch",
            "and policy first_come exclude each other", "leave one of them out");
  v.require(s.policy != Policy::kExternal || !s.external.socket.empty(), "policy",
            "needs the socket of your dispatcher", "write `external: {socket: /path/of/it.sock}`");
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
           {.doc = "What a vehicle without a plan does: stay where it is, return to its base, or "
                   "go where demand is expected (`idle_demand`).",
            .source = "a design decision"});
  v.group("idle_demand", s.idle_demand,
          {.doc = "Where the next requests are expected, learnt from those of the day so far."});
  v.group("repair", s.repair, {.doc = "What is tried before somebody is turned away."});
  v.group("alternative", s.alternative, {.doc = "What somebody turned away is offered."});
  v.group("improvement", s.improvement,
          {.doc = "How promised rides that have not begun are planned anew; what was told to "
                  "passengers holds."});
}

}  // namespace grend::drt
