#include "analysis/compare/cell_values.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/indicators/summary.h"
#include "engine/store/append.h"

namespace grend::compare {
namespace {

constexpr std::array<const char*, indicators::kDimensions> kNames = {"service", "group", "area",
                                                                     "hour"};

}  // namespace

CellValues::CellValues(const store::Results& results, indicators::Dimension dimension) {
  const std::string name = kNames[static_cast<std::size_t>(dimension)];
  table_ = store::find_table(results.tables, name + "_indicators");
  const auto* persons = store::find_table(results.tables, "persons");
  known_people_ = persons == nullptr || persons->rows() > 0;
  if (table_ == nullptr) return;
  const auto& category = table_->column(name);
  categories_ = category.info.categories;
  cell_of_row_ = std::get<std::vector<std::int8_t>>(category.data);
}

std::vector<double> CellValues::values(std::string_view indicator,
                                       std::string_view category) const {
  if (table_ == nullptr) return {};
  const auto cell = std::find(categories_.begin(), categories_.end(), category);
  const auto column =
      std::find_if(table_->columns.begin(), table_->columns.end(),
                   [&](const store::Column& c) { return c.info.name == indicator; });
  if (cell == categories_.end() || column == table_->columns.end()) return {};
  const auto& all = std::get<std::vector<double>>(column->data);
  std::vector<double> result;
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (cell_of_row_[row] == cell - categories_.begin()) result.push_back(all[row]);
  }
  return result;
}

bool CellValues::small(std::string_view category) const {
  const auto persons = values("persons", category);
  if (!persons.empty() && persons.front() > 0 && persons.front() < indicators::kSmallestCell) {
    return true;
  }
  // A log of bookings tells nothing of who asked: each request may be another person.
  const auto asking = values(known_people_ ? "people_asking" : "requests", category);
  double sum = 0;
  for (const double v : asking) sum += std::isnan(v) ? 0 : v;
  return !asking.empty() && sum < indicators::kSmallestCell;
}

}  // namespace grend::compare
