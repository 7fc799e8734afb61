// Who lives where and works where: the one input of both methods. Municipalities ascend by code
// (shorter codes first, so that numbers without leading zeros ascend too), so an id's order is the
// order of municipality numbers, by which ties are broken. Flows ascend by (home, work), each pair
// once, all above zero. Plain immutable data.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/id_vector.h"
#include "engine/base/measure.h"

namespace grend::labour {

// Hundredths of a person: tables of earlier years hold fractions where municipalities were split.
using Persons = Measure<struct PersonsTag>;
constexpr Persons persons(std::int64_t n) { return Persons(n * 100); }
constexpr double to_persons(Persons p) { return static_cast<double>(p.ticks()) / 100.0; }

using MunicipalityId = Id<struct MunicipalityTag>;
using Pair = std::pair<MunicipalityId, MunicipalityId>;  // home, work

struct Municipality {
  std::string code;
  std::string name;
  Persons working_age;  // inhabitants aged 20-66; 0 where the method does not need them
};

struct Flow {
  MunicipalityId home;
  MunicipalityId work;
  Persons employed;
};

struct CommutingTable {
  IdVector<MunicipalityId, Municipality> municipalities;
  std::vector<Flow> flows;
};

// The order of municipality numbers.
bool code_before(const std::string& a, const std::string& b);
// The id of the municipality with that code, none() if there is none.
MunicipalityId find_municipality(const CommutingTable& table, const std::string& code);

// A flow by codes, as files and tests have it.
struct CodedFlow {
  std::string home;
  std::string work;
  Persons employed;
};
// In any order; flows of one pair are added up. Codes must be distinct and flows' codes known.
CommutingTable make_commuting_table(std::vector<Municipality> municipalities,
                                    const std::vector<CodedFlow>& flows);

// The same table with municipalities joined into units: `unit_of` names each one's unit by one of
// its members, which names itself. Ids stay; those that are no unit's name have neither people nor
// flows.
CommutingTable join_units(const CommutingTable& table,
                          const IdVector<MunicipalityId, MunicipalityId>& unit_of);

}  // namespace grend::labour
