// What persons and services say to each other in the course of a day, and what wakes them up.
#pragma once

#include "engine/sim/kernel.h"
#include "models/drt/service.h"

namespace grend::simulation {

// Events wake the agent itself; among events of one moment the order is that of these numbers.
enum EventKind : std::uint16_t {
  kBook,        // person: book tour `payload`
  kCancel,      // person: cancel tour `payload`
  kReadyCheck,  // person: be at the door for tour `payload`
  kLeave,       // person: start trip `payload`
  kArrive,      // person: end trip `payload`
  kVehicle,     // service: payload = generation << 32 | vehicle
  kPlan,        // service: plan anew what is promised and not begun
};

enum MessageKind : std::uint16_t {
  kRequest,   // person -> service: request
  kWithdraw,  // person -> service: trip, reason
  kAnswer,    // service -> person: trip, accepted
  kBoarded,   // service -> person: trip, begin, end
  kAlighted,  // service -> person: trip, begin, end
  kMissed,    // service -> person: trip
};

struct Note {
  // kRequest; in all others only its trip counts, and the walks to and from the vehicle.
  drt::Request request;
  drt::Reason reason = drt::Reason::kNone;
  bool accepted = false;
  Duration later;  // kAnswer: than asked for, agreed on
  Time begin;  // of the vehicle's stand at the door
  Time end;
  Distance ridden;  // kAlighted
};

using Context = sim::Context<Note>;
using NoteMessage = sim::Message<Note>;

}  // namespace grend::simulation
