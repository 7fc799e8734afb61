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
    case ActivityKind::kEscort:
      return escort;
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
  v.field("share", s.share,
          {.doc = "Weight among the free tours; 0 for work, school and escort, which are made for "
                  "reasons of their own.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1});
  v.field("decay", s.decay,
          {.doc = "A destination's pull falls to 1/e per so much time by car.",
           .source = kUnconfirmed,
           .min = 10,
           .max = 86'400});
  v.field(
      "mean_length", s.mean_length,
      {.doc = "If above 0, `decay` is set so that trips for this purpose are so long on average.",
       .source = "an input, from a travel survey of the place",
       .min = 0,
       .max = 1'000'000});
  v.field(
      "outside", s.outside,
      {.doc = "Share of free outings that leave the region, by the roads that commuters take; 0 "
              "where commuting statistics name none.",
       .source = kUnconfirmed,
       .min = 0,
       .max = 1});
  const auto factor = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 10});
  };
  factor("saturday", s.saturday, "How often on a Saturday, against a working day.");
  factor("sunday", s.sunday, "How often on a Sunday or public holiday, against a working day.");
  factor("summer", s.summer, "How often from June to August, on top of that.");
}

void describe(io::FieldVisitor& v, LatentSpec& s) {
  const auto rate = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 5});
  };
  rate("no_licence", s.no_licence,
       "Tours a day that an adult of a household without a car and licence does without.");
  rate("old", s.old, "Tours a day that an old person without a licence does without.");
  rate("youth", s.youth, "Tours a day that a young person does without.");
  const auto years = [&](std::string_view key, std::int64_t& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 105});
  };
  years("old_age", s.old_age, "From this age a person without a licence counts as old.");
  years("youth_from", s.youth_from, "From this age a person counts as young.");
  years("youth_to", s.youth_to, "Up to this age, included.");
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
  rate("free_worker", s.free_worker, "Free outings per day of a person in work.");
  rate("free_pupil", s.free_pupil, "Free outings per day of a pupil.");
  rate("free_67_79", s.free_67_79, "Free outings per day at 67 to 79 years.");
  rate("free_80", s.free_80, "Free outings per day at 80 years or more.");
  rate("free_carer", s.free_carer,
       "Free outings per day of an adult without work in a household with a child under 10.");
  rate("free_other", s.free_other, "Free outings per day of other adults.");
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
  const auto part = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 1});
  };
  part("on_the_way_home", s.on_the_way_home,
       "Share of the shopping and errands of those at work today that they do on their way home.");
  part("second_stop", s.second_stop, "Share of free outings with a second activity.");
  part("stop_near_home", s.stop_near_home,
       "Share of activities on the way that are looked for near home, not where one is.");
  part(
      "second_person", s.second_person,
      "Share of free outings that a second person of the household comes along on, if one has time "
      "and means to go out.");
  part("third_person", s.third_person, "Share of free outings that two more come along on.");
  v.require(s.second_person + s.third_person <= 1, "third_person",
            "makes more than 100 % with `second_person`", "lower one of them");
  v.field("kindergarten_attendance", s.kindergarten_attendance,
          {.doc = "Share of children of 1 to 5 years in kindergarten on a weekday.",
           .source = "Statistics Norway, kindergartens 2020: 92 %, less absence",
           .min = 0,
           .max = 1});
  v.field("kindergarten_day", s.kindergarten_day,
          {.doc = "Time from bringing a child to kindergarten to fetching it.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 43'200});
  v.field(
      "kindergarten_closes", s.kindergarten_closes,
      {.doc = "Children are fetched by then: parents leave work in time.", .source = kUnconfirmed});
  v.choice("market_day", s.market_day,
           {.doc = "A weekday with a market: more shopping and errands.", .source = "an input"});
  v.field("market_factor", s.market_factor,
          {.doc = "How much more shopping and errands there are on the market day.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 10});
  const auto lessons = [&](std::string_view key, Duration& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 43'200});
  };
  lessons("lessons_1_4", s.lessons_1_4, "A day at school in grades 1 to 4.");
  lessons("lessons_5_7", s.lessons_5_7, "A day at school in grades 5 to 7.");
  lessons("lessons_8_10", s.lessons_8_10, "A day at school in grades 8 to 10.");
  lessons("lessons_upper", s.lessons_upper, "A day at upper secondary school.");
  const auto right = [&](std::string_view key, Distance& value, std::string_view doc) {
    v.field(key, value,
            {.doc = doc,
             .source = "Norwegian education act; upper secondary: counties' rules",
             .min = 0,
             .max = 100'000});
  };
  right("right_grade_1", s.right_grade_1,
        "From this way to school by road transport is a right in grade 1.");
  right("right_grades_2_10", s.right_grades_2_10, "... in grades 2 to 10.");
  right("right_upper", s.right_upper, "... at upper secondary school.");
  v.field("crow_speed", s.crow_speed,
          {.doc = "Straight-line speed by car where roads are not asked.",
           .source = kUnconfirmed,
           .min = 1,
           .max = 200});
  v.group("latent", s.latent, {.doc = "Tours not made for want of transport."});
  v.group("work", s.work, {.doc = "Going to work."});
  v.group("school", s.school, {.doc = "Going to school."});
  v.group("shopping", s.shopping, {.doc = "Shopping."});
  v.group("service", s.service, {.doc = "Errands: bank, town hall, hairdresser."});
  v.group("doctor", s.doctor, {.doc = "Doctor, dentist, hospital."});
  v.group("leisure", s.leisure, {.doc = "Sports, culture, eating out."});
  v.group("visit", s.visit, {.doc = "Visiting others at home."});
  v.group("escort", s.escort, {.doc = "Bringing small children to kindergarten and home."});
  v.require(
      s.shopping.share + s.service.share + s.doctor.share + s.leisure.share + s.visit.share > 0,
      "shopping", "no kind of free tour has a share", "give at least one a share above 0");
}

}  // namespace grend::activity
