#include "models/activity/plan_spec.h"

#include "engine/base/error.h"
#include "engine/io/fields.h"

namespace grend::activity {
namespace {

constexpr const char* kTripRate =
    "[K] set so that the default region gives about 3 trips per person and day (RVU 2018/19: 2.98)";
constexpr const char* kUnconfirmed = "[K] unconfirmed general knowledge";

}  // namespace

const ActivitySpec& PlanSpec::of(ActivityKind kind) const {
  switch (kind) {
    case ActivityKind::kWork:
      return work;
    case ActivityKind::kSchool:
      return school;
    case ActivityKind::kShopping:
      return shopping;
    case ActivityKind::kService:
      return service;
    case ActivityKind::kDoctor:
      return doctor;
    case ActivityKind::kLeisure:
      return leisure;
    case ActivityKind::kVisit:
      return visit;
  }
  throw InternalError("unknown activity kind");
}

void describe(io::FieldVisitor& v, ActivitySpec& s) {
  v.field("start", s.start, {.doc = "When the activity may start.", .source = kUnconfirmed});
  v.field("peak", s.peak, {.doc = "The most usual start.", .source = kUnconfirmed});
  v.require(s.start.from <= s.peak && s.peak <= s.start.to, "peak", "lies outside `start`",
            "choose a time within `start`");
  v.field("shortest", s.shortest,
          {.doc = "Shortest duration.", .source = kUnconfirmed, .min = 0, .max = 86'400});
  v.field("usual", s.usual,
          {.doc = "Most usual duration.", .source = kUnconfirmed, .min = 0, .max = 86'400});
  v.field("longest", s.longest,
          {.doc = "Longest duration.", .source = kUnconfirmed, .min = 0, .max = 86'400});
  v.require(s.shortest <= s.usual && s.usual <= s.longest, "usual",
            "is not between `shortest` and `longest`", "order the three durations");
  v.field(
      "share", s.share,
      {.doc =
           "Weight among the free tours; 0 for work and school, which have their own attendance.",
       .source = kUnconfirmed,
       .min = 0,
       .max = 1});
  v.field("reach", s.reach,
          {.doc = "A destination's pull falls to 1/e at this straight-line distance.",
           .source = kUnconfirmed,
           .min = 100,
           .max = 200'000});
}

void describe(io::FieldVisitor& v, PlanSpec& s) {
  const auto rate = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kTripRate, .min = 0, .max = 10});
  };
  v.field("work_attendance", s.work_attendance,
          {.doc = "Share of the employed who go to work on a weekday.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1});
  v.field("school_attendance", s.school_attendance,
          {.doc = "Share of pupils at school on a school day.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1});
  rate("tours_worker", s.tours_worker, "Free tours per day of a person in work.");
  rate("tours_pupil", s.tours_pupil, "Free tours per day of a pupil.");
  rate("tours_67_79", s.tours_67_79, "Free tours per day at 67 to 79 years.");
  rate("tours_80", s.tours_80, "Free tours per day at 80 years or more.");
  rate("tours_other", s.tours_other, "Free tours per day of other adults.");
  v.field("school_age", s.school_age,
          {.doc = "Younger children make no trips of their own.",
           .source = "Norwegian school law",
           .min = 0,
           .max = 20});
  v.field("adult_age", s.adult_age,
          {.doc = "From this age a person is no longer a pupil.",
           .source = "Norwegian school law",
           .min = 0,
           .max = 30});
  v.require(s.school_age <= s.adult_age, "adult_age", "is below `school_age`", "raise it");
  v.field("time_between_tours", s.time_between_tours,
          {.doc = "Time kept free around an activity for travel and being at home.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 21'600});
  v.field("second_person", s.second_person,
          {.doc = "Share of free tours that two people make together.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1});
  v.field("third_person", s.third_person,
          {.doc = "Share of free tours that three people make together.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1});
  v.require(s.second_person + s.third_person <= 1, "third_person",
            "makes more than 100 % with `second_person`", "lower one of them");
  v.group("work", s.work, {.doc = "Going to work."});
  v.group("school", s.school, {.doc = "Going to school."});
  v.group("shopping", s.shopping, {.doc = "Shopping."});
  v.group("service", s.service, {.doc = "Errands: bank, town hall, hairdresser."});
  v.group("doctor", s.doctor, {.doc = "Doctor, dentist, hospital."});
  v.group("leisure", s.leisure, {.doc = "Sports, culture, eating out."});
  v.group("visit", s.visit, {.doc = "Visiting others at home."});
  v.require(
      s.shopping.share + s.service.share + s.doctor.share + s.leisure.share + s.visit.share > 0,
      "shopping", "no kind of free tour has a share", "give at least one a share above 0");
}

}  // namespace grend::activity
