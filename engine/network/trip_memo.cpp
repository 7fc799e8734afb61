#include "engine/network/trip_memo.h"

namespace grend::network {
namespace {

std::uint64_t packed(std::uint32_t high, std::uint32_t low) {
  return std::uint64_t{high} << 32 | low;
}
std::uint64_t packed(Place place) { return packed(place.edge.value(), place.offset); }

bool being_written(std::uint64_t head) { return (head & 1) != 0; }
// Of a router's first trip on; zero is an entry that was never written.
std::uint32_t router_of(std::uint64_t head) { return static_cast<std::uint32_t>(head >> 32); }

}  // namespace

TripMemo::TripMemo(unsigned bits)
    : shift_(64 - bits), entries_(std::make_unique<Entry[]>(std::size_t{1} << bits)) {}

TripMemo::Entry& TripMemo::entry(const Key& key) const {
  // Multiplicative hashing (Knuth, TAOCP 6.4) of the three words, one after the other.
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
  std::uint64_t hash = (packed(key.from) + key.router) * kGolden;
  hash = ((hash ^ hash >> 32) + packed(key.to)) * kGolden;
  hash = (hash ^ hash >> 29) * kGolden;
  return entries_[hash >> shift_];
}

std::optional<Reach> TripMemo::find(const Key& key) const {
  const Entry& entry = this->entry(key);
  const std::uint64_t head = entry.head.load(std::memory_order_acquire);
  if (head == 0 || being_written(head) || router_of(head) != key.router) return std::nullopt;
  const std::uint64_t from = entry.from.load(std::memory_order_acquire);
  const std::uint64_t to = entry.to.load(std::memory_order_acquire);
  const std::uint64_t reach = entry.reach.load(std::memory_order_acquire);
  const bool whole = entry.head.load(std::memory_order_relaxed) == head;
  if (!whole || from != packed(key.from) || to != packed(key.to)) return std::nullopt;
  return Reach{static_cast<std::uint32_t>(reach >> 32), static_cast<std::uint32_t>(reach)};
}

void TripMemo::store(const Key& key, Reach reach) {
  Entry& entry = this->entry(key);
  std::uint64_t head = entry.head.load(std::memory_order_relaxed);
  if (being_written(head)) return;
  const auto writes = static_cast<std::uint32_t>(head);
  if (!entry.head.compare_exchange_strong(head, packed(key.router, writes + 1),
                                          std::memory_order_acquire, std::memory_order_relaxed)) {
    return;
  }
  entry.from.store(packed(key.from), std::memory_order_release);
  entry.to.store(packed(key.to), std::memory_order_release);
  entry.reach.store(packed(reach.time, reach.distance), std::memory_order_release);
  entry.head.store(packed(key.router, writes + 2), std::memory_order_release);
}

}  // namespace grend::network
