#include "analysis/indicators/table_view.h"

#include <algorithm>

#include "engine/base/error.h"

namespace grend::indicators {

TableView::TableView(const std::vector<store::Table>& tables, const std::string& name) {
  for (const auto& table : tables) {
    if (table.name == name) table_ = &table;
  }
  if (table_ == nullptr) throw InternalError("there is no table '" + name + "'");
}

template <class T>
std::span<const T> TableView::values(const std::string& column) const {
  const auto* data = std::get_if<std::vector<T>>(&table_->column(column).data);
  if (data == nullptr) throw InternalError("column '" + column + "' has another type");
  return *data;
}

std::span<const double> TableView::measures(const std::string& column) const {
  return values<double>(column);
}

std::span<const std::int32_t> TableView::counts(const std::string& column) const {
  return values<std::int32_t>(column);
}

std::span<const std::int8_t> TableView::categories(const std::string& column) const {
  return values<std::int8_t>(column);
}

const std::vector<std::string>& TableView::categories_of(const std::string& column) const {
  return table_->column(column).info.categories;
}

std::int8_t TableView::category(const std::string& column, const std::string& name) const {
  const auto& list = table_->column(column).info.categories;
  const auto found = std::find(list.begin(), list.end(), name);
  if (found == list.end())
    throw InternalError("column '" + column + "' has no category '" + name + "'");
  return static_cast<std::int8_t>(found - list.begin());
}

}  // namespace grend::indicators
