#include "engine/network/select_roads.h"

#include <algorithm>
#include <boost/geometry/algorithms/append.hpp>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cctype>
#include <fmt/core.h>

#include "engine/base/text.h"

namespace grend::network {
namespace {

namespace bg = boost::geometry;
using PlanePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using Polygon = bg::model::polygon<PlanePoint>;

PlanePoint plane_point(geo::Point p) {
  return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

bool is_called(const RoadName& road, const std::string& wanted) {
  const auto numbers = split(road.number, ';');
  return plain(road.name) == wanted ||
         std::any_of(numbers.begin(), numbers.end(), [&](auto n) { return plain(n) == wanted; });
}

// The numbers and names on the map that are nearest to what was written.
std::string suggestion(const RoadGraph& roads, const std::string& wanted) {
  std::vector<std::string> names;
  for (const RoadName& road : roads.roads) {
    for (const auto number : split(road.number, ';')) names.emplace_back(trim(number));
    names.push_back(road.name);
  }
  std::erase(names, "");
  if (names.empty()) return "the map has no road names: give an area instead";
  if (const auto near = did_you_mean(wanted, names))
    return fmt::format("did you mean '{}'?", *near);
  return fmt::format("the map has {} names, such as '{}'", names.size(), names.front());
}

// Whether a point lies inside; nothing given: every point does.
class Area {
 public:
  Area(const RoadSelection& selection, const ToPlane& to_plane) {
    if (selection.around) {
      centre_ = to_plane({selection.around->lon, selection.around->lat});
      radius_ = selection.around->radius;
    }
    for (const PlaceOnMap& corner : selection.polygon) {
      bg::append(polygon_.outer(), plane_point(to_plane({corner.lon, corner.lat})));
    }
    bg::correct(polygon_);
  }
  bool everywhere() const { return !centre_ && polygon_.outer().empty(); }
  bool contains(geo::Point point) const {
    if (centre_) return geo::distance(*centre_, point) <= radius_;
    return bg::covered_by(plane_point(point), polygon_);
  }

 private:
  std::optional<geo::Point> centre_;
  Distance radius_;
  Polygon polygon_;
};

}  // namespace

SelectedRoads select_roads(const RoadGraph& roads, const RoadSelection& selection,
                           const ToPlane& to_plane) {
  const Area area(selection, to_plane);
  const std::string wanted = plain(selection.road);
  IdVector<RoadId, bool> named(roads.roads.size(), wanted.empty());
  bool any_named = wanted.empty();
  for (const RoadId road : roads.roads.ids()) {
    if (!wanted.empty()) named[road] = is_called(roads.roads[road], wanted);
    any_named = any_named || named[road];
  }
  SelectedRoads selected;
  if (!any_named) {
    selected.problem = fmt::format("no road on the map is called '{}'; {}", selection.road,
                                   suggestion(roads, selection.road));
    return selected;
  }
  for (const EdgeId edge : roads.from.ids()) {
    const RoadId road = roads.road[edge];
    if (road.valid() ? !named[road] : !wanted.empty()) continue;
    bool inside = area.everywhere();
    if (!inside) {
      roads.geometry.for_each(edge, [&](geo::Point p) { inside = inside || area.contains(p); });
    }
    if (inside) selected.edges.push_back(edge);
  }
  if (selected.edges.empty()) {
    selected.problem = "the area has no road in it; check its degrees (lon is east, lat is north)";
  }
  return selected;
}

}  // namespace grend::network
