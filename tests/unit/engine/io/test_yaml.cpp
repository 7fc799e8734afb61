#include <string>

#include "engine/io/yaml.h"
#include "tests/support/catch.h"

namespace {

using namespace grend;

// All problems of a text read as "a.yaml".
std::string problems(std::string_view text) {
  Diagnostics diagnostics;
  const auto tree = io::parse_yaml(text, "a.yaml", diagnostics);
  CHECK((tree.has_value() || diagnostics.has_errors()));
  return diagnostics.to_string();
}

std::string error(const std::string& place, const std::string& message, const std::string& fix) {
  return "a.yaml:" + place + ": error: " + message + "; " + fix + "\n";
}

constexpr const char* kColumns = "keys of one map, and items of one list, start in the same column";
constexpr const char* kRunsOn =
    "check its indentation, and that brackets above are closed; a text of several lines starts "
    "with "
    "'>'";

}  // namespace

TEST_CASE("every key and value knows its place, in characters") {
  Diagnostics diagnostics;
  const auto tree = io::parse_yaml("# a comment\nøst: [1, 'to']\nsør:\n  vest: >-\n    a\n    b\n",
                                   "a.yaml", diagnostics);
  REQUIRE(tree);
  CHECK(diagnostics.items().empty());
  REQUIRE(tree->children.size() == 2);
  const auto& list = tree->children[0];
  CHECK(list.key == "øst");
  CHECK(list.key_mark == SourceMark{"a.yaml", 2, 1});
  // "øst: " is five characters, though six bytes: the list starts in column 6.
  CHECK(list.mark == SourceMark{"a.yaml", 2, 6});
  REQUIRE(list.children.size() == 2);
  CHECK(list.children[0].text == "1");
  CHECK_FALSE(list.children[0].quoted);
  CHECK(list.children[1].text == "to");
  CHECK(list.children[1].quoted);
  CHECK(list.children[1].mark == SourceMark{"a.yaml", 2, 10});
  const auto* inner = tree->find("sør")->find("vest");
  REQUIRE(inner != nullptr);
  CHECK(inner->text == "a b");
  CHECK(inner->quoted);
  CHECK(inner->key_mark == SourceMark{"a.yaml", 4, 3});
  CHECK(tree->find("nord") == nullptr);
}

TEST_CASE("a byte order mark and CRLF line ends change nothing") {
  Diagnostics diagnostics;
  const auto tree = io::parse_yaml(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: x\r\n",
      "a.yaml", diagnostics);
  REQUIRE(tree);
  CHECK(diagnostics.items().empty());
  CHECK(tree->find("a")->mark == SourceMark{"a.yaml", 1, 4});
  CHECK(tree->find("b")->text == "x");
  CHECK(tree->find("b")->mark == SourceMark{"a.yaml", 2, 4});
}

TEST_CASE("an empty text is a null node at its start") {
  for (const char* text : {"", "# only a comment\n", "---\n", "\n\n"}) {
    Diagnostics diagnostics;
    const auto tree = io::parse_yaml(text, "a.yaml", diagnostics);
    REQUIRE(tree);
    CHECK(tree->kind == io::YamlKind::kNull);
    CHECK(tree->mark.line >= 1);
  }
}

TEST_CASE("what a strict scenario may not use is reported, all of it") {
  CHECK(problems("a: 1\nb: 2\na: 3\nb: 4\n") ==
        error("3:1", "the key 'a' is given twice, first on line 1", "keep one of the two") +
            error("4:1", "the key 'b' is given twice, first on line 2", "keep one of the two"));
  CHECK(problems("a: &x 1\nb: *x\nc: !!str 3\n") ==
        error("1:4", "an anchor ('&') is not allowed",
              "remove it and write the value out where it is needed") +
            error("2:4", "an alias ('*') is not allowed", "write the value out") +
            error("3:4", "a tag ('!') is not allowed",
                  "remove it, or put a text that starts with '!' in quotes"));
  CHECK(problems("<<: {a: 1}\n") ==
        error("1:1", "a merge key ('<<') is not allowed",
              "write the values out, or use 'extends: file.yaml' at the top"));
  CHECK(problems("? [a]\n: 1\n: 2\n") ==
        error("1:3", "a key must be text, but is a list", "write 'key: value'") +
            error("3:1", "a key must be text, but is empty", "write 'key: value'"));
  CHECK(problems("a: 1\n---\nb: 2\n") ==
        error("2:1", "a second document starts here",
              "keep one document in a file: remove the line '---' and what follows"));
}

TEST_CASE("the duplicate's first value counts and nothing of a bad key is kept") {
  Diagnostics diagnostics;
  const auto tree = io::parse_yaml("a: 1\na: {b: 2}\n[c]: {d: 3}\ne: 4\n", "a.yaml", diagnostics);
  REQUIRE(tree);
  REQUIRE(tree->children.size() == 2);
  CHECK(tree->find("a")->text == "1");
  CHECK(tree->find("e")->text == "4");
}

TEST_CASE("slips of structure are told in plain words") {
  CHECK(problems("a:\n  b: 3\n   c: 8\n") ==
        error("3:4", "this line runs on from the value on line 2", kRunsOn));
  CHECK(problems("a:\n  b: 3\n c: 8\n") ==
        error("3:2", "this line does not belong to the lines above it", kColumns));
  CHECK(problems("- a\nb: 1\n") ==
        error("2:1", "this line does not belong to the lines above it", kColumns));
  CHECK(problems("a:1\nb: 2\n") == error("1:2", "no space after ':'", "write 'key: value'"));
  CHECK(problems("a: b: c\n") ==
        error("1:5", "a ':' where no key can stand",
              "check the indentation; put a text that contains ': ' in quotes"));
  CHECK(problems("a: {b: 1,\n") ==
        error("1:4", "the bracket '{' is not closed", "add '}' where it ends"));
  CHECK(problems("a: [1, 2\nb: 3\n") ==
        error("2:1", "this line runs on from the value on line 1", kRunsOn));
  CHECK(problems("a: ]\n") == error("1:4", "this closing bracket has no opening one",
                                    "remove it, or check the brackets before it"));
  CHECK(problems("a: \"b\nc: 1\n") ==
        error("1:4", "the quote \" is not closed on this line", "close it where the text ends"));
  CHECK(problems("a: 'it's'\n") ==
        error("1:8", "unexpected text after the value",
              "put the whole value in one pair of quotes, or remove the rest"));
  CHECK(problems("a: @b\n") ==
        error("1:4", "a text cannot start with this character", "put the text in quotes"));
  CHECK(problems("a: - 1\n") ==
        error("1:4", "a list item ('- ') cannot start here",
              "start each item on a line of its own, or write the list in brackets: [a, b]"));
}

TEST_CASE("tabs, other encodings and control characters have a place") {
  CHECK(problems("a:\n\tb: 1\n  \tc: 1\n") ==
        error("2:1", "a tab in the indentation", "indent with spaces, two for each level") +
            error("3:3", "a tab in the indentation", "indent with spaces, two for each level"));
  CHECK(problems("a: \xC3\xB8\xE6\n") ==
        error("1:5", "byte 0xE6 is not UTF-8 text", "save the file with the encoding UTF-8"));
  // Overlong, surrogate, beyond U+10FFFF, cut short: no UTF-8 either.
  for (const char* bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    CHECK(problems(std::string("a: ") + bytes).find("a.yaml:1:4: error: byte 0x") == 0);
  }
  CHECK(problems("\xFF\xFE"
                 "a") ==
        error("1:1", "the file is UTF-16 text", "save it with the encoding UTF-8"));
  CHECK(problems("%YAML 1.1\n---\na: yes\n") ==
        error("1:1", "a directive ('%') is not allowed", "remove the line"));
  CHECK(problems("a: b\x01\n") == error("1:5", "invisible control character 0x01", "remove it"));
  CHECK(problems(std::string("a: b\0c", 6)) ==
        error("1:5", "invisible control character 0x00", "remove it"));
}

TEST_CASE("deep nesting and very large files end early") {
  CHECK(problems(std::string(100'000, '[')).find("nested deeper than 64 levels") !=
        std::string::npos);
  std::string dashes;
  for (int i = 0; i < 100; ++i) dashes += "- ";
  // Level 65 is the dash after 64 others of two characters each: column 129.
  CHECK(problems(dashes) ==
        error("1:129", "nested deeper than 64 levels",
              "no scenario needs that: check the brackets and the indentation"));
  CHECK(problems(std::string((std::size_t{16} << 20) + 1, 'a')) ==
        error("1:1", "the file is larger than 16 MB", "is this the right file?"));
}

TEST_CASE("quoted text reads back as itself") {
  for (const std::string text :
       {"", "Grend", "a: b", "- a", "yes", "010", "1e3", ".nan", "it's \"so\"", "line\nbreak",
        "a\\b", " blank ", "#", "Tromsø", "ends ", "~", "16:00", "\x7F"}) {
    Diagnostics diagnostics;
    const auto tree = io::parse_yaml("a: " + io::quote_yaml(text) + "\n", "a.yaml", diagnostics);
    INFO(io::quote_yaml(text) << "\n" << diagnostics.to_string());
    REQUIRE(tree);
    REQUIRE(tree->find("a") != nullptr);
    CHECK(tree->find("a")->text == text);
    CHECK((tree->find("a")->quoted || !io::looks_typed(text)));
  }
}

TEST_CASE("texts that YAML takes for numbers, truth values or null are known") {
  for (const char* text : {"1", "-1.5", "+3", "1e3", "0x1F", "0o17", "010", ".5", "1_000", ".nan",
                           "-.inf", "true", "Yes", "OFF", "null", "~"}) {
    INFO(text);
    CHECK(io::looks_typed(text));
  }
  for (const char* text : {"", "a", "12a", "e3", "nan", "inf", "-", ".", "truely", "3 km", "0xZ"}) {
    INFO(text);
    CHECK_FALSE(io::looks_typed(text));
  }
}
