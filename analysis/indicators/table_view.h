// Reads a result table column by column for indicators. Values are those of the file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/store/table.h"

namespace grend::indicators {

class TableView {
 public:
  // Throws InternalError if the table is absent.
  TableView(const std::vector<store::Table>& tables, const std::string& name);

  explicit TableView(const store::Table& table) : table_(&table) {}

  const store::Table& table() const { return *table_; }
  std::size_t rows() const { return table_->rows(); }
  std::span<const double> measures(const std::string& column) const;
  std::span<const std::int32_t> counts(const std::string& column) const;
  std::span<const std::int8_t> categories(const std::string& column) const;
  // The names of a column's categories.
  const std::vector<std::string>& categories_of(const std::string& column) const;
  // The number that a category's name has in that column.
  std::int8_t category(const std::string& column, const std::string& name) const;

 private:
  template <class T>
  std::span<const T> values(const std::string& column) const;

  const store::Table* table_ = nullptr;
};

}  // namespace grend::indicators
