// A policy in another process: any program that listens on a local socket and answers each JSON
// line with one (docs/dispatch/external.md has the messages). A program that is not there, dies, is
// slow or proposes what cannot be done ends the run with a clear error, or hands the rest of the
// day to the built-in insertion, as the scenario says.
#pragma once

#include "models/drt/policy.h"

namespace grend::drt {

// Throws Error(kIo) if nobody listens, unless the scenario says to go on.
std::shared_ptr<Assigner> make_external_assigner(const ServiceSpec& spec,
                                                 const AssignerContext& context);

// The message of a moment, and a plan from the answer; throws Error(kBadData) if that is not
// one. Free of sockets, for tests.
std::string decision_message(const Snapshot& snapshot, Time now);
routing::Plan plan_of_answer(const Snapshot& snapshot, const std::string& answer);

}  // namespace grend::drt
