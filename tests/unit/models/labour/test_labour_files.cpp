#include "engine/base/error.h"
#include "models/labour/labour_files.h"
#include "models/labour/toi.h"
#include "tests/support/catch.h"
#include "tests/unit/models/labour/tables.h"
#include "tests/unit/models/labour/temporary_file.h"

using namespace grend;
using namespace grend::labour;
using test::TemporaryFile;

namespace {

const std::string kPlaces = "municipality,name,working_age\n0301,Oslo,1000\n1101,Eigersund,200.5\n";
const std::string kFlows = "home,work,employed\n1101,0301,20.25\n0301,0301,700\n";

struct Texts {
  std::string places = kPlaces;
  std::string flows = kFlows;
  std::string infeasible = "";
  std::string times = "";
  bool needs_working_age = true;
};

LabourInput read(const Texts& texts) {
  const TemporaryFile places(texts.places), flows(texts.flows), infeasible(texts.infeasible),
      times(texts.times);
  return read_labour_input({flows.path(), places.path(),
                            texts.infeasible.empty() ? "" : infeasible.path(),
                            texts.times.empty() ? "" : times.path(), texts.needs_working_age});
}

std::string complaint(const Texts& texts) {
  try {
    read(texts);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    return std::string(error.what()) + "\n" + error.fix();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Tables by Grend's names are read, fractions to the hundredth") {
  const auto input = read({});
  const auto& table = input.table;
  REQUIRE(table.municipalities.size() == 2);
  CHECK(table.municipalities[MunicipalityId(1)].name == "Eigersund");
  CHECK(table.municipalities[MunicipalityId(1)].working_age == Persons(20'050));
  REQUIRE(table.flows.size() == 2);
  CHECK(table.flows[1].employed == Persons(2'025));
  CHECK(input.published.empty());
  CHECK_FALSE(input.has_times);
}

TEST_CASE("The publishers' own column names are understood") {
  const auto norway = read(
      {.places = "kommunenr;kommunenavn;pop_20_66_20170101;reisetid_min;utpendling_pct;"
                 "innpendling_pct\n0301;Oslo;1000;12;70;70\n1101;Eigersund;200;44.5;10.1;2\n"});
  REQUIRE(norway.published.size() == 2);
  CHECK(norway.published[1].home == MunicipalityId(1));
  CHECK(norway.published[1].time == minutes(44) + seconds(30));
  CHECK(norway.published[1].out_percent == 10.1);
  // The flow 1101→0301 is 10.1 % of 1101 and 2 % of 0301.
  const auto unit_of = IdVector<MunicipalityId, MunicipalityId>(
      std::vector<MunicipalityId>{MunicipalityId(0), MunicipalityId(1)});
  const auto times = known_times(norway, unit_of);
  CHECK(times.unknown_is_near);
  REQUIRE(times.known.size() == 1);
  CHECK(times.known.at(test::pair_of(norway.table, "1101", "0301")).road ==
        minutes(44) + seconds(30));

  const auto italy = read({.places = "Code,com.name\n74001,Brindisi\n74002,Carovigno\n",
                           .flows = "community_live,community_work,amount\n74001,74002,5\n",
                           .needs_working_age = false});
  CHECK(italy.table.flows.size() == 1);
}

TEST_CASE("Infeasible links and tables of times are read") {
  const auto input = read({.infeasible = "kommunenr,target,note\n1101,0301,far\n"});
  const auto unit_of = IdVector<MunicipalityId, MunicipalityId>(
      std::vector<MunicipalityId>{MunicipalityId(0), MunicipalityId(1)});
  CHECK(known_times(input, unit_of).known.at(test::pair_of(input.table, "1101", "0301")).road ==
        Duration::max());
  CHECK(known_times(input, unit_of).unknown_is_near);

  const auto timed =
      read({.times = "home,work,minutes,other_mode_minutes\n1101,0301,80.5,\n0301,1101,,85\n"});
  CHECK(timed.has_times);
  const auto times = known_times(timed, unit_of);
  CHECK_FALSE(times.unknown_is_near);
  const auto& there = times.known.at(test::pair_of(timed.table, "1101", "0301"));
  CHECK(there.road == minutes(80) + seconds(30));
  CHECK(there.other_mode == Duration::max());
  const auto& back = times.known.at(test::pair_of(timed.table, "0301", "1101"));
  CHECK(back.road == Duration::max());
  CHECK(back.other_mode == minutes(85));
}

TEST_CASE("All problems of all files are told at once") {
  const auto text = complaint(
      {.flows = "home,work,employed\n1102,0301,20\n0301,0301,-7\n0301,0301,700\n0301,0301,1\n",
       .infeasible = "home,work\n1101,9999\n",
       .times = "home,work,minutes\n1101,0301,soon\n1101,0301,10\n1101,0301,11\n"});
  CHECK(has(text, ":2:1: error: home: "));
  CHECK(has(text, "has no municipality '1102'; did you mean '1101'?"));
  CHECK(has(text, ":3:11: error: employed: -7 is not between 0 and"));
  CHECK(has(text, ":5:6: error: work: the flow from 0301 to 0301 is given twice"));
  CHECK(has(text, "has no municipality '9999'; add it there or remove the row"));
  CHECK(has(text, ":2:11: error: minutes: 'soon'"));
  CHECK(has(text, ":4:6: error: work: the time from 1101 to 0301 is given twice"));
}

TEST_CASE("Municipalities that cannot be are refused, and the other files are read all the same") {
  const auto text = complaint({.places = "municipality,name,working_age\n0301,Oslo,0\n,X,5\n"
                                         "1101,E,5\n1101,E,5\n",
                               .flows = "home,work,employed\n0301,0301,many\n"});
  CHECK(has(text, ":2:11: error: working_age: 0 is not between 0.01 and"));
  CHECK(has(text, ":3:1: error: municipality: is empty"));
  CHECK(has(text, ":5:1: error: municipality: municipality 1101 is given twice"));
  CHECK(has(text, ":2:11: error: employed: 'many'"));
  CHECK(has(complaint({.places = "municipality,name\n0301,Oslo\n"}), "no column 'working_age'"));
  CHECK(has(complaint({.places = "municipality,name,working_age\n"}), "has no rows"));
  CHECK(has(complaint({.flows = "home,work,employed\n"}), "has no rows"));
}

TEST_CASE("A missing file is a missing input") {
  const TemporaryFile places(kPlaces);
  try {
    read_labour_input({"no/such/flows.csv", places.path()});
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kMissingInput);
    CHECK(std::string(error.what()) == "no/such/flows.csv: no such file");
  }
}
