// How the requests of a moment are given to vehicles. A policy sees a snapshot: the plan from now
// on, in which everybody promised a ride may move and nobody on board may, and those who wait. It
// answers with a plan of the same problem; whoever waits and is in no route of it is turned away.
// Any plan is checked before it is believed.
//
// A new one is a function or class in a file of its own, a name in `Policy` (dispatch_spec.h), a
// line in make_assigner() and a page in docs/dispatch/. A program of your own may pass its own
// Assigner to a Service instead (service.h, Planning), or answer over a socket
// (external_assigner.h).
#pragma once

#include <memory>
#include <string>

#include "models/drt/service_spec.h"
#include "models/drt/snapshot.h"

namespace grend::drt {

class Assigner {
 public:
  virtual ~Assigner() = default;
  virtual routing::Plan assign(const Snapshot& snapshot, Time now) = 0;
  // What went wrong so far, in words for the user; empty: nothing.
  virtual std::string trouble() const { return ""; }
};

// Which service on which day asks, for those who want to know.
struct AssignerContext {
  RandomSource source{};
};

std::shared_ptr<Assigner> make_assigner(const ServiceSpec& spec, const AssignerContext& context);

// What is wrong with a proposed plan, in words: a request in two routes, someone promised left out,
// a promise broken, too many on board. Empty if nothing is.
std::string fault_of(const Snapshot& snapshot, const routing::Plan& proposed);

}  // namespace grend::drt
