// Encodes a chunk of a column as HDF5's filters shuffle, deflate and fletcher32 would, so that many
// threads can compress and one hands the chunks to H5Dwrite_chunk. 10 to 20 ns a byte. One encoder
// per thread: it keeps zlib's memory from chunk to chunk, but what it returns depends on the
// chunk alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>
#include <zlib.h>

namespace grend::store {

// Deflate's place in the dataset's pipeline: shuffle, deflate, fletcher32.
inline constexpr unsigned kDeflatePosition = 1;

// 1 of 9: more makes files a tenth smaller and writing three times slower.
inline constexpr int kDeflateLevel = 1;

struct EncodedChunk {
  std::vector<unsigned char> bytes;
  std::uint32_t skipped = 0;  // bit 1 << n: filter n is left out
};

class ChunkEncoder {
 public:
  ChunkEncoder();
  ~ChunkEncoder();
  ChunkEncoder(const ChunkEncoder&) = delete;
  ChunkEncoder& operator=(const ChunkEncoder&) = delete;

  // `elements` is a whole number of elements. Deflate is left out where it does not make the chunk
  // smaller.
  EncodedChunk encode(std::span<const unsigned char> elements, std::size_t element_size);

 private:
  std::vector<unsigned char> deflated(std::vector<unsigned char>& bytes);

  z_stream zlib_{};
};

}  // namespace grend::store
