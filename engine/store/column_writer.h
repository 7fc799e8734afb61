// Writes groups of columns of equal length: chunked, compressed, checksummed 1-D datasets that
// share a dimension scale and are described by CF attributes. column_reader.h reads them back.
// Everything made here is free of times, so that equal content gives equal bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/par/executor.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/table.h"

namespace grend::store {

// For files and groups: no times, and members listed in the order they were made.
void make_reproducible(const Handle& creation_properties);
Handle create_group(hid_t parent, const std::string& name, const std::string& long_name);

// Writes the numbers of the rows, which are the dimension scale, and then the columns of the table.
// Compresses on all workers of the executor; the bytes do not depend on it.
struct RowDimension {
  ColumnInfo info;
  std::vector<std::int32_t> numbers;
};
std::vector<std::int32_t> counted_from_0(std::size_t rows);
Handle write_columns(hid_t parent, const Table& table, const RowDimension& row,
                     par::Executor& executor);

// Writes a text too long for an attribute: a 1-D dataset of bytes that is its own dimension.
void write_long_text(hid_t group, const std::string& name, const std::string& text,
                     const std::string& long_name);

}  // namespace grend::store
