#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <functional>
#include <limits>
#include <set>
#include <string_view>

#include "engine/base/error.h"
#include "engine/store/table.h"

namespace grend::store {
namespace {

void require(bool holds, const std::string& where, const char* rule) {
  if (!holds) throw InternalError(where + ": " + rule);
}

bool snake_case(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), allowed);
}

void require_name(const std::string& name, std::set<std::string>& taken, const std::string& where) {
  require(snake_case(name), where, "the name must be snake_case");
  require(taken.insert(name).second, where, "the name is taken");
}

void check_categories(const std::vector<std::string>& categories, const std::string& where) {
  require(categories.size() <= 127, where, "more than 127 categories");
  std::set<std::string> names;
  for (const std::string& category : categories) {
    const std::string which = fmt::format("{} category '{}'", where, category);
    require(!category.empty() && category.find_first_of(" \t\r\n") == std::string::npos, which,
            "must be a word without blanks");
    require(names.insert(category).second, which, "is doubled");
  }
}

void check_values(const std::vector<std::int8_t>& values, const ColumnInfo& info,
                  const std::string& where) {
  require(!info.categories.empty(), where, "an int8 column needs categories");
  const auto size = static_cast<int>(info.categories.size());
  const auto known = [size](int value) { return value >= -1 && value < size; };
  require(std::all_of(values.begin(), values.end(), known), where, "a value has no category");
}

void check_values(const std::vector<std::int32_t>&, const ColumnInfo& info,
                  const std::string& where) {
  require(info.categories.empty(), where, "categories need an int8 column");
}

void check_values(const std::vector<double>& values, const ColumnInfo& info,
                  const std::string& where) {
  require(info.categories.empty(), where, "categories need an int8 column");
  require(std::none_of(values.begin(), values.end(), [](double v) { return std::isinf(v); }), where,
          "a value is infinite");
}

void check_table(const Table& table) {
  require(table.rows() <= std::numeric_limits<std::int32_t>::max(), "table " + table.name,
          "more rows than an int32 can count");
  require(!table.long_name.empty(), "table " + table.name, "no long_name");
  std::set<std::string> taken = {table.row_name()};
  for (const Column& column : table.columns) {
    const ColumnInfo& info = column.info;
    const std::string where = "column " + table.name + "/" + info.name;
    require_name(info.name, taken, where);
    require(!info.unit.empty(), where, "no unit");
    require(!info.long_name.empty(), where, "no long_name");
    require(column.size() == table.rows(), where, "not as long as the table's first column");
    check_categories(info.categories, where);
    std::visit([&](const auto& values) { check_values(values, info, where); }, column.data);
  }
}

}  // namespace

void validate(const Results& results) {
  std::set<std::string> tables = {"manifest", "indicators"};
  for (const Table& table : results.tables) {
    require_name(table.name, tables, "table '" + table.name + "'");
    check_table(table);
  }
  std::set<std::string> indicators = {"replication"};
  for (const Indicator& indicator : results.indicators) {
    const std::string where = "indicator '" + indicator.id + "'";
    require_name(indicator.id, indicators, where);
    require(!indicator.unit.empty(), where, "no unit");
    require(!indicator.long_name.empty(), where, "no long_name");
    require(!indicator.definition.empty(), where, "no definition");
    const std::string& direction = indicator.direction;
    require(direction == "more" || direction == "less" || direction == "neither", where,
            "its direction is neither more, less nor neither");
    require(indicator.values.size() == results.replications.size(), where,
            "not one value per replication");
    require(std::none_of(indicator.values.begin(), indicator.values.end(),
                         [](double v) { return std::isinf(v); }),
            where, "a value is infinite");
  }
  const auto& numbers = results.replications;
  require(
      std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end(),
      "replications", "must ascend");
  for (const auto& [file, checksum] : results.manifest.input_checksums) {
    require(file.find('\n') == std::string::npos, "input file '" + file + "'",
            "a line break in its name");
    require(checksum.find_first_of(" \n") == std::string::npos, "input file '" + file + "'",
            "a blank in its checksum");
  }
}

}  // namespace grend::store
