#include "engine/network/tag_values.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::network;

TEST_CASE("Speed limits are read as mappers write them") {
  const NamedLimits named;
  const auto limit = [&](std::string_view text) { return parse_limit(text, named); };
  CHECK(limit("50") == kilometres_per_hour(50));
  CHECK(limit(" 50 ") == kilometres_per_hour(50));
  CHECK(limit("50 km/h") == kilometres_per_hour(50));
  CHECK(limit("57.5") == kilometres_per_hour(57.5));
  CHECK(limit("50 mph") == kilometres_per_hour(50 * 1.609344));
  CHECK(limit("50mph") == kilometres_per_hour(50 * 1.609344));
  CHECK(limit("6 knots") == kilometres_per_hour(6 * 1.852));
  CHECK(limit("walk") == named.walk);
  CHECK(limit("none") == named.none);
  CHECK(limit("NO:urban") == named.urban);
  CHECK(limit("NO:rural") == named.rural);
  CHECK(limit("SE:motorway") == named.motorway);
  CHECK(limit("DE:living_street") == named.living_street);
  CHECK(limit("NO:zone:30") == kilometres_per_hour(30));
  CHECK(limit("NO:zone30") == kilometres_per_hour(30));
  CHECK(limit("FL:zone:30") == kilometres_per_hour(30));
}

TEST_CASE("Of several limits the lowest holds") {
  const NamedLimits named;
  CHECK(parse_limit("80;60", named) == kilometres_per_hour(60));
  CHECK(parse_limit("signals; 70", named) == kilometres_per_hour(70));
}

TEST_CASE("What is no limit is none") {
  const NamedLimits named;
  for (const char* text : {"", ";", "signals", "variable", "0", "-50", "fast", "50 furlongs",
                           "1.2.3", "NO:", "nan", "inf", "1e999"}) {
    INFO(text);
    CHECK_FALSE(parse_limit(text, named));
  }
}

TEST_CASE("Crossing times are read as mappers write them") {
  CHECK(parse_duration("25") == minutes(25));
  CHECK(parse_duration("0:25") == minutes(25));
  CHECK(parse_duration("00:25") == minutes(25));
  CHECK(parse_duration("1:05:30") == hours(1) + minutes(5) + seconds(30));
  CHECK(parse_duration("PT25M") == minutes(25));
  CHECK(parse_duration("PT1H30M") == minutes(90));
  CHECK(parse_duration("PT45S") == seconds(45));
}

TEST_CASE("What is no crossing time is none") {
  for (const char* text : {"", "0", "0:00", "-5", ":", "1:2:3:4", "25 min", "PT", "PT5", "PTM",
                           "PT5X", "99999999999999999999", "1:"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
}
