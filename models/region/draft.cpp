#include "models/region/draft.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/check.h"

namespace grend::region {

DraftNode Draft::add_node(Vec2 position) {
  nodes_.push_back(position);
  return static_cast<DraftNode>(nodes_.size() - 1);
}

void Draft::add_way(std::vector<DraftNode> way_nodes, RoadKind kind, std::string label) {
  GREND_CHECK(way_nodes.size() >= 2);
  ways_.push_back({std::move(way_nodes), kind, std::move(label)});
}

void Draft::block(std::span<const DraftNode> way_nodes) {
  for (std::size_t i = 1; i < way_nodes.size(); ++i) {
    const DraftNode from = way_nodes[i - 1];
    const DraftNode to = way_nodes[i];
    segments_.add({from, to, nodes_[from], nodes_[to]});
  }
}

std::vector<DraftNode> Draft::add_line(std::span<const Vec2> line, RoadKind kind, Ends ends,
                                       std::string label) {
  std::vector<DraftNode> way = {ends.from};
  const std::size_t inner = ends.to ? line.size() - 1 : line.size();
  for (std::size_t i = 1; i < inner; ++i) way.push_back(add_node(line[i]));
  if (ends.to) way.push_back(*ends.to);
  block(way);
  add_way(way, kind, std::move(label));
  return way;
}

bool Draft::is_blocked(std::span<const Vec2> line, Ends ends) const {
  constexpr DraftNode kNew = std::numeric_limits<DraftNode>::max();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool last = i + 1 == line.size();
    const DraftNode from = i == 1 ? ends.from : kNew;
    const DraftNode to = last && ends.to ? *ends.to : kNew;
    if (segments_.crosses({from, to, line[i - 1], line[i]})) return true;
  }
  return false;
}

void settle(Draft& draft, RandomStream& random, std::vector<Vec2> sites, std::int64_t persons) {
  if (persons == 0) return;
  GREND_CHECK(!sites.empty());
  for (std::size_t i = sites.size() - 1; i > 0; --i) {
    const auto j = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i)));
    std::swap(sites[i], sites[j]);
  }
  // Households by size 1 to 5 (Statistics Norway, table 06070, rounded): 2.1 persons on average.
  constexpr std::array<double, 5> kSizes = {38.5, 33.0, 11.5, 11.5, 5.5};
  for (std::size_t i = 0; persons > 0; i = (i + 1) % sites.size()) {
    const auto household = static_cast<std::int64_t>(random.pick(kSizes)) + 1;
    draft.dwellings.push_back({sites[i], std::min(household, persons)});
    persons -= draft.dwellings.back().persons;
  }
}

}  // namespace grend::region
