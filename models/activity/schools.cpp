#include "models/activity/schools.h"

#include <algorithm>
#include <numeric>

namespace grend::activity {
namespace {

constexpr std::size_t kCandidates = 6;

class Finder {
 public:
  Finder(const ZoneTree& tree, std::span<const network::Place> zone_places,
         const std::vector<Opportunity>& schools, const network::Router* router)
      : tree_(tree), zone_places_(zone_places), schools_(schools), router_(router) {}

  std::uint32_t find(std::uint32_t zone, network::RouterScratch& scratch) const {
    const geo::Point from = tree_.zone(zone).centre;
    std::vector<std::pair<std::int64_t, std::uint32_t>> near;
    for (std::uint32_t s = 0; s < schools_.size(); ++s) {
      near.emplace_back(geo::distance(from, schools_[s].position).ticks(), s);
    }
    const std::size_t asked = std::min(near.size(), kCandidates);
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(asked), near.end());
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
