#include "engine/network/link_graph.h"

#include <algorithm>
#include <cctype>
#include <fmt/core.h>
#include <tuple>

#include "engine/base/error.h"
#include "engine/network/components.h"

namespace grend::network {
namespace {

constexpr std::size_t kAlone = std::numeric_limits<std::size_t>::max();

class Builder {
 public:
  Builder(LinkNetwork&& network, const SpeedParameters& speeds)
      : in_(std::move(network)), speeds_(speeds) {}

  LinkGraph build() {
    out_.report = std::move(in_.report);
    out_.notes = std::move(in_.notes);
    drop_useless();
    if (in_.links.empty()) {
      throw Error(ExitCode::kBadData, "the network has no link that can be travelled",
                  "check the modes of its links: car, bike or walk");
    }
    const bool bikes_lack = lacks(&LinkUses::bike, "bike");
    const bool walkers_lack = lacks(&LinkUses::walk, "walk");
    pair_opposites();
    number_nodes();
    for (std::size_t i = 0; i < in_.links.size(); ++i) {
      if (partner_[i] == kAlone || partner_[i] >= i) add_edge(i);
    }
    if (bikes_lack) borrow_roads(Profile::kBike);
    if (walkers_lack) borrow_roads(Profile::kWalk);
    count_outside();
    return std::move(out_);
  }

 private:
  void drop_useless() {
    auto& links = in_.links;
    const auto useless = [&](const DirectedLink& link) {
      if (link.length > Distance(0)) return false;
      ++out_.report.zero_length_edges;
      return link.from == link.to;
    };
    links.erase(std::remove_if(links.begin(), links.end(), useless), links.end());
    for (DirectedLink& link : links) link.length = std::max(link.length, Distance(1));
    out_.report.ways_used = links.size();
  }

  bool lacks(bool LinkUses::*use, std::string_view name) {
    const bool none = std::none_of(in_.links.begin(), in_.links.end(),
                                   [&](const DirectedLink& link) { return link.uses.*use; });
    if (none) {
      out_.notes.push_back(fmt::format(
          "no link is open to {}: the roads of motor vehicles are used, but for motorways", name));
    }
    return none;
  }

  // Opposite links of one pair of nodes and one length lie together in this order.
  auto pair_key(std::size_t i) const {
    const DirectedLink& link = in_.links[i];
    return std::tuple(std::min(link.from, link.to), std::max(link.from, link.to), link.length, i);
  }

  bool opposite(const DirectedLink& a, const DirectedLink& b) const {
    return a.from == b.to && a.to == b.from &&
           std::equal(a.bends.begin(), a.bends.end(), b.bends.rbegin(), b.bends.rend());
  }

  void pair_opposites() {
    const std::size_t count = in_.links.size();
    partner_.assign(count, kAlone);
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) {
      order[i] = i;
      if (in_.links[i].two_way) partner_[i] = i;
    }
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return pair_key(a) < pair_key(b); });
    const auto alike = [&](std::size_t a, std::size_t b) {
      const auto [low, high, length, i] = pair_key(a);
      const auto [other_low, other_high, other_length, j] = pair_key(b);
      return low == other_low && high == other_high && length == other_length;
    };
    for (std::size_t at = 0; at < count; ++at) {
      const std::size_t i = order[at];
      if (partner_[i] != kAlone) continue;
      for (std::size_t next = at + 1; next < count && alike(i, order[next]); ++next) {
        const std::size_t j = order[next];
        if (partner_[j] != kAlone || !opposite(in_.links[i], in_.links[j])) continue;
        partner_[i] = j;
        partner_[j] = i;
        break;
      }
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
    graph.from.push_back(node_id_[link.from]);
    graph.to.push_back(node_id_[link.to]);
    graph.length.push_back(static_cast<std::uint32_t>(link.length.ticks()));
    graph.road_class.push_back(link.road_class);
    for (const Profile profile : kProfiles) {
      graph.times[static_cast<std::size_t>(profile)].push_back(
          {time_of(link, profile), back == nullptr ? kClosed : time_of(*back, profile)});
    }
    std::vector<geo::Point> shape = {in_.nodes[link.from]};
    shape.insert(shape.end(), link.bends.begin(), link.bends.end());
    shape.push_back(in_.nodes[link.to]);
    graph.geometry.push_row(shape);
  }

  std::uint32_t time_of(const DirectedLink& link, Profile profile) const {
    if (!open_to(link.uses, profile)) return kClosed;
    return time_at(profile, link.road_class, link.free_flow, link.length);
  }

  static bool open_to(const LinkUses& uses, Profile profile) {
    switch (profile) {
      case Profile::kCar:
        return uses.motor;
      case Profile::kBike:
        return uses.bike;
      case Profile::kWalk:
        return uses.walk;
    }
    return false;
  }

  // On a ferry everybody takes as long as the ferry.
  std::uint32_t time_at(Profile profile, RoadClass road_class, Duration free_flow,
                        Distance length) const {
    Duration time = free_flow;
    if (road_class != RoadClass::kFerry) {
      if (profile == Profile::kBike) time = std::max(time, travel_time(length, speeds_.bike));
      if (profile == Profile::kWalk) time = std::max(time, travel_time(length, speeds_.walk));
    }
    return static_cast<std::uint32_t>(std::min<std::int64_t>(time.ticks(), kClosed - 1));
  }

  void borrow_roads(Profile profile) {
    RoadGraph& graph = out_.graph;
    auto& times = graph.times[static_cast<std::size_t>(profile)];
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

  void count_outside() {
    const RoadGraph& graph = out_.graph;
    for (const Profile profile : kProfiles) {
      const auto inside = largest_component(graph, profile);
      auto& outside = out_.report.edges_outside_component[static_cast<std::size_t>(profile)];
      for (const EdgeId edge : graph.from.ids()) {
        if (graph.edge_times(profile, edge) == EdgeTimes{}) continue;
        if (!inside[graph.from[edge]] || !inside[graph.to[edge]]) ++outside;
      }
    }
  }

  LinkNetwork in_;
  const SpeedParameters& speeds_;
  std::vector<std::size_t> partner_;  // the opposite link; a two-way one is its own
  std::vector<NodeId> node_id_;
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
  return Builder(std::move(network), speeds).build();
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
