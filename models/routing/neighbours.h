// The requests near a request, nearest first: by the shortest leg between any two of their stops
// plus the waiting that their windows force; those that can share no route come last. Ties go to
// the lower pair. Sorted when they are asked for and about as far as they are, because a short
// search asks for few of them. 4 bytes for each that is kept; no allocation after construction. One
// per thread.
#pragma once

#include <vector>

#include "models/routing/problem.h"

namespace grend::routing {

class Neighbours {
 public:
  // Among the movable requests of a problem; so many are kept of each at most.
  explicit Neighbours(const Problem& problem, std::size_t most = 1'000);

  std::size_t size() const { return size_; }  // of each request
  Pair get(Pair request, std::size_t number);

 private:
  struct Near {
    Ticks distance = 0;
    Pair request = 0;

    auto operator<=>(const Near&) const = default;
  };
  void sort(Pair request, std::size_t wanted);

  const Problem* problem_;
  std::vector<Pair> movable_;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> row_;     // by pair: of the movable ones, which
  std::vector<std::uint32_t> sorted_;  // by row: how many are known
  std::vector<Pair> near_;             // `size_` a row
  std::vector<Near> measured_;         // scratch
};

}  // namespace grend::routing
