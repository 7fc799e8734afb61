// The assumptions of the day-plan model (`activities:`): how often people leave home, for what,
// when and how far.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "engine/io/fields.h"

namespace grend::activity {

enum class ActivityKind : std::uint8_t {
  kWork,
  kSchool,
  kShopping,
  kService,
  kDoctor,
  kLeisure,
  kVisit,
  kEscort
};
inline constexpr std::size_t kActivityKinds = 8;
inline constexpr std::array<std::string_view, kActivityKinds> kActivityNames = {
    "work", "school", "shopping", "service", "doctor", "leisure", "visit", "escort"};

enum class MarketDay : std::uint8_t {
  kNone,
  kMonday,
  kTuesday,
  kWednesday,
  kThursday,
  kFriday,
  kSaturday,
  kSunday
};

// When an activity may start (triangular between the bounds, with a peak) and how long it lasts
// (triangular from shortest to longest, with a usual length), and how far people go for it.
struct ActivitySpec {
  Interval<Time> start;
  Time peak;
  Duration shortest;
  Duration usual;
  Duration longest;
  double share = 0;           // of the free tours; 0 for work, school and escort
  Duration decay;             // a destination's pull falls by 1/e per this time by car
  Distance mean_length = {};  // if above 0, `decay` is set so that trips are so long on average
  double outside = 0;         // share that leaves the region, where gateways are known
  double saturday = 1;        // how many tours there are, against a working day
  double sunday = 1;          // ... and on public holidays
  double summer = 1;          // ... from June to August, on top
};

// Tours that people would make if they could get there, a day and person concerned.
struct LatentSpec {
  double no_licence = 0.10;
  double old = 0.15;
  double youth = 0.15;
  std::int64_t old_age = 75;
  std::int64_t youth_from = 13;
  std::int64_t youth_to = 17;  // included
};

struct PlanSpec {
  double work_attendance = 0.78;
  double school_attendance = 0.94;
  // Free outings (shopping, errands, leisure, visits) per person and day.
  double free_worker = 1.1;
  double free_pupil = 1.1;
  double free_67_79 = 1.6;
  double free_80 = 0.9;
  double free_other = 1.6;
  double free_carer = 1.7;
  std::int64_t school_age = 6;
  std::int64_t adult_age = 19;
  Duration time_between_tours = minutes(45);
  double on_the_way_home = 0.5;  // shopping and errands of those who work today
  double second_stop = 0.15;     // of free outings
  double stop_near_home = 0.5;   // else near where they are
  double second_person = 0.20;   // a free outing is made by two of the household
  double third_person = 0.05;    // ... by three
  double kindergarten_attendance = 0.9;
  Duration kindergarten_day = minutes(435);
  Time kindergarten_closes = clock_time(17, 0);
  MarketDay market_day = MarketDay::kNone;
  double market_factor = 1.5;
  // Lessons a day, by grade, and from which distance transport is a right.
  Duration lessons_1_4 = minutes(285);
  Duration lessons_5_7 = minutes(315);
  Duration lessons_8_10 = minutes(350);
  Duration lessons_upper = minutes(375);
  Distance right_grade_1 = kilometres(2);
  Distance right_grades_2_10 = kilometres(4);
  Distance right_upper = kilometres(6);
  Speed crow_speed = kilometres_per_hour(38);
  LatentSpec latent;

  ActivitySpec work{.start = {clock_time(6, 0), clock_time(11, 0)},
                    .peak = clock_time(7, 45),
                    .shortest = hours(4),
                    .usual = hours(8),
                    .longest = hours(9),
                    .decay = minutes(14),
                    .saturday = 0.2,
                    .sunday = 0.15,
                    .summer = 0.75};
  ActivitySpec school{.start = {clock_time(8, 0), clock_time(8, 40)},
                      .peak = clock_time(8, 15),
                      .shortest = hours(4),
                      .usual = minutes(315),
                      .longest = minutes(375),
                      .decay = minutes(5),
                      .saturday = 0,
                      .sunday = 0};
  ActivitySpec shopping{.start = {clock_time(9, 0), clock_time(20, 0)},
                        .peak = clock_time(15, 30),
                        .shortest = minutes(15),
                        .usual = minutes(30),
                        .longest = minutes(90),
                        .share = 0.38,
                        .decay = minutes(7),
                        .outside = 0.06,
                        .saturday = 1.3,
                        .sunday = 0.15};
  ActivitySpec service{.start = {clock_time(9, 0), clock_time(16, 0)},
                       .peak = clock_time(11, 0),
                       .shortest = minutes(20),
                       .usual = minutes(40),
                       .longest = minutes(90),
                       .share = 0.12,
                       .decay = minutes(10),
                       .outside = 0.05,
                       .saturday = 0.4,
                       .sunday = 0.05};
  ActivitySpec doctor{.start = {clock_time(8, 30), clock_time(15, 0)},
                      .peak = clock_time(10, 30),
                      .shortest = minutes(30),
                      .usual = minutes(45),
                      .longest = minutes(120),
                      .share = 0.04,
                      .decay = minutes(12),
                      .outside = 0.1,
                      .saturday = 0.05,
                      .sunday = 0.05};
  ActivitySpec leisure{.start = {clock_time(10, 0), clock_time(21, 0)},
                       .peak = clock_time(18, 0),
                       .shortest = minutes(45),
                       .usual = minutes(90),
                       .longest = minutes(180),
                       .share = 0.26,
                       .decay = minutes(9),
                       .outside = 0.15,
                       .saturday = 1.4,
                       .sunday = 1.3,
                       .summer = 1.15};
  ActivitySpec visit{.start = {clock_time(10, 0), clock_time(21, 0)},
                     .peak = clock_time(17, 30),
                     .shortest = minutes(45),
                     .usual = minutes(90),
                     .longest = minutes(240),
                     .share = 0.20,
                     .decay = minutes(8),
                     .outside = 0.2,
                     .saturday = 1.5,
                     .sunday = 1.6,
                     .summer = 1.15};
  ActivitySpec escort{.start = {clock_time(7, 0), clock_time(9, 0)},
                      .peak = clock_time(8, 0),
                      .shortest = minutes(5),
                      .usual = minutes(10),
                      .longest = minutes(15),
                      .decay = minutes(5),
                      .saturday = 0,
                      .sunday = 0,
                      .summer = 0.7};

  const ActivitySpec& of(ActivityKind kind) const;
};

void describe(io::FieldVisitor& v, ActivitySpec& s);
void describe(io::FieldVisitor& v, LatentSpec& s);
void describe(io::FieldVisitor& v, PlanSpec& s);

}  // namespace grend::activity

template <>
struct grend::io::EnumNames<grend::activity::MarketDay> {
  static constexpr std::array<std::string_view, 8> names = {
      "none", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
};
