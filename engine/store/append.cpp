#include "engine/store/append.h"

#include <algorithm>
#include <map>

#include "engine/base/error.h"

namespace grend::store {
namespace {

Table* find(std::vector<Table>& tables, const std::string& name) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

// What numbers of this column have to be raised by.
std::int32_t shift_of(const Column& column, const std::map<std::string, std::int32_t>& rows,
                      const std::vector<Table>& all) {
  const std::string& target = column.info.refers_to;
  if (target.empty()) return 0;
  if (const auto joined = rows.find(target); joined != rows.end()) return joined->second;
  if (find_table(all, target) != nullptr) return 0;
  const auto& numbers = std::get<std::vector<std::int32_t>>(column.data);
  return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()) + 1;
}

void append_column(Column& all, const Column& more, std::int32_t shift, const std::string& where) {
  if (all.info.name != more.info.name || all.info.categories != more.info.categories ||
      all.info.unit != more.info.unit || all.data.index() != more.data.index()) {
    throw InternalError("column " + where + "/" + more.info.name + " differs between the parts");
  }
  std::visit(
      [&](auto& values) {
        using Values = std::decay_t<decltype(values)>;
        const auto& added = std::get<Values>(more.data);
        const std::size_t before = values.size();
        values.insert(values.end(), added.begin(), added.end());
        if constexpr (std::is_same_v<Values, std::vector<std::int32_t>>) {
          for (std::size_t i = before; i < values.size(); ++i) {
            if (values[i] >= 0) values[i] += shift;
          }
        }
      },
      all.data);
}

}  // namespace

const Table* find_table(const std::vector<Table>& tables, const std::string& name) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

void append_tables(std::vector<Table>& all, const std::vector<Table>& more) {
  std::map<std::string, std::int32_t> rows;
  for (const Table& table : more) {
    const Table* before = find(all, table.name);
    rows[table.name] = before == nullptr ? 0 : static_cast<std::int32_t>(before->rows());
  }
  for (const Table& table : more) {
    Table* before = find(all, table.name);
    if (before == nullptr) {
      all.push_back(table);
      continue;
    }
    if (before->columns.size() != table.columns.size()) {
      throw InternalError("table " + table.name + " differs between the parts");
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      Column& column = before->columns[c];
      append_column(column, table.columns[c], shift_of(column, rows, all), table.name);
    }
  }
}

}  // namespace grend::store
