// The assumptions of the population model, each a scenario parameter under `population:`.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/measure.h"

namespace grend::io {
class FieldVisitor;
}

namespace grend::population {

struct PopulationSpec {
  // Households by size 1, 2, 3, 4, 5 or more (shares of households; only their ratios count).
  std::vector<double> household_sizes = {38.5, 33.0, 11.5, 11.5, 5.5};
  // Persons of 0-5, 6-12, 13-15, 16-17, 18-19, 20-66, 67-74, 75-79, 80-89 and 90 years or more.
  std::vector<double> age_bands = {6.54, 8.41, 3.56, 2.33, 2.42, 61.32, 7.83, 3.29, 3.46, 0.84};
  double women_under_67 = 0.49;
  double women_67_79 = 0.51;
  double women_80 = 0.61;
  double elderly_singles = 0.36;  // share of one-person households aged 67+
  double elderly_couples = 0.33;  // share of two-adult households without children aged 67+
  double single_parents = 0.15;   // share of two-person households that are parent and child
  double lone_parents = 0.13;     // of households of three or more with up to two adults
  double third_adult = 0.12;      // of households of three or more; of these again a fourth, ...
  double young_alone = 0.01;      // of one-person households, somebody under 20
  double sixth_person = 0.3;      // of a household of five or more
  double women_elderly_singles = 0.6;
  double women_singles = 0.45;
  double women_single_parents = 0.8;
  std::int64_t couple_age_gap = 4;    // years, at most
  std::int64_t youngest_parent = 25;  // years, of a child at home
  std::int64_t oldest_parent = 55;
  std::int64_t parent_child_gap = 22;  // years, at least
  double employed_20_66 = 0.77;
  double employed_67_74 = 0.18;
  double licence_18_24 = 0.65;
  double licence_25_74 = 0.92;
  double licence_men_75 = 0.85;
  double licence_women_75 = 0.55;
  double first_car = 0.90;   // household with a licence has a car
  double second_car = 0.50;  // household with two licences and a car has a second one
  double bike = 0.70;        // person aged 8 to 79 can use a bicycle
  double wheelchair_under_67 = 0.004;
  double wheelchair_67_79 = 0.015;
  double wheelchair_80 = 0.05;
  Distance far_from_road = kilometres(2);
};

void describe(io::FieldVisitor& v, PopulationSpec& s);

}  // namespace grend::population
