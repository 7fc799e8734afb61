#include "engine/store/seal.h"

#include "engine/store/hash.h"

namespace grend::store {
namespace {

constexpr std::string_view kBefore = "\ngrend-results xxh128 ";
constexpr std::size_t kSize = kBefore.size() + 32 + 1;  // 32 digits and the line's end

}  // namespace

std::string seal_of(std::string_view bytes) {
  return std::string(kBefore) + hash_text(bytes) + "\n";
}

std::string_view unseal(std::string_view bytes) {
  if (bytes.size() < kSize) return {};
  const std::string_view content = bytes.substr(0, bytes.size() - kSize);
  return bytes.substr(content.size()) == seal_of(content) ? content : std::string_view();
}

}  // namespace grend::store
