// A day of bookings as they were logged, without persons: each service takes its bookings when they
// were asked, answers at once and drives; trips and legs stay empty. One queue of events for each
// service, so that the result is the same for any number of threads.
#pragma once

#include "models/simulation/day.h"

namespace grend::simulation {

// Needs `travellers.bookings` in the scenario. Nothing if a stop was asked for.
std::optional<DayRecords> run_booking_day(const World& world, const DayOptions& options,
                                          par::Executor& executor, const sim::StopFlag& stop,
                                          const Progress& progress);

}  // namespace grend::simulation
