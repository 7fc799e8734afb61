// Draws the decisions of a generator from the bytes of a fuzz input, so that the fuzzer steers them
// one by one. When the bytes are used up every decision is 0: a short input is a small case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

namespace grend::fuzz {

using Input = std::span<const std::uint8_t>;

class Decisions {
 public:
  explicit Decisions(Input bytes) : bytes_(bytes) {}

  std::uint8_t byte() {
    if (at_ == bytes_.size()) return 0;
    return bytes_[at_++];
  }
  // 0 <= result < count <= 256.
  std::size_t below(std::size_t count) { return byte() % count; }
  bool flip() { return (byte() & 1) != 0; }
  template <class Choices>
  const auto& one_of(const Choices& choices) {
    return std::begin(choices)[below(std::size(choices))];
  }

 private:
  Input bytes_;
  std::size_t at_ = 0;
};

}  // namespace grend::fuzz
