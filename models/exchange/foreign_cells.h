// What becomes of the cells of other people's matrices, and their two forms.
#pragma once

#include "models/exchange/travel_tables.h"

namespace grend::exchange {

// Keeps a flow above 0.
void add_flow(ForeignMatrix& matrix, const std::string& from, const std::string& to, double value);

// 0 for what is no number of persons, which is counted.
double usable(double value, Dropped& dropped);

ForeignMatrix read_omx_matrix(const std::string& path, const MatrixChoice& choice);

}  // namespace grend::exchange
