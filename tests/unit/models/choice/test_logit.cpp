#include <cmath>

#include "models/choice/logit.h"
#include "tests/support/catch.h"

using namespace grend;
using choice::Alternative;

namespace {

bool near(double a, double b, double tolerance = 1e-6) { return std::abs(a - b) <= tolerance; }

const std::vector<Alternative> kThree = {{true, 0.2}, {true, -0.5}, {true, 1.1}};

}  // namespace

TEST_CASE("logit probabilities and logsum match the reference values") {
  // V = (0.2, -0.5, 1.1): P and ln(sum exp V) as in VERIFICATION, section D.
  const auto p = choice::logit_probabilities(kThree);
  CHECK(near(p[0], 0.252769));
  CHECK(near(p[1], 0.125521));
  CHECK(near(p[2], 0.621710));
  CHECK(near(choice::logsum(kThree), 1.575281));
}

TEST_CASE("the derivative of the logsum by a utility is that alternative's probability") {
  const double h = 1e-6;
  for (std::size_t i = 0; i < kThree.size(); ++i) {
    auto up = kThree, down = kThree;
    up[i].utility += h;
    down[i].utility -= h;
    const double slope = (choice::logsum(up) - choice::logsum(down)) / (2 * h);
    CHECK(near(slope, choice::logit_probabilities(kThree)[i], 1e-7));
  }
}

TEST_CASE("drawn shares follow the probabilities") {
  // 200,000 draws: the standard error of a share of 0.25 is 0.001; four of them are 0.004.
  std::array<int, 3> count{};
  const int draws = 200'000;
  for (int i = 0; i < draws; ++i) {
    RandomStream random({5, 0}, static_cast<std::uint32_t>(i), Purpose::kChoice);
    ++count[*choice::choose(kThree, random)];
  }
  const auto p = choice::logit_probabilities(kThree);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(near(count[i] / static_cast<double>(draws), p[i], 0.004));
}

TEST_CASE("with common random numbers nobody leaves an alternative that got better") {
  auto better = kThree;
  better[1].utility += 0.7;
  int gained = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    RandomStream before({5, 0}, i, Purpose::kChoice), after({5, 0}, i, Purpose::kChoice);
    const auto old_choice = choice::choose(kThree, before);
    const auto new_choice = choice::choose(better, after);
    CHECK((old_choice == new_choice || new_choice == std::size_t{1}));
    gained += old_choice != new_choice;
  }
  CHECK(gained > 0);
}

TEST_CASE("an alternative that cannot be had is never drawn and shifts no one else's numbers") {
  auto closed = kThree;
  closed[2].available = false;
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    RandomStream a({5, 0}, i, Purpose::kChoice), b({5, 0}, i, Purpose::kChoice);
    const auto open_choice = choice::choose(kThree, a);
    const auto closed_choice = choice::choose(closed, b);
    CHECK(closed_choice != std::size_t{2});
    if (open_choice != std::size_t{2}) CHECK(closed_choice == open_choice);
  }
}

TEST_CASE("huge utilities do not overflow, and nothing available is nothing, not NaN") {
  const std::vector<Alternative> huge = {{true, 700}, {true, -700}};
  CHECK(near(choice::logit_probabilities(huge)[0], 1));
  CHECK(near(choice::logsum(huge), 700));
  const std::vector<Alternative> none = {{false, 1}, {false, 2}};
  CHECK(choice::logit_probabilities(none) == std::vector<double>{0, 0});
  RandomStream random({1, 0}, 0, Purpose::kChoice);
  CHECK_FALSE(choice::choose(none, random).has_value());
}
