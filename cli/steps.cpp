#include "cli/steps.h"

#include "cli/load_scenario.h"
#include "cli/signals.h"

namespace grend::cli {

Steps::Steps(Console& console) : console_(console), stop_(stop_on_signal()) {}

void Steps::begin(std::string_view step, double share) {
  if (stop_.requested()) {
    console_.end_progress();
    console_.warning("stopped; nothing was written");
    throw Reported{ExitCode::kInterrupted};
  }
  console_.progress(step, share);
}

void Steps::stop_at_errors(const Diagnostics& diagnostics, ExitCode code) {
  if (!diagnostics.has_errors()) return;
  console_.end_progress();
  console_.diagnostics(diagnostics);
  throw Reported{code};
}

}  // namespace grend::cli
