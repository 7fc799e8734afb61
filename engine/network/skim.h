// The rows of a travel matrix as people read them: seconds and metres, NaN where there is no way.
#pragma once

#include <limits>
#include <span>

#include "engine/network/router.h"

namespace grend::network {

template <class Value>
void fill_skim_row(const TravelMatrix& matrix, std::size_t row, std::span<double> cells,
                   Value&& value) {
  for (std::size_t column = 0; column < matrix.columns; ++column) {
    cells[column] = matrix.reachable(row, column) ? value(matrix.at(row, column))
                                                  : std::numeric_limits<double>::quiet_NaN();
  }
}

inline void fill_seconds(const TravelMatrix& matrix, std::size_t row, std::span<double> cells) {
  fill_skim_row(matrix, row, cells, [](const Trip& trip) { return to_seconds(trip.time); });
}
inline void fill_metres(const TravelMatrix& matrix, std::size_t row, std::span<double> cells) {
  fill_skim_row(matrix, row, cells, [](const Trip& trip) { return to_metres(trip.distance); });
}

}  // namespace grend::network
