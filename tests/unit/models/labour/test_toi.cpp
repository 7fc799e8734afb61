// TØI's method step by step on places with 1000 or 2000 inhabitants of working age.
#include "engine/base/error.h"
#include "models/labour/toi.h"
#include "tests/support/catch.h"
#include "tests/unit/models/labour/tables.h"

using namespace grend;
using namespace grend::labour;
using test::Groups;

namespace {

ToiSpec no_lists() {
  ToiSpec spec;
  spec.twin_centres.clear();
  spec.contiguity_repairs.clear();
  return spec;
}

LinkTimes near_if_unknown() {
  LinkTimes times;
  times.unknown_is_near = true;
  return times;
}

Groups regions(const CommutingTable& table, const LinkTimes& times, const ToiSpec& spec) {
  return test::groups(toi_regions(table, times, spec).partition, table);
}

}  // namespace

TEST_CASE("Step 2 joins above 8 percent of the home's inhabitants, not at 8") {
  const auto times = near_if_unknown();
  // 81 of 1000 is 8.1 %; 80 of 1000 is 8 %, which is not above.
  const auto above = test::commuting_table({"A 1000", "B 2000"}, {"A B 81"});
  CHECK(regions(above, times, no_lists()) == Groups{{"A", "B"}});
  const auto at = test::commuting_table({"A 1000", "B 2000"}, {"A B 80"});
  CHECK(regions(at, times, no_lists()) == Groups{{"A"}, {"B"}});

  const auto outcome = toi_regions(above, times, no_lists());
  const auto& a = test::member(outcome.partition, above, "A");
  CHECK(a.role == Role::kSatellite);
  CHECK(a.ground == Ground::kOutCommuting);
  REQUIRE(a.link.has_value());
  CHECK(above.municipalities[a.link->to].code == "B");
  CHECK(a.link->out_percent == 8.1);
  CHECK(a.link->in_percent == 4.05);  // 81 of 2000
  CHECK_FALSE(a.link->time.has_value());
  CHECK(test::member(outcome.partition, above, "B").role == Role::kCentre);
}

TEST_CASE("Step 2 needs a way of less than 75 minutes") {
  const auto table = test::commuting_table({"A 1000", "B 2000"}, {"A B 200"});
  const auto at = [&](Duration time) {
    LinkTimes times = near_if_unknown();
    times.known[test::pair_of(table, "A", "B")].road = time;
    return regions(table, times, no_lists());
  };
  CHECK(at(minutes(75) - milliseconds(1)) == Groups{{"A", "B"}});
  CHECK(at(minutes(75)) == Groups{{"A"}, {"B"}});
  // With a table of times, a pair that is not in it is out of reach.
  CHECK(regions(table, LinkTimes(), no_lists()) == Groups{{"A"}, {"B"}});
}

TEST_CASE("Step 2 goes by falling share: who joins first is a satellite for good") {
  const auto times = near_if_unknown();
  // A→B 20 %, B→A 10 %: A joins B, then B is a centre and does not join A.
  const auto mutual = test::commuting_table({"A 1000", "B 1000"}, {"A B 200", "B A 100"});
  const auto outcome = toi_regions(mutual, times, no_lists());
  CHECK(test::member(outcome.partition, mutual, "B").role == Role::kCentre);
  CHECK(outcome.counts.candidates == 2);
  CHECK(outcome.counts.satellites == 1);
  CHECK(outcome.counts.centres == 1);
  // A→B 20 %, then C→A 15 %: A is a satellite, so C takes its next link, C→B 9 %.
  const auto chain =
      test::commuting_table({"A 1000", "B 1000", "C 1000"}, {"A B 200", "C A 150", "C B 90"});
  CHECK(regions(chain, times, no_lists()) == Groups{{"A", "B", "C"}});
  CHECK(
      test::member(toi_regions(chain, times, no_lists()).partition, chain, "C").link->out_percent ==
      9);
  // C→A 15 %, then A→B 12 %: A is a centre and does not join B.
  const auto centre = test::commuting_table({"A 1000", "B 1000", "C 1000"}, {"C A 150", "A B 120"});
  CHECK(regions(centre, times, no_lists()) == Groups{{"A", "C"}, {"B"}});
}

TEST_CASE("Equal shares go to the lower municipality number") {
  const auto times = near_if_unknown();
  const auto mutual = test::commuting_table({"A 1000", "B 1000"}, {"A B 100", "B A 100"});
  CHECK(test::member(toi_regions(mutual, times, no_lists()).partition, mutual, "B").role ==
        Role::kCentre);
  const auto choice = test::commuting_table({"A 1000", "B 900", "C 800"}, {"A C 100", "A B 100"});
  CHECK(regions(choice, times, no_lists()) == Groups{{"A", "B"}, {"C"}});
}

TEST_CASE("Twin centres count as one place, in flows and in people") {
  const auto times = near_if_unknown();
  // 5 % to each of S and T: together 10 %.
  const auto table = test::commuting_table({"A 1000", "S 3000", "T 4000"}, {"A S 50", "A T 50"});
  ToiSpec spec = no_lists();
  CHECK(regions(table, times, spec) == Groups{{"A"}, {"S"}, {"T"}});
  spec.twin_centres = {{"T", "S"}};
  const auto outcome = toi_regions(table, times, spec);
  CHECK(test::groups(outcome.partition, table) == Groups{{"A", "S", "T"}});
  const auto& a = test::member(outcome.partition, table, "A");
  CHECK(a.link->out_percent == 10);
  CHECK(a.link->in_percent == 100.0 * 100 / 7000);
  CHECK(test::member(outcome.partition, table, "T").ground == Ground::kTwinCentre);
  // The region is named by both, the larger first.
  CHECK(regions_of(outcome.partition, table)[0].name == "T./S.");
}

TEST_CASE("Twins that nobody joins are a region of two, and three can be one") {
  const auto table = test::commuting_table({"S 10", "T 10", "U 10", "V 10"}, {});
  ToiSpec spec = no_lists();
  spec.twin_centres = {{"U", "T"}, {"S", "U"}};
  const auto outcome = toi_regions(table, {}, spec);
  CHECK(test::groups(outcome.partition, table) == Groups{{"S", "T", "U"}, {"V"}});
  for (const auto* code : {"S", "T", "U"}) {
    CHECK(test::member(outcome.partition, table, code).role == Role::kCentre);
  }
  CHECK(test::member(outcome.partition, table, "V").role == Role::kAlone);
}

TEST_CASE("Step 3 adds the shares of both ends") {
  // 45 of 1000 and of 1250: 4.5 % + 3.6 % = 8.1 %. 44: 4.4 % + 3.52 % = 7.92 %.
  const auto run = [](const std::string& flow, Duration time) {
    const auto table = test::commuting_table({"A 1000", "B 1250"}, {flow});
    LinkTimes times;
    times.known[test::pair_of(table, "A", "B")].road = time;
    const auto outcome = toi_regions(table, times, no_lists());
    return test::member(outcome.partition, table, "A");
  };
  CHECK(run("A B 45", minutes(74)).role == Role::kLeftOver);
  CHECK(run("A B 45", minutes(74)).ground == Ground::kSumOfCommuting);
  CHECK(run("A B 45", minutes(75)).role == Role::kAlone);
  CHECK(run("A B 44", minutes(74)).role == Role::kAlone);
}

TEST_CASE("Step 4 takes 6 percent where the way is short") {
  // 31 of 1000 twice: 6.2 %. 30 twice: 6.0 %, which is not above.
  const auto run = [](const std::string& flow, Duration time) {
    const auto table = test::commuting_table({"A 1000", "B 1000"}, {flow});
    LinkTimes times;
    times.known[test::pair_of(table, "A", "B")].road = time;
    const auto outcome = toi_regions(table, times, no_lists());
    return test::member(outcome.partition, table, "A").ground;
  };
  CHECK(run("A B 31", minutes(44)) == Ground::kShortWay);
  CHECK(run("A B 31", minutes(45)) == Ground::kNone);
  CHECK(run("A B 30", minutes(44)) == Ground::kNone);
}

TEST_CASE("Left-overs join by falling sum, also each other, but no satellite") {
  const auto table = test::commuting_table(
      {"A 1000", "B 1000", "C 1000", "D 1000"},
      // A→B 5 % + 5 % = 10 % comes before B→C 4.5 % + 4.5 % = 9 %: A makes B a centre, so B stays.
      {"A B 50", "B C 45",
       // D→A 7 % + 7 % comes first of all: A becomes a centre, and then does not join B.
       "D A 70"});
  LinkTimes times;
  for (const auto& flow : table.flows) times.known[{flow.home, flow.work}].road = minutes(20);
  CHECK(regions(table, times, no_lists()) == Groups{{"A", "D"}, {"B", "C"}});
  times.known.erase(test::pair_of(table, "D", "A"));
  CHECK(regions(table, times, no_lists()) == Groups{{"A", "B"}, {"C"}, {"D"}});
  // Once A is a satellite (9 % of its people work in C), D cannot join it.
  const auto satellite =
      test::commuting_table({"A 1000", "C 1000", "D 1000"}, {"A C 90", "D A 70"});
  times = near_if_unknown();
  times.known[test::pair_of(satellite, "D", "A")].road = minutes(20);
  CHECK(regions(satellite, times, no_lists()) == Groups{{"A", "C"}, {"D"}});
}

TEST_CASE("A left-over never joins by a link whose time is not known") {
  const auto table = test::commuting_table({"A 1000", "B 1000"}, {"A B 50"});
  CHECK(regions(table, near_if_unknown(), no_lists()) == Groups{{"A"}, {"B"}});
}

TEST_CASE("Step 5 lets boats and planes take 90 minutes") {
  const auto table = test::commuting_table({"A 1000", "B 1000"}, {"A B 200"});
  const auto run = [&](Duration time) {
    LinkTimes times;
    times.known[test::pair_of(table, "A", "B")] = {minutes(130), time};
    return test::member(toi_regions(table, times, no_lists()).partition, table, "A");
  };
  CHECK(run(minutes(89)).ground == Ground::kOtherMode);
  CHECK(run(minutes(89)).role == Role::kLeftOver);
  CHECK(run(minutes(89)).link->time == minutes(89));
  CHECK(run(minutes(90)).role == Role::kAlone);
}

TEST_CASE("A contiguity repair joins who stands alone to the region of another") {
  const auto table = test::commuting_table({"A 1000", "B 1000", "C 1000"}, {"A B 200"});
  ToiSpec spec = no_lists();
  spec.contiguity_repairs = {{"C", "A"}};  // A belongs to B
  const auto outcome = toi_regions(table, near_if_unknown(), spec);
  CHECK(test::groups(outcome.partition, table) == Groups{{"A", "B", "C"}});
  CHECK(test::member(outcome.partition, table, "C").ground == Ground::kContiguity);
  // Who has joined already stays.
  spec.contiguity_repairs = {{"A", "C"}, {"B", "A"}};
  CHECK(regions(table, near_if_unknown(), spec) == Groups{{"A", "B"}, {"C"}});
}

TEST_CASE("Unknown codes in the lists are told all at once") {
  const auto table = test::commuting_table({"A 1000", "B 1000"}, {});
  ToiSpec spec = no_lists();
  spec.twin_centres = {{"A", "X"}};
  spec.contiguity_repairs = {{"Y", "B"}};
  try {
    twin_units(table, spec);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    CHECK(std::string(error.what()) ==
          "twin_centres: there is no municipality 'X'\n"
          "contiguity_repairs: there is no municipality 'Y'");
  }
}

TEST_CASE("TØI's regions do not depend on the order of rows or the choice of numbers") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto country = test::random_country(seed, 60);
    const auto run = [](const test::RandomCountry& c) {
      const auto table = make_commuting_table(c.municipalities, c.flows);
      // A time that is the same whatever the places are called: by who lives there.
      LinkTimes times;
      for (const auto& flow : table.flows) {
        const auto mixed = table.municipalities[flow.home].working_age.ticks() +
                           table.municipalities[flow.work].working_age.ticks();
        times.known[{flow.home, flow.work}] = {minutes(mixed % 120), minutes(mixed % 170)};
      }
      const auto outcome = toi_regions(table, times, no_lists());
      for (const auto id : outcome.partition.ids()) {
        const auto& m = outcome.partition[id];
        CHECK(outcome.partition[m.centre].centre == m.centre);
        CHECK((m.centre == id) == (m.role == Role::kCentre || m.role == Role::kAlone));
      }
      return test::groups(outcome.partition, table);
    };
    const Groups found = run(country);
    std::size_t members = 0;
    for (const auto& group : found) members += group.size();
    CHECK(members == 60);
    CHECK(found.size() > 1);
    CHECK(found.size() < 60);
    CHECK(run(test::shuffled(country, seed)) == found);
    CHECK(test::renamed(run(test::renamed(country))) == found);
  }
}
