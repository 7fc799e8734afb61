#include "models/region/derive_facilities.h"

namespace grend::region {
namespace {

constexpr const char* kUnconfirmed =
    "[K] chosen to give Hamar plausible places: replace by local data";

}  // namespace

void describe(io::FieldVisitor& v, PlacingRule& r) {
  v.field("reach", r.reach,
          {.doc = "Distance within which people count as living around a place.",
           .source = kUnconfirmed,
           .min = 250,
           .max = 20'000});
  v.field("spacing", r.spacing,
          {.doc = "Shortest distance between two places of the kind.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 200'000});
  v.field("smallest", r.smallest,
          {.doc = "Inhabitants within reach that a place needs; the densest place needs none.",
           .source = kUnconfirmed,
           .min = 0,
           .max = 1'000'000});
}

void describe(io::FieldVisitor& v, FacilityRules& r) {
  v.group("centre", r.centre,
          {.doc = "Where there is a centre; the first and heaviest is the densest place."});
  v.group("shop", r.shop, {.doc = "Where there are shops for daily goods."});
  v.group("school", r.school, {.doc = "Where there is a school."});
  v.group("clinic", r.clinic, {.doc = "Where there are doctors."});
  v.group("station", r.station, {.doc = "Where there is a bus stop or station."});
  v.group("workplace", r.workplace, {.doc = "Where there are workplaces."});
  v.field("pupils_per_inhabitant", r.pupils_per_inhabitant,
          {.doc = "Pupils per inhabitant: the weight of schools.",
           .source = "Statistics Norway, table 07459 (2020): 12 % are 6 to 15 years old",
           .min = 0,
           .max = 0.5});
  v.field("jobs_per_inhabitant", r.jobs_per_inhabitant,
          {.doc = "Jobs per inhabitant: workplaces' weights add up to them.",
           .source = "Statistics Norway, table 03321 (2017): 49 employed per 100 inhabitants",
           .min = 0,
           .max = 2});
  v.field(
      "job_concentration", r.job_concentration,
      {.doc = "How many times more jobs per inhabitant the densest place has than the emptiest, "
              "less one.",
       .source = kUnconfirmed,
       .min = 0,
       .max = 100});
}

}  // namespace grend::region
