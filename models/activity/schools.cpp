#include "models/activity/schools.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace grend::activity {
namespace {

namespace bgi = boost::geometry::index;
using TreePoint = boost::geometry::model::point<double, 2, boost::geometry::cs::cartesian>;
using Tree = bgi::rtree<std::pair<TreePoint, std::uint32_t>, bgi::rstar<8>>;

constexpr std::size_t kCandidates = 6;

TreePoint tree_point(geo::Point p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

class Finder {
 public:
  Finder(const ZoneTree& tree, std::span<const network::Place> zone_places,
         const std::vector<Opportunity>& schools, const network::Router* router)
      : tree_(tree), zone_places_(zone_places), schools_(schools), router_(router) {
    for (std::uint32_t s = 0; s < schools.size(); ++s) {
      by_crow_.insert({tree_point(schools[s].position), s});
    }
  }

  std::uint32_t find(std::uint32_t zone, network::RouterScratch& scratch) const {
    const geo::Point from = tree_.zone(zone).centre;
    std::vector<std::pair<std::int64_t, std::uint32_t>> near;
    for (auto it = by_crow_.qbegin(bgi::nearest(tree_point(from), kCandidates));
         it != by_crow_.qend(); ++it) {
      near.emplace_back(geo::distance(from, schools_[it->second].position).ticks(), it->second);
    }
    std::sort(near.begin(), near.end());
    const std::size_t asked = near.size();
    const network::Place place = zone_places_[zone];
    if (router_ == nullptr || asked == 1 || !place.edge.valid()) return near[0].second;
    std::vector<network::Place> to;
    for (std::size_t i = 0; i < asked; ++i) to.push_back(schools_[near[i].second].place);
    std::vector<network::Reach> reached;
    router_->one_to_many(place, to, scratch, reached);
    std::size_t best = 0;
    for (std::size_t i = 1; i < asked; ++i) {
      if (reached[i].time < reached[best].time) best = i;
    }
    return near[best].second;
  }

 private:
  const ZoneTree& tree_;
  std::span<const network::Place> zone_places_;
  const std::vector<Opportunity>& schools_;
  const network::Router* router_;
  Tree by_crow_;
};

}  // namespace

NearestSchools::NearestSchools(const ZoneTree& tree, std::span<const network::Place> zone_places,
                               std::vector<Opportunity> schools, const network::Router* router,
                               par::Executor& executor)
    : schools_(std::move(schools)) {
  if (schools_.empty()) return;
  nearest_.resize(tree.zones());
  const Finder finder(tree, zone_places, schools_, router);
  std::vector<network::RouterScratch> scratch(executor.workers());
  constexpr std::size_t kZonesPerChunk = 64;
  par::for_ranges(executor, tree.zones(), kZonesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t z = begin; z < end; ++z) {
                      nearest_[z] = finder.find(static_cast<std::uint32_t>(z), scratch[worker]);
                    }
                  });
}

}  // namespace grend::activity
