#include <algorithm>
#include <functional>
#include <string_view>

#include "models/population/block.h"

namespace grend::population {
namespace {

using SizeCounts = std::array<std::int64_t, kSizes>;

class Dealer {
 public:
  Dealer(const region::RegionInput& region, const BlockPlan& plan) : plan_(plan) {
    for (const auto cell : plan.cells) room_.push_back(region.cells[cell].persons);
    dealt_.resize(room_.size());
  }

  // Carries what rounding leaves from cell to cell, so that neighbours make up for each other.
  std::int64_t deal(std::size_t size, std::int64_t wanted, double offset) {
    const auto k = static_cast<std::int64_t>(size);
    while (wanted > 0) {
      double room = 0;
      for (const auto r : room_) room += r >= k ? static_cast<double>(r) : 0;
      if (room <= 0) return wanted;
      double carry = offset;
      std::int64_t placed = 0;
      for (std::size_t c = 0; c < room_.size() && placed < wanted; ++c) {
        if (room_[c] < k) continue;
        carry += static_cast<double>(wanted) * static_cast<double>(room_[c]) / room;
        const auto here =
            std::min({static_cast<std::int64_t>(carry), room_[c] / k, wanted - placed});
        carry -= static_cast<double>(here);
        put(c, size, here);
        placed += here;
      }
      wanted -= placed;
      if (placed == 0) offset = 1;  // the first cell with room takes one
    }
    return 0;
  }

  void fill(Block& block) {
    for (std::size_t c = 0; c < room_.size(); ++c) {
      put(c, 1, room_[c]);
      for (std::size_t k = kSizes - 1; k >= 1; --k) {
        for (std::int64_t i = 0; i < dealt_[c][k]; ++i) {
          block.cell.push_back(plan_.cells[c]);
          block.size.push_back(static_cast<std::uint8_t>(k));
        }
      }
    }
  }

 private:
  void put(std::size_t cell, std::size_t size, std::int64_t households) {
    dealt_[cell][size] += households;
    room_[cell] -= households * static_cast<std::int64_t>(size);
  }

  const BlockPlan& plan_;
  std::vector<std::int64_t> room_;  // persons who have no household yet
  std::vector<SizeCounts> dealt_;
};

std::uint32_t fold(std::uint64_t x) {
  return static_cast<std::uint32_t>((x * 0x9E3779B97F4A7C15u) >> 32);
}

}  // namespace

std::uint32_t cell_agent(std::int64_t cell_id) { return fold(static_cast<std::uint64_t>(cell_id)); }

RandomStream block_stream(RandomSource source, const BlockPlan& plan) {
  // The second half of a stream's numbers: a cell's never get so far.
  constexpr std::uint32_t kSecondHalf = 1u << 31;
  const std::uint64_t name = (std::uint64_t{plan.municipality} << 32) + plan.number + 1;
  return {source, fold(name), Purpose::kHousehold, kSecondHalf};
}

void deal_sizes(const region::RegionInput& region, const BlockPlan& plan, RandomSource source,
                Block& block) {
  Dealer dealer(region, plan);
  auto random = block_stream(source, plan);
  std::int64_t homeless = 0;  // persons of households that had no room
  for (std::size_t k = kSizes - 1; k >= 2; --k) {
    const auto size = static_cast<std::int64_t>(k);
    const std::int64_t wanted = plan.households[k] + homeless / size;
    homeless %= size;
    const double offset = random.uniform();
    homeless += dealer.deal(k, wanted, offset) * size;
  }
  dealer.fill(block);
}

}  // namespace grend::population
