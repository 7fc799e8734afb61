#include <string>

#include "engine/base/check.h"
#include "engine/base/diagnostics.h"
#include "engine/base/error.h"
#include "tests/support/catch.h"

using namespace grend;

TEST_CASE("a diagnostic says where, what and how to mend it") {
  Diagnostics d;
  d.error({"run.yaml", 3, 5}, "unknown key 'fleat'", "did you mean 'fleet'?");
  d.warning({"run.yaml", 0, 0}, "no services");
  d.error({}, "nothing to do");
  REQUIRE(d.items().size() == 3);
  CHECK(d.items()[0].to_string() ==
        "run.yaml:3:5: error: unknown key 'fleat'; did you mean 'fleet'?");
  CHECK(d.items()[1].to_string() == "run.yaml: warning: no services");
  CHECK(d.items()[2].to_string() == "error: nothing to do");
}

TEST_CASE("diagnostics come in the order of the text, whatever the order of finding") {
  Diagnostics d;
  d.error({"run.yaml", 9, 1}, "e");
  d.error({"base.yaml", 2, 1}, "f");
  d.error({"run.yaml", 2, 10}, "c");
  d.error({"run.yaml", 2, 3}, "a");
  d.error({"run.yaml", 2, 3}, "b");
  d.warning({"run.yaml", 4, 1}, "d");
  // Files in order of first mention, then line, column; the same place in order of finding.
  std::string order;
  for (const auto& item : d.sorted()) order += item.message;
  CHECK(order == "abcdef");
  CHECK(d.to_string().substr(0, 22) == "run.yaml:2:3: error: a");
}

TEST_CASE("many diagnostics at one place keep the order of finding") {
  Diagnostics d;
  std::string expected;
  for (char c = 'a'; c <= 'z'; ++c) {
    d.error({"run.yaml", 1, 1}, std::string(1, c));
    d.error({"run.yaml", 2, 1}, "");
    expected += c;
  }
  std::string order;
  for (const auto& item : d.sorted()) order += item.message;
  CHECK(order == expected);
}

TEST_CASE("warnings alone are no errors") {
  Diagnostics d;
  d.warning({"run.yaml", 1, 1}, "odd");
  CHECK_FALSE(d.has_errors());
  d.error({"run.yaml", 1, 1}, "wrong");
  CHECK(d.has_errors());
  CHECK(d.error_count() == 1);
}

TEST_CASE("an error carries its exit code and its fix") {
  const Error error(ExitCode::kMissingInput, "no such file: a.pbf", "see docs/data.md");
  CHECK(error.code() == ExitCode::kMissingInput);
  CHECK(static_cast<int>(error.code()) == 66);
  CHECK(error.fix() == "see docs/data.md");
}

TEST_CASE("a failed check is an internal error that names the place") {
  CHECK_NOTHROW(GREND_CHECK(1 + 1 == 2));
  try {
    GREND_CHECK(1 + 1 == 3);
    FAIL("the check passed");
  } catch (const InternalError& error) {
    const std::string what = error.what();
    CHECK(what.find("test_diagnostics.cpp:") != std::string::npos);
    CHECK(what.find("1 + 1 == 3") != std::string::npos);
    CHECK(static_cast<int>(error.code()) == 70);
  }
}
