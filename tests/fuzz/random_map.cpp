#include "tests/fuzz/random_map.h"

#include <algorithm>
#include <cmath>

namespace grend::fuzz {
namespace {

constexpr std::size_t kNodes = 24, kWays = 14, kNodesPerWay = 6, kRestrictions = 6, kBarriers = 4;
constexpr std::int64_t kFirstNode = (std::int64_t{1} << 32) - 3;  // some ids need more than 32 bits
constexpr double kWest = 11, kSouth = 60.8, kCell = 0.001;        // degrees

struct TagChoice {
  const char* key;
  const char* value;
};
constexpr TagChoice kRoadTags[] = {{"highway", "residential"},
                                   {"highway", "primary"},
                                   {"highway", "motorway"},
                                   {"highway", "track"},
                                   {"highway", "footway"},
                                   {"highway", "cycleway"},
                                   {"highway", "service"},
                                   {"highway", "steps"},
                                   {"highway", "proposed"},
                                   {"highway", "living_street"},
                                   {"oneway", "yes"},
                                   {"oneway", "-1"},
                                   {"oneway", "reversible"},
                                   {"junction", "roundabout"},
                                   {"oneway:bicycle", "no"},
                                   {"access", "private"},
                                   {"access", "no"},
                                   {"motor_vehicle", "no"},
                                   {"foot", "yes"},
                                   {"bicycle", "designated"},
                                   {"psv", "yes"},
                                   {"bus", "no"},
                                   {"maxspeed", "50"},
                                   {"maxspeed", "none"},
                                   {"maxspeed", "0.001"},
                                   {"maxspeed", "99999"},
                                   {"maxspeed:forward", "30"},
                                   {"maxspeed:backward", "80"},
                                   {"maxheight", "2"},
                                   {"maxweight", "3.5"},
                                   {"surface", "gravel"},
                                   {"tracktype", "grade5"},
                                   {"area", "yes"},
                                   {"motorroad", "yes"},
                                   {"ref", "Fv 27"},
                                   {"ref", "E 6;Rv 3"},
                                   {"name", "Storgata"},
                                   {"route", "ferry"},
                                   {"duration", "0:25"},
                                   {"duration", "9999:00"},
                                   {"interval", "PT30M"},
                                   {"capacity:car", "12"}};
constexpr TagChoice kRestrictionTags[] = {
    {"restriction", "no_left_turn"},
    {"restriction", "no_u_turn"},
    {"restriction", "only_straight_on"},
    {"restriction", "no_entry"},
    {"restriction:bicycle", "no_right_turn"},
    {"restriction:bus", "only_left_turn"},
    {"restriction:hgv", "no_left_turn"},
    {"restriction:conditional", "no_left_turn @ (07:00-09:00)"},
    {"except", "psv;bicycle"}};
constexpr TagChoice kBarrierTags[] = {{"barrier", "bollard"}, {"barrier", "gate"},
                                      {"barrier", "stile"},   {"access", "no"},
                                      {"bicycle", "yes"},     {"motor_vehicle", "no"}};

template <std::size_t kSize>
io::Tags draw_tags(Decisions& decide, const TagChoice (&choices)[kSize], std::size_t most) {
  io::Tags tags;
  for (std::size_t left = decide.below(most + 1); left > 0; --left) {
    const TagChoice& choice = decide.one_of(choices);
    tags.emplace_back(choice.key, choice.value);
  }
  return tags;
}

// One more than there are: the last one is on no map.
std::int64_t draw_node(Decisions& decide, std::size_t nodes) {
  return kFirstNode + static_cast<std::int64_t>(decide.below(nodes + 1));
}

io::OsmWay draw_way(Decisions& decide, std::int64_t id, std::size_t nodes) {
  io::OsmWay way{id, {}, {}};
  const std::size_t length = 2 + decide.below(kNodesPerWay - 1);
  for (std::size_t i = 0; i < length; ++i) way.nodes.push_back(draw_node(decide, nodes));
  way.tags = draw_tags(decide, kRoadTags, 4);
  if (way.tag("highway").empty()) way.tags.emplace_back("highway", "unclassified");
  return way;
}

io::OsmRestriction draw_restriction(Decisions& decide, std::int64_t id, const io::OsmData& map) {
  io::OsmRestriction made;
  made.id = id;
  const auto way = [&] { return static_cast<std::int64_t>(decide.below(map.ways.size() + 1)); };
  // Ways that meet at a node of a way make a restriction that holds.
  const io::OsmWay& at = decide.one_of(map.ways);
  const std::int64_t node = decide.one_of(at.nodes);
  made.from = {decide.flip() ? at.id : way()};
  made.to = {decide.flip() ? at.id : way()};
  if (decide.below(8) == 0) made.to.push_back(way());
  if (decide.below(3) > 0) made.via_nodes = {node};
  if (decide.below(3) == 0) made.via_ways = {way()};
  if (decide.below(6) == 0) made.via_ways.push_back(way());
  made.tags = draw_tags(decide, kRestrictionTags, 3);
  return made;
}

Interval<Time> draw_hours(Decisions& decide) {
  const Time from =
      clock_time(static_cast<int>(decide.below(24)), static_cast<int>(decide.below(60)));
  return {from, from + minutes(1 + static_cast<std::int64_t>(decide.byte()) * 5)};
}

network::RoadSelection draw_selection(Decisions& decide, const io::OsmData& map) {
  network::RoadSelection where;
  switch (decide.below(5)) {
    case 0:
      where.road = "Fv 27";
      break;
    case 1:
      where.road = "Storgata";
      break;
    case 2: {
      const geo::LonLat centre = decide.one_of(map.nodes).position;
      where.around = network::CircleOnMap{centre.lon, centre.lat, metres(decide.byte())};
      break;
    }
    case 3:
      for (std::size_t corner = 0; corner < 3; ++corner) {
        const geo::LonLat at = decide.one_of(map.nodes).position;
        where.polygon.push_back({at.lon, at.lat});
      }
      break;
    default:
      break;
  }
  return where;
}

}  // namespace

io::OsmData draw_map(Decisions& decide) {
  io::OsmData map;
  const std::size_t nodes = 2 + decide.below(kNodes - 1);
  for (std::size_t i = 0; i < nodes; ++i) {
    const auto cell = static_cast<double>(decide.below(64));
    const double row = std::floor(cell / 8), column = cell - 8 * row;
    map.nodes.push_back({kFirstNode + static_cast<std::int64_t>(i),
                         {kWest + column * kCell, kSouth + row * kCell}});
  }
  const std::size_t ways = 1 + decide.below(kWays);
  for (std::size_t i = 0; i < ways; ++i) {
    map.ways.push_back(draw_way(decide, static_cast<std::int64_t>(i), nodes));
  }
  const std::size_t restrictions = decide.below(kRestrictions + 1);
  for (std::size_t i = 0; i < restrictions; ++i) {
    map.restrictions.push_back(draw_restriction(decide, static_cast<std::int64_t>(i), map));
  }
  const std::size_t barriers = decide.below(kBarriers + 1);
  for (std::size_t i = 0; i < barriers; ++i) {
    map.barriers.push_back({draw_node(decide, nodes), draw_tags(decide, kBarrierTags, 2)});
  }
  std::sort(map.barriers.begin(), map.barriers.end(),
            [](const auto& a, const auto& b) { return a.node < b.node; });
  return map;
}

network::RoadConditions draw_conditions(Decisions& decide, const io::OsmData& map) {
  network::RoadConditions conditions;
  for (std::size_t left = decide.below(3); left > 0; --left) {
    network::Closure& closure = conditions.closures.emplace_back();
    closure.where = draw_selection(decide, map);
    closure.first_day = {2026, 1, 11};
    closure.last_day = {2026, 1, 12 + static_cast<int>(decide.below(2))};
    closure.hours = draw_hours(decide);
    closure.closed_to =
        decide.flip() ? network::ClosedTo::kEverybody : network::ClosedTo::kMotorVehicles;
    if (decide.flip()) closure.convoy = network::Convoy{minutes(decide.byte())};
  }
  for (std::size_t left = decide.below(3); left > 0; --left) {
    network::Peak& peak = conditions.peaks.emplace_back();
    peak.where = draw_selection(decide, map);
    peak.hours = draw_hours(decide);
    peak.weekdays_only = decide.flip();
    peak.time_factor = 1 + decide.byte() / 16.0;
  }
  return conditions;
}

network::RoadDate draw_date(Decisions& decide) {
  constexpr network::RoadSurface kSurfaces[] = {
      network::RoadSurface::kSummer, network::RoadSurface::kPackedSnow,
      network::RoadSurface::kSnowfall, network::RoadSurface::kHeavySnow};
  return {{2026, 1, 12}, decide.flip(), decide.one_of(kSurfaces)};
}

}  // namespace grend::fuzz
