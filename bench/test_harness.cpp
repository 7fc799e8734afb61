#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "bench/harness.h"
#include "tests/support/catch.h"

namespace bench = grend::bench;

TEST_CASE("a target is one line: id, value, unit, target, verdict") {
  std::ostringstream out;
  bench::Report report(out, "");
  report.target("day.default", 0.8765432, "s", bench::at_most(1));
  report.target("day.default", 1.25, "s", bench::at_most(1));
  report.target("events", 2.5e7, "1/s", bench::at_least(1e7));
  report.target("events", 9e6, "1/s", bench::at_least(1e7));
  report.target("edge", 1, "s", bench::at_most(1));
  report.target("nothing", std::numeric_limits<double>::quiet_NaN(), "s", bench::at_most(1));
  CHECK(out.str() ==
        "day.default 0.8765 s <=1 ok\n"
        "day.default 1.25 s <=1 short\n"
        "events 2.5e+07 1/s >=1e+07 ok\n"
        "events 9e+06 1/s >=1e+07 short\n"
        "edge 1 s <=1 ok\n"
        "nothing nan s <=1 short\n");
  CHECK(report.exit_code() == 0);  // a missed target is no failure
}

TEST_CASE("a wrong answer is named and makes the exit code 1") {
  std::ostringstream out;
  bench::Report report(out, "");
  report.check("digest of the default day", true);
  CHECK(out.str().empty());
  report.check("digest of Hamar", false);
  report.check("another right answer", true);
  CHECK(out.str() == "# wrong: digest of Hamar\n");
  CHECK(report.exit_code() == 1);
}

TEST_CASE("data that is absent is said to be absent") {
  std::ostringstream out;
  bench::Report report(out, GREND_SOURCE_DIR);
  CHECK(report.data_file("README.md").value_or("") == std::string(GREND_SOURCE_DIR "/README.md"));
  CHECK_FALSE(report.data_file("no/such.pbf"));
  CHECK(out.str() == "# skipped: no data (" GREND_SOURCE_DIR "/no/such.pbf)\n");
  CHECK(report.exit_code() == 0);
}

TEST_CASE("the median is the middle value, or the mean of the two middle ones") {
  CHECK(bench::median({3, 1, 2}) == 2);
  CHECK(bench::median({4, 1, 3, 2}) == 2.5);
  CHECK(bench::median({7}) == 7);
  CHECK(std::isnan(bench::median({})));
}

TEST_CASE("work is timed as often as asked, and pairs in turn") {
  int calls = 0;
  CHECK(bench::median_seconds(5, [&] { ++calls; }) >= 0);
  CHECK(calls == 5);
  std::string order;
  const auto compared = bench::compare_seconds(
      3, [&] { order += 'a'; }, [&] { order += 'b'; });
  CHECK(order == "ababab");
  CHECK(compared.baseline >= 0);
  CHECK(compared.candidate >= 0);
  // A loop 100 times as long takes longer: the ratio is candidate over baseline.
  const auto loop = [](long n) {
    double x = 1;
    for (long i = 0; i < n; ++i) {
      x = x * 0.5 + 1;
      bench::keep(x);
    }
  };
  CHECK(bench::compare_seconds(
            3, [&] { loop(10'000); }, [&] { loop(1'000'000); })
            .ratio > 2);
}

TEST_CASE("the peak of memory counts what was touched") {
  const double before = bench::peak_megabytes();
  std::vector<char> block(200'000'000, 1);
  bench::keep(block);
  CHECK(bench::peak_megabytes() > before + 100);
}
