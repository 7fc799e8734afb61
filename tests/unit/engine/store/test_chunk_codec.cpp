#include <algorithm>
#include <hdf5.h>

#include "engine/base/random.h"
#include "engine/store/chunk_codec.h"
#include "engine/store/hdf5_attribute.h"
#include "tests/support/catch.h"

namespace grend::store {
namespace {

using Bytes = std::vector<unsigned char>;

// The chunk that HDF5's own filters make of the elements, with or without deflate among them.
Bytes encoded_by_hdf5(const Bytes& elements, std::size_t element_size, bool deflate) {
  const Handle access = property_list(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 20, false);
  const Handle file(H5Fcreate("/dev/null/test", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose,
                    "make", "file");
  const hid_t type = element_size == 1   ? H5T_STD_I8LE
                     : element_size == 4 ? H5T_STD_I32LE
                                         : H5T_IEEE_F64LE;
  const hsize_t size = elements.size() / element_size;
  const Handle creation = property_list(H5P_DATASET_CREATE);
  H5Pset_chunk(creation, 1, &size);
  H5Pset_shuffle(creation);
  if (deflate) H5Pset_deflate(creation, kDeflateLevel);
  H5Pset_fletcher32(creation);
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "space");
  const Handle dataset(H5Dcreate2(file, "column", type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
                       H5Dclose, "make", "dataset");
  checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, elements.data()), "write", "");
  checked(H5Dflush(dataset), "flush", "");
  const hsize_t offset = 0;
  hsize_t size_stored = 0;
  checked(H5Dget_chunk_storage_size(dataset, &offset, &size_stored), "size", "");
  Bytes chunk(size_stored);
  std::uint32_t skipped = 0;
  checked(H5Dread_chunk(dataset, H5P_DEFAULT, &offset, &skipped, chunk.data()), "read", "");
  CHECK(skipped == 0);
  return chunk;
}

TEST_CASE("chunks are encoded to the very bytes of HDF5's filters") {
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
        const Bytes compressed_by_hdf5 = encoded_by_hdf5(elements, element_size, true);
        const bool worth_it = compressed_by_hdf5.size() < elements.size() + 4;  // with checksum
        const Bytes expected =
            worth_it ? compressed_by_hdf5 : encoded_by_hdf5(elements, element_size, false);
        INFO(count << " elements of " << element_size << " bytes, " << kinds << " kinds of bytes");
        CHECK(chunk.skipped == (worth_it ? 0 : 1u << kDeflatePosition));
        CHECK((chunk.bytes == expected));
        (worth_it ? compressed : skipped) += 1;
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
