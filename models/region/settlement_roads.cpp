#include "models/region/settlement_roads.h"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <map>

#include "engine/base/check.h"
#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"

namespace grend::region {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;
using VoronoiPoint = boost::polygon::point_data<std::int32_t>;

constexpr std::int64_t kTownSquare = 400'000;  // cm: at most one end of a main road in each
constexpr std::int64_t kTownPersons = 200;     // in that square

// Neighbours of the Delaunay triangulation, which holds every pair of the Gabriel graph.
std::vector<Pair> delaunay(const std::vector<geo::Point>& points) {
  geo::Point low = points.front();
  for (const auto& p : points) low = {std::min(low.x, p.x), std::min(low.y, p.y)};
  std::vector<VoronoiPoint> metres;
  for (const auto& p : points) {
    metres.emplace_back(static_cast<std::int32_t>((p.x - low.x) / 100),
                        static_cast<std::int32_t>((p.y - low.y) / 100));
  }
  boost::polygon::voronoi_diagram<double> diagram;
  boost::polygon::construct_voronoi(metres.begin(), metres.end(), &diagram);
  std::vector<Pair> pairs;
  for (const auto& edge : diagram.edges()) {
    const auto a = static_cast<std::uint32_t>(edge.cell()->source_index());
    const auto b = static_cast<std::uint32_t>(edge.twin()->cell()->source_index());
    if (a < b) pairs.emplace_back(a, b);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

// Whether c lies in the circle of which a and b are ends of a diameter, or on it: the angle at c is
// not acute.
bool parts(geo::Point a, geo::Point b, geo::Point c) {
  const auto dot =
      (a.x - c.x) / 100 * ((b.x - c.x) / 100) + (a.y - c.y) / 100 * ((b.y - c.y) / 100);
  return dot <= 0;
}

class RoadMaker {
 public:
  RoadMaker(const std::vector<PopulationCell>& cells, int utm_zone) {
    const geo::Projection projection(utm_zone);
    for (const auto& cell : cells) {
      if (cell.persons == 0) continue;
      cells_.push_back(&cell);
      points_.push_back(centre_of(cell));
      osm_.nodes.push_back(
          {static_cast<std::int64_t>(points_.size()), projection.to_degrees(points_.back())});
    }
  }

  io::OsmData make() {
    std::vector<std::uint32_t> all(points_.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    join(all, nullptr);
    join(towns(), "primary");
    return std::move(osm_);
  }

 private:
  // The cell with most people of each square that has enough of them.
  std::vector<std::uint32_t> towns() const {
    struct Square {
      std::int64_t persons = 0;
      std::uint32_t largest = 0;
    };
    std::map<geo::Point, Square> squares;
    for (std::uint32_t i = 0; i < points_.size(); ++i) {
      auto& square = squares[{points_[i].x / kTownSquare, points_[i].y / kTownSquare}];
      if (square.persons == 0 || cells_[i]->persons > cells_[square.largest]->persons) {
        square.largest = i;
      }
      square.persons += cells_[i]->persons;
    }
    std::vector<std::uint32_t> towns;
    for (const auto& [at, square] : squares) {
      if (square.persons >= kTownPersons) towns.push_back(square.largest);
    }
    return towns;
  }

  void join(const std::vector<std::uint32_t>& ends, const char* kind) {
    std::vector<geo::Point> points;
    for (const auto i : ends) points.push_back(points_[i]);
    for (const auto& [a, b] : gabriel_graph(points)) {
      const Distance length = geo::distance(points[a], points[b]);
      const char* by_length = length <= metres(600)     ? "residential"
                              : length <= kilometres(3) ? "unclassified"
                                                        : "secondary";
      osm_.ways.push_back({static_cast<std::int64_t>(osm_.ways.size()) + 1,
                           {std::int64_t{ends[a]} + 1, std::int64_t{ends[b]} + 1},
                           {{"highway", kind != nullptr ? kind : by_length}}});
    }
  }

  std::vector<const PopulationCell*> cells_;
  std::vector<geo::Point> points_;
  io::OsmData osm_;
};

}  // namespace

std::vector<Pair> gabriel_graph(const std::vector<geo::Point>& points) {
  if (points.size() < 2) return {};
  const auto pairs = delaunay(points);
  std::vector<std::uint32_t> first(points.size() + 1, 0);
  for (const auto& [a, b] : pairs) {
    ++first[a + 1];
    ++first[b + 1];
  }
  for (std::size_t i = 0; i < points.size(); ++i) first[i + 1] += first[i];
  std::vector<std::uint32_t> neighbours(first.back());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const auto& [a, b] : pairs) {
    neighbours[next[a]++] = b;
    neighbours[next[b]++] = a;
  }
  std::vector<Pair> kept;
  for (const auto& [a, b] : pairs) {
    const auto parted = [&, a = a, b = b](std::uint32_t of) {
      return std::any_of(neighbours.begin() + first[of], neighbours.begin() + first[of + 1],
                         [&](std::uint32_t c) {
                           return c != a && c != b && parts(points[a], points[b], points[c]);
                         });
    };
    if (!parted(a) && !parted(b)) kept.emplace_back(a, b);
  }
  return kept;
}

io::OsmData settlement_roads(const std::vector<PopulationCell>& cells, int utm_zone) {
  return RoadMaker(cells, utm_zone).make();
}

}  // namespace grend::region
