// The indicators of a result by service, group, area or hour: the values of a cell in the order of
// the replications. Keeps a reference to the result.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/indicators/definitions.h"
#include "engine/store/table.h"

namespace grend::compare {

class CellValues {
 public:
  CellValues(const store::Results& results, indicators::Dimension dimension);

  const std::vector<std::string>& categories() const { return categories_; }
  // Empty if the dimension has no such indicator or category.
  std::vector<double> values(std::string_view indicator, std::string_view category) const;
  // Whether so few persons are behind the cell that it must not be published: inhabitants, or
  // persons who asked in all replications.
  bool small(std::string_view category) const;

 private:
  const store::Table* table_ = nullptr;
  std::vector<std::string> categories_;
  std::vector<std::int8_t> cell_of_row_;
  bool known_people_ = true;
};

}  // namespace grend::compare
