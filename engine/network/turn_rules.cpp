#include "engine/network/turn_rules.h"

#include <algorithm>
#include <optional>

#include "engine/base/text.h"
#include "engine/network/access.h"
#include "engine/network/ban_list.h"

namespace grend::network {
namespace {

using Sequence = std::vector<DirectedEdge>;

constexpr const char* kDoNotMeet = "its ways do not meet";

DirectedEdge reversed(DirectedEdge e) { return {e.edge, !e.forward}; }

// The edges at the junctions that rules are about.
class Incidence {
 public:
  Incidence(const RoadGraph& graph, std::vector<NodeId> junctions)
      : graph_(graph), junctions_(std::move(junctions)) {
    std::sort(junctions_.begin(), junctions_.end());
    junctions_.erase(std::unique(junctions_.begin(), junctions_.end()), junctions_.end());
    leaving_.resize(junctions_.size());
    for (const EdgeId edge : graph.from.ids()) {
      for (const bool forward : {true, false}) add({edge, forward});
    }
  }
  // Ascending; for those that arrive take the reverse.
  const Sequence& leaving(NodeId junction) const { return leaving_[index_of(junction)]; }

 private:
  std::size_t index_of(NodeId junction) const {
    return static_cast<std::size_t>(
        std::lower_bound(junctions_.begin(), junctions_.end(), junction) - junctions_.begin());
  }
  void add(DirectedEdge e) {
    const NodeId tail = graph_.tail(e);
    const std::size_t index = index_of(tail);
    if (index < junctions_.size() && junctions_[index] == tail) leaving_[index].push_back(e);
  }

  const RoadGraph& graph_;
  std::vector<NodeId> junctions_;
  std::vector<Sequence> leaving_;
};

class Rules {
 public:
  Rules(const TurnRuleInput& in, TurnRuleReport& report)
      : in_(in), report_(report), incidence_(in.graph, junctions_of_rules()), bans_(in.graph) {}

  TurnBans run() {
    for (const io::OsmBarrier& barrier : in_.osm.barriers) take_barrier(barrier);
    for (const io::OsmRestriction& restriction : in_.osm.restrictions) {
      const char* reason = take_restriction(restriction);
      if (reason == nullptr) {
        ++report_.restrictions_used;
      } else {
        ++report_.restrictions_dropped[reason];
      }
    }
    return bans_.take();
  }

 private:
  std::vector<NodeId> junctions_of_rules() const {
    std::vector<NodeId> junctions;
    const auto note = [&](NodeId junction) {
      if (junction.valid()) junctions.push_back(junction);
    };
    for (const io::OsmBarrier& barrier : in_.osm.barriers) note(junction(barrier.node));
    for (const io::OsmRestriction& restriction : in_.osm.restrictions) {
      for (const std::int64_t node : restriction.via_nodes) note(junction(node));
      for (const std::int64_t way : restriction.via_ways) {
        const Sequence edges = edges_of(way);
        if (edges.empty()) continue;
        note(in_.graph.tail(edges.front()));
        note(in_.graph.head(edges.back()));
      }
    }
    return junctions;
  }

  NodeId junction(std::int64_t node) const {
    const auto at =
        std::lower_bound(in_.junctions.begin(), in_.junctions.end(), std::pair(node, NodeId(0)));
    const bool found = at != in_.junctions.end() && at->first == node;
    return found ? at->second : NodeId::none();
  }

  // In the way's direction. Of a way that is too long for a ban only so many that this shows.
  Sequence edges_of(std::int64_t way) const {
    Sequence edges;
    auto at = std::lower_bound(in_.ways.begin(), in_.ways.end(), way,
                               [](const WayEdges& w, std::int64_t id) { return w.way < id; });
    for (; at != in_.ways.end() && at->way == way; ++at) {
      for (EdgeId edge = at->first; edge < at->end && edges.size() <= BanList::kLongest; ++edge) {
        edges.push_back({edge, true});
      }
    }
    return edges;
  }

  // Ways have their edges one after another.
  std::int64_t way_of(EdgeId edge) const {
    const auto after =
        std::upper_bound(in_.ways.begin(), in_.ways.end(), edge,
                         [](EdgeId wanted, const WayEdges& w) { return wanted < w.first; });
    return std::prev(after)->way;
  }

  bool belongs_to(DirectedEdge e, const std::vector<std::int64_t>& ways) const {
    return std::find(ways.begin(), ways.end(), way_of(e.edge)) != ways.end();
  }

  // Nobody whom it stops comes from one edge at the barrier to another one.
  void take_barrier(const io::OsmBarrier& barrier) {
    const NodeId node = junction(barrier.node);
    const ProfileSet stopped = stopped_by_barrier(barrier.tags);
    if (!node.valid() || stopped.empty()) return;
    if (const char* reason = stop_at(node, stopped)) {
      ++report_.barriers_dropped[reason];
    } else {
      ++report_.barriers_used;
    }
  }

  // Nothing, or why they cannot be stopped.
  const char* stop_at(NodeId node, ProfileSet stopped) {
    if (const char* reason = bans_.refuses(node)) return reason;
    for (const DirectedEdge back : incidence_.leaving(node)) {
      for (const DirectedEdge on : incidence_.leaving(node)) {
        if (on == back) continue;
        const DirectedEdge turn[] = {reversed(back), on};
        if (const char* reason = bans_.add(turn, stopped)) return reason;
      }
    }
    return nullptr;
  }

  // Nothing, or why the restriction is of no use.
  const char* take_restriction(const io::OsmRestriction& r) {
    const std::string_view kind = kind_of(r.tags);
    const bool only = kind.starts_with("only_");
    if (!only && !kind.starts_with("no_")) {
      return io::tag_of(r.tags, "restriction:conditional").empty() ? "of no known kind"
                                                                   : "holds at times only";
    }
    const ProfileSet profiles = restricted_profiles(r.tags);
    if (profiles.empty()) return "for other vehicles";
    if (r.from.empty() || r.to.empty()) return "without from or to";
    if (r.via_nodes.size() + r.via_ways.size() == 0) return "without via";
    if (r.via_nodes.size() > 1 || (!r.via_nodes.empty() && !r.via_ways.empty())) {
      return "with several ways via";
    }
    if (const char* reason = out_of_bounds(r)) return reason;
    const std::vector<Sequence> beginnings =
        r.via_ways.empty() ? to_node(r, junction(r.via_nodes.front())) : to_ways(r);
    bool used = false;
    const char* reason = kDoNotMeet;
    for (const Sequence& begun : beginnings) {
      const char* found = complete(begun, r, only, kind, profiles);
      used = used || found == nullptr;
      if (found != nullptr && found != kDoNotMeet) reason = found;
    }
    return used ? nullptr : reason;
  }

  // Nothing, or why what it leads through could not be banned; found before any search for it.
  const char* out_of_bounds(const io::OsmRestriction& r) const {
    std::vector<NodeId> inside;
    for (const std::int64_t node : r.via_nodes) inside.push_back(junction(node));
    std::size_t edges_via = 0;
    for (const std::int64_t way : r.via_ways) {
      const Sequence edges = edges_of(way);
      edges_via += edges.size();
      if (edges_via > BanList::kLongest) return BanList::kTooLong;
      if (edges.empty()) continue;
      inside.push_back(in_.graph.tail(edges.front()));
      inside.push_back(in_.graph.head(edges.back()));
    }
    for (const NodeId junction : inside) {
      if (const char* reason = junction.valid() ? bans_.refuses(junction) : nullptr) return reason;
    }
    return nullptr;
  }

  // The edges of the ways it is from, up to the junction.
  std::vector<Sequence> to_node(const io::OsmRestriction& r, NodeId node) const {
    std::vector<Sequence> result;
    if (!node.valid()) return result;
    for (const DirectedEdge back : incidence_.leaving(node)) {
      if (belongs_to(back, r.from)) result.push_back({reversed(back)});
    }
    return result;
  }

  // The same, and on along the whole of the ways via.
  std::vector<Sequence> to_ways(const io::OsmRestriction& r) const {
    std::vector<Sequence> result;
    const Sequence first = edges_of(r.via_ways.front());
    if (first.empty()) return result;
    for (const NodeId start : {in_.graph.tail(first.front()), in_.graph.head(first.back())}) {
      const auto through = along(r.via_ways, start);
      if (!through) continue;
      for (Sequence& begun : to_node(r, start)) {
        if (begun.back().edge == through->front().edge) continue;
        begun.insert(begun.end(), through->begin(), through->end());
        result.push_back(std::move(begun));
      }
    }
    return result;
  }

  // The ways from one end to the other, the first one from `start`.
  std::optional<Sequence> along(const std::vector<std::int64_t>& ways, NodeId start) const {
    Sequence path;
    NodeId at = start;
    for (const std::int64_t way : ways) {
      Sequence edges = edges_of(way);
      if (edges.empty()) return std::nullopt;
      if (in_.graph.tail(edges.front()) != at) {
        std::reverse(edges.begin(), edges.end());
        for (DirectedEdge& e : edges) e.forward = false;
      }
      for (const DirectedEdge e : edges) {
        if (in_.graph.tail(e) != at) return std::nullopt;
        at = in_.graph.head(e);
        path.push_back(e);
      }
    }
    return path;
  }

  // Bans the ways on from where `begun` ends that the restriction is about. Nothing, or why not.
  const char* complete(const Sequence& begun, const io::OsmRestriction& r, bool only,
                       std::string_view kind, ProfileSet profiles) {
    const NodeId end = in_.graph.head(begun.back());
    const Sequence& leaving = incidence_.leaving(end);
    const auto is_meant = [&](DirectedEdge e) {
      const bool turns_round = e == reversed(begun.back());
      return belongs_to(e, r.to) && (!turns_round || kind == "no_u_turn");
    };
    if (std::none_of(leaving.begin(), leaving.end(), is_meant)) return kDoNotMeet;
    for (const DirectedEdge e : leaving) {
      if (is_meant(e) == only) continue;
      Sequence banned = begun;
      banned.push_back(e);
      if (const char* reason = bans_.add(banned, profiles)) return reason;
    }
    return nullptr;
  }

  static std::string_view kind_of(const io::Tags& tags) {
    for (const auto& [key, value] : tags) {
      if (key == "restriction" ||
          (key.starts_with("restriction:") && key != "restriction:conditional")) {
        return value;
      }
    }
    return {};
  }

  const TurnRuleInput& in_;
  TurnRuleReport& report_;
  Incidence incidence_;
  BanList bans_;
};

// Whom an access key speaks of.
ProfileSet profiles_of_key(std::string_view key) {
  if (key == "motor_vehicle" || key == "vehicle") return ProfileSet::motor();
  if (key == "motorcar") return {Profile::kCar, Profile::kMinibus};
  if (key == "minibus") return {Profile::kMinibus};
  if (key == "psv") return {Profile::kMinibus, Profile::kBus};
  if (key == "bus") return {Profile::kBus};
  if (key == "bicycle") return {Profile::kBike, Profile::kEbike};
  if (key == "foot") return {Profile::kWalk};
  return {};
}

}  // namespace

TurnBans turn_bans(const TurnRuleInput& input, TurnRuleReport& report) {
  return Rules(input, report).run();
}

ProfileSet restricted_profiles(const io::Tags& tags) {
  ProfileSet restricted;
  for (const auto& [key, value] : tags) {
    if (key == "restriction") restricted = ProfileSet::motor();
  }
  constexpr std::string_view kFor = "restriction:";
  for (const auto& [key, value] : tags) {
    if (!key.starts_with(kFor)) continue;
    for (const Profile profile : kProfiles) {
      if (profiles_of_key(key.substr(kFor.size())).contains(profile)) restricted.add(profile);
    }
  }
  for (const std::string_view excepted : split(io::tag_of(tags, "except"), ';')) {
    for (const Profile profile : kProfiles) {
      if (profiles_of_key(trim(excepted)).contains(profile)) restricted.remove(profile);
    }
  }
  return restricted;
}

}  // namespace grend::network
