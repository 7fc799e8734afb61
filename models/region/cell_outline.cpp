#include "models/region/cell_outline.h"

#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/base/check.h"
#include "engine/geo/projection.h"

namespace grend::region {
namespace {

using Json = nlohmann::json;
using Corner = std::pair<std::int64_t, std::int64_t>;  // in sides of a cell
using Ring = std::vector<Corner>;                      // the first one not again at the end

// Counterclockwise from the east.
constexpr std::array<Corner, 4> kWays = {Corner{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
Corner step(Corner c, std::size_t way) {
  return {c.first + kWays[way].first, c.second + kWays[way].second};
}

// Takes one group of cells that hang together by their sides out of `cells`.
std::set<Corner> take_group(std::set<Corner>& cells) {
  std::set<Corner> group;
  std::vector<Corner> open = {*cells.begin()};
  cells.erase(cells.begin());
  while (!open.empty()) {
    const Corner c = open.back();
    open.pop_back();
    group.insert(c);
    for (std::size_t way = 0; way < kWays.size(); ++way) {
      const auto next = cells.find(step(c, way));
      if (next == cells.end()) continue;
      open.push_back(*next);
      cells.erase(next);
    }
  }
  return group;
}

// Sides with a cell of the group to the left and none to the right: by their start, which ways.
std::map<Corner, std::set<std::size_t>> borders(const std::set<Corner>& group) {
  std::map<Corner, std::set<std::size_t>> sides;
  for (const Corner& c : group) {
    Corner start = c;
    for (std::size_t way = 0; way < kWays.size(); start = step(start, way), ++way) {
      if (!group.contains(step(c, (way + 3) % 4))) sides[start].insert(way);
    }
  }
  return sides;
}

// Where two cells touch by a corner the way goes on to the other one, so that the outer ring stays
// outside, and what is inside is a hole that touches it. A ring starts at its lowest corner of the
// left-most, which no other ring of those that are left has; so the first is the outer one.
std::vector<Ring> rings_of(std::map<Corner, std::set<std::size_t>> sides) {
  std::vector<Ring> rings;
  while (!sides.empty()) {
    Ring& ring = rings.emplace_back();
    Corner at = sides.begin()->first;
    std::size_t last = kWays.size();
    while (true) {
      const auto found = sides.find(at);
      if (found == sides.end()) break;  // back at the start
      auto& ways = found->second;
      const std::size_t right = (last + 3) % 4;
      const std::size_t way = last < 4 && ways.contains(right) ? right : *ways.begin();
      if (way != last) ring.push_back(at);
      ways.erase(way);
      if (ways.empty()) sides.erase(found);
      last = way;
      at = step(at, way);
    }
  }
  return rings;
}

}  // namespace

std::optional<std::string> outline_of_cells(const std::vector<PopulationCell>& cells,
                                            std::uint32_t municipality, int utm_zone) {
  std::set<Corner> squares;
  std::optional<geo::Point> origin;
  Distance side;
  for (const auto& cell : cells) {
    if (cell.municipality != municipality || cell.persons == 0) continue;
    if (!origin) {
      origin = cell.south_west;
      side = cell.side;
    }
    GREND_CHECK(cell.side == side);  // a grid
    squares.emplace((cell.south_west.x - origin->x) / side.ticks(),
                    (cell.south_west.y - origin->y) / side.ticks());
  }
  if (squares.empty()) return std::nullopt;
  const geo::Projection projection(utm_zone);
  const auto degrees = [&](Corner c) {
    const auto at = projection.to_degrees(
        {origin->x + c.first * side.ticks(), origin->y + c.second * side.ticks()});
    return Json{std::round(at.lon * 1e7) / 1e7, std::round(at.lat * 1e7) / 1e7};
  };
  Json polygons = Json::array();
  while (!squares.empty()) {
    Json polygon = Json::array();
    for (const Ring& ring : rings_of(borders(take_group(squares)))) {
      Json points = Json::array();
      for (const Corner& c : ring) points.push_back(degrees(c));
      points.push_back(degrees(ring.front()));
      polygon.push_back(std::move(points));
    }
    polygons.push_back(std::move(polygon));
  }
  return Json{{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}}.dump();
}

}  // namespace grend::region
