#include "engine/store/column_reader.h"

#include <fmt/core.h>

#include "engine/base/text.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/stored_type.h"

namespace grend::store {
namespace {

std::size_t length_of(hid_t dataset, const std::string& name) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "get space of", name);
  if (H5Sget_simple_extent_ndims(space) != 1) throw Hdf5Error(name + " has not one dimension");
  return static_cast<std::size_t>(
      checked(H5Sget_simple_extent_npoints(space), "get length of", name));
}

// The values, if the dataset is stored as T.
template <class T>
bool read_values(hid_t dataset, hid_t type, const std::string& name, ColumnData& data) {
  if (checked(H5Tequal(type, Stored<T>::type()), "compare type of", name) == 0) return false;
  std::vector<T> values(length_of(dataset, name));
  checked(H5Dread(dataset, Stored<T>::type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read",
          name);
  data = std::move(values);
  return true;
}

Column read_column(hid_t group, const std::string& name) {
  const Handle dataset = open_dataset(group, name);
  Column column;
  column.info.name = name;
  column.info.long_name = read_text(dataset, "long_name");
  column.info.unit = read_text(dataset, "units");
  if (has_attribute(dataset, "flag_meanings")) {
    const std::string meanings = read_text(dataset, "flag_meanings");
    for (const auto category : split(meanings, ' ')) column.info.categories.emplace_back(category);
  }
  if (has_attribute(dataset, "refers_to")) column.info.refers_to = read_text(dataset, "refers_to");
  const Handle type(H5Dget_type(dataset), H5Tclose, "get type of", name);
  if (!read_values<std::int8_t>(dataset, type, name, column.data) &&
      !read_values<std::int32_t>(dataset, type, name, column.data) &&
      !read_values<double>(dataset, type, name, column.data)) {
    throw Hdf5Error("column " + name + " is neither int8, int32 nor float64");
  }
  return column;
}

}  // namespace

std::vector<std::string> members(hid_t group) {
  H5G_info_t info;
  checked(H5Gget_info(group, &info), "list", "a group");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto name_at = [&](char* name, std::size_t size) {
      return checked(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, size,
                                        H5P_DEFAULT),
                     "list", "a group");
    };
    std::string name(static_cast<std::size_t>(name_at(nullptr, 0)), '\0');
    name_at(name.data(), name.size() + 1);
    names.push_back(std::move(name));
  }
  return names;
}

Handle open_group(hid_t parent, const std::string& name) {
  return Handle(H5Gopen2(parent, name.c_str(), H5P_DEFAULT), H5Gclose, "open group", name);
}

Handle open_dataset(hid_t group, const std::string& name) {
  return Handle(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "open", name);
}

Table read_columns(hid_t parent, const std::string& name, const std::string& row) {
  const Handle group = open_group(parent, name);
  Table table{.name = name, .long_name = read_text(group, "long_name"), .columns = {}};
  const std::size_t rows = length_of(open_dataset(group, row), name + "/" + row);
  for (const std::string& column : members(group)) {
    if (column == row) continue;
    table.columns.push_back(read_column(group, column));
    if (table.columns.back().size() != rows) {
      throw Hdf5Error(fmt::format("column {}/{} is not as long as {}", name, column, row));
    }
  }
  return table;
}

std::vector<std::int32_t> read_row_numbers(hid_t parent, const std::string& name,
                                           const std::string& row) {
  const Handle group = open_group(parent, name);
  Column column = read_column(group, row);
  auto* numbers = std::get_if<std::vector<std::int32_t>>(&column.data);
  if (numbers == nullptr) throw Hdf5Error(name + "/" + row + " is not int32");
  return std::move(*numbers);
}

std::string read_long_text(hid_t group, const std::string& name) {
  const Handle dataset = open_dataset(group, name);
  std::string text(length_of(dataset, name), '\0');
  checked(H5Dread(dataset, text_type(1), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()), "read text",
          name);
  return text;
}

}  // namespace grend::store
