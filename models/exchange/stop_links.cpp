#include "models/exchange/stop_links.h"

#include <algorithm>
#include <cmath>

namespace grend::exchange {
namespace {

constexpr double kAside = 200;  // cm

geo::Point right_of_the_end(geo::Point from, geo::Point to, std::size_t salt) {
  const double dx = static_cast<double>(to.x - from.x), dy = static_cast<double>(to.y - from.y);
  const double length = std::hypot(dx, dy);
  // Parallel links end in the same point: a few centimetres tell them apart.
  const double aside = kAside + static_cast<double>(salt % 64);
  if (length < 1) return {to.x + rounded(aside), to.y};
  return {to.x + rounded(dy / length * aside), to.y - rounded(dx / length * aside)};
}

// A ban that goes on over the link's end now passes the new link as well.
void lengthen_bans(network::LinkNetwork& network, std::uint32_t link, std::uint32_t rest) {
  for (network::LinkBan& ban : network.bans) {
    for (std::size_t i = 0; i + 1 < ban.links.size(); ++i) {
      if (ban.links[i] != link) continue;
      ban.links.insert(ban.links.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest);
    }
  }
}

}  // namespace

std::uint32_t split_at_end(network::LinkNetwork& network, std::uint32_t link) {
  const auto node = static_cast<std::uint32_t>(network.nodes.size());
  const auto rest_number = static_cast<std::uint32_t>(network.links.size());
  network::DirectedLink& whole = network.links[link];
  network.nodes.push_back(
      right_of_the_end(network.nodes[whole.from], network.nodes[whole.to], link));
  network::DirectedLink rest = whole;
  rest.from = node;
  rest.length = centimetres(1);
  rest.free_flow = Duration();
  rest.bends.clear();
  whole.to = node;
  whole.length = std::max(whole.length - rest.length, centimetres(1));
  network.links.push_back(rest);
  lengthen_bans(network, link, rest_number);
  return node;
}

std::uint32_t beside(network::LinkNetwork& network, std::uint32_t node) {
  const auto made = static_cast<std::uint32_t>(network.nodes.size());
  const geo::Point at = network.nodes[node];
  // Where hardly a road leads exactly, and no other such node is.
  network.nodes.push_back({at.x + 43 + static_cast<std::int64_t>(made % 32), at.y + 31});
  network.links.push_back({.from = node,
                           .to = made,
                           .length = centimetres(1),
                           .free_flow = Duration(),
                           .uses = network::ProfileSet::all(),
                           .road_class = network::RoadClass::kService,
                           .bends = {},
                           .two_way = true});
  return made;
}

}  // namespace grend::exchange
