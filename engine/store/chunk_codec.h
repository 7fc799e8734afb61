// Encodes a chunk of a column so that HDF5's filters shuffle, deflate and fletcher32 read it, so
// that many threads can compress and one hands the chunks to H5Dwrite_chunk. Deflates with
// libdeflate, which is twice as fast as zlib and packs closer: some 4 ns a byte. One encoder per
// thread: it keeps memory from chunk to chunk, but what it returns depends on the chunk alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace grend::store {

// Deflate's place in the dataset's pipeline: shuffle, deflate, fletcher32.
inline constexpr unsigned kDeflatePosition = 1;

// Of HDF5's own deflate, where it writes by itself, and of ours.
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
  struct Compressor;
  std::unique_ptr<Compressor> compressor_;
};

}  // namespace grend::store
