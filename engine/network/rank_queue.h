// A set of ranks from which the highest is taken, for sweeps that insert only ranks below the one
// taken last. Two levels of bits: constant time, no comparison, no order of insertion.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace grend::network {

using Rank = std::uint32_t;
inline constexpr Rank kNoRank = std::numeric_limits<Rank>::max();

class RankQueue {
 public:
  // Makes room for ranks below `size` and allows any rank again; the queue must be empty.
  void start(std::size_t size) {
    const std::size_t words = size / kBits + 1;
    if (words_.size() < words) {
      words_.resize(words, 0);
      summary_.resize(words / kBits + 1, 0);
    }
    block_ = summary_.size() - 1;
  }

  void insert(Rank rank) {
    words_[rank / kBits] |= std::uint64_t{1} << (rank % kBits);
    summary_[rank / kBits / kBits] |= std::uint64_t{1} << (rank / kBits % kBits);
  }

  // The highest rank, or kNoRank of none.
  Rank take() {
    while (summary_[block_] == 0) {
      if (block_ == 0) return kNoRank;
      --block_;
    }
    const std::size_t word = block_ * kBits + highest_bit(summary_[block_]);
    const std::size_t bit = highest_bit(words_[word]);
    words_[word] ^= std::uint64_t{1} << bit;
    if (words_[word] == 0) summary_[block_] ^= std::uint64_t{1} << (word % kBits);
    return static_cast<Rank>(word * kBits + bit);
  }

 private:
  static constexpr std::size_t kBits = 64;
  static std::size_t highest_bit(std::uint64_t word) {
    return kBits - 1 - static_cast<std::size_t>(std::countl_zero(word));
  }

  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> summary_;  // which words are not empty
  std::size_t block_ = 0;               // no summary above this one has a bit
};

}  // namespace grend::network
