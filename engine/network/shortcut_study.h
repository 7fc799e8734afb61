// Which shortcuts would replace a node of a shrinking graph: for every two of its neighbours, is
// the way through the node the only cheapest one?
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/network/witness.h"

namespace grend::network {

// Between two neighbours of a node taken out; kNoWay where no shortcut is needed.
struct Shortcut {
  std::uint32_t a;
  std::uint32_t b;
  Cost a_to_b;
  Cost b_to_a;
  std::uint32_t edges;
};

// One object per thread.
class ShortcutStudy {
 public:
  explicit ShortcutStudy(std::size_t nodes) : search_(nodes) {}

  void run(const Links& links, std::uint32_t node, std::vector<Shortcut>& shortcuts);

 private:
  struct Neighbour {
    Link link;
    Cost least_in;  // the cheapest way into it but from the node studied

    Cost reach() const { return std::min(link.in, link.out); }
  };

  void sort_neighbours(const Links& links, std::uint32_t node);
  void search_from(const Links& links, std::uint32_t node, std::size_t i);
  bool needed(const Links& links, const Neighbour& a, const Neighbour& b, Cost cost) const;
  void settle_pair(const Links& links, std::size_t i, std::size_t j,
                   std::vector<Shortcut>& shortcuts);

  WitnessSearch search_;
  std::vector<Neighbour> neighbours_;
  std::vector<std::pair<std::size_t, std::size_t>> unsettled_;  // (from, to) still to be searched
};

}  // namespace grend::network
