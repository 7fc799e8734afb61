#include "engine/store/chunk_codec.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

#include "engine/base/check.h"

namespace grend::store {
namespace {

using Bytes = std::vector<unsigned char>;

// All first bytes of the elements, then all second bytes, and so on: these compress better.
Bytes shuffle(std::span<const unsigned char> elements, std::size_t element_size) {
  const std::size_t count = elements.size() / element_size;
  Bytes shuffled(elements.size());
  for (std::size_t byte = 0; byte < element_size; ++byte) {
    unsigned char* out = shuffled.data() + byte * count;
    for (std::size_t i = 0; i < count; ++i) out[i] = elements[i * element_size + byte];
  }
  return shuffled;
}

std::uint32_t fold(std::uint32_t sum) { return (sum & 0xffff) + (sum >> 16); }

// HDF5's variant of Fletcher's checksum: over big-endian 16-bit words, an odd byte as a high byte.
std::uint32_t fletcher32(const Bytes& bytes) {
  constexpr std::size_t kSafeWords = 360;  // as many as cannot overflow 32 bits
  std::uint32_t sum = 0, sum_of_sums = 0;
  const std::size_t words = bytes.size() / 2;
  for (std::size_t word = 0; word < words;) {
    for (const std::size_t end = std::min(words, word + kSafeWords); word < end; ++word) {
      sum += static_cast<std::uint32_t>(bytes[2 * word] << 8 | bytes[2 * word + 1]);
      sum_of_sums += sum;
    }
    sum = fold(sum);
    sum_of_sums = fold(sum_of_sums);
  }
  if (bytes.size() % 2 == 1) {
    sum += static_cast<std::uint32_t>(bytes.back()) << 8;
    sum_of_sums = fold(sum_of_sums + sum);
    sum = fold(sum);
  }
  return fold(sum_of_sums) << 16 | fold(sum);
}

}  // namespace

ChunkEncoder::ChunkEncoder() { GREND_CHECK(deflateInit(&zlib_, kDeflateLevel) == Z_OK); }
ChunkEncoder::~ChunkEncoder() { deflateEnd(&zlib_); }

// The compressed bytes, or nothing if they are not fewer.
std::vector<unsigned char> ChunkEncoder::deflated(std::vector<unsigned char>& bytes) {
  GREND_CHECK(bytes.size() <= std::numeric_limits<uInt>::max());
  GREND_CHECK(deflateReset(&zlib_) == Z_OK);
  Bytes compressed(bytes.size());
  zlib_.next_in = bytes.data();
  zlib_.avail_in = static_cast<uInt>(bytes.size());
  zlib_.next_out = compressed.data();
  zlib_.avail_out = static_cast<uInt>(compressed.size());
  const bool complete = deflate(&zlib_, Z_FINISH) == Z_STREAM_END;
  compressed.resize(complete && zlib_.avail_out > 0 ? zlib_.total_out : 0);
  return compressed;
}

EncodedChunk ChunkEncoder::encode(std::span<const unsigned char> elements,
                                  std::size_t element_size) {
  GREND_CHECK(!elements.empty() && elements.size() % element_size == 0);
  EncodedChunk chunk{.bytes = shuffle(elements, element_size)};
  if (Bytes compressed = deflated(chunk.bytes); !compressed.empty()) {
    chunk.bytes = std::move(compressed);
  } else {
    chunk.skipped = 1u << kDeflatePosition;
  }
  const std::uint32_t checksum = fletcher32(chunk.bytes);
  for (unsigned shift = 0; shift < 32; shift += 8) {
    chunk.bytes.push_back(static_cast<unsigned char>(checksum >> shift));
  }
  return chunk;
}

}  // namespace grend::store
