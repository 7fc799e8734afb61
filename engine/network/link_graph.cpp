#include "engine/network/link_graph.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <fmt/core.h>
#include <span>
#include <tuple>

#include "engine/base/error.h"
#include "engine/network/ban_list.h"
#include "engine/network/components.h"

namespace grend::network {
namespace {

constexpr std::size_t kAlone = std::numeric_limits<std::size_t>::max();
constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

class LinkBuilder {
 public:
  LinkBuilder(LinkNetwork&& network, const SpeedParameters& speeds)
      : in_(std::move(network)), speeds_(speeds) {}

  LinkGraph build() {
    out_.report = std::move(in_.report);
    out_.notes = std::move(in_.notes);
    drop_useless();
    if (in_.links.empty()) {
      throw Error(ExitCode::kBadData, "the network has no link that can be travelled",
                  "check the modes of its links: car, bike or walk");
    }
    const bool bikes_lack = lacks(Profile::kBike);
    const bool walkers_lack = lacks(Profile::kWalk);
    pair_opposites();
    number_nodes();
    edge_of_.resize(in_.links.size());
    for (std::size_t i = 0; i < in_.links.size(); ++i) {
      if (partner_[i] == kAlone || partner_[i] >= i) add_edge(i);
    }
    out_.graph.road.resize(out_.graph.edges(), RoadId::none());
    add_bans();
    if (bikes_lack) borrow_roads(Profile::kBike);
    if (bikes_lack) borrow_roads(Profile::kEbike);
    if (walkers_lack) borrow_roads(Profile::kWalk);
    out_.report.edges_outside_component = edges_outside_component(out_.graph);
    return std::move(out_);
  }

 private:
  void drop_useless() {
    auto& links = in_.links;
    std::vector<std::uint32_t> kept;  // number by old number
    std::vector<DirectedLink> useful;
    for (DirectedLink& link : links) {
      const bool without_length = link.length <= Distance(0);
      out_.report.zero_length_edges += without_length;
      const bool too_long = link.length > kLongestEdge;
      out_.report.edges_too_long += too_long;
      const bool useless = too_long || (without_length && link.from == link.to);
      kept.push_back(useless ? kGone : static_cast<std::uint32_t>(useful.size()));
      if (!useless) useful.push_back(std::move(link));
    }
    links = std::move(useful);
    for (LinkBan& ban : in_.bans) {
      for (std::uint32_t& link : ban.links) link = kept[link];
    }
    std::erase_if(in_.bans, [](const LinkBan& ban) {
      return std::find(ban.links.begin(), ban.links.end(), kGone) != ban.links.end();
    });
    for (DirectedLink& link : links) link.length = std::max(link.length, Distance(1));
    out_.report.ways_used = links.size();
  }

  bool lacks(Profile profile) {
    const bool none =
        std::none_of(in_.links.begin(), in_.links.end(),
                     [&](const DirectedLink& link) { return link.uses.contains(profile); });
    if (none) {
      out_.notes.push_back(fmt::format(
          "no link is open to {}: the roads of motor vehicles are used, but for motorways",
          kProfileNames[index_of(profile)]));
    }
    return none;
  }

  // Of one pair of nodes, length and shape: those that lead there wait for one that leads back. In
  // the order of the links, so that the first finds the first; O(links log links) however many are
  // parallel.
  void pair_opposites() {
    const std::size_t count = in_.links.size();
    partner_.assign(count, kAlone);
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < count; ++i) {
      if (in_.links[i].two_way) {
        partner_[i] = i;
      } else {
        drawn.push_back(drawn_from_low(i));
      }
    }
    std::sort(drawn.begin(), drawn.end(), [](const Drawn& a, const Drawn& b) {
      return std::tie(a.line, a.index) < std::tie(b.line, b.index);
    });
    for (std::size_t begin = 0, end = 0; begin < drawn.size(); begin = end) {
      while (end < drawn.size() && drawn[end].line == drawn[begin].line) ++end;
      pair_up(std::span(drawn).subspan(begin, end - begin));
    }
  }

  // A link with its shape as from the lower to the higher node (of a loop: in the lower direction).
  struct Drawn {
    std::tuple<std::uint32_t, std::uint32_t, Distance, std::vector<geo::Point>> line;
    std::size_t index = 0;
    bool forth = true;
    bool loop_either_way = false;  // the same seen from both sides
  };

  Drawn drawn_from_low(std::size_t index) const {
    const DirectedLink& link = in_.links[index];
    std::vector<geo::Point> back(link.bends.rbegin(), link.bends.rend());
    const bool loop = link.from == link.to;
    const bool forth = loop ? link.bends <= back : link.from < link.to;
    const bool either_way = loop && link.bends == back;
    return {{std::min(link.from, link.to), std::max(link.from, link.to), link.length,
             forth ? link.bends : std::move(back)},
            index,
            forth,
            either_way};
  }

  void pair_up(std::span<const Drawn> alike) {
    std::deque<const Drawn*> waiting;  // all in one direction
    for (const Drawn& link : alike) {
      const bool fits =
          !waiting.empty() && (link.loop_either_way || waiting.front()->forth != link.forth);
      if (!fits) {
        waiting.push_back(&link);
        continue;
      }
      partner_[link.index] = waiting.front()->index;
      partner_[waiting.front()->index] = link.index;
      waiting.pop_front();
    }
  }

  void number_nodes() {
    node_id_.assign(in_.nodes.size(), NodeId::none());
    std::vector<bool> used(in_.nodes.size(), false);
    for (const DirectedLink& link : in_.links) used[link.from] = used[link.to] = true;
    for (std::size_t i = 0; i < in_.nodes.size(); ++i) {
      if (used[i]) {
        node_id_[i] = out_.graph.position.push_back(in_.nodes[i]);
      } else {
        ++out_.nodes_unused;
      }
    }
  }

  void add_edge(std::size_t index) {
    const DirectedLink& link = in_.links[index];
    const DirectedLink* back = partner_[index] == kAlone ? nullptr : &in_.links[partner_[index]];
    RoadGraph& graph = out_.graph;
    edge_of_[index] = {EdgeId(graph.edges()), true};
    if (back != nullptr && partner_[index] != index) {
      edge_of_[partner_[index]] = {EdgeId(graph.edges()), false};
    }
    graph.from.push_back(node_id_[link.from]);
    graph.to.push_back(node_id_[link.to]);
    graph.length.push_back(static_cast<std::uint32_t>(link.length.ticks()));
    graph.road_class.push_back(link.road_class);
    for (const Profile profile : kProfiles) {
      graph.times[index_of(profile)].push_back(
          {time_of(link, profile), back == nullptr ? kClosed : time_of(*back, profile)});
    }
    std::vector<geo::Point> shape = {in_.nodes[link.from]};
    shape.insert(shape.end(), link.bends.begin(), link.bends.end());
    shape.push_back(in_.nodes[link.to]);
    graph.geometry.push_row(shape);
    if (link.road_class == RoadClass::kFerry) {
      graph.ferries.push_back({EdgeId(graph.edges() - 1), link.free_flow, Duration(0), 0});
    }
  }

  // A ban on a link that stands for its opposite holds for the direction it is drawn in.
  void add_bans() {
    BanList bans(out_.graph);
    for (const LinkBan& ban : in_.bans) {
      std::vector<DirectedEdge> edges;
      for (const std::uint32_t link : ban.links) edges.push_back(edge_of_[link]);
      if (const char* reason = bans.add(edges, ban.profiles)) {
        ++out_.report.turns.restrictions_dropped[reason];
      } else {
        ++out_.report.turns.restrictions_used;
      }
    }
    out_.graph.bans = bans.take();
  }

  std::uint32_t time_of(const DirectedLink& link, Profile profile) const {
    if (!link.uses.contains(profile)) return kClosed;
    return time_at(profile, link.road_class, link.free_flow, link.length);
  }

  // On a ferry everybody takes as long as the ferry.
  std::uint32_t time_at(Profile profile, RoadClass road_class, Duration free_flow,
                        Distance length) const {
    Duration time = free_flow;
    if (road_class != RoadClass::kFerry) time = std::max(time, own_time(profile, time, length));
    return static_cast<std::uint32_t>(std::min<std::int64_t>(time.ticks(), kClosed - 1));
  }

  // What a traveller needs by himself where a car takes `car`.
  Duration own_time(Profile profile, Duration car, Distance length) const {
    const auto like_a_car = [&](const LargeVehicle& vehicle) {
      return std::max(car.scaled(1 / vehicle.car_speed_share), travel_time(length, vehicle.top));
    };
    switch (profile) {
      case Profile::kCar:
        return car;
      case Profile::kMinibus:
        return like_a_car(speeds_.minibus);
      case Profile::kBus:
        return like_a_car(speeds_.bus);
      case Profile::kBike:
        return travel_time(length, speeds_.bike);
      case Profile::kEbike:
        return travel_time(length, speeds_.ebike);
      case Profile::kWalk:
        return travel_time(length, speeds_.walk);
    }
    return car;
  }

  void borrow_roads(Profile profile) {
    RoadGraph& graph = out_.graph;
    auto& times = graph.times[index_of(profile)];
    for (const EdgeId edge : graph.from.ids()) {
      if (graph.road_class[edge] == RoadClass::kMotorway) continue;
      EdgeTimes car = graph.edge_times(Profile::kCar, edge);
      if (profile == Profile::kWalk) {
        car.forward = std::min(car.forward, car.backward);
        car.backward = car.forward;
      }
      const auto own = [&](std::uint32_t time) {
        if (time == kClosed) return kClosed;
        return time_at(profile, graph.road_class[edge], Duration(time),
                       Distance(graph.length[edge]));
      };
      times[edge] = {own(car.forward), own(car.backward)};
    }
  }

  LinkNetwork in_;
  const SpeedParameters& speeds_;
  std::vector<std::size_t> partner_;  // the opposite link; a two-way one is its own
  std::vector<NodeId> node_id_;
  std::vector<DirectedEdge> edge_of_;  // by link
  LinkGraph out_;
};

struct NamedClass {
  std::string_view name;
  RoadClass road_class;
};

constexpr NamedClass kPlannersWords[] = {{"freeway", RoadClass::kMotorway},
                                         {"expressway", RoadClass::kTrunk},
                                         {"highway", RoadClass::kTrunk},
                                         {"arterial", RoadClass::kPrimary},
                                         {"principal arterial", RoadClass::kPrimary},
                                         {"major arterial", RoadClass::kPrimary},
                                         {"minor arterial", RoadClass::kSecondary},
                                         {"collector", RoadClass::kTertiary},
                                         {"local", RoadClass::kResidential},
                                         {"living_street", RoadClass::kResidential},
                                         {"connector", RoadClass::kService},
                                         {"alley", RoadClass::kService},
                                         {"sidewalk", RoadClass::kPath},
                                         {"crosswalk", RoadClass::kPath},
                                         {"footway", RoadClass::kPath},
                                         {"pedestrian", RoadClass::kPath},
                                         {"steps", RoadClass::kPath},
                                         {"cycleway", RoadClass::kPath},
                                         {"cycletrack", RoadClass::kPath},
                                         {"bikeway", RoadClass::kPath}};

}  // namespace

LinkGraph build_from_links(LinkNetwork network, const SpeedParameters& speeds) {
  return LinkBuilder(std::move(network), speeds).build();
}

Duration free_flow_time(double metres, double metres_a_second) {
  constexpr double kLongest = 1e9;  // ms, 12 days: the network's times stay below 2^30
  return Duration(rounded(std::min(metres / metres_a_second * 1000, kLongest)));
}

RoadClass road_class_of(std::string_view type) {
  std::string name(type);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name.ends_with("_link")) name.resize(name.size() - 5);
  for (auto i = static_cast<int>(RoadClass::kMotorway); i <= static_cast<int>(RoadClass::kFerry);
       ++i) {
    if (road_class_name(static_cast<RoadClass>(i)) == name) return static_cast<RoadClass>(i);
  }
  for (const NamedClass& word : kPlannersWords) {
    if (word.name == name) return word.road_class;
  }
  return RoadClass::kUnclassified;
}

}  // namespace grend::network
