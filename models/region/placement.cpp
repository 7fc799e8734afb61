#include "models/region/placement.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"

namespace grend::region {
namespace {

constexpr int kUtmZone = 33;
constexpr Vec2 kOrigin = {181'000, 6'830'000};

class Map {
 public:
  explicit Map(const Placement& placement) : placement_(placement), projection_(kUtmZone) {}

  geo::Point to_plane(Vec2 p) const {
    Vec2 q = p - placement_.middle;
    if (placement_.mirrored) q.y = -q.y;
    const Vec2 turned = placement_.direction * q.x + placement_.direction.left() * q.y + kOrigin;
    return {std::llround(turned.x * 100), std::llround(turned.y * 100)};
  }
  // Rounded as OSM files store it, so that writing and reading changes nothing.
  geo::LonLat to_degrees(Vec2 p) const {
    const auto exact = projection_.to_degrees(to_plane(p));
    return {std::round(exact.lon * 1e7) / 1e7, std::round(exact.lat * 1e7) / 1e7};
  }

 private:
  Placement placement_;
  geo::Projection projection_;
};

std::string clock_text(Duration time) {
  const std::int64_t minutes = time.ticks() / 60'000;
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

std::vector<io::Tag> tags_of(const DraftWay& way, Duration ferry_crossing) {
  std::vector<io::Tag> tags;
  if (way.kind == kFerry) {
    tags = {{"route", "ferry"},       {"duration", clock_text(ferry_crossing)},
            {"motor_vehicle", "yes"}, {"bicycle", "yes"},
            {"foot", "yes"},          {"name", way.label}};
    return tags;
  }
  tags.emplace_back("highway", way.kind.highway);
  if (way.kind.speed > 0) tags.emplace_back("maxspeed", std::to_string(way.kind.speed));
  if (!way.label.empty()) tags.emplace_back("ref", way.label);
  return tags;
}

io::OsmData to_osm(const Draft& draft, const Map& map, Duration ferry_crossing) {
  io::OsmData osm;
  osm.nodes.reserve(draft.nodes().size());
  for (const Vec2 node : draft.nodes()) {
    osm.nodes.push_back({static_cast<std::int64_t>(osm.nodes.size()) + 1, map.to_degrees(node)});
  }
  osm.ways.reserve(draft.ways().size());
  for (const auto& way : draft.ways()) {
    io::OsmWay& out = osm.ways.emplace_back();
    out.id = static_cast<std::int64_t>(osm.ways.size());
    out.nodes.reserve(way.nodes.size());
    for (const DraftNode node : way.nodes) out.nodes.push_back(std::int64_t{node} + 1);
    out.tags = tags_of(way, ferry_crossing);
  }
  return osm;
}

std::vector<PopulationCell> to_cells(const Draft& draft, const Map& map) {
  std::vector<PopulationCell> cells;
  cells.reserve(draft.dwellings.size());
  for (const auto& dwelling : draft.dwellings) {
    PopulationCell cell = grid_cell_at(map.to_plane(dwelling.position));
    cell.persons = dwelling.persons;
    cells.push_back(cell);
  }
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    if (cells[i].id == cells[kept].id) {
      cells[kept].persons += cells[i].persons;
    } else {
      cells[++kept] = cells[i];
    }
  }
  cells.resize(std::min(cells.size(), kept + 1));
  cells.shrink_to_fit();
  return cells;
}

}  // namespace

RegionInput place_on_map(const Draft& draft, const Placement& placement, std::string name,
                         Duration ferry_crossing) {
  const Map map(placement);
  RegionInput region;
  region.name = std::move(name);
  region.utm_zone = kUtmZone;
  region.roads = to_osm(draft, map, ferry_crossing);
  region.cells = to_cells(draft, map);
  for (const auto& facility : draft.facilities) {
    region.facilities.push_back(
        {facility.kind, facility.name, map.to_degrees(facility.position), facility.weight});
  }
  return region;
}

}  // namespace grend::region
