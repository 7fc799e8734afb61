#include "engine/store/column_writer.h"

#include <algorithm>
#include <hdf5_hl.h>
#include <numeric>
#include <span>
#include <vector>

#include "engine/store/chunk_codec.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/stored_type.h"

namespace grend::store {
namespace {

constexpr std::size_t kChunkRows = 65536;

// Any column as bytes.
struct RawColumn {
  const ColumnInfo* info;
  hid_t type;
  std::size_t element_size;
  const void* missing;
  std::span<const unsigned char> bytes;

  std::size_t rows() const { return bytes.size() / element_size; }
  std::size_t chunk_rows() const { return std::clamp<std::size_t>(rows(), 1, kChunkRows); }
  std::size_t chunks() const { return (rows() + chunk_rows() - 1) / chunk_rows(); }
};

template <class T>
RawColumn raw(const ColumnInfo& info, const std::vector<T>& values) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
  return {.info = &info,
          .type = Stored<T>::type(),
          .element_size = sizeof(T),
          .missing = &Stored<T>::kMissing,
          .bytes = {bytes, values.size() * sizeof(T)}};
}

// A chunk is stored at full length; the last one is filled up with "missing".
EncodedChunk encode(ChunkEncoder& encoder, const RawColumn& column, std::size_t chunk) {
  const std::size_t size = column.chunk_rows() * column.element_size;
  const auto rest = column.bytes.subspan(chunk * size);
  if (rest.size() >= size) return encoder.encode(rest.first(size), column.element_size);
  std::vector<unsigned char> padded(rest.begin(), rest.end());
  const auto* missing = static_cast<const unsigned char*>(column.missing);
  while (padded.size() < size) padded.insert(padded.end(), missing, missing + column.element_size);
  return encoder.encode(padded, column.element_size);
}

// Unlimited, because HDF5 allows no chunks in a dataset of fixed length 0.
Handle extendable_space(hsize_t size) {
  const hsize_t unlimited = H5S_UNLIMITED;
  return Handle(H5Screate_simple(1, &size, &unlimited), H5Sclose, "make", "a data space");
}

Handle create_dataset(hid_t group, const RawColumn& column) {
  const std::string& name = column.info->name;
  const hsize_t chunk = column.chunk_rows();
  const Handle creation = property_list(H5P_DATASET_CREATE);
  checked(H5Pset_chunk(creation, 1, &chunk), "set chunks of", name);
  checked(H5Pset_shuffle(creation), "set shuffle of", name);
  checked(H5Pset_deflate(creation, kDeflateLevel), "set deflate of", name);
  checked(H5Pset_fletcher32(creation), "set fletcher32 of", name);
  checked(H5Pset_fill_value(creation, column.type, column.missing), "set fill value of", name);
  checked(H5Pset_obj_track_times(creation, false), "set no times of", name);
  return Handle(H5Dcreate2(group, name.c_str(), column.type, extendable_space(column.rows()),
                           H5P_DEFAULT, creation, H5P_DEFAULT),
                H5Dclose, "make column", name);
}

void write_chunks(hid_t dataset, const RawColumn& column, std::span<const EncodedChunk> chunks) {
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const hsize_t offset = i * column.chunk_rows();
    checked(H5Dwrite_chunk(dataset, H5P_DEFAULT, chunks[i].skipped, &offset, chunks[i].bytes.size(),
                           chunks[i].bytes.data()),
            "write column", column.info->name);
  }
}

void write_categories(hid_t dataset, const std::vector<std::string>& categories) {
  std::vector<std::int8_t> values(categories.size());
  std::iota(values.begin(), values.end(), std::int8_t{0});
  const hsize_t size = values.size();
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "a data space");
  write_attribute(dataset, "flag_values", H5T_STD_I8LE, space, values.data());
  std::string meanings;
  for (const std::string& category : categories) {
    if (!meanings.empty()) meanings += ' ';
    meanings += category;
  }
  write_text(dataset, "flag_meanings", meanings);
}

Handle write_column(hid_t group, const RawColumn& column, std::span<const EncodedChunk> chunks) {
  Handle dataset = create_dataset(group, column);
  write_text(dataset, "long_name", column.info->long_name);
  write_text(dataset, "units", column.info->unit);
  if (!column.info->categories.empty()) write_categories(dataset, column.info->categories);
  if (!column.info->refers_to.empty()) write_text(dataset, "refers_to", column.info->refers_to);
  write_chunks(dataset, column, chunks);
  return dataset;
}

}  // namespace

void make_reproducible(const Handle& creation_properties) {
  checked(H5Pset_obj_track_times(creation_properties, false), "set no times of", "a group");
  checked(H5Pset_link_creation_order(creation_properties,
                                     H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "set order of", "a group");
}

Handle create_group(hid_t parent, const std::string& name, const std::string& long_name) {
  const Handle creation = property_list(H5P_GROUP_CREATE);
  make_reproducible(creation);
  Handle group(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose,
               "make group", name);
  write_text(group, "long_name", long_name);
  return group;
}

std::vector<std::int32_t> counted_from_0(std::size_t rows) {
  std::vector<std::int32_t> numbers(rows);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

Handle write_columns(hid_t parent, const Table& table, const RowDimension& row,
                     par::Executor& executor) {
  std::vector<RawColumn> columns = {raw(row.info, row.numbers)};
  for (const Column& column : table.columns) {
    columns.push_back(
        std::visit([&](const auto& values) { return raw(column.info, values); }, column.data));
  }
  const std::size_t chunks = columns.front().chunks();  // as many in every column
  std::vector<EncodedChunk> encoded(columns.size() * chunks);
  std::vector<ChunkEncoder> encoders(executor.workers());
  executor.run(encoded.size(), [&](std::size_t job, std::size_t worker) {
    encoded[job] = encode(encoders[worker], columns[job / chunks], job % chunks);
  });

  Handle group = create_group(parent, table.name, table.long_name);
  const auto chunks_of = [&](std::size_t column) {
    return std::span<const EncodedChunk>(encoded).subspan(column * chunks, chunks);
  };
  const Handle scale = write_column(group, columns.front(), chunks_of(0));
  checked(H5DSset_scale(scale, row.info.name.c_str()), "make dimension", row.info.name);
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const Handle dataset = write_column(group, columns[i], chunks_of(i));
    write_scalar(dataset, "_FillValue", columns[i].type, columns[i].missing);
    checked(H5DSattach_scale(dataset, scale, 0), "attach dimension to", columns[i].info->name);
  }
  return group;
}

void write_long_text(hid_t group, const std::string& name, const std::string& text,
                     const std::string& long_name) {
  const Handle type = text_type(1);
  const hsize_t chunk = std::max<std::size_t>(text.size(), 1);
  const Handle creation = property_list(H5P_DATASET_CREATE);
  checked(H5Pset_chunk(creation, 1, &chunk), "set chunks of", name);
  checked(H5Pset_deflate(creation, kDeflateLevel), "set deflate of", name);
  checked(H5Pset_fletcher32(creation), "set fletcher32 of", name);
  checked(H5Pset_obj_track_times(creation, false), "set no times of", name);
  const Handle dataset(H5Dcreate2(group, name.c_str(), type, extendable_space(text.size()),
                                  H5P_DEFAULT, creation, H5P_DEFAULT),
                       H5Dclose, "make text", name);
  write_text(dataset, "long_name", long_name);
  checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()), "write text", name);
  checked(H5DSset_scale(dataset, name.c_str()), "make dimension", name);
}

}  // namespace grend::store
