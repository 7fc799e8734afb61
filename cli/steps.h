// The steps of a command's work, told as progress. Between two of them it can be stopped.
#pragma once

#include "cli/console.h"
#include "engine/sim/stop.h"

namespace grend::cli {

class Steps {
 public:
  explicit Steps(Console& console);

  // Throws Reported(kInterrupted) if the user has asked to stop.
  void begin(std::string_view step, double share = 0);
  // Throws Reported(code) after the diagnostics have been printed, if there are errors.
  void stop_at_errors(const Diagnostics& diagnostics, ExitCode code);
  Console& console() { return console_; }

 private:
  Console& console_;
  const sim::StopFlag& stop_;
};

}  // namespace grend::cli
