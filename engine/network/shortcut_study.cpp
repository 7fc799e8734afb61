#include "engine/network/shortcut_study.h"

namespace grend::network {

void ShortcutStudy::run(const Links& links, std::uint32_t node, std::vector<Shortcut>& shortcuts) {
  shortcuts.clear();
  unsettled_.clear();
  sort_neighbours(links, node);
  for (std::size_t i = 0; i < neighbours_.size(); ++i) {
    search_from(links, node, i);
    for (std::size_t j = i + 1; j < neighbours_.size(); ++j) settle_pair(links, i, j, shortcuts);
    for (const auto& [from, to] : unsettled_) {
      if (from != i) continue;
      const Neighbour& a = neighbours_[from];
      const Neighbour& b = neighbours_[to];
      const Cost cost = a.link.in + b.link.out;
      if (!needed(links, a, b, cost)) continue;
      shortcuts.push_back({a.link.node, b.link.node, cost, kNoWay, a.link.edges + b.link.edges});
    }
  }
}

// The farthest first: its search covers all others', and what is left needs ever less.
void ShortcutStudy::sort_neighbours(const Links& links, std::uint32_t node) {
  neighbours_.clear();
  for (const Link& link : links[node]) {
    Cost least_in = kNoWay;
    for (const Link& other : links[link.node]) {
      if (other.node != node) least_in = std::min(least_in, other.in);
    }
    neighbours_.push_back({link, least_in});
  }
  std::sort(neighbours_.begin(), neighbours_.end(), [](const Neighbour& x, const Neighbour& y) {
    return x.reach() != y.reach() ? x.reach() > y.reach() : x.link.node < y.link.node;
  });
}

// Looks for ways around the node from neighbour i to all later ones, and to those earlier ones
// that are left.
void ShortcutStudy::search_from(const Links& links, std::uint32_t node, std::size_t i) {
  const Neighbour& a = neighbours_[i];
  const auto add_target = [&](const Neighbour& b) {
    const Cost cost = a.link.in + b.link.out;
    if (cost < kNoWay) search_.add_target(b.link.node, cost, b.least_in);
  };
  search_.clear();
  for (std::size_t j = i + 1; j < neighbours_.size(); ++j) add_target(neighbours_[j]);
  for (const auto& [from, to] : unsettled_) {
    if (from == i) add_target(neighbours_[to]);
  }
  search_.run(links, a.link.node, node);
}

// Only a strictly cheaper way spares the shortcut: then nodes taken out at the same time can
// never serve as each other's way around, and a way found once stays valid. An equally cheap arc
// between the two stands for itself.
bool ShortcutStudy::needed(const Links& links, const Neighbour& a, const Neighbour& b,
                           Cost cost) const {
  if (cost >= kNoWay || search_.cost(b.link.node) < cost) return false;
  for (const Link& link : links[a.link.node]) {
    if (link.node == b.link.node) return cost < link.out;
  }
  return true;
}

// After the search from neighbour i: both directions between i and j. Most roads cost the same
// both ways, so that the way back follows from the way there; else it waits for j's search.
void ShortcutStudy::settle_pair(const Links& links, std::size_t i, std::size_t j,
                                std::vector<Shortcut>& shortcuts) {
  const Neighbour& a = neighbours_[i];
  const Neighbour& b = neighbours_[j];
  const Cost there = a.link.in + b.link.out;
  const Cost back = b.link.in + a.link.out;
  const bool symmetric = there == back;
  if (needed(links, a, b, there)) {
    shortcuts.push_back(
        {a.link.node, b.link.node, there, symmetric ? back : kNoWay, a.link.edges + b.link.edges});
    if (symmetric) return;
  }
  const bool back_spared =
      symmetric && search_.cost(b.link.node) < there && search_.two_way(b.link.node);
  if (back < kNoWay && !back_spared) unsettled_.emplace_back(j, i);
}

}  // namespace grend::network
