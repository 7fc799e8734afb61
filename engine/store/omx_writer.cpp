#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <limits>
#include <set>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/store/chunk_codec.h"
#include "engine/store/column_writer.h"
#include "engine/store/hash.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/hdf5_image.h"
#include "engine/store/omx.h"

namespace grend::store {
namespace {

// Chunks are whole rows, the way matrices are read; this many cells are half a megabyte.
constexpr std::size_t kCellsPerChunk = 65536;
// Compressed at a time and then written, so that they do not all stand in memory twice.
constexpr std::size_t kChunksAtOnce = 64;
constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct Grid {
  std::size_t rows;
  std::size_t columns;

  std::size_t rows_per_chunk() const {
    return std::clamp<std::size_t>(kCellsPerChunk / columns, 1, rows);
  }
  std::size_t chunks() const { return (rows + rows_per_chunk() - 1) / rows_per_chunk(); }
};

void validate(const OmxContent& content) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  GREND_CHECK(content.rows > 0 && content.rows <= kMost);
  GREND_CHECK(content.columns > 0 && content.columns <= kMost);
  std::set<std::string> names;
  for (const OmxMatrix& matrix : content.matrices) {
    GREND_CHECK(names.insert(matrix.name).second);
  }
  for (const OmxLookup& lookup : content.lookups) {
    GREND_CHECK(lookup.side == OmxLookup::Side::kColumns || lookup.size() == content.rows);
    GREND_CHECK(lookup.side == OmxLookup::Side::kRows || lookup.size() == content.columns);
  }
}

// The version is ASCII, which openmatrix's validator asks for.
void write_version(hid_t file) {
  constexpr char version[] = {'0', '.', '2'};
  const Handle type = text_type(sizeof(version));
  checked(H5Tset_cset(type, H5T_CSET_ASCII), "set ASCII of", "OMX_VERSION");
  write_scalar(file, "OMX_VERSION", type, version);
}

void write_shape(hid_t file, const Grid& grid) {
  const std::array<std::int32_t, 2> shape = {static_cast<std::int32_t>(grid.rows),
                                             static_cast<std::int32_t>(grid.columns)};
  const hsize_t size = shape.size();
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "a data space");
  write_attribute(file, "SHAPE", H5T_STD_I32LE, space, shape.data());
}

// ---- matrices

Handle create_matrix(hid_t group, const std::string& name, const Grid& grid) {
  const std::array<hsize_t, 2> size = {grid.rows, grid.columns};
  const std::array<hsize_t, 2> chunk = {grid.rows_per_chunk(), grid.columns};
  const Handle creation = property_list(H5P_DATASET_CREATE);
  checked(H5Pset_chunk(creation, 2, chunk.data()), "set chunks of", name);
  checked(H5Pset_shuffle(creation), "set shuffle of", name);
  checked(H5Pset_deflate(creation, kDeflateLevel), "set deflate of", name);
  checked(H5Pset_fletcher32(creation), "set fletcher32 of", name);
  checked(H5Pset_fill_value(creation, H5T_IEEE_F64LE, &kNoValue), "set fill value of", name);
  checked(H5Pset_obj_track_times(creation, false), "set no times of", name);
  const Handle space(H5Screate_simple(2, size.data(), nullptr), H5Sclose, "make", "a data space");
  return Handle(
      H5Dcreate2(group, name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT),
      H5Dclose, "make matrix", name);
}

// What a thread needs to make a chunk.
struct Workshop {
  std::vector<double> cells;
  ChunkEncoder encoder;
};

// A chunk is stored at full size; the last one is filled up with "no value".
EncodedChunk encode(const OmxMatrix& matrix, const Grid& grid, std::size_t chunk,
                    Workshop& workshop) {
  const std::size_t first = chunk * grid.rows_per_chunk();
  const std::size_t rows = std::min(grid.rows_per_chunk(), grid.rows - first);
  workshop.cells.assign(grid.rows_per_chunk() * grid.columns, kNoValue);
  const std::span<double> cells(workshop.cells);
  for (std::size_t row = 0; row < rows; ++row) {
    matrix.fill_row(first + row, cells.subspan(row * grid.columns, grid.columns));
  }
  return workshop.encoder.encode(
      {reinterpret_cast<const unsigned char*>(cells.data()), cells.size_bytes()}, sizeof(double));
}

void write_chunk(hid_t dataset, const std::string& name, std::size_t first_row,
                 const EncodedChunk& chunk) {
  const std::array<hsize_t, 2> offset = {first_row, 0};
  checked(H5Dwrite_chunk(dataset, H5P_DEFAULT, chunk.skipped, offset.data(), chunk.bytes.size(),
                         chunk.bytes.data()),
          "write matrix", name);
}

void write_matrix(hid_t group, const OmxMatrix& matrix, const Grid& grid, par::Executor& executor,
                  const std::function<void(double)>& progress) {
  const Handle dataset = create_matrix(group, matrix.name, grid);
  write_text(dataset, "long_name", matrix.long_name);
  write_text(dataset, "units", matrix.unit);
  write_scalar(dataset, "NA", H5T_IEEE_F64LE, &kNoValue);
  std::vector<Workshop> workshops(executor.workers());
  std::vector<EncodedChunk> encoded(std::min(kChunksAtOnce, grid.chunks()));
  for (std::size_t first = 0; first < grid.chunks(); first += encoded.size()) {
    encoded.resize(std::min(encoded.size(), grid.chunks() - first));
    executor.run(encoded.size(), [&](std::size_t job, std::size_t worker) {
      encoded[job] = encode(matrix, grid, first + job, workshops[worker]);
    });
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      write_chunk(dataset, matrix.name, (first + i) * grid.rows_per_chunk(), encoded[i]);
    }
    progress(static_cast<double>(first + encoded.size()) / static_cast<double>(grid.chunks()));
  }
}

// ---- lookups

Handle create_lookup(hid_t group, const std::string& name, hid_t type, std::size_t length) {
  const hsize_t size = length;
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "a data space");
  const Handle creation = property_list(H5P_DATASET_CREATE);
  checked(H5Pset_obj_track_times(creation, false), "set no times of", name);
  return Handle(H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
                H5Dclose, "make lookup", name);
}

void write_values(hid_t dataset, const std::string& name, hid_t type, const void* values) {
  checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write lookup", name);
}

// In four bytes where that is enough: R has no larger whole numbers.
Handle write_labels(hid_t group, const std::string& name, const std::vector<std::int64_t>& labels) {
  const bool small = std::all_of(labels.begin(), labels.end(), [](std::int64_t label) {
    return label == static_cast<std::int32_t>(label);
  });
  Handle dataset = create_lookup(group, name, small ? H5T_STD_I32LE : H5T_STD_I64LE, labels.size());
  write_values(dataset, name, H5T_NATIVE_INT64, labels.data());
  return dataset;
}

// Of fixed size, because that is what every tool reads.
Handle write_labels(hid_t group, const std::string& name, const std::vector<std::string>& labels) {
  std::size_t longest = 1;
  for (const std::string& label : labels) longest = std::max(longest, label.size());
  std::string flat;
  for (std::string label : labels) {
    label.resize(longest, '\0');
    flat += label;
  }
  const Handle type = text_type(longest);
  Handle dataset = create_lookup(group, name, type, labels.size());
  write_values(dataset, name, type, flat.data());
  return dataset;
}

void write_lookup(hid_t group, const OmxLookup& lookup) {
  const Handle dataset = std::visit(
      [&](const auto& labels) { return write_labels(group, lookup.name, labels); }, lookup.labels);
  if (lookup.side == OmxLookup::Side::kBoth) return;
  const std::int32_t dimension = lookup.side == OmxLookup::Side::kRows ? 0 : 1;
  write_scalar(dataset, "DIM", H5T_STD_I32LE, &dimension);
}

std::string encode_omx(const OmxContent& content, par::Executor& executor,
                       const std::function<void(double)>& progress) {
  const QuietHdf5 quiet;
  const Grid grid{content.rows, content.columns};
  const Handle file = create_image();
  write_version(file);
  write_shape(file, grid);
  for (const auto& [name, text] : content.attributes) write_text(file, name.c_str(), text);
  const Handle data = create_group(file, "data", "matrices");
  const auto count = static_cast<double>(content.matrices.size());
  for (std::size_t i = 0; i < content.matrices.size(); ++i) {
    write_matrix(data, content.matrices[i], grid, executor,
                 [&](double share) { progress((static_cast<double>(i) + share) / count); });
  }
  const Handle lookups = create_group(file, "lookup", "labels of rows and columns");
  for (const OmxLookup& lookup : content.lookups) write_lookup(lookups, lookup);
  return bytes_of(file);
}

}  // namespace

std::size_t OmxLookup::size() const {
  return std::visit([](const auto& values) { return values.size(); }, labels);
}

void write_omx(OutputFile& output, const OmxContent& content, par::Executor& executor,
               const std::function<void(double share)>& progress) {
  validate(content);
  std::string bytes;
  try {
    bytes = encode_omx(content, executor, progress);
  } catch (const Hdf5Error& error) {
    throw Error(ExitCode::kIo, output.path() + ": " + error.what());
  }
  output.write(bytes);
  if (hash_file(output.part_path()) != hash_text(bytes)) {
    throw Error(
        ExitCode::kIo,
        fmt::format("{}: the {} bytes written do not read back", output.path(), bytes.size()),
        "the disk may be failing: choose an output on another disk");
  }
  output.commit();
}

}  // namespace grend::store
