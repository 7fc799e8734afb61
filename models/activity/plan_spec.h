// The assumptions of the day-plan model (`activities:`): how often people leave home, for what,
// when and how far.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/interval.h"
#include "engine/base/measure.h"

namespace grend::io {
class FieldVisitor;
}

namespace grend::activity {

enum class ActivityKind : std::uint8_t {
  kWork,
  kSchool,
  kShopping,
  kService,
  kDoctor,
  kLeisure,
  kVisit
};
inline constexpr std::size_t kActivityKinds = 7;
inline constexpr std::array<std::string_view, kActivityKinds> kActivityNames = {
    "work", "school", "shopping", "service", "doctor", "leisure", "visit"};

// When an activity may start (triangular between the bounds, with a peak) and how long it lasts
// (triangular from shortest to longest, with a usual length), and how far people go for it.
struct ActivitySpec {
  Interval<Time> start;
  Time peak;
  Duration shortest;
  Duration usual;
  Duration longest;
  double share = 0;  // of the free tours; 0 for work and school
  Distance reach;    // a destination's pull falls by 1/e per this distance, straight line
};

struct PlanSpec {
  double work_attendance = 0.78;
  double school_attendance = 0.94;
  // Free tours (shopping, errands, leisure, visits) per person and day.
  double tours_worker = 1.0;
  double tours_pupil = 1.0;
  double tours_67_79 = 1.5;
  double tours_80 = 0.9;
  double tours_other = 1.6;
  std::int64_t school_age = 6;
  std::int64_t adult_age = 19;
  Duration time_between_tours = minutes(45);
  double second_person = 0.12;  // a free tour is made by two people together
  double third_person = 0.03;   // ... by three

  ActivitySpec work{{clock_time(6, 0), clock_time(11, 0)},
                    clock_time(7, 45),
                    hours(4),
                    hours(8),
                    hours(9),
                    0,
                    kilometres(12)};
  ActivitySpec school{{clock_time(8, 10), clock_time(8, 30)},
                      clock_time(8, 15),
                      hours(5),
                      minutes(345),
                      hours(6),
                      0,
                      kilometres(5)};
  ActivitySpec shopping{{clock_time(9, 0), clock_time(20, 0)},
                        clock_time(15, 30),
                        minutes(15),
                        minutes(30),
                        minutes(90),
                        0.38,
                        kilometres(5)};
  ActivitySpec service{{clock_time(9, 0), clock_time(16, 0)},
                       clock_time(11, 0),
                       minutes(20),
                       minutes(40),
                       minutes(90),
                       0.12,
                       kilometres(8)};
  ActivitySpec doctor{{clock_time(8, 30), clock_time(15, 0)},
                      clock_time(10, 30),
                      minutes(30),
                      minutes(45),
                      minutes(120),
                      0.04,
                      kilometres(10)};
  ActivitySpec leisure{{clock_time(10, 0), clock_time(21, 0)},
                       clock_time(18, 0),
                       minutes(45),
                       minutes(90),
                       minutes(180),
                       0.26,
                       kilometres(7)};
  ActivitySpec visit{{clock_time(10, 0), clock_time(21, 0)},
                     clock_time(17, 30),
                     minutes(45),
                     minutes(90),
                     minutes(240),
                     0.20,
                     kilometres(6)};

  const ActivitySpec& of(ActivityKind kind) const;
};

void describe(io::FieldVisitor& v, ActivitySpec& s);
void describe(io::FieldVisitor& v, PlanSpec& s);

}  // namespace grend::activity
