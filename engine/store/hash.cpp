#include "engine/store/hash.h"

#include <xxhash.h>

#include "engine/store/read_file.h"

namespace grend::store {
namespace {

// The canonical (big-endian) form is the one that xxh128sum prints.
std::string to_hex(XXH128_hash_t hash) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned byte : canonical.digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

struct Hasher::State {
  XXH3_state_t xxh3;
};

Hasher::Hasher() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->xxh3); }
Hasher::~Hasher() = default;

void Hasher::add(const void* bytes, std::size_t size) {
  if (size > 0) XXH3_128bits_update(&state_->xxh3, bytes, size);
}

std::string Hasher::hex() const { return to_hex(XXH3_128bits_digest(&state_->xxh3)); }

std::string hash_text(std::string_view bytes) {
  return to_hex(XXH3_128bits(bytes.data(), bytes.size()));
}

std::string hash_file(const std::string& path) {
  Hasher hasher;
  read_blocks(path, [&](std::string_view block) { hasher.add(block.data(), block.size()); });
  return hasher.hex();
}

}  // namespace grend::store
