#include "engine/network/contraction.h"

#include <algorithm>
#include <fmt/core.h>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/network/arcs.h"
#include "engine/network/shortcut_study.h"

namespace grend::network {
namespace {

constexpr std::size_t kLooksPerChunk = 32;
constexpr std::size_t kChoicesPerChunk = 2048;
constexpr std::uint32_t kUnranked = ~std::uint32_t{0};

// Weights of a node's importance: its level in the hierarchy so far, and what taking it out would
// add to the graph per arc and per edge removed. Found by trial on the synthetic networks; they
// change speed only, and not much (10 % for a factor of two).
constexpr std::size_t kLevelWeight = 200;
constexpr std::size_t kArcWeight = 1000;
constexpr std::size_t kEdgeWeight = 500;

// A node with more neighbours waits until they are taken out: to study it takes the square of
// their number. Roads never come to this.
constexpr std::size_t kManyNeighbours = 300;
constexpr std::size_t kMostNeighbours = 1000;  // beyond, it is refused
constexpr std::size_t kPutOff = std::size_t{1} << 60;

// What taking a node out would mean; valid until one of its neighbours is taken out.
struct Outlook {
  std::size_t priority = 0;  // from kPutOff on: not studied
  std::vector<Shortcut> shortcuts;
};

// Spreads equal priorities, so that a long road of equals is not taken out node by node. One to
// one, so there are no ties.
std::uint32_t scatter(std::uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

Link* find_link(std::vector<Link>& links, std::uint32_t node) {
  const auto at = std::find_if(links.begin(), links.end(),
                               [node](const Link& link) { return link.node == node; });
  return at == links.end() ? nullptr : &*at;
}

class Contraction {
 public:
  Contraction(const TravelGraph& graph, par::Executor& executor)
      : graph_(graph),
        executor_(executor),
        links_(graph.nodes()),
        outlook_(graph.nodes()),
        level_(graph.nodes(), 0),
        stale_(graph.nodes(), 0),
        chosen_(graph.nodes(), 0),
        studies_(executor.workers(), ShortcutStudy(graph.nodes())) {
    GREND_CHECK(graph.roads().edges() < Via::kMaxEdges);
    const Arcs arcs(graph, Arcs::By::kStart);
    for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
      remaining_.push_back(node);
      for (const Arc& arc : arcs[NodeId(node)]) {
        if (arc.node.value() == node) continue;
        join(node, arc.node.value(), arc.cost, Via::edge(arc.via), 1);
      }
    }
  }

  Contracted run() {
    to_study_ = remaining_;
    while (!remaining_.empty()) {
      study(to_study_, kManyNeighbours);
      choose();
      study(chosen_unstudied(), kMostNeighbours);
      take_out_chosen();
    }
    return number(search_order());
  }

 private:
  // Keeps the cheaper of parallel arcs.
  void join(std::uint32_t from, std::uint32_t to, Cost cost, Via via, std::uint32_t edges) {
    if (cost >= kNoWay) return;
    const auto linked = [&](std::uint32_t end, std::uint32_t node) -> Link& {
      std::vector<Link>& links = links_[end];
      if (Link* known = find_link(links, node)) return *known;
      if (links.size() == kMostNeighbours) refuse(end);
      Link& added = links.emplace_back();
      added.node = node;
      added.edges = edges;
      return added;
    };
    Link& forth = linked(from, to);
    if (cost >= forth.out) return;
    forth.out = cost;
    forth.via_out = via;
    Link& back = linked(to, from);
    back.in = cost;
    back.via_in = via;
  }

  void study(const std::vector<std::uint32_t>& nodes, std::size_t most_neighbours) {
    par::for_ranges(executor_, nodes.size(), kLooksPerChunk,
                    [&](std::size_t begin, std::size_t end, std::size_t worker) {
                      for (std::size_t i = begin; i < end; ++i) {
                        const std::uint32_t node = nodes[i];
                        const std::size_t neighbours = links_[node].size();
                        Outlook& outlook = outlook_[node];
                        outlook.shortcuts.clear();
                        outlook.priority = kPutOff + neighbours;
                        if (neighbours > most_neighbours) continue;
                        studies_[worker].run(links_, node, outlook.shortcuts);
                        outlook.priority = priority(node);
                      }
                    });
  }

  std::vector<std::uint32_t> chosen_unstudied() const {
    std::vector<std::uint32_t> nodes;
    for (const std::uint32_t node : remaining_) {
      if (chosen_[node] && outlook_[node].priority >= kPutOff) nodes.push_back(node);
    }
    return nodes;
  }

  [[noreturn]] void refuse(std::uint32_t node) const {
    const geo::Point at = graph_.roads().position[graph_.turns().junction(NodeId(node))];
    throw Error(ExitCode::kBadData,
                fmt::format("the roads are joined more densely than roads are: more than {} of "
                            "them meet at ({:.0f}, {:.0f})",
                            kMostNeighbours, static_cast<double>(at.x) / 100,
                            static_cast<double>(at.y) / 100),
                "look at the network there; a node that stands for a whole area must be split");
  }

  std::size_t priority(std::uint32_t node) const {
    const auto directions = [](Cost there, Cost back) {
      return std::size_t{there < kNoWay} + std::size_t{back < kNoWay};
    };
    std::size_t arcs_out = 0;
    std::size_t edges_out = 0;
    for (const Link& link : links_[node]) {
      arcs_out += directions(link.out, link.in);
      edges_out += directions(link.out, link.in) * link.edges;
    }
    std::size_t arcs_in = 0;
    std::size_t edges_in = 0;
    for (const Shortcut& s : outlook_[node].shortcuts) {
      arcs_in += directions(s.a_to_b, s.b_to_a);
      edges_in += directions(s.a_to_b, s.b_to_a) * s.edges;
    }
    const std::size_t added =
        arcs_out == 0 ? 0 : kArcWeight * arcs_in / arcs_out + kEdgeWeight * edges_in / edges_out;
    return kLevelWeight * level_[node] + added;
  }

  bool before(std::uint32_t a, std::uint32_t b) const {
    if (outlook_[a].priority != outlook_[b].priority) {
      return outlook_[a].priority < outlook_[b].priority;
    }
    return scatter(a) < scatter(b);
  }

  void choose() {
    par::for_ranges(executor_, remaining_.size(), kChoicesPerChunk,
                    [&](std::size_t begin, std::size_t end, std::size_t) {
                      for (std::size_t i = begin; i < end; ++i) {
                        const std::uint32_t node = remaining_[i];
                        chosen_[node] =
                            std::all_of(links_[node].begin(), links_[node].end(),
                                        [&](const Link& l) { return before(node, l.node); });
                      }
                    });
  }

  void take_out_chosen() {
    to_study_.clear();
    for (const std::uint32_t node : remaining_) {
      if (chosen_[node]) take_out(node);
    }
    std::erase_if(remaining_, [this](std::uint32_t node) { return chosen_[node] != 0; });
    for (const std::uint32_t node : to_study_) stale_[node] = 0;
  }

  void take_out(std::uint32_t node) {
    for (const Link& link : links_[node]) {
      std::vector<Link>& others = links_[link.node];
      *find_link(others, node) = others.back();
      others.pop_back();
      level_[link.node] = std::max(level_[link.node], level_[node] + 1);
      if (!stale_[link.node]) to_study_.push_back(link.node);
      stale_[link.node] = 1;
    }
    for (const Shortcut& s : outlook_[node].shortcuts) {
      join(s.a, s.b, s.a_to_b, Via::node(node), s.edges);
      join(s.b, s.a, s.b_to_a, Via::node(node), s.edges);
    }
    outlook_[node].shortcuts = {};
  }

  // Each node after the more important ones it leads to: a depth-first search upward.
  std::vector<std::uint32_t> search_order() const {
    std::vector<std::uint32_t> order;
    order.reserve(links_.size());
    std::vector<std::uint32_t> next(links_.size(), kUnranked);
    std::vector<std::uint32_t> stack;
    for (std::uint32_t root = 0; root < links_.size(); ++root) {
      if (next[root] != kUnranked) continue;
      next[root] = 0;
      stack.push_back(root);
      while (!stack.empty()) {
        const std::uint32_t node = stack.back();
        if (next[node] == links_[node].size()) {
          order.push_back(node);
          stack.pop_back();
          continue;
        }
        const std::uint32_t above = links_[node][next[node]++].node;
        if (next[above] != kUnranked) continue;
        next[above] = 0;
        stack.push_back(above);
      }
    }
    return order;
  }

  Contracted number(const std::vector<std::uint32_t>& order) const {
    Contracted result;
    result.rank.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) result.rank[order[i]] = i;
    const auto renumbered = [&](Via via) {
      return via.is_node() ? Via::node(result.rank[via.node()]) : via;
    };
    result.first.push_back(0);
    for (const std::uint32_t node : order) {
      for (const Link& link : links_[node]) {
        const std::uint32_t head = result.rank[link.node];
        result.arcs.push_back({link.out, link.in, head, result.first[head]});
        result.vias.push_back({renumbered(link.via_out), renumbered(link.via_in)});
      }
      result.first.push_back(static_cast<std::uint32_t>(result.arcs.size()));
    }
    return result;
  }

  const TravelGraph& graph_;
  par::Executor& executor_;
  Links links_;  // among the remaining nodes; a node taken out keeps its links to the rest
  std::vector<Outlook> outlook_;
  std::vector<std::size_t> level_;
  std::vector<std::uint8_t> stale_;
  std::vector<std::uint8_t> chosen_;
  std::vector<std::uint32_t> remaining_;
  std::vector<std::uint32_t> to_study_;  // whose neighbourhood has changed
  std::vector<ShortcutStudy> studies_;   // by worker
};

}  // namespace

Contracted contract(const TravelGraph& graph, par::Executor& executor) {
  return Contraction(graph, executor).run();
}

}  // namespace grend::network
