// A typed index. `Id<struct NodeTag>` and `Id<struct EdgeTag>` do not mix; an unset id is none().
// Ids cross module borders where pointers never do. Four bytes, trivially copyable.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/base/check.h"

namespace grend {

template <class Tag>
class Id {
 public:
  using Value = std::uint32_t;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t value) : value_(static_cast<Value>(value)) {
    GREND_ASSERT(value <= kNone);
  }
  static constexpr Id none() { return Id(); }

  constexpr Value value() const { return value_; }
  constexpr bool valid() const { return value_ != kNone; }
  constexpr auto operator<=>(const Id&) const = default;
  constexpr Id& operator++() {
    ++value_;
    return *this;
  }

 private:
  static constexpr Value kNone = std::numeric_limits<Value>::max();
  Value value_ = kNone;
};

}  // namespace grend
