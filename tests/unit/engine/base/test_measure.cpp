#include <type_traits>

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "tests/support/catch.h"

using namespace grend;

namespace {

template <class A, class B>
concept Adds = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept Multiplies = requires(A a, B b) {
  a* b;
};
template <class A, class B>
concept Divides = requires(A a, B b) {
  a / b;
};

}  // namespace

TEST_CASE("measures of different kinds do not mix, and real factors are refused") {
  STATIC_REQUIRE(Adds<Duration, Duration>);
  STATIC_REQUIRE_FALSE(Adds<Duration, Distance>);
  STATIC_REQUIRE_FALSE(Adds<Duration, int>);
  STATIC_REQUIRE_FALSE(Adds<Time, Time>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<int, Duration>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Duration, Distance>);
  STATIC_REQUIRE(Multiplies<Duration, int>);
  STATIC_REQUIRE(Multiplies<long long, Duration>);
  STATIC_REQUIRE_FALSE(Multiplies<Duration, double>);
  STATIC_REQUIRE_FALSE(Multiplies<float, Duration>);
  STATIC_REQUIRE_FALSE(Divides<Duration, double>);
}

TEST_CASE("named functions convert from and to what users see") {
  CHECK(hours(2) == minutes(120));
  CHECK(minutes(3) == seconds(180));
  CHECK(seconds(5) == milliseconds(5000));
  CHECK(kilometres(1) == metres(1000));
  CHECK(metres(1) == centimetres(100));
  CHECK(kroner(44) == ore(4400));
  CHECK(to_seconds(milliseconds(1500)) == 1.5);
  CHECK(to_minutes(seconds(90)) == 1.5);
  CHECK(to_hours(minutes(90)) == 1.5);
  CHECK(to_metres(centimetres(250)) == 2.5);
  CHECK(to_kilometres(metres(2500)) == 2.5);
  CHECK(to_kroner(ore(-150)) == -1.5);
}

TEST_CASE("arithmetic is that of integers") {
  CHECK(minutes(5) - minutes(7) == -minutes(2));
  CHECK(3 * minutes(5) == minutes(5) * 3);
  CHECK(milliseconds(7) / 2 == milliseconds(3));    // towards zero
  CHECK(milliseconds(-7) / 2 == milliseconds(-3));  // on both sides
  CHECK(minutes(3) / minutes(2) == 1.5);
  Duration d = minutes(1);
  d += seconds(30);
  d -= seconds(15);
  CHECK(d == seconds(75));
  CHECK(Duration::max() + Duration::max() > Duration::max());  // room to add without overflow
}

TEST_CASE("scaling rounds to the nearest tick, halves away from zero") {
  CHECK(milliseconds(10).scaled(0.25) == milliseconds(3));    // 2.5
  CHECK(milliseconds(-10).scaled(0.25) == milliseconds(-3));  // -2.5
  CHECK(milliseconds(10).scaled(0.24) == milliseconds(2));
  CHECK(minutes(10).scaled(1.3) == minutes(13));
}

TEST_CASE("rounding is exact next to a half") {
  CHECK(rounded(0.5) == 1);
  CHECK(rounded(-0.5) == -1);
  CHECK(rounded(0.49999999999999994) == 0);  // adding 0.5 gives 1.0
  CHECK(rounded(4503599627370497.5) == 4503599627370498);
  CHECK(rounded(-2.4) == -2);
}

TEST_CASE("speeds are whole millimetres a second") {
  CHECK(kilometres_per_hour(36).ticks() == 10'000);
  CHECK(kilometres_per_hour(80).ticks() == 22'222);  // 22,222.2
  CHECK(kilometres_per_hour(50).ticks() == 13'889);  // 13,888.9
  CHECK(to_kilometres_per_hour(kilometres_per_hour(36)) == 36);
}

TEST_CASE("travel time is distance over speed to the nearest millisecond") {
  CHECK(travel_time(metres(100), kilometres_per_hour(36)) == seconds(10));
  // 1 cm at 22.222 m/s takes 0.45 ms, 2 cm take 0.90 ms.
  CHECK(travel_time(centimetres(1), kilometres_per_hour(80)) == milliseconds(0));
  CHECK(travel_time(centimetres(2), kilometres_per_hour(80)) == milliseconds(1));
  // The longest drive in Norway, 3,000 km at 60 km/h (16,667 mm/s): 179,996.4 s, far from overflow.
  CHECK(travel_time(kilometres(3000), kilometres_per_hour(60)) == milliseconds(179'996'400));
}

TEST_CASE("times of day may pass midnight") {
  const Time late = clock_time(23, 30) + hours(2);
  CHECK(late == clock_time(25, 30));
  CHECK(late - clock_time(23, 30) == hours(2));
  CHECK(late.since_midnight() == minutes(25 * 60 + 30));
  CHECK(Time::min() < Time());
  CHECK(Time::max() > late);
}

TEST_CASE("an interval holds its start and not its end") {
  const Interval<Time> morning{clock_time(7, 0), clock_time(9, 0)};
  CHECK(morning.contains(clock_time(7, 0)));
  CHECK(morning.contains(clock_time(9, 0) - milliseconds(1)));
  CHECK_FALSE(morning.contains(clock_time(9, 0)));
  CHECK(morning.length() == hours(2));
  CHECK_FALSE(morning.empty());
  CHECK(Interval<Time>{clock_time(7, 0), clock_time(7, 0)}.empty());
}
