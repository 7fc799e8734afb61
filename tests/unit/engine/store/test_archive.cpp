#include "engine/store/archive.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::store;

namespace {

using RowId = Id<struct RowTag>;

struct Stop {
  std::string name;
  bool shelter = false;
  std::uint32_t places = 0;
  bool operator==(const Stop&) const = default;
};

template <class Archive>
void archive(Archive& a, Stop& stop) {
  a(stop.name);
  a(stop.shelter);
  a(stop.places);
}

struct Everything {
  std::vector<std::uint64_t> numbers;
  std::vector<Stop> stops;
  std::array<IdVector<RowId, std::uint32_t>, 2> columns;
  Jagged<RowId, std::uint16_t> rows;
  std::map<std::string, std::size_t> counts;
  bool operator==(const Everything&) const = default;
};

template <class Archive>
void archive(Archive& a, Everything& e) {
  a(e.numbers);
  a(e.stops);
  a(e.columns);
  a(e.rows);
  a(e.counts);
}

Everything sample() {
  Everything e;
  e.numbers = {1, 2, 1ull << 63};
  e.stops = {{"Bø", true, 3}, {"", false, 0}};
  e.columns[1].push_back(7);
  const std::uint16_t row[] = {4, 5};
  e.rows.push_row(row);
  e.rows.push_row({});
  e.counts = {{"closed", 2}, {"open", 1}};
  return e;
}

}  // namespace

TEST_CASE("What is read back equals what was written") {
  CHECK(from_bytes<Everything>(to_bytes(sample())) == sample());
  CHECK(from_bytes<Everything>(to_bytes(Everything{})) == Everything{});
}

TEST_CASE("Bytes that are cut short or too many are refused") {
  const std::string bytes = to_bytes(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(from_bytes<Everything>(std::string_view(bytes).substr(0, size)));
  }
  CHECK_FALSE(from_bytes<Everything>(bytes + '\0'));
}

TEST_CASE("No damaged byte makes a reader run away or take memory it does not need") {
  const std::string bytes = to_bytes(sample());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char value : {'\x00', '\x01', '\x7f', '\xff'}) {
      std::string damaged = bytes;
      damaged[at] = value;
      const auto read = from_bytes<Everything>(damaged);  // another value at most
      if (read) CHECK(read->numbers.size() <= bytes.size());
    }
  }
}

TEST_CASE("A size beyond the bytes that are left is refused") {
  // A vector is its size and then its values: here 2^61 of eight bytes, which would overflow.
  const std::uint64_t size = std::uint64_t{1} << 61;
  const std::string bytes = to_bytes(size) + std::string(64, 'x');
  CHECK_FALSE(from_bytes<std::vector<std::uint64_t>>(bytes));
  CHECK_FALSE(from_bytes<std::vector<std::string>>(bytes));
}

TEST_CASE("What is neither true nor false is refused") {
  CHECK(from_bytes<bool>(std::string("\x01", 1)) == true);
  CHECK_FALSE(from_bytes<bool>(std::string("\x02", 1)));
}

TEST_CASE("Rows that overlap or point outside are refused") {
  // Two rows of one and two values: starts 0, 1, 3, then the values.
  const auto bytes = [](const std::vector<std::uint32_t>& starts) {
    return to_bytes(starts) + to_bytes(std::vector<std::uint16_t>{7, 8, 9});
  };
  using Rows = Jagged<RowId, std::uint16_t>;
  CHECK(from_bytes<Rows>(bytes({0, 1, 3}))->size() == 2);
  CHECK_FALSE(from_bytes<Rows>(bytes({0, 4, 3})));
  CHECK_FALSE(from_bytes<Rows>(bytes({0, 1, 2})));
  CHECK_FALSE(from_bytes<Rows>(bytes({1, 1, 3})));
  CHECK_FALSE(from_bytes<Rows>(bytes({})));
}
