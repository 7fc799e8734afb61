// The parameters of TØI's method (see toi.h). Defaults are TØI's for Norway in the municipalities
// of 2020.
#pragma once

#include <string>
#include <vector>

#include "engine/base/measure.h"
#include "engine/io/fields.h"

namespace grend::labour {

struct TwinCentres {
  std::string first;
  std::string second;
};

struct ContiguityRepair {
  std::string municipality;
  std::string centre;
};

struct ToiSpec {
  double out_share = 0.08;
  Duration out_time = minutes(75);
  double sum_share = 0.08;
  Duration sum_time = minutes(75);
  double short_sum_share = 0.06;
  Duration short_sum_time = minutes(45);
  double other_mode_share = 0.08;
  Duration other_mode_time = minutes(90);
  std::vector<TwinCentres> twin_centres = {
      {"0301", "3024"}, {"3003", "3004"}, {"1103", "1108"}, {"3806", "3807"}, {"3803", "3811"}};
  std::vector<ContiguityRepair> contiguity_repairs = {{"4648", "4602"}};
};

void describe(io::FieldVisitor& v, TwinCentres& s);
void describe(io::FieldVisitor& v, ContiguityRepair& s);
void describe(io::FieldVisitor& v, ToiSpec& s);

}  // namespace grend::labour
