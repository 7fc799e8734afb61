#include "models/activity/zones.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "models/region/cell_grid.h"

namespace grend::activity {

using region::RegionInput;

class ZoneTree::Builder {
 public:
  Builder(const RegionInput& region, const ZoneRules& rules, ZoneTree& tree)
      : cells_(region.cells), rules_(rules), tree_(tree) {
    if (cells_.size() <= rules.zone_per_cell_up_to) rules_.persons = 0;
    tree.zone_of_cell_.resize(cells_.size());
    tree.zones_of_.resize(region.municipality_count());
    order_.resize(cells_.size());
    std::iota(order_.begin(), order_.end(), std::uint32_t{0});
    std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) {
      return cells_[a].municipality < cells_[b].municipality;
    });
  }

  void build() {
    if (!order_.empty()) build(0, order_.size());
  }

 private:
  std::uint32_t municipality_at(std::size_t i) const { return cells_[order_[i]].municipality; }

  // The node of the cells [begin, end) of order_; returns its index.
  std::uint32_t build(std::size_t begin, std::size_t end) {
    const auto n = static_cast<std::uint32_t>(tree_.nodes_.size());
    tree_.nodes_.emplace_back();
    const bool mixed = municipality_at(begin) != municipality_at(end - 1);
    tree_.mixed_.push_back(mixed);
    ZoneNode node = measure(begin, end);
    node.first = static_cast<std::uint32_t>(tree_.leaf_.size());
    if (!mixed && is_zone(begin, end, node)) {
      make_zone(n, begin, end);
      node.main = node.first;
    } else {
      const std::size_t middle = mixed ? border(begin, end) : halve(begin, end);
      const auto left = build(begin, middle);
      const auto right = build(middle, end);
      const auto& nodes = tree_.nodes_;
      node.main = nodes[nodes[left].persons >= nodes[right].persons ? left : right].main;
    }
    node.last = static_cast<std::uint32_t>(tree_.leaf_.size());
    node.end = static_cast<std::uint32_t>(tree_.nodes_.size());
    tree_.nodes_[n] = node;
    return n;
  }

  ZoneNode measure(std::size_t begin, std::size_t end) {
    ZoneNode node;
    std::int64_t x = 0, y = 0, weight = 0;
    low_ = high_ = region::centre_of(cells_[order_[begin]]);
    for (std::size_t i = begin; i < end; ++i) {
      const auto& cell = cells_[order_[i]];
      const geo::Point p = region::centre_of(cell);
      low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
      high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
      node.persons += cell.persons;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const auto& cell = cells_[order_[i]];
      const geo::Point p = region::centre_of(cell);
      const std::int64_t w = node.persons > 0 ? cell.persons : 1;
      x += w * (p.x - low_.x) / 100;  // metres, so that a country's sum fits
      y += w * (p.y - low_.y) / 100;
      weight += w;
    }
    node.centre = {low_.x + x / weight * 100, low_.y + y / weight * 100};
    for (std::size_t i = begin; i < end; ++i) {
      node.radius =
          std::max(node.radius, geo::distance(node.centre, region::centre_of(cells_[order_[i]])));
    }
    return node;
  }

  bool is_zone(std::size_t begin, std::size_t end, const ZoneNode& node) const {
    if (end - begin == 1) return true;
    const auto side = std::max(high_.x - low_.x, high_.y - low_.y);
    return node.persons <= rules_.persons && side <= rules_.side.ticks();
  }

  void make_zone(std::uint32_t node, std::size_t begin, std::size_t end) {
    const auto zone = static_cast<std::uint32_t>(tree_.leaf_.size());
    const auto municipality = municipality_at(begin);
    tree_.leaf_.push_back(node);
    tree_.municipality_.push_back(municipality);
    for (std::size_t i = begin; i < end; ++i) tree_.zone_of_cell_[order_[i]] = zone;
    auto& range = tree_.zones_of_[municipality];
    if (range.from == range.to) range = {zone, zone};
    range.to = zone + 1;
  }

  // Municipalities are kept whole.
  std::size_t border(std::size_t begin, std::size_t end) const {
    const std::size_t middle = (begin + end) / 2;
    const auto range = std::equal_range(
        order_.begin() + static_cast<std::ptrdiff_t>(begin),
        order_.begin() + static_cast<std::ptrdiff_t>(end), order_[middle],
        [&](auto a, auto b) { return cells_[a].municipality < cells_[b].municipality; });
    const auto from = static_cast<std::size_t>(range.first - order_.begin());
    const auto to = static_cast<std::size_t>(range.second - order_.begin());
    return from > begin ? from : to;
  }

  std::size_t halve(std::size_t begin, std::size_t end) {
    const bool along_x = high_.x - low_.x >= high_.y - low_.y;
    const auto key = [&](std::uint32_t c) {
      const geo::Point p = region::centre_of(cells_[c]);
      return std::tuple(along_x ? p.x : p.y, along_x ? p.y : p.x, c);
    };
    const std::size_t middle = (begin + end) / 2;
    const auto at = [&](std::size_t i) { return order_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(begin), at(middle), at(end),
                     [&](auto a, auto b) { return key(a) < key(b); });
    return middle;
  }

  const std::vector<region::PopulationCell>& cells_;
  ZoneRules rules_;
  ZoneTree& tree_;
  std::vector<std::uint32_t> order_;
  geo::Point low_, high_;  // of the cells measured last
};

ZoneTree::ZoneTree(const RegionInput& region, const ZoneRules& rules) {
  Builder(region, rules, *this).build();
}

}  // namespace grend::activity
