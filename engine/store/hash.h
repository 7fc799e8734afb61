// Content hashes: XXH3-128 in lower-case hexadecimal, the same as the xxh128sum tool prints.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace grend::store {

// Hashes bytes as they come; the pieces they come in do not matter.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  void add(const void* bytes, std::size_t size);
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string hash_text(std::string_view bytes);
// Throws Error(kMissingInput) if the file cannot be opened, Error(kIo) if reading fails.
std::string hash_file(const std::string& path);

}  // namespace grend::store
