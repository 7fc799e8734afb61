#include "engine/io/field_writer.h"
#include "models/scenario/load.h"
#include "tests/support/catch.h"

using namespace grend;

namespace {

std::string problems_of(const std::string& text) {
  Diagnostics diagnostics;
  const bool good = scenario::load({.path = "s.yaml", .text = text}, "", diagnostics).has_value();
  CHECK(good == !diagnostics.has_errors());
  return diagnostics.to_string();
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("weekdays are those of the calendar") {
  CHECK(scenario::weekday({2026, 1, 12}) == 0);  // a Monday
  CHECK(scenario::weekday({2024, 2, 29}) == 3);  // a leap day, a Thursday
  CHECK(scenario::weekday({2000, 1, 1}) == 5);   // a Saturday
  CHECK(scenario::weekday({2026, 3, 1}) == 6);   // a Sunday
}

TEST_CASE("a generator is all that a scenario needs") {
  CHECK(problems_of("region: {generate: {}}").empty());
}

TEST_CASE("a region needs files or a generator, and not both") {
  CHECK(mentions(problems_of("name: nowhere"), "neither files nor a generator"));
  const std::string file = GREND_SOURCE_DIR "/README.md";  // any file that exists
  const auto both =
      problems_of("region: {generate: {}, network: " + file + ", population: " + file + "}");
  CHECK(mentions(both, "stands beside"));
}

TEST_CASE("two services may not share an id, and a lead must leave time for the answers") {
  const auto same = problems_of("region: {generate: {}}\nservices: [{id: a}, {id: a}]");
  CHECK(mentions(same, "two services have the id 'a'"));
  const auto hasty = problems_of(
      "region: {generate: {}}\nservices: [{id: a, booking: {lead: 2 min}}]\n"
      "simulation: {epoch: 30 s}");
  CHECK(mentions(hasty, "six epochs"));
}

TEST_CASE("activities whose times contradict each other are refused") {
  const auto text =
      problems_of("region: {generate: {}}\ntravellers: {activities: {work: {usual: 30 min}}}");
  CHECK(mentions(text, "not between"));
}

TEST_CASE("the resolved scenario reads back to the same scenario") {
  Diagnostics diagnostics;
  const auto once = scenario::load(
      {.path = "s.yaml",
       .text = "region: {generate: {}}\nservices: [{id: a, vehicles: [{count: 3}]}]"},
      "", diagnostics);
  REQUIRE(once);
  const auto text = io::write_yaml(*once);
  const auto twice = scenario::load({.path = "again.yaml", .text = text}, "", diagnostics);
  REQUIRE(twice);
  CHECK(io::write_yaml(*twice) == text);
}
