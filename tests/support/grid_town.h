// A square town of streets for tests: `size` x `size` crossings, `block` metres apart, every street
// open both ways for everybody, 50 km/h.
#pragma once

#include "engine/network/build.h"

namespace grend::test {

inline network::RoadGraph grid_town(int size, int block_metres) {
  const geo::Projection projection(33);
  io::OsmData osm;
  const auto id = [&](int x, int y) { return static_cast<std::int64_t>(y) * size + x + 1; };
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const geo::Point point{50'000'000 + x * block_metres * 100,
                             680'000'000 + y * block_metres * 100};
      osm.nodes.push_back({id(x, y), projection.to_degrees(point)});
    }
  }
  const auto street = [&](std::int64_t from, std::int64_t to) {
    const auto way = static_cast<std::int64_t>(osm.ways.size()) + 1;
    osm.ways.push_back({way, {from, to}, {{"highway", "residential"}, {"maxspeed", "50"}}});
  };
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if (x + 1 < size) street(id(x, y), id(x + 1, y));
      if (y + 1 < size) street(id(x, y), id(x, y + 1));
    }
  }
  return network::build_network(osm, projection, {}).graph;
}

}  // namespace grend::test
