#include "engine/io/table_time.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::io;

namespace {

constexpr Date kDay{2026, 3, 1};

// In seconds since midnight; a text that is no time gives its problem.
std::optional<double> read(std::string_view text) {
  ValueProblem problem;
  const auto time = parse_table_time(text, kDay, problem);
  CHECK(time.has_value() == problem.message.empty());
  return time ? std::optional(to_seconds(time->since_midnight())) : std::nullopt;
}

std::string problem_of(std::string_view text) {
  ValueProblem problem;
  parse_table_time(text, kDay, problem);
  return problem.message + "; " + problem.fix;
}

}  // namespace

TEST_CASE("a time in a table is a clock, seconds, or a date with a clock") {
  CHECK(read("08:15") == 29'700);
  CHECK(read("25:00:30") == 90'030);
  CHECK(read("29700") == 29'700);
  CHECK(read("29700.25") == 29'700.25);
  CHECK(read("-3600") == -3600);  // an hour before midnight
  CHECK(read("2026-03-01T08:15") == 29'700);
  CHECK(read(" 2026-03-01 08:15:30 ") == 29'730);
  // The day before the first of March is the 28th of February: 2026 is no leap year.
  CHECK(read("2026-02-28T23:00") == -3600);
  CHECK(read("2026-03-02T00:00") == 86'400);
}

TEST_CASE("what is no time is told with the mend") {
  CHECK_FALSE(read("half past eight"));
  CHECK_FALSE(read(""));
  CHECK_FALSE(read("2026-02-30T08:00"));
  CHECK_FALSE(read("1e300"));
  CHECK_FALSE(read("2020-01-01T08:00"));
  CHECK(problem_of("2026-03-01T08:15Z").find("zone") != std::string::npos);
  CHECK(problem_of("2026-03-01T08:15+01:00").find("zone") != std::string::npos);
  CHECK(problem_of("2020-01-01T08:00").find("calendar.date") != std::string::npos);
}
