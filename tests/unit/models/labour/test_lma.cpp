// The European method: validity and cohesion by hand, and Brindisi as published by ISTAT.
#include "engine/io/csv.h"
#include "models/labour/labour_files.h"
#include "models/labour/lma.h"
#include "models/labour/lma_clusters.h"
#include "models/labour/partition_quality.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/unit/models/labour/tables.h"

using namespace grend;
using namespace grend::labour;
using test::Groups;

namespace {

const LmaSpec kSpec{1'000, 0.6, 10'000, 0.75};

Ratio validity_of(std::int64_t live, std::int64_t work, std::int64_t both) {
  return validity({persons(live), persons(work), persons(both)}, kSpec);
}

std::optional<CommutingTable> brindisi() {
  const auto flows = test::data_file("lma/lma_Brindisi.csv");
  const auto names = test::data_file("lma/lma_names_Brindisi.csv");
  if (!flows || !names) return std::nullopt;
  return read_labour_input(
             {.commuting = *flows, .municipalities = *names, .needs_working_age = false})
      .table;
}

void check_published(const CommutingTable& table, const LmaSpec& spec, const std::string& file) {
  const auto path = test::data_file(file);
  REQUIRE(path);
  const auto partition = lma_regions(table, spec).partition;
  io::CsvReader csv({*path});
  const auto columns =
      csv.require({"community", "cluster", "cluster_live", "cluster_work", "cluster_self"});
  std::map<std::string, std::set<std::string>> by_number;
  std::map<std::string, std::vector<std::int64_t>> totals;  // by community
  while (csv.next()) {
    const std::string community(csv.text(columns[0]));
    by_number[std::string(csv.text(columns[1]))].insert(community);
    for (int i = 2; i < 5; ++i) totals[community].push_back(csv.integer(columns[i]));
  }
  Groups expected;
  for (const auto& [number, codes] : by_number) expected.insert(codes);
  CHECK(expected.size() == 9);
  CHECK(test::groups(partition, table) == expected);
  for (const auto& r : partition_quality(partition, table).regions) {
    const std::vector<std::int64_t> found{r.live.ticks() / 100, r.work.ticks() / 100,
                                          r.both.ticks() / 100};
    CHECK(found == totals.at(table.municipalities[r.region.centre].code));
  }
}

}  // namespace

TEST_CASE("A large area is valid from the minimum self-containment on") {
  // L = 10,000: σ = 0, Z = 1. msc = min(6000/10000, 6000/9000) = 0.6:
  // validity = 0.6/0.75 · 1 · 0.75/0.6 = 1.
  CHECK(validity_of(10'000, 9'000, 6'000) == Ratio{1, 1});
  CHECK(validity_of(10'000, 9'000, 5'999) < Ratio{1, 1});
  // More jobs than residents: msc is over the jobs.
  CHECK(validity_of(10'000, 12'000, 6'000) == Ratio{6'000, 7'200});
}

TEST_CASE("A small area needs the target self-containment, one between the two something between") {
  // L = 1000: σ = 1, Z = 0.6/0.75 = 0.8. msc = 0.75: validity = 1 · 0.8 · 1.25 = 1.
  CHECK(validity_of(1'000, 900, 750) == Ratio{1, 1});
  CHECK(validity_of(1'000, 900, 749) < Ratio{1, 1});
  // L = 5500: σ = 0.5, Z = 1 - 0.2 · 0.5 = 0.9. msc = 0.7: validity = 0.7/0.75 · 0.9 · 1.25 = 1.05.
  CHECK(validity_of(5'500, 5'500, 3'850) == Ratio{105, 100});
  // Self-containment above the target counts no more than the target: Y = 1.
  CHECK(validity_of(5'500, 5'500, 4'950) == Ratio{1'125, 1'000});
  // L = 500: σ = 9500/9000, Z = 1 - 0.2 · 19/18 = 71/90: with Y = 1, 71/90 · 5/4 = 71/72.
  CHECK(validity_of(500, 500, 499) == Ratio{71, 72});
}

TEST_CASE("An area that nobody leaves or enters is valid, one without people or jobs is not") {
  CHECK(validity_of(10, 10, 10) == Ratio{1, 1});
  CHECK(validity_of(20'000, 20'000, 20'000) == Ratio{125, 100});
  CHECK(validity_of(0, 10, 0) == Ratio{0, 1});
  CHECK(validity_of(10, 0, 0) == Ratio{0, 1});
  CHECK(validity_of(0, 0, 0) == Ratio{0, 1});
}

TEST_CASE("A community goes to the cluster of greatest cohesion, not of the most commuters") {
  // From A (L = 400, W = 310) 100 go to B (W = 1000 + 100), 60 to C (W = 140 + 60).
  // B: 100² / (400 · 1100) = 0.0227; C: 60² / (400 · 200) = 0.045, plus 10 from C (L = 150) to A:
  // 10² / (150 · 310) = 0.002.
  const auto table = test::commuting_table(
      {"A 1", "B 1", "C 1"},
      {"A A 240", "A B 100", "A C 60", "B B 1000", "C C 140", "C A 10", "B A 60"});
  const Clusters clusters(table, kSpec);
  CHECK(clusters.nearest(MunicipalityId(0)) == MunicipalityId(2));
  // Across A's border: 100 + 60 + 10 + 60.
  CHECK(clusters.community(MunicipalityId(0)).live == persons(400));
  CHECK(clusters.community(MunicipalityId(0)).work == persons(310));
}

TEST_CASE("Cohesion that is equal is equal, whatever real numbers say, and the lower number wins") {
  // A has L = 5 and W = 2. With B (L = W = 7): 1²/(5 · 7) + 1²/(7 · 2) = 2/70 + 5/70 = 0.1.
  // With C (W = 18): 3²/(5 · 18) = 0.1. As real numbers the first sum is 0.09999999999999999.
  const auto nearest = [](const std::string& jobs_in_c) {
    const auto table = test::commuting_table(
        {"A 1", "B 1", "C 1"}, {"A A 1", "A B 1", "B A 1", "A C 3", "B B 6", jobs_in_c});
    return Clusters(table, kSpec).nearest(MunicipalityId(0));
  };
  CHECK(nearest("C C 15") == MunicipalityId(1));
  CHECK(nearest("C C 14") == MunicipalityId(2));
}

TEST_CASE("Moving a community keeps all totals, and moving it back restores them") {
  const auto table = test::commuting_table(
      {"A 1", "B 1", "C 1"}, {"A A 50", "A B 20", "B A 5", "B B 70", "C B 7", "C C 30", "A C 1"});
  const MunicipalityId a(0), b(1), c(2);
  Clusters clusters(table, kSpec);
  clusters.remove(a);
  CHECK_FALSE(clusters.cluster_of(a).valid());
  // While A is on the reserve its flows are flows to elsewhere: B still has 75 residents.
  CHECK(clusters.totals(b).live == persons(75));
  CHECK(clusters.totals(b).both == persons(70));
  const Ratio expected = clusters.validity_with(b, a);
  clusters.add(a, b);
  CHECK(clusters.validity_of(b) == expected);
  CHECK(clusters.totals(b).live == persons(75 + 71));
  CHECK(clusters.totals(b).work == persons(97 + 55));
  CHECK(clusters.totals(b).both == persons(70 + 50 + 20 + 5));
  // Across the border of {A, B}: A 1 (to C), B 7 (from C).
  CHECK(clusters.loosest(b) == b);
  CHECK(clusters.nearest(c) == b);
  clusters.remove(a);
  clusters.add(a, a);
  CHECK(clusters.totals(b).both == persons(70));
  CHECK(clusters.totals(a).both == persons(50));
}

TEST_CASE("A suburb joins the town whose people it shares") {
  // T keeps 9500 of 10,000: valid. U keeps 500 of 1000: msc = 0.5, and joins T:
  // L = 11,000, W = 10,000 + 500 + 500, S = 9500 + 500 + 500 + 500.
  const auto table = test::commuting_table(
      {"T 1", "U 1", "V 1"}, {"T T 9500", "T U 500", "U T 500", "U U 500", "V V 2000"});
  const auto outcome = lma_regions(table, kSpec);
  CHECK(test::groups(outcome.partition, table) == Groups{{"T", "U"}, {"V"}});
  CHECK(outcome.moves == 1);
  CHECK(outcome.reserved == 0);
  const auto& u = test::member(outcome.partition, table, "U");
  CHECK(table.municipalities[u.centre].code == "T");  // more jobs
  CHECK(u.role == Role::kSatellite);
  CHECK(u.ground == Ground::kCohesion);
  CHECK(test::member(outcome.partition, table, "V").role == Role::kAlone);
}

TEST_CASE("Who would make a cluster worse waits on the reserve list, then joins it all the same") {
  // U sends 100 of its 2000 to T (W = 7600) and 1700 to X (W = 3,004,200), so its cohesion is
  // greater with T: 100² / (2000 · 7600) = 0.00066 against 1700² / (2000 · 3,004,200) = 0.00048.
  // T alone: msc = 7500/10,000 = 0.75, validity 1.25. With U: S = 7500 + 100 + 200 of L = 12,000,
  // msc = 0.65, validity 0.65/0.6 = 1.08: it falls.
  const auto table = test::commuting_table(
      {"T 1", "U 1", "X 1"},
      {"T T 7500", "T X 2500", "U T 100", "U U 200", "U X 1700", "X X 3000000"});
  const auto outcome = lma_regions(table, kSpec);
  CHECK(outcome.moves == 1);
  CHECK(outcome.reserved == 1);
  CHECK(test::groups(outcome.partition, table) == Groups{{"T", "U"}, {"X"}});
  const auto& u = test::member(outcome.partition, table, "U");
  CHECK(u.role == Role::kLeftOver);
  CHECK(u.ground == Ground::kReserve);
}

TEST_CASE("Communities without flows to others stay alone") {
  const auto table = test::commuting_table({"A 1", "B 1", "C 1"}, {"A A 50"});
  const auto outcome = lma_regions(table, kSpec);
  CHECK(test::groups(outcome.partition, table) == Groups{{"A"}, {"B"}, {"C"}});
  CHECK(outcome.reserved == 2);  // B and C have neither residents nor jobs
}

TEST_CASE("Brindisi's 20 communities form the 9 published areas with their totals") {
  const auto table = brindisi();
  if (!table) return;
  CHECK(table->municipalities.size() == 20);
  check_published(*table, {1'000, 0.6667, 10'000, 0.75},
                  "lma/lma_Brindisi_expected_1000_0.6667_10000_0.75.csv");
  check_published(*table, {1'000, 0.6, 10'000, 0.7},
                  "lma/lma_Brindisi_expected_1000_0.6_10000_0.7.csv");
}

TEST_CASE("With low demands each of Brindisi's communities is an area") {
  const auto table = brindisi();
  if (!table) return;
  const auto outcome = lma_regions(*table, {50, 0.3, 100, 0.4});
  CHECK(test::groups(outcome.partition, *table).size() == 20);
  CHECK(outcome.moves == 0);
}

TEST_CASE("European areas do not depend on the order of rows or the choice of numbers") {
  std::size_t reserved = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto country = test::random_country(seed, 60);
    const auto run = [&](const test::RandomCountry& c) {
      const auto table = make_commuting_table(c.municipalities, c.flows);
      const auto outcome = lma_regions(table, kSpec);
      reserved += outcome.reserved;
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
  CHECK(reserved > 0);
}

TEST_CASE("The search ends where everything is a tie") {
  // Few people, many equal flows, hard demands: communities go round until the reserve takes them.
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomStream random({seed, 0}, 0, Purpose::kTest);
    std::vector<std::string> places, flows;
    for (int i = 0; i < 8; ++i) places.push_back(std::string(1, static_cast<char>('A' + i)) + " 1");
    for (const auto& home : places) {
      for (const auto& work : places) {
        if (!random.chance(0.5)) continue;
        flows.push_back(home.substr(0, 2) + work.substr(0, 2) +
                        std::to_string(random.between(1, 2)));
      }
    }
    const auto table = test::commuting_table(places, flows);
    const auto outcome = lma_regions(table, {2, 0.5, static_cast<std::int64_t>(3 + seed % 9), 0.9});
    CHECK(outcome.moves <= 8 * 9);
    std::size_t members = 0;
    for (const auto& region : regions_of(outcome.partition, table)) {
      members += region.members.size();
    }
    CHECK(members == 8);
  }
}
