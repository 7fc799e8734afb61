// Whatever happens to a valid document, reading it ends, and every problem has a place and a fix.
#include <array>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/io/field_writer.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/io/field_example.h"

namespace {

using namespace field_example;

constexpr const char* kValid = R"(# A valid document.
name: "Grend: a 'hamlet'"
school: true
seed: 7
share: 5 %
time_value: 72 NOK/h
walk: 2.5 km
deadline: 16:00
sizes: [38.5, 33, 1e-3]
region: {}
detour:
  factor: 1.5
services:
  - id: hent
    lead: 60 min
    fare: 44 NOK
    vehicles:
      - seats: 8
        shift: 06:00-22:00
      - {seats: 15, shift: 18:00-26:00}
  - id: 'skole'
    lead: 1.5 h
)";

// Pieces that mean something to YAML or to our readers.
constexpr std::array<std::string_view, 40> kPieces = {":",     ": ",
                                                      "- ",    "-",
                                                      "[",     "]",
                                                      "{",     "}",
                                                      ",",     "&a ",
                                                      "*a",    "!",
                                                      "!!map", "? ",
                                                      "|",     ">-\n",
                                                      "'",     "\"",
                                                      "\\",    "#",
                                                      "%",     "@",
                                                      "`",     "---",
                                                      "...",   "<<: ",
                                                      "\t",    "\n",
                                                      "\r",    "\n\n  ",
                                                      "  ",    "~",
                                                      "null",  ".nan",
                                                      "0x1",   "010",
                                                      "\xC3",  "\xEF\xBB\xBF",
                                                      "1e999", "!2"};

std::string mutate(std::string text, RandomStream& random) {
  const auto changes = random.between(1, 6);
  for (int i = 0; i < changes && !text.empty(); ++i) {
    const auto size = static_cast<std::int64_t>(text.size());
    const auto at = static_cast<std::size_t>(random.between(0, size - 1));
    const auto length = static_cast<std::size_t>(random.between(1, 30));
    switch (random.between(0, 4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text[at] = static_cast<char>(random.between(0, 255));
        break;
      case 2: {
        const auto piece = static_cast<std::size_t>(random.between(0, kPieces.size() - 1));
        text.insert(at, kPieces[piece]);
        break;
      }
      case 3:
        text.insert(at, text.substr(static_cast<std::size_t>(random.between(0, size - 1)), length));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("the document that the mutations start from is valid") {
  const auto read = read_example(kValid);
  CHECK(read.messages == "");
  CHECK(read.good);
}

TEST_CASE("a mutated document is read, or each of its problems has a place and a fix") {
  constexpr std::uint32_t kDocuments = 20'000;
  std::uint32_t good = 0;
  for (std::uint32_t i = 0; i < kDocuments; ++i) {
    RandomStream random({2026, 0}, i, Purpose::kTest);
    const auto text = mutate(kValid, random);
    Diagnostics diagnostics;
    Example value;
    const auto tree = io::load_scenario({"a.yaml", text, {}}, diagnostics);
    const bool read = tree && io::FieldReader(*tree, "", diagnostics).read(value);
    const bool fine = read && !diagnostics.has_errors();
    good += fine ? 1 : 0;
    INFO("document " << i << ":\n" << text << "\n" << diagnostics.to_string());
    if (!tree || !read) REQUIRE(diagnostics.has_errors());
    for (const auto& item : diagnostics.items()) {
      REQUIRE(item.mark.file == "a.yaml");
      REQUIRE(item.mark.line >= 1);
      REQUIRE(item.mark.column >= 1);
      REQUIRE_FALSE(item.message.empty());
      REQUIRE_FALSE(item.fix.empty());
    }
    if (fine) {
      const auto again = read_example(io::write_yaml(value));
      REQUIRE(again.messages == "");
      REQUIRE(again.value == value);
    }
  }
  // Most changes break the document, a few (in a comment, in a text) do not.
  CHECK(good > kDocuments / 100);
  CHECK(good < kDocuments / 2);
}

TEST_CASE("random texts of YAML's own pieces never crash the reader") {
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    RandomStream random({2027, 0}, i, Purpose::kTest);
    std::string text;
    const auto pieces = random.between(1, 40);
    for (int k = 0; k < pieces; ++k) {
      text += kPieces[static_cast<std::size_t>(random.between(0, kPieces.size() - 1))];
      if (random.chance(0.5)) text += static_cast<char>(random.between('a', 'd'));
    }
    INFO(text);
    const auto read = read_example(text);
    CHECK(read.good == read.messages.empty());
  }
}
