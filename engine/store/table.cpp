#include "engine/store/table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <type_traits>

#include "engine/base/error.h"
#include "engine/store/hash.h"

namespace grend::store {
namespace {

static_assert(std::endian::native == std::endian::little, "digests are over little-endian values");

// Texts and lists go in with their length, so that no two results share one stream of bytes.
class Digest {
 public:
  void add(std::uint64_t number) { hasher_.add(&number, sizeof number); }
  void add(const std::string& text) {
    add(std::uint64_t{text.size()});
    hasher_.add(text.data(), text.size());
  }
  template <class T>
  void add(std::span<const T> values) {
    hasher_.add(values.data(), values.size_bytes());
  }
  void add(std::span<const double> values) {
    std::array<double, 1024> block;
    while (!values.empty()) {
      const std::size_t size = std::min(block.size(), values.size());
      for (std::size_t i = 0; i < size; ++i) block[i] = canonical(values[i]);
      hasher_.add(block.data(), size * sizeof(double));
      values = values.subspan(size);
    }
  }
  std::string hex() const { return hasher_.hex(); }

 private:
  static double canonical(double value) {
    if (std::isnan(value)) return std::numeric_limits<double>::quiet_NaN();
    return value == 0 ? 0.0 : value;
  }

  Hasher hasher_;
};

void add(Digest& digest, const Column& column) {
  digest.add(column.info.name);
  digest.add(column.info.unit);
  digest.add(std::uint64_t{column.info.categories.size()});
  for (const std::string& category : column.info.categories) digest.add(category);
  digest.add(std::uint64_t{column.data.index()});
  digest.add(std::uint64_t{column.size()});
  std::visit([&](const auto& values) { digest.add(std::span(values)); }, column.data);
}

}  // namespace

std::size_t Column::size() const {
  return std::visit([](const auto& values) { return values.size(); }, data);
}

std::string Table::row_name() const {
  const std::string_view plural = name;
  if (plural.size() > 3 && plural.ends_with("ies")) return name.substr(0, name.size() - 3) + "y";
  if (plural.size() > 1 && plural.ends_with("s")) return name.substr(0, name.size() - 1);
  throw InternalError("table '" + name + "': its name must be a plural");
}

const Column& Table::column(const std::string& column_name) const {
  for (const Column& column : columns) {
    if (column.info.name == column_name) return column;
  }
  throw InternalError("table '" + name + "' has no column '" + column_name + "'");
}

std::string content_digest(const Results& results) {
  Digest digest;
  digest.add(std::uint64_t{results.replications.size()});
  digest.add(std::span(results.replications));
  digest.add(std::uint64_t{results.tables.size()});
  for (const Table& table : results.tables) {
    digest.add(table.name);
    digest.add(std::uint64_t{table.columns.size()});
    for (const Column& column : table.columns) add(digest, column);
  }
  digest.add(std::uint64_t{results.indicators.size()});
  for (const Indicator& indicator : results.indicators) {
    digest.add(indicator.id);
    digest.add(indicator.unit);
    digest.add(std::uint64_t{indicator.values.size()});
    digest.add(std::span(indicator.values));
  }
  return digest.hex();
}

}  // namespace grend::store
