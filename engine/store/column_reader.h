// Reads what column_writer.h writes. Every surprise is an Hdf5Error that names the object.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/hdf5_handle.h"
#include "engine/store/table.h"

namespace grend::store {

// The names of a group's members in the order they were made.
std::vector<std::string> members(hid_t group);
Handle open_group(hid_t parent, const std::string& name);
Handle open_dataset(hid_t group, const std::string& name);

// A group as a table, without its column of row numbers, which must be named `row`.
Table read_columns(hid_t parent, const std::string& name, const std::string& row);
std::vector<std::int32_t> read_row_numbers(hid_t parent, const std::string& name,
                                           const std::string& row);
std::string read_long_text(hid_t group, const std::string& name);

}  // namespace grend::store
