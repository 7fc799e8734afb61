// Random places that a router can use, for benchmarks.
#pragma once

#include <vector>

#include "engine/base/random.h"
#include "engine/network/router.h"

namespace grend::bench {

class Places {
 public:
  Places(const network::Router& router, std::uint32_t agent)
      : router_(router), random_({1, 0}, agent, Purpose::kTest) {}

  network::Place next() {
    const network::RoadGraph& graph = router_.roads();
    while (true) {
      const network::EdgeId edge(static_cast<std::size_t>(
          random_.between(0, static_cast<std::int64_t>(graph.edges()) - 1)));
      if (!router_.usable(edge)) continue;
      return {edge, static_cast<std::uint32_t>(random_.between(0, graph.length[edge]))};
    }
  }
  std::vector<network::Place> several(std::size_t count) {
    std::vector<network::Place> places;
    while (places.size() < count) places.push_back(next());
    return places;
  }

 private:
  const network::Router& router_;
  RandomStream random_;
};

}  // namespace grend::bench
