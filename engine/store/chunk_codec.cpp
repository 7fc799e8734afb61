#include "engine/store/chunk_codec.h"

#include <algorithm>
#include <libdeflate.h>

#include "engine/base/check.h"

namespace grend::store {
namespace {

using Bytes = std::vector<unsigned char>;

// All first bytes of the elements, then all second bytes, and so on: these compress better.
void shuffle(std::span<const unsigned char> elements, std::size_t element_size, Bytes& shuffled) {
  const std::size_t count = elements.size() / element_size;
  shuffled.resize(elements.size());
  for (std::size_t byte = 0; byte < element_size; ++byte) {
    unsigned char* out = shuffled.data() + byte * count;
    for (std::size_t i = 0; i < count; ++i) out[i] = elements[i * element_size + byte];
  }
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

struct ChunkEncoder::Compressor {
  libdeflate_compressor* deflate = libdeflate_alloc_compressor(kDeflateLevel);
  Bytes shuffled, compressed;  // kept from chunk to chunk

  Compressor() { GREND_CHECK(deflate != nullptr); }
  ~Compressor() { libdeflate_free_compressor(deflate); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
};

ChunkEncoder::ChunkEncoder() : compressor_(std::make_unique<Compressor>()) {}
ChunkEncoder::~ChunkEncoder() = default;

EncodedChunk ChunkEncoder::encode(std::span<const unsigned char> elements,
                                  std::size_t element_size) {
  GREND_CHECK(!elements.empty() && elements.size() % element_size == 0);
  auto& [deflate, shuffled, compressed] = *compressor_;
  shuffle(elements, element_size, shuffled);
  compressed.resize(shuffled.size());
  // 0 where the compressed bytes would not be fewer.
  const std::size_t size = libdeflate_zlib_compress(deflate, shuffled.data(), shuffled.size(),
                                                    compressed.data(), compressed.size() - 1);
  EncodedChunk chunk;
  if (size > 0) {
    chunk.bytes.assign(compressed.begin(), compressed.begin() + static_cast<std::ptrdiff_t>(size));
  } else {
    chunk.bytes = shuffled;
    chunk.skipped = 1u << kDeflatePosition;
  }
  const std::uint32_t checksum = fletcher32(chunk.bytes);
  for (unsigned shift = 0; shift < 32; shift += 8) {
    chunk.bytes.push_back(static_cast<unsigned char>(checksum >> shift));
  }
  return chunk;
}

}  // namespace grend::store
