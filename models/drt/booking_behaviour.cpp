#include "models/drt/booking_behaviour.h"

#include <algorithm>

namespace grend::drt {

void describe(io::FieldVisitor& v, BookingBehaviour& s) {
  v.field("day_before", s.day_before,
          {.doc = "Share of tours booked the day before even where the same day would do.",
           .source = "[K] KEXI and HentMeg: about half",
           .min = 0,
           .max = 1});
  v.field("day_before_hours", s.day_before_hours,
          {.doc = "When people book on the day before, if the service's deadline allows.",
           .source = "[K]"});
  v.require(!s.day_before_hours.empty(), "day_before_hours", "ends before it begins",
            "write it as 08:00-20:00");
  v.field(
      "longest_lead", s.longest_lead,
      {.doc =
           "Bookings on the day itself are made between the service's lead and this long before.",
       .source = "[K]",
       .min = 60,
       .max = 86'400});
  v.field("accepts_later", s.accepts_later,
          {.doc = "Somebody who would be turned away takes a pick-up up to this much later; on the "
                  "way to work and school never. 0 min: nobody does.",
           .source = "[K] the end of the usual window",
           .min = 0,
           .max = 14'400});
  v.field("cancelled", s.cancelled,
          {.doc = "Share of booked tours cancelled by the passenger before the pick-up.",
           .source = "[K]",
           .min = 0,
           .max = 1});
  v.field("no_show", s.no_show,
          {.doc = "Share of booked tours where nobody is at the door.",
           .source = "[K]",
           .min = 0,
           .max = 1});
}

Time draw_booking_time(const BookingBehaviour& behaviour, const BookingSpec& rules,
                       Time earliest_pickup, RandomStream& random) {
  const bool day_before = random.chance(behaviour.day_before) || rules.day_before_only;
  const double u = random.uniform();
  const Time latest = earliest_pickup - rules.lead;
  if (day_before) {
    const Duration day = hours(24);
    const Time from = behaviour.day_before_hours.from - day;
    Time to = behaviour.day_before_hours.to - day;
    if (rules.day_before_only) to = std::min(to, rules.deadline - day);
    to = std::min(to, latest);
    return from < to ? from + (to - from).scaled(u) : to;
  }
  const Time first = earliest_pickup - std::max(behaviour.longest_lead, rules.lead);
  return first + (latest - first).scaled(u);
}

}  // namespace grend::drt
