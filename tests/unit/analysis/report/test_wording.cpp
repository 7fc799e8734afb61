#include <cmath>

#include "analysis/report/html.h"
#include "analysis/report/svg.h"
#include "analysis/report/wording.h"
#include "tests/support/catch.h"

using namespace grend::report;

TEST_CASE("numbers, times and dates in the reader's language") {
  const Wording en(Language::kEnglish), nb(Language::kBokmal);
  CHECK(en.number(1234567.0) == "1,234,567");
  CHECK(nb.number(1234567.0) == "1\u202f234\u202f567");
  CHECK(nb.number(1234.0) == "1234");  // four figures stand together
  CHECK(nb.number(12.345) == "12,3");
  CHECK(en.number(-0.004, 2) == "0.00");  // no minus before nothing
  CHECK(en.number(-1.5) == "\u22121.50");
  CHECK(en.number(std::nan("")) == "–");
  CHECK(en.signed_number(2) == "+2");
  CHECK(nb.quantity(82.04, "percent") == "82,0\u00a0%");
  CHECK(nb.quantity(6'174'126, "NOK") == "6,17\u00a0mill. kr");
  CHECK(nb.interval({82.04, 80.1, 84.0}, "percent") == "82,0\u00a0% (80,1–84,0)");
  CHECK(nb.clock(26'100) == "07:15");
  CHECK(nb.date("seconds since 2026-01-12 00:00:00") == "12. januar 2026");
  CHECK(en.date("seconds since 2026-05-01 00:00:00") == "1 May 2026");
}

TEST_CASE("text is escaped, ticks are round and reach the greatest value") {
  CHECK(escape("<b> & \"c\"") == "&lt;b&gt; &amp; &quot;c&quot;");
  CHECK(ticks(8.7) == std::vector<double>{0, 2, 4, 6, 8, 10});
  CHECK(ticks(0) == std::vector<double>{0, 1});
  CHECK(ticks(0.3, 3).back() >= 0.3 * 0.999);
}
