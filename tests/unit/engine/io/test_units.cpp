#include <string>

#include "engine/io/units.h"
#include "tests/support/catch.h"

namespace {

using namespace grend;
using io::Quantity;

std::int64_t ticks(Quantity quantity, std::string_view text) {
  io::ValueProblem problem;
  const auto value = io::parse_quantity(quantity, text, problem);
  INFO(text << ": " << problem.message);
  REQUIRE(value);
  return *value;
}

// "message; fix" of whatever a parser says of a text.
template <class Parser>
std::string said(Parser parser) {
  io::ValueProblem problem;
  REQUIRE_FALSE(parser(problem).has_value());
  CHECK_FALSE(problem.fix.empty());
  return problem.message + "; " + problem.fix;
}

std::string wrong(Quantity quantity, std::string_view text) {
  return said(
      [&](io::ValueProblem& problem) { return io::parse_quantity(quantity, text, problem); });
}

std::string wrong_number(std::string_view text) {
  return said([&](io::ValueProblem& problem) { return io::parse_number(text, problem); });
}

std::string wrong_whole(std::string_view text) {
  return said([&](io::ValueProblem& problem) { return io::parse_whole_number(text, problem); });
}

std::string wrong_clock(std::string_view text) {
  return said([&](io::ValueProblem& problem) { return io::parse_clock(text, problem); });
}

std::string wrong_interval(std::string_view text) {
  return said([&](io::ValueProblem& problem) { return io::parse_clock_interval(text, problem); });
}

std::string wrong_date(std::string_view text) {
  return said([&](io::ValueProblem& problem) { return io::parse_date(text, problem); });
}

}  // namespace

TEST_CASE("quantities become ticks exactly") {
  CHECK(ticks(Quantity::kDuration, "15 min") == 15 * 60'000);
  CHECK(ticks(Quantity::kDuration, "1.5 h") == 5'400'000);
  CHECK(ticks(Quantity::kDuration, "90 s") == 90'000);
  CHECK(ticks(Quantity::kDuration, "90s") == 90'000);
  CHECK(ticks(Quantity::kDistance, "2 km") == 200'000);
  CHECK(ticks(Quantity::kDistance, "300 m") == 30'000);
  // In binary floating point 0.29 km is 28,999.999... cm and would be cut to 28,999.
  CHECK(ticks(Quantity::kDistance, "0.29 km") == 29'000);
  CHECK(ticks(Quantity::kMoney, "35 NOK") == 3'500);
  CHECK(ticks(Quantity::kMoney, "35.50 kr") == 3'550);
  CHECK(ticks(Quantity::kSpeed, "12 m/s") == 12'000);
  // 60 km/h = 60 * 10^6 / 3600 mm/s = 16,666.67, rounded to the nearest.
  CHECK(ticks(Quantity::kSpeed, "60 km/h") == 16'667);
  CHECK(ticks(Quantity::kSpeed, "36 km/h") == 10'000);
}

TEST_CASE("what is finer than a tick is rounded to the nearest, halves away from zero") {
  CHECK(ticks(Quantity::kDuration, "0.0004 s") == 0);
  CHECK(ticks(Quantity::kDuration, "0.0005 s") == 1);
  CHECK(ticks(Quantity::kDuration, "-0.0005 s") == -1);
  CHECK(ticks(Quantity::kMoney, "0.005 NOK") == 1);
  CHECK(ticks(Quantity::kMoney, "0.00499 NOK") == 0);
}

TEST_CASE("quantities without or with a wrong unit say what to write") {
  CHECK(wrong(Quantity::kDuration, "15") == "'15' has no unit; write 15 s, 15 min or 15 h");
  CHECK(wrong(Quantity::kMoney, "35") == "'35' has no unit; write 35 NOK or 35 kr");
  CHECK(wrong(Quantity::kDuration, "2 km") ==
        "'2 km' is a distance, not a duration; write 2 s, 2 min or 2 h");
  CHECK(wrong(Quantity::kDuration, "15 minutes") ==
        "unknown unit 'minutes' in '15 minutes'; write 15 min");
  CHECK(wrong(Quantity::kDuration, "15 Min") == "unknown unit 'Min' in '15 Min'; write 15 min");
  CHECK(wrong(Quantity::kSpeed, "60 km/t") == "unknown unit 'km/t' in '60 km/t'; write 60 km/h");
  CHECK(wrong(Quantity::kDistance, "2 µm") == "unknown unit 'µm' in '2 µm'; write 2 m or 2 km");
}

TEST_CASE("quantities whose number is wrong") {
  CHECK(wrong(Quantity::kDuration, "1,5 h") == "'1,5' has a decimal comma; write 1.5 h");
  CHECK(wrong(Quantity::kDuration, "010 min") == "'010' has a leading zero; write 10 min");
  CHECK(wrong(Quantity::kMoney, "1 000 NOK") ==
        "'1 000' has separators between its digits; write 1000 NOK");
  CHECK(wrong(Quantity::kDistance, "1e3 m") == "'1e3 m' has an exponent; write all its digits");
  CHECK(wrong(Quantity::kDistance, ".nan m") ==
        "'.nan m' is not a number; write a distance such as 300 m or 2.5 km");
  CHECK(wrong(Quantity::kDistance, "") ==
        "an empty text is not a number; write a distance such as 300 m or 2.5 km");
  CHECK(wrong(Quantity::kDistance, "99999999999999 km") ==
        "'99999999999999 km' is too large or has too many digits; shorten it");
  CHECK(wrong(Quantity::kDistance, "0.0000000000000000000001 km") ==
        "'0.0000000000000000000001 km' is too large or has too many digits; shorten it");
}

TEST_CASE("the text of a quantity is short and reads back") {
  CHECK(io::quantity_text(Quantity::kDuration, 0) == "0 s");
  CHECK(io::quantity_text(Quantity::kDuration, 90'000) == "90 s");
  CHECK(io::quantity_text(Quantity::kDuration, 900'000) == "15 min");
  CHECK(io::quantity_text(Quantity::kDuration, 5'400'000) == "90 min");
  CHECK(io::quantity_text(Quantity::kDuration, 7'200'000) == "2 h");
  CHECK(io::quantity_text(Quantity::kDuration, 1) == "0.001 s");
  CHECK(io::quantity_text(Quantity::kDistance, 250'000) == "2.5 km");
  CHECK(io::quantity_text(Quantity::kDistance, 123'456) == "1234.56 m");
  CHECK(io::quantity_text(Quantity::kMoney, -3'550) == "-35.5 NOK");
  CHECK(io::quantity_text(Quantity::kSpeed, 16'667) == "60 km/h");
  CHECK(io::quantity_text(Quantity::kSpeed, 1) == "0.004 km/h");
  for (const auto quantity :
       {Quantity::kDuration, Quantity::kDistance, Quantity::kMoney, Quantity::kSpeed}) {
    for (std::int64_t value = 1; value < 1'000'000'000'000; value = value * 7 + 3) {
      CHECK(ticks(quantity, io::quantity_text(quantity, value)) == value);
      CHECK(ticks(quantity, io::quantity_text(quantity, -value)) == -value);
    }
  }
}

TEST_CASE("plain numbers are strict") {
  io::ValueProblem problem;
  CHECK(io::parse_whole_number("-12", problem) == -12);
  CHECK(io::parse_number("1.5e-3", problem) == 1.5e-3);
  CHECK(io::parse_number("0", problem) == 0.0);
  CHECK(wrong_whole("010") == "'010' has a leading zero; write 10");
  CHECK(wrong_whole("00") == "'00' has a leading zero; write 0");
  CHECK(wrong_whole("0x10") ==
        "'0x10' is not a decimal number; write it with the digits 0 to 9 only");
  CHECK(wrong_whole("0o17") ==
        "'0o17' is not a decimal number; write it with the digits 0 to 9 only");
  CHECK(wrong_whole("1.5") == "'1.5' is not a whole number; write it without decimals");
  CHECK(wrong_whole("1_000") == "'1_000' has separators between its digits; write 1000");
  CHECK(wrong_whole("+3") == "'+3' has a plus sign; write 3");
  CHECK(wrong_whole("8 seats") == "'8 seats' has a unit, but a plain number is expected; write 8");
  CHECK(wrong_whole("9999999999999999999") ==
        "'9999999999999999999' is too large; choose a smaller number");
  CHECK(wrong_number("1,5") == "'1,5' has a decimal comma; write 1.5");
  CHECK(wrong_number("-.5") == "'-.5' starts with a point; write -0.5");
  CHECK(wrong_number("5.") == "'5.' ends with a point; write 5");
  CHECK(wrong_number("-") == "'-' is not a number; write a number such as 1.5");
  CHECK(wrong_number(".NaN") == "'.NaN' is not a finite number; write a number such as 1.5");
  CHECK(wrong_number("-.inf") == "'-.inf' is not a finite number; write a number such as 1.5");
  CHECK(wrong_number("1e999") == "'1e999' is too large or too small; choose another number");
  CHECK(wrong_number("five") == "'five' is not a number; write a number such as 1.5");
}

TEST_CASE("a number with its own unit must carry it") {
  io::ValueProblem problem;
  CHECK(io::parse_number_with_unit("72 NOK/h", "NOK/h", problem) == 72.0);
  const auto wrong_unit = [](std::string_view text) {
    return said([&](io::ValueProblem& p) { return io::parse_number_with_unit(text, "NOK/h", p); });
  };
  CHECK(wrong_unit("72") == "'72' has no unit; write 72 NOK/h");
  CHECK(wrong_unit("72 NOK") == "'72 NOK' has the wrong unit; write 72 NOK/h");
  CHECK(wrong_unit("1e") == "'1e' has the wrong unit; write 1 NOK/h");
  CHECK(wrong_unit("010") == "'010' has a leading zero; write 10");
}

TEST_CASE("a percentage is the same number as its share") {
  io::ValueProblem problem;
  CHECK(io::parse_share("5 %", problem) == 0.05);
  CHECK(io::parse_share("5%", problem) == 0.05);
  CHECK(io::parse_share("0.05", problem) == 0.05);
  // 3.3 / 100 in binary is not the number nearest to 0.033.
  CHECK(io::parse_share("3.3 %", problem) == 0.033);
  CHECK(io::parse_share("0.7 %", problem) == 0.007);
}

TEST_CASE("times of day and spans may pass midnight") {
  io::ValueProblem problem;
  CHECK(io::parse_clock("16:00", problem) == clock_time(16, 0));
  CHECK(io::parse_clock("6:05", problem) == clock_time(6, 5));
  CHECK(io::parse_clock("26:00", problem) == clock_time(26, 0));
  CHECK(io::parse_clock("06:00:30.25", problem) == clock_time(6, 0) + milliseconds(30'250));
  const auto span = io::parse_clock_interval("18:00 - 26:00", problem);
  REQUIRE(span);
  CHECK(span->length() == hours(8));
  CHECK(io::clock_interval_text(*span) == "18:00-26:00");
  CHECK(io::clock_text(clock_time(6, 0) + milliseconds(30'250)) == "06:00:30.250");
  CHECK(wrong_clock("16.30") == "'16.30' is not a time of day; write 16:30");
  CHECK(wrong_clock("0830") == "'0830' is not a time of day; write 08:30");
  CHECK(
      wrong_clock("16:60") ==
      "'16:60' is not a time of day; write hours and minutes of the 24-hour clock, such as 16:00");
  CHECK(wrong_interval("22:00-02:00") ==
        "'22:00-02:00' ends before it starts; if it ends on the day after, write 22:00-26:00");
  CHECK(wrong_interval("06:00-06:00") ==
        "'06:00-06:00' ends before it starts; the end must be after the start");
  CHECK(wrong_interval("06:00") ==
        "'06:00' is not a span of time; write two times with a hyphen "
        "between, such as 06:00-22:00");
}

TEST_CASE("dates follow the calendar") {
  io::ValueProblem problem;
  CHECK(io::parse_date("2028-02-29", problem) == io::Date{2028, 2, 29});
  CHECK(io::parse_date("2000-02-29", problem) == io::Date{2000, 2, 29});
  CHECK(wrong_date("2026-02-29") ==
        "'2026-02-29' is not in the calendar; February 2026 has the days 1 to 28");
  CHECK(wrong_date("1900-02-29") ==
        "'1900-02-29' is not in the calendar; February 1900 has the days 1 to 28");
  CHECK(wrong_date("2026-13-01") == "'2026-13-01' has no month 13; write year-month-day");
  CHECK(wrong_date("12.1.2026") == "'12.1.2026' is not a date; write 2026-01-12");
  CHECK(wrong_date("tomorrow") ==
        "'tomorrow' is not a date; write year-month-day, such as 2026-01-12");
}
