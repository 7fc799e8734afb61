#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "engine/io/csv.h"
#include "engine/io/csv_writer.h"
#include "engine/io/text_file.h"
#include "tests/support/catch.h"

using namespace grend;
using io::CsvReader;

namespace {

// A file that lives as long as the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_((std::filesystem::temp_directory_path() / "grend_test_csv.csv").string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Row {
  std::string name;
  std::int64_t persons;
  bool operator==(const Row&) const = default;
};

// All good rows of a table with the columns name and persons (0 to 1000).
std::vector<Row> read_rows(const std::string& text, std::size_t max_bad_rows = 0) {
  const TemporaryFile file(text);
  CsvReader csv({file.path(), "", max_bad_rows});
  const auto columns = csv.require({"name", "persons"});
  std::vector<Row> rows;
  while (csv.next()) {
    const Row row{std::string(csv.text(columns[0])), csv.integer(columns[1], {0, 1000})};
    if (csv.row_is_good()) rows.push_back(row);
  }
  csv.finish();
  return rows;
}

// What the reader says about a text, file name left out; empty if nothing.
std::string complaint(const std::string& text) {
  try {
    read_rows(text);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    std::string what = error.what();
    const std::string path = TemporaryFile("").path();
    for (auto at = what.find(path); at != std::string::npos; at = what.find(path)) {
      what.erase(at, path.size());
    }
    return what;
  }
  return "";
}

bool says(const std::string& text, const std::string& part) {
  const std::string what = complaint(text);
  INFO(what);
  return what.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A table reads the same with either separator, any line ending and a byte order mark") {
  const std::vector<Row> expected = {{"Kvam", 12}, {"Bø", 7}};
  CHECK(read_rows("name,persons\nKvam,12\nBø,7\n") == expected);
  CHECK(read_rows("name;persons\r\nKvam;12\r\nBø;7\r\n") == expected);
  CHECK(read_rows("name,persons\rKvam,12\rBø,7\r") == expected);
  CHECK(read_rows("\xEF\xBB\xBFname,persons\nKvam,12\nBø,7") == expected);
  CHECK(read_rows("persons,extra,name\n12,x,Kvam\n\n7,,Bø\n\n") == expected);
}

TEST_CASE("Quotes may hide separators, line ends and quotes") {
  CHECK(read_rows("name,persons\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n") ==
        std::vector<Row>{{"a,b", 1}, {"say \"hi\"", 2}, {"two\nlines", 3}});
  CHECK(says("name,persons\n\"a\"b,1\n", ":2:4: error: text after the closing quote"));
  CHECK(says("name,persons\na,1\n\"b,2\n", ":3:1: error: a quote that nothing closes"));
  // The line after a field with a line end inside is the fourth.
  CHECK(says("name,persons\n\"x\ny\",1\nz,many\n", ":4:3: error: persons: 'many'"));
}

TEST_CASE("Bad values are named with line and column, all at once") {
  const std::string text =
      "name,persons\nA,12\nB,x\nC,-1\nD,1001\nE\nF,1,2\nG,nan\nH,1.5\nI,99999999999999999999\n";
  const std::string what = complaint(text);
  INFO(what);
  for (const char* part :
       {"8 of 9 rows are bad, allowed are 0", ":3:3: error: persons: 'x' is not a whole number",
        ":4:3: error: persons: -1 is not between 0 and 1000",
        ":5:3: error: persons: 1001 is not between 0 and 1000",
        ":6:1: error: 1 fields where the header has 2",
        ":7:5: error: 3 fields where the header has 2", ":8:3: error: persons: 'nan'",
        ":9:3: error: persons: '1.5'", ":10:3: error: persons: '99999999999999999999'"}) {
    INFO(part);
    CHECK(what.find(part) != std::string::npos);
  }
}

TEST_CASE("Of very many problems the first 20 are listed and the rest counted") {
  std::string text = "name,persons\n";
  for (int i = 0; i < 3'000; ++i) text += "A,x\n";
  const std::string what = complaint(text);
  CHECK(what.find("3000 of 3000 rows are bad") != std::string::npos);
  CHECK(what.find(":21:3:") != std::string::npos);  // the 20th problem is in line 21
  CHECK(what.find(":22:3:") == std::string::npos);
  CHECK(what.find("... and 2980 more") != std::string::npos);
}

TEST_CASE("As many bad rows as allowed are left out and counted") {
  const std::string text = "name,persons\nA,1\nB,x\nC,3\nD\n";
  CHECK(read_rows(text, 2) == std::vector<Row>{{"A", 1}, {"C", 3}});
  CHECK_THROWS_AS(read_rows(text, 1), Error);
}

TEST_CASE("Missing columns are all named, with what was probably meant") {
  const std::string what = complaint("nmae,person\nA,1\n");
  INFO(what);
  CHECK(what.find("no column 'name'; is it 'nmae'?") != std::string::npos);
  CHECK(what.find("no column 'persons'; is it 'person'?") != std::string::npos);
}

TEST_CASE("Real numbers must be finite, in range and written with a point") {
  const TemporaryFile file("x;y\n1.5;2e3\n1,5;1\ninf;1\n1e999;1\n200;1\n");
  CsvReader csv({file.path(), "", 10});
  const auto columns = csv.require({"x", "y"});
  double sum = 0;
  while (csv.next()) {
    const double x = csv.real(columns[0], {-180, 180});
    const double y = csv.real(columns[1]);
    if (csv.row_is_good()) sum += x + y;
  }
  csv.finish();
  CHECK(sum == 2001.5);  // the first row alone
  CHECK(csv.bad_rows() == 4);
  CHECK(csv.problems().items()[0].fix == "write decimals with a point");
}

TEST_CASE("What is no table is refused as a whole") {
  CHECK(says("", "is empty"));
  CHECK(says("\n\n", "is empty"));
  CHECK(says("name,persons,name\n", "two columns named 'name'"));
  CHECK(says("name,\"persons\n1,2\n", "a quote that nothing closes"));
  CHECK(says(std::string("name,persons\nA\0,1\n", 18), "is not UTF-8 text"));
  CHECK(says("name,persons\nB\xF8,1\n", "is not UTF-8 text"));  // Bø in Latin-1
}

TEST_CASE("A missing file tells where to get it") {
  try {
    CsvReader csv({"/nowhere/at/all.csv", "download it from www.ssb.no", 0});
    FAIL("read a file that is not there");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kMissingInput);
    CHECK(error.fix() == "download it from www.ssb.no");
  }
}

TEST_CASE("Written tables read back to the same values") {
  io::CsvWriter table({"name", "persons"});
  table.field("a,\"b\"\nc").field(std::int64_t{12}).end_row();
  table.field(" spaced ").field(std::int64_t{0}).end_row();
  CHECK(read_rows(table.text()) == std::vector<Row>{{"a,\"b\"\nc", 12}, {" spaced ", 0}});

  io::CsvWriter numbers({"x", "y"});
  numbers.field(0.1).field(60.820233, 4).end_row();
  CHECK(numbers.text() == "x,y\n0.1,60.8202\n");
}

TEST_CASE("A text file is not overwritten unless that is wanted") {
  const TemporaryFile file("old");
  const auto content = [&] {
    std::ifstream in(file.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  CHECK_THROWS_AS(io::write_text_file(file.path(), "new", false), Error);
  CHECK(content() == "old");
  io::write_text_file(file.path(), "new", true);
  CHECK(content() == "new");
  CHECK_FALSE(std::filesystem::exists(file.path() + ".part"));
  CHECK_THROWS_AS(io::write_text_file("/nowhere/at/all.txt", "x", false), Error);
}
