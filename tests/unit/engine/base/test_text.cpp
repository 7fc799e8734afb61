#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "tests/support/catch.h"

using namespace grend;

TEST_CASE("trim takes blanks, tabs and line ends from both sides") {
  CHECK(trim("  a b\t\r\n") == "a b");
  CHECK(trim("a") == "a");
  CHECK(trim(" \t ").empty());
  CHECK(trim("").empty());
}

TEST_CASE("split keeps empty parts") {
  using Parts = std::vector<std::string_view>;
  CHECK(split("a;b;c", ';') == Parts{"a", "b", "c"});
  CHECK(split(";a;", ';') == Parts{"", "a", ""});
  CHECK(split("", ';') == Parts{""});
}

TEST_CASE("whole numbers are read whole or not at all") {
  CHECK(parse_int("-42") == -42);
  CHECK(parse_int("9223372036854775807") == 9223372036854775807);
  CHECK_FALSE(parse_int("9223372036854775808"));
  for (const auto* text : {"", " 1", "1 ", "+1", "0x10", "1.0", "1e3", "1,000", "one"}) {
    INFO(text);
    CHECK_FALSE(parse_int(text));
  }
}

TEST_CASE("real numbers are read in the C locale, finite only") {
  CHECK(parse_real("-1.5") == -1.5);
  CHECK(parse_real("1e3") == 1000);
  CHECK(parse_real("7") == 7);
  for (const auto* text :
       {"", "1,5", "1.5 ", "+1", "nan", "inf", "-inf", "1e999", "0x1p3", "--1"}) {
    INFO(text);
    CHECK_FALSE(parse_real(text));
  }
}

TEST_CASE("the edit distance counts insert, delete, replace and swap of neighbours") {
  CHECK(edit_distance("fleet", "fleet") == 0);
  CHECK(edit_distance("fleat", "fleet") == 1);
  CHECK(edit_distance("flet", "fleet") == 1);
  CHECK(edit_distance("fleeet", "fleet") == 1);
  CHECK(edit_distance("felet", "fleet") == 1);  // e and l swapped
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
}

TEST_CASE("a slip of the pen finds its word, another word does not") {
  const std::vector<std::string> keys = {"fleet", "fares", "seats", "wheelchairs"};
  CHECK(did_you_mean("fleat", keys) == "fleet");
  CHECK(did_you_mean("wheelchair", keys) == "wheelchairs");
  CHECK(did_you_mean("seat", keys) == "seats");
  CHECK_FALSE(did_you_mean("municipality", keys));
  CHECK_FALSE(did_you_mean("fleet", std::vector<std::string>{}));
  // Equally near: the first in the list, so that the message does not depend on chance.
  CHECK(did_you_mean("cat", std::vector<std::string>{"car", "bat"}) == "car");
  // One letter is no hint at another letter.
  CHECK_FALSE(did_you_mean("x", std::vector<std::string>{"y"}));
}
