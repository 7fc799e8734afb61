#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/network/import_links.h"

namespace grend::network {
namespace {

FilePosition position_of(const io::MatsimNode& node) { return {node.x, node.y}; }

// Of a coordinate system that MATSim has under a name of its own nothing is known ("Atlantis").
bool is_known(const std::string& crs) {
  try {
    const geo::Crs known(crs);
    return true;
  } catch (const Error&) {
    return false;
  }
}

FilePlane plane_of(const io::MatsimNetwork& network, PlaneChoice choice,
                   std::vector<std::string>& notes) {
  if (choice.crs.empty() && !network.crs.empty()) {
    if (is_known(network.crs)) {
      choice.crs = network.crs;
    } else {
      notes.push_back(
          fmt::format("the coordinate system '{}' is not known: coordinates are taken "
                      "as metres of some plane",
                      network.crs));
    }
  }
  FileExtent extent;
  for (const io::MatsimNode& node : network.nodes) extent.add(position_of(node));
  return {choice, extent};
}

// Where cars may go, so may minibuses and buses; links for "bus" or "drt" alone are theirs. Those
// without an end to their speed are no roads but join what a timetable needs joined.
ProfileSet uses_of(const io::MatsimLink& link) {
  ProfileSet uses;
  if (link.allows("car")) uses |= ProfileSet::motor();
  if (std::isinf(link.free_speed) || link.allows("artificial")) return uses;
  if (link.allows("bus")) uses.add(Profile::kBus);
  if (link.allows("drt") || link.allows("taxi")) uses.add(Profile::kMinibus);
  if (link.allows("bike") || link.allows("bicycle")) uses |= ProfileSet::bikes();
  if (link.allows("walk")) uses.add(Profile::kWalk);
  return uses;
}

// Whom a ban for a mode holds for.
ProfileSet profiles_of(std::string_view mode) {
  if (mode == "car") return ProfileSet::motor();
  if (mode == "bus") return {Profile::kBus};
  if (mode == "drt" || mode == "taxi") return {Profile::kMinibus};
  if (mode == "bike" || mode == "bicycle") return ProfileSet::bikes();
  if (mode == "walk") return {Profile::kWalk};
  return {};
}

DirectedLink link_of(const io::MatsimLink& link) {
  return {
      .from = link.from,
      .to = link.to,
      .length = Distance(std::llround(link.length * 100)),
      .free_flow = free_flow_time(link.length, link.free_speed),
      .uses = uses_of(link),
      .road_class = road_class_of(link.kind),
      .bends = {},
      .two_way = false,
  };
}

}  // namespace

PlacedLinks import_matsim(const io::MatsimNetwork& network, PlaneChoice choice) {
  PlacedLinks placed;
  LinkNetwork& out = placed.links;
  const FilePlane plane = plane_of(network, std::move(choice), out.notes);
  placed.crs = plane.crs();
  for (const io::MatsimNode& node : network.nodes) {
    out.nodes.push_back(plane.to_plane(position_of(node)));
  }
  std::size_t endless = 0;
  constexpr std::uint32_t kLeftOut = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(network.links.size(), kLeftOut);
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const io::MatsimLink& link = network.links[i];
    DirectedLink directed = link_of(link);
    if (directed.uses.empty()) {
      ++out.report.ways_dropped["modes=" + link.modes];
      continue;
    }
    if (std::isinf(link.free_speed)) {
      directed.free_flow = Duration(0);
      ++endless;
    }
    number[i] = static_cast<std::uint32_t>(out.links.size());
    out.links.push_back(std::move(directed));
  }
  if (endless > 0) {
    out.notes.push_back(fmt::format("{} links have an infinite speed and take no time", endless));
  }
  for (const io::MatsimTurnBan& ban : network.bans) {
    LinkBan made{{}, profiles_of(ban.mode)};
    for (const std::uint32_t link : ban.links) made.links.push_back(number[link]);
    const bool whole =
        std::find(made.links.begin(), made.links.end(), kLeftOut) == made.links.end();
    if (whole && !made.profiles.empty()) out.bans.push_back(std::move(made));
  }
  return placed;
}

}  // namespace grend::network
