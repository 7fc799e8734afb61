#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <fstream>
#include <limits>
#include <optional>

#include "engine/base/error.h"
#include "engine/store/column_reader.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/omx.h"

namespace grend::store {
namespace {

constexpr char kVersion[] = "0.2";
// 69 GB. A damaged or malicious file may claim any size without having the cells.
constexpr std::size_t kMostCells = std::size_t{1} << 33;

using Side = OmxLookup::Side;

struct Shape {
  std::size_t rows;
  std::size_t columns;
};

// A dataset or an attribute: how its values are stored, how many there are in each dimension, and
// how they get into memory of a given type.
struct Values {
  std::string name;
  Handle type;
  std::vector<hsize_t> size;
  std::function<herr_t(hid_t type, void* values)> read;

  std::size_t count() const {
    std::size_t product = 1;
    for (const hsize_t n : size) product *= n;
    return product;
  }
  H5T_class_t kind() const { return H5Tget_class(type); }
  bool are_numbers() const { return kind() == H5T_INTEGER || kind() == H5T_FLOAT; }
};

std::vector<hsize_t> size_of(hid_t space, const std::string& name) {
  const int dimensions = checked(H5Sget_simple_extent_ndims(space), "get size of", name);
  std::vector<hsize_t> size(static_cast<std::size_t>(dimensions));
  checked(H5Sget_simple_extent_dims(space, size.data(), nullptr), "get size of", name);
  return size;
}

Values values_of_dataset(hid_t dataset, const std::string& name) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "get size of", name);
  return {name, Handle(H5Dget_type(dataset), H5Tclose, "get type of", name), size_of(space, name),
          [dataset](hid_t type, void* values) {
            return H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
          }};
}

template <class Use>
auto with_attribute(hid_t object, const std::string& name, Use&& use) {
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "open attribute",
                         name);
  const Handle space(H5Aget_space(attribute), H5Sclose, "get size of attribute", name);
  const hid_t id = attribute;
  return use(Values{
      "attribute " + name, Handle(H5Aget_type(attribute), H5Tclose, "get type of attribute", name),
      size_of(space, name), [id](hid_t type, void* values) { return H5Aread(id, type, values); }});
}

std::vector<double> read_reals(const Values& values) {
  if (!values.are_numbers()) throw Hdf5Error(values.name + " does not hold numbers");
  if (values.count() > kMostCells) {
    throw Hdf5Error(fmt::format("{} has {} cells, this Grend reads up to {}", values.name,
                                values.count(), kMostCells));
  }
  std::vector<double> reals(values.count());
  checked(values.read(H5T_NATIVE_DOUBLE, reals.data()), "read", values.name);
  return reals;
}

std::vector<std::string> read_variable_texts(const Values& values) {
  std::vector<char*> pointers(values.count());
  checked(values.read(values.type, pointers.data()), "read", values.name);
  std::vector<std::string> texts;
  for (char* pointer : pointers) {
    texts.emplace_back(pointer == nullptr ? "" : pointer);
    H5free_memory(pointer);
  }
  return texts;
}

// Of fixed or variable size, without the padding.
std::vector<std::string> read_texts(const Values& values) {
  if (values.kind() != H5T_STRING) throw Hdf5Error(values.name + " does not hold text");
  if (H5Tis_variable_str(values.type) > 0) return read_variable_texts(values);
  const std::size_t width = H5Tget_size(values.type);
  std::string flat(values.count() * width, '\0');
  checked(values.read(values.type, flat.data()), "read", values.name);
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < flat.size(); at += width) {
    std::string text = flat.substr(at, width);
    text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
    if (H5Tget_strpad(values.type) == H5T_STR_SPACEPAD) {
      text.erase(text.find_last_not_of(' ') + 1);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

// In the order they were made, if the file knows it, else by name.
std::vector<std::string> names_in(hid_t group) {
  const Handle creation(H5Gget_create_plist(group), H5Pclose, "list", "a group");
  unsigned order = 0;
  checked(H5Pget_link_creation_order(creation, &order), "list", "a group");
  const auto index = (order & H5P_CRT_ORDER_TRACKED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  checked(H5Literate(group, index, H5_ITER_INC, nullptr, add, &names), "list", "a group");
  return names;
}

void require_version(hid_t file) {
  if (!has_attribute(file, "OMX_VERSION")) {
    throw Hdf5Error("it is no OMX file: the attribute OMX_VERSION is missing");
  }
  const auto version = with_attribute(file, "OMX_VERSION", read_texts);
  if (version != std::vector<std::string>{kVersion}) {
    throw Hdf5Error(fmt::format("its OMX_VERSION is '{}', this Grend reads {}",
                                version.empty() ? "" : version.front(), kVersion));
  }
}

Shape read_shape(hid_t file) {
  if (!has_attribute(file, "SHAPE")) throw Hdf5Error("the attribute SHAPE is missing");
  const auto shape = with_attribute(file, "SHAPE", read_reals);
  const auto is_size = [](double n) { return n >= 1 && n < 1e9 && n == std::floor(n); };
  if (shape.size() != 2 || !is_size(shape[0]) || !is_size(shape[1])) {
    throw Hdf5Error("the attribute SHAPE is not two whole numbers, rows and columns");
  }
  return {static_cast<std::size_t>(shape[0]), static_cast<std::size_t>(shape[1])};
}

void require_matrix(hid_t data, const std::string& name, const Shape& shape) {
  const Handle dataset = open_dataset(data, name);
  const Values values = values_of_dataset(dataset, "matrix " + name);
  if (!values.are_numbers()) throw Hdf5Error(values.name + " does not hold numbers");
  if (values.size != std::vector<hsize_t>{shape.rows, shape.columns}) {
    std::string size;
    for (const hsize_t n : values.size) size += (size.empty() ? "" : " x ") + std::to_string(n);
    throw Hdf5Error(fmt::format("{} is {}, but the file's SHAPE is {} x {}", values.name, size,
                                shape.rows, shape.columns));
  }
}

// ---- lookups

OmxLookup::Labels read_labels(const Values& values) {
  if (values.kind() == H5T_STRING) return read_texts(values);
  if (values.kind() == H5T_INTEGER) {
    std::vector<std::int64_t> labels(values.count());
    checked(values.read(H5T_NATIVE_INT64, labels.data()), "read", values.name);
    return labels;
  }
  std::vector<std::int64_t> labels;  // R keeps whole numbers as real ones
  constexpr double kExact = 9007199254740992.0;
  for (const double label : read_reals(values)) {
    if (label != std::floor(label) || std::abs(label) > kExact) {
      throw Hdf5Error(values.name + " holds neither whole numbers nor text");
    }
    labels.push_back(static_cast<std::int64_t>(label));
  }
  return labels;
}

// 0 and 1 in the specification's validator, "row" and "col" in omxr.
std::optional<Side> read_side(hid_t dataset) {
  if (!has_attribute(dataset, "DIM")) return std::nullopt;
  return with_attribute(dataset, "DIM", [](const Values& values) -> std::optional<Side> {
    if (values.kind() == H5T_STRING) {
      const auto texts = read_texts(values);
      if (texts == std::vector<std::string>{"row"}) return Side::kRows;
      if (texts == std::vector<std::string>{"col"}) return Side::kColumns;
      return std::nullopt;
    }
    const auto numbers = read_reals(values);
    if (numbers == std::vector<double>{0}) return Side::kRows;
    if (numbers == std::vector<double>{1}) return Side::kColumns;
    return std::nullopt;
  });
}

Side side_by_length(std::size_t length, const Shape& shape) {
  if (shape.rows == shape.columns) return Side::kBoth;
  return length == shape.rows ? Side::kRows : Side::kColumns;
}

OmxLookup read_lookup(hid_t group, const std::string& name, const Shape& shape) {
  const Handle dataset = open_dataset(group, name);
  const Values values = values_of_dataset(dataset, "lookup " + name);
  const std::size_t length = values.size.size() == 1 ? values.size.front() : 0;
  const Side side = read_side(dataset).value_or(side_by_length(length, shape));
  if (length != (side == Side::kColumns ? shape.columns : shape.rows)) {
    throw Hdf5Error(fmt::format("{} is not a list as long as the matrices have {}", values.name,
                                side == Side::kColumns ? "columns" : "rows"));
  }
  return {name, read_labels(values), side};
}

Handle open_file(const std::string& path) {
  if (!std::ifstream(path)) {
    throw Error(ExitCode::kMissingInput, path + ": cannot be opened", "check the path");
  }
  if (H5Fis_hdf5(path.c_str()) <= 0) throw Hdf5Error("not an HDF5 file");
  return Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open", "the file");
}

[[noreturn]] void refuse(const std::string& path, const Hdf5Error& error) {
  throw Error(ExitCode::kBadData, path + ": " + error.what(),
              "choose an OMX file of version 0.2, or write it again with the tool it came from");
}

}  // namespace

struct OmxReader::File {
  Handle handle;
};

OmxReader::OmxReader(const std::string& path) : path_(path) {
  const QuietHdf5 quiet;
  try {
    file_ = std::make_unique<File>(File{open_file(path)});
    require_version(file_->handle);
    const Shape shape = read_shape(file_->handle);
    rows_ = shape.rows;
    columns_ = shape.columns;
    const Handle data = open_group(file_->handle, "data");
    matrices_ = names_in(data);
    for (const std::string& name : matrices_) require_matrix(data, name, shape);
    if (H5Lexists(file_->handle, "lookup", H5P_DEFAULT) <= 0) return;
    const Handle lookups = open_group(file_->handle, "lookup");
    for (const std::string& name : names_in(lookups)) {
      lookups_.push_back(read_lookup(lookups, name, shape));
    }
  } catch (const Hdf5Error& error) {
    refuse(path_, error);
  }
}

OmxReader::~OmxReader() = default;

std::vector<double> OmxReader::cells(const std::string& matrix) const {
  const QuietHdf5 quiet;
  try {
    if (std::find(matrices_.begin(), matrices_.end(), matrix) == matrices_.end()) {
      throw Hdf5Error("it has no matrix '" + matrix + "'");
    }
    const Handle data = open_group(file_->handle, "data");
    const Handle dataset = open_dataset(data, matrix);
    std::vector<double> cells = read_reals(values_of_dataset(dataset, "matrix " + matrix));
    if (has_attribute(dataset, "NA")) {
      const auto none = with_attribute(dataset, "NA", read_reals);
      if (none.size() == 1) {
        std::replace(cells.begin(), cells.end(), none.front(),
                     std::numeric_limits<double>::quiet_NaN());
      }
    }
    return cells;
  } catch (const Hdf5Error& error) {
    refuse(path_, error);
  }
}

}  // namespace grend::store
