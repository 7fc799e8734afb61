#include <algorithm>
#include <hdf5.h>

#include "engine/base/random.h"
#include "engine/store/chunk_codec.h"
#include "engine/store/hdf5_attribute.h"
#include "tests/support/catch.h"

namespace grend::store {
namespace {

using Bytes = std::vector<unsigned char>;

// What HDF5 reads through its own filters from a chunk that we encoded.
Bytes read_by_hdf5(const EncodedChunk& chunk, std::size_t count, std::size_t element_size) {
  const Handle access = property_list(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 20, false);
  const Handle file(H5Fcreate("/dev/null/test", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose,
                    "make", "file");
  const hid_t type = element_size == 1   ? H5T_STD_I8LE
                     : element_size == 4 ? H5T_STD_I32LE
                                         : H5T_IEEE_F64LE;
  const hsize_t size = count;
  const Handle creation = property_list(H5P_DATASET_CREATE);
  H5Pset_chunk(creation, 1, &size);
  H5Pset_shuffle(creation);
  H5Pset_deflate(creation, kDeflateLevel);
  H5Pset_fletcher32(creation);
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "space");
  {
    const Handle made(H5Dcreate2(file, "column", type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
                      H5Dclose, "make", "dataset");
    const hsize_t offset = 0;
    checked(H5Dwrite_chunk(made, H5P_DEFAULT, chunk.skipped, &offset, chunk.bytes.size(),
                           chunk.bytes.data()),
            "write", "");
  }
  // Opened anew: HDF5 1.10 forgets which filters were skipped as long as the dataset stays open.
  const Handle dataset(H5Dopen2(file, "column", H5P_DEFAULT), H5Dclose, "open", "dataset");
  Bytes elements(count * element_size);
  checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, elements.data()), "read", "");
  return elements;
}

TEST_CASE("HDF5 reads what we encode, checksum included") {
  RandomStream random({}, 0, Purpose::kTest);
  ChunkEncoder encoder;  // one for all: nothing of a chunk may remain in the next
  int compressed = 0, skipped = 0, odd = 0;
  for (const std::size_t element_size : {1u, 4u, 8u}) {
    for (const std::size_t count : {1u, 2u, 3u, 719u, 720u, 721u, 1441u, 65536u}) {
      for (const int kinds : {1, 3, 256}) {
        Bytes elements(count * element_size);
        for (auto& byte : elements) {
          byte = static_cast<unsigned char>(random.between(0, kinds - 1));
        }
        const EncodedChunk chunk = encoder.encode(elements, element_size);
        INFO(count << " elements of " << element_size << " bytes, " << kinds << " kinds of bytes");
        CHECK((read_by_hdf5(chunk, count, element_size) == elements));
        CHECK(chunk.bytes.size() <= elements.size() + 4);  // with checksum
        (chunk.skipped == 0 ? compressed : skipped) += 1;
        odd += chunk.bytes.size() % 2 == 1;
      }
    }
  }
  // Random bytes do not compress, repeated ones do; the checksum of an odd number of bytes differs.
  CHECK(compressed > 10);
  CHECK(skipped > 10);
  CHECK(odd > 5);
}

}  // namespace
}  // namespace grend::store
