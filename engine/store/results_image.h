// The bytes of a result file, in memory: encode_results and decode_results are each other's
// inverse, in one file so that they cannot drift apart. The layout is docs/formats/results.md. HDF5
// itself never touches the disk, because its writes can fail there without a word.
#pragma once

#include <string>
#include <string_view>

#include "engine/par/executor.h"
#include "engine/store/table.h"

namespace grend::store {

// Equal results give equal bytes with any executor. Throws Hdf5Error; InternalError by validate().
std::string encode_results(const Results& results, par::Executor& executor);
// Throws Hdf5Error, saying what is wrong, for bytes that are cut short, altered, foreign or newer.
Results decode_results(std::string_view bytes);
// Throws Hdf5Error unless HDF5 opens the bytes and finds our format and every column of every
// table, without reading values.
void check_image(std::string_view bytes);

}  // namespace grend::store
