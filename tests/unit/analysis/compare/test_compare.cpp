// Comparison of made-up runs whose truth is known.
#include <cmath>

#include "analysis/compare/compare.h"
#include "analysis/compare/pairing.h"
#include "analysis/compare/tables.h"
#include "engine/base/error.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::compare;

namespace {

// Every indicator: 50 + its effect + common noise of the replication + own noise.
struct Design {
  std::uint32_t experiment = 0;
  double effect = 0;           // on served_share
  double common = 5, own = 1;  // standard deviations
  std::int32_t first_replication = 0;
  std::int32_t replications = 20;
};

Run run_of(const char* name, const Design& design, std::uint32_t stream) {
  Run run{name, {}};
  auto& results = run.results;
  results.manifest.seed = 1;
  results.manifest.people = "same";
  results.replications.clear();
  for (std::int32_t k = 0; k < design.replications; ++k) {
    results.replications.push_back(design.first_replication + k);
  }
  std::uint32_t agent = 0;
  for (const auto& d : indicators::definitions()) {
    store::Indicator indicator{.id = std::string(d.id),
                               .unit = "1",
                               .long_name = "x",
                               .definition = "x",
                               .direction = "more",
                               .values = {}};
    for (const auto k : results.replications) {
      RandomStream shared({design.experiment, static_cast<std::uint32_t>(k)}, agent,
                          Purpose::kTest);
      RandomStream own({design.experiment, static_cast<std::uint32_t>(k)},
                       agent + 1000 * (stream + 1), Purpose::kTest);
      const double noise = design.common * shared.normal();
      const double effect = d.id == "served_share" ? design.effect : 0;
      indicator.values.push_back(50 + effect + noise + design.own * own.normal());
    }
    ++agent;
    results.indicators.push_back(std::move(indicator));
  }
  return run;
}

const Difference& find(const Comparison& c, std::string_view id) {
  for (const auto& d : c.whole) {
    if (d.definition->id == id) return d;
  }
  throw std::logic_error("not compared");
}

std::string refusal(const Run& a, const Run& b) {
  try {
    check_comparable(a, b);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("paired differences by hand") {
  // Differences 1, 2, 3: mean 2, standard deviation 1, t(2) = 4.302653, half width 2.4841.
  const Pairing pairing{true, {0, 1, 2}, {0, 1, 2}};
  const auto found =
      test(pairing, std::vector<double>{10, 20, 30}, std::vector<double>{11, 22, 33}, Settings{});
  CHECK(std::abs(found.change.mean - 2) < 1e-12);
  CHECK(std::abs(found.change.high - found.change.mean - 4.302653 / std::sqrt(3.0)) < 1e-5);
  CHECK(std::abs(found.p - 0.0742) < 1e-4);  // t = 3.4641
  CHECK(found.first == 20);
  // To see a difference of half a standard deviation: ((1.96 + 0.84) / 0.5)² = 31.4, with t 34.
  CHECK(*replications_needed(1, 0.5) == 34);
  CHECK(*replications_needed(0, 0.5) == 2);
  CHECK_FALSE(replications_needed(1, 0).has_value());
}

TEST_CASE("pairing takes away what both have in common") {
  const auto a = run_of("a", {}, 0), b = run_of("b", {.effect = 2}, 1);
  const auto c = compare::compare({a, b}, {}).front();
  CHECK(c.paired);
  const auto& served = find(c, "served_share");
  CHECK(served.evidence == Evidence::kConfirmed);
  CHECK(served.sign() == 1);
  CHECK(verdict(served) == "confirmed better");
  CHECK(served.change.low < 2);
  CHECK(served.change.high > 2);
  // Independent samples of the same size drown the effect in the common noise.
  const auto apart = run_of("c", {.effect = 2, .first_replication = 500}, 1);
  const auto independent = compare::compare({a, apart}, {}).front();
  CHECK_FALSE(independent.paired);
  CHECK(find(independent, "served_share").change.half_width() > 3 * served.change.half_width());
}

TEST_CASE("the difference's 95 % interval holds the truth in 93 to 97 % of 1,000 experiments") {
  for (const bool paired : {true, false}) {
    int held = 0;
    for (std::uint32_t experiment = 0; experiment < 1000; ++experiment) {
      RandomStream random({99, experiment}, 0, Purpose::kTest);
      std::vector<double> a, b;
      for (int k = 0; k < 20; ++k) {
        const double common = 5 * random.normal();
        const double own_a = random.normal();
        const double own_b = 2 * random.normal();
        a.push_back(common + own_a);
        b.push_back((paired ? common : 5 * random.normal()) + own_b + 1.5);
      }
      Pairing pairing{paired, {}, {}};
      for (std::size_t i = 0; i < 20; ++i) {
        pairing.first.push_back(i);
        pairing.second.push_back(i);
      }
      const auto found = test(pairing, a, b, Settings{});
      held += found.change.low <= 1.5 && 1.5 <= found.change.high;
    }
    INFO((paired ? "paired " : "independent ") << held);
    CHECK(held >= 930);
    CHECK(held <= 970);
  }
}

TEST_CASE("nothing against nothing: no more than 5 % of comparisons confirm anything") {
  int confirmed = 0, hints = 0, looked_at = 0, experiments_with_any = 0;
  for (std::uint32_t experiment = 1; experiment <= 200; ++experiment) {
    const Design null{.experiment = experiment, .own = 2};
    const auto c = compare::compare({run_of("a", null, 0), run_of("b", null, 1)}, {}).front();
    int here = 0;
    for (const auto& d : c.whole) {
      here += d.evidence == Evidence::kConfirmed;
      hints += d.evidence == Evidence::kHint;
      ++looked_at;
    }
    confirmed += here;
    experiments_with_any += here > 0;
  }
  CHECK(confirmed <= looked_at / 20);
  // Holm keeps the chance of any false confirmation at 5 %: 10 of 200, at most 19 (3 sigma).
  CHECK(experiments_with_any <= 19);
  // By themselves about one in twenty is below 5 %.
  CHECK(hints > looked_at * 3 / 100);
  CHECK(hints < looked_at * 7 / 100);
}

TEST_CASE("no worse than the margin") {
  const auto a = run_of("a", {.replications = 50}, 0);
  const auto b = run_of("b", {.effect = -0.5, .replications = 50}, 1);
  Settings settings;
  settings.margins = {{"served_share", 2, false}};
  CHECK(*find(compare::compare({a, b}, settings).front(), "served_share").no_worse);
  settings.margins = {{"served_share", 0.002, true}};  // 0.1 of 50
  CHECK_FALSE(*find(compare::compare({a, b}, settings).front(), "served_share").no_worse);
  settings.margins = {{"persons", 1, false}};
  CHECK_THROWS_AS(compare::compare({a, b}, settings), Error);
}

TEST_CASE("what cannot be compared is refused with every reason") {
  const auto a = run_of("a.h5", {}, 0);
  auto b = run_of("b.h5", {}, 1);
  CHECK(refusal(a, b).empty());
  b.results.manifest.people = "others";
  CHECK(refusal(a, b).find("other people") != std::string::npos);
  b.results.manifest.indicator_version = 7;
  CHECK(refusal(a, b).find("versions 1 and 7") != std::string::npos);
  b.results.tables.push_back({"facilities", "x", {}});
  CHECK(refusal(a, b).find("other regions") != std::string::npos);
  b.results.replications.clear();
  CHECK(refusal(a, b).find("no replication") != std::string::npos);
}

TEST_CASE("one replication gives differences without evidence, and a constant shift is certain") {
  const auto a = run_of("a", {.replications = 1}, 0), b = run_of("b", {.replications = 1}, 1);
  const auto& one = find(compare::compare({a, b}, {}).front(), "wait_mean");
  CHECK(std::isnan(one.change.low));
  CHECK(verdict(one) == "one replication proves nothing");
  const Pairing pairing{true, {0, 1}, {0, 1}};
  CHECK(test(pairing, std::vector<double>{42, 42}, std::vector<double>{56, 56}, {}).p == 0);
  CHECK(test(pairing, std::vector<double>{42, 42}, std::vector<double>{42, 42}, {}).p == 1);
}

TEST_CASE("the frontier: cheap and bad, dear and good, and one that is beaten") {
  const auto make = [](const char* name, double cost, double quality) {
    Run run{name, {}};
    run.results.manifest.seed = 1;
    run.results.replications = {0, 1, 2};
    const auto add = [&](const char* id, double mean) {
      run.results.indicators.push_back({id, "1", "x", "x", "more", {mean - 0.1, mean, mean + 0.1}});
    };
    add("subsidy_per_year", cost);
    add("served_share", quality);
    return run;
  };
  const auto places =
      frontier({make("cheap", 100, 60), make("dear", 300, 95), make("bad", 310, 80)},
               "subsidy_per_year", "served_share");
  CHECK_FALSE(places[0].beaten_by.has_value());
  CHECK_FALSE(places[1].beaten_by.has_value());
  CHECK(*places[2].beaten_by == "dear");
  CHECK(places[2].clearly);
  CHECK_THROWS_AS(frontier({}, "no", "served_share"), Error);
}
