// Signals that ask the program to stop. The first one is remembered, so that the simulation stops
// at the end of its epoch and leaves nothing half-written; a second one ends the program at once.
#pragma once

#include "engine/sim/stop.h"

namespace grend::cli {

// Installs the handlers for SIGINT, SIGTERM and SIGUSR1; the flag lives as long as the program.
// A signal that the caller was told to ignore stays ignored.
const sim::StopFlag& stop_on_signal();

}  // namespace grend::cli
