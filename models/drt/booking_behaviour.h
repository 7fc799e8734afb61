// How people book, cancel and fail to turn up (`travellers.booking:`).
#pragma once

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "engine/base/random.h"
#include "models/drt/service_spec.h"

namespace grend::drt {

struct BookingBehaviour {
  double day_before = 0.5;
  Interval<Time> day_before_hours{clock_time(8, 0), clock_time(20, 0)};
  Duration longest_lead = hours(4);
  Duration accepts_later = minutes(15);
  double cancelled = 0.03;
  double no_show = 0.01;
};
void describe(io::FieldVisitor& v, BookingBehaviour& s);

// When a trip with this earliest pick-up is booked under the service's rules: on the day before
// (negative times) or on the day, never later than the rules allow.
Time draw_booking_time(const BookingBehaviour& behaviour, const BookingSpec& rules,
                       Time earliest_pickup, RandomStream& random);

}  // namespace grend::drt
