#include "models/activity/surroundings.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace grend::activity {
namespace {

constexpr std::size_t kMostForMatrix = 1500;
constexpr std::size_t kNearest = 48;
constexpr double kDetour = 1.3;  // road against crow where no road is known; only for distances

class ListMaker {
 public:
  ListMaker(const ZoneTree& tree, std::span<const network::Place> places,
            const network::Router* router, Speed crow, par::Executor& executor)
      : tree_(tree), places_(places), router_(router), crow_(crow) {
    if (router == nullptr || tree.zones() > kMostForMatrix) return;
    row_.assign(tree.zones(), kNoRow);
    std::vector<network::Place> known;
    for (std::uint32_t z = 0; z < tree.zones(); ++z) {
      if (!places[z].edge.valid()) continue;
      row_[z] = static_cast<std::uint32_t>(known.size());
      known.push_back(places[z]);
    }
    matrix_ = router->matrix(known, known, executor);
  }

  // Replaces `list`.
  void make(std::uint32_t zone, network::RouterScratch& scratch, std::vector<Entry>& list) const {
    list.clear();
    tree_.look_around(zone, [&](std::uint32_t node) { list.push_back(by_crow(zone, node)); });
    if (!matrix_.time.empty()) {
      for (Entry& e : list) set_road(e, matrix_trip(zone, e.node));
    } else if (router_ != nullptr && places_[zone].edge.valid()) {
      ask_roads(zone, list, scratch);
    }
  }

 private:
  static constexpr std::uint32_t kNoRow = ~std::uint32_t{0};

  Entry by_crow(std::uint32_t zone, std::uint32_t node) const {
    const ZoneNode& to = tree_.nodes()[node];
    const ZoneNode& from = tree_.zone(zone);
    // Within the zone: to another place of a disc, half its radius away (and a cell has some size).
    const bool own = node == tree_.node_of_zone(zone);
    const Distance away = own ? metres(100) + to.radius / 2 : geo::distance(from.centre, to.centre);
    return {node, static_cast<float>(to_seconds(travel_time(away, crow_))),
            static_cast<float>(to_metres(away) * kDetour)};
  }

  static void set_road(Entry& e, const std::optional<network::Trip>& trip) {
    if (!trip) return;
    e.seconds = static_cast<float>(to_seconds(trip->time));
    e.metres = static_cast<float>(to_metres(trip->distance));
  }

  std::optional<network::Trip> matrix_trip(std::uint32_t zone, std::uint32_t node) const {
    const std::uint32_t to = tree_.nodes()[node].main;
    if (to == zone || row_[zone] == kNoRow || row_[to] == kNoRow) return std::nullopt;
    if (!matrix_.reachable(row_[zone], row_[to])) return std::nullopt;
    return matrix_.at(row_[zone], row_[to]);
  }

  void ask_roads(std::uint32_t zone, std::vector<Entry>& list,
                 network::RouterScratch& scratch) const {
    std::vector<std::size_t> near(list.size());
    std::iota(near.begin(), near.end(), std::size_t{0});
    const auto other = [&](std::size_t i) {
      const std::uint32_t to = tree_.nodes()[list[i].node].main;
      return to != zone && places_[to].edge.valid();
    };
    near.erase(std::remove_if(near.begin(), near.end(), [&](auto i) { return !other(i); }),
               near.end());
    const std::size_t asked = std::min(near.size(), kNearest);
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(asked), near.end(),
                      [&](std::size_t a, std::size_t b) {
                        return std::pair(list[a].seconds, a) < std::pair(list[b].seconds, b);
                      });
    std::vector<network::Place> to;
    for (std::size_t k = 0; k < asked; ++k) {
      to.push_back(places_[tree_.nodes()[list[near[k]].node].main]);
    }
    std::vector<network::Reach> reached;
    router_->one_to_many(places_[zone], to, scratch, reached);
    double crow = 0, road = 0;
    std::vector<bool> known(list.size(), false);
    for (std::size_t k = 0; k < asked; ++k) {
      if (!reached[k].reachable()) continue;
      Entry& e = list[near[k]];
      crow += e.seconds;
      set_road(e, reached[k].trip());
      road += e.seconds;
      known[near[k]] = true;
    }
    if (crow <= 0) return;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!known[i]) list[i].seconds = static_cast<float>(list[i].seconds * (road / crow));
    }
  }

  const ZoneTree& tree_;
  std::span<const network::Place> places_;
  const network::Router* router_;
  Speed crow_;
  network::TravelMatrix matrix_;
  std::vector<std::uint32_t> row_;
};

}  // namespace

Surroundings::Surroundings(const ZoneTree& tree, std::span<const network::Place> places,
                           const network::Router* router, Speed crow, par::Executor& executor) {
  const ListMaker maker(tree, places, router, crow, executor);
  constexpr std::size_t kZonesPerChunk = 64;
  std::vector<std::vector<Entry>> chunks((tree.zones() + kZonesPerChunk - 1) / kZonesPerChunk);
  std::vector<std::vector<std::size_t>> sizes(chunks.size());
  std::vector<network::RouterScratch> scratch(executor.workers());
  par::for_ranges(executor, tree.zones(), kZonesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    std::vector<Entry> list;
                    for (std::size_t z = begin; z < end; ++z) {
                      maker.make(static_cast<std::uint32_t>(z), scratch[worker], list);
                      auto& chunk = chunks[begin / kZonesPerChunk];
                      chunk.insert(chunk.end(), list.begin(), list.end());
                      sizes[begin / kZonesPerChunk].push_back(list.size());
                    }
                  });
  std::size_t all = 0;
  for (const auto& chunk : chunks) all += chunk.size();
  entries_.reserve(all);
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    for (const std::size_t size : sizes[c]) first_.push_back(first_.back() + size);
    entries_.insert(entries_.end(), chunks[c].begin(), chunks[c].end());
    chunks[c] = {};
  }
}

}  // namespace grend::activity
