// Banned turns as nodes: who comes by an edge from which some turn is banned does not arrive at the
// junction itself but at a copy of it, which lacks the banned way on. Only such junctions have
// copies, so a search without bans costs what it cost before, and one with them needs no rule of
// its own.
//
// Copies are the states of the Aho-Corasick automaton (1975) over the banned sequences: one for
// each proper beginning of a sequence, standing for "has just travelled this". That holds for turns
// (two edges), ways through (more) and any overlap of them. Nodes 0..junctions-1 are the junctions,
// the copies follow. Immutable, thread-safe; a look-up is O(log copies), nothing without bans.
#pragma once

#include <span>
#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

class TurnStates {
 public:
  // The bans that hold for the profile.
  TurnStates(const RoadGraph& graph, Profile profile);

  std::size_t nodes() const { return junctions_ + copy_of_.size(); }
  // The junction that a node is, or is a copy of.
  NodeId junction(NodeId node) const {
    return node.value() < junctions_ ? node : copy_of_[node.value() - junctions_];
  }
  // Where one arrives who has travelled nothing but (the end of) `edge`.
  NodeId entered_by(DirectedEdge edge) const {
    return beginnings_.empty() ? graph_->head(edge) : after(graph_->tail(edge), edge);
  }
  // Where one arrives who goes on from `node` along `edge`; none if that is banned.
  NodeId after(NodeId node, DirectedEdge edge) const;

  // visit(node): the junction, then its copies.
  template <class Visit>
  void for_each_at(NodeId junction, Visit&& visit) const {
    visit(junction);
    if (beginnings_.empty()) return;
    for (const AtJunction& copy : copies_at(junction)) visit(copy.node);
  }
  // Whether the same turns are banned; needs the same graph.
  bool same_bans(const TurnStates& other) const {
    return beginnings_ == other.beginnings_ && states_ == other.states_;
  }
  // Archives what same_bans() compares, for a key (engine/store/archive.h).
  template <class Archive>
  void identify(Archive& a) const {
    a(beginnings_.size());
    for (const Beginning& b : beginnings_) {
      a(b.parent);
      a(b.edge.edge);
      a(b.edge.forward);
      a(b.number);
    }
    a(states_);
  }

 private:
  // A beginning of a banned sequence: `edge` after the beginning `parent`. Sorted, so that the
  // number of a beginning follows from the two; number 0 is the empty one, which is not stored.
  struct Beginning {
    std::uint32_t parent = 0;
    DirectedEdge edge;
    std::uint32_t number = 0;
    bool operator==(const Beginning&) const = default;
  };
  struct AtJunction {
    NodeId junction;
    NodeId node;
  };
  // A beginning's longest other beginning that ends it, and the node that stands for it.
  struct State {
    std::uint32_t shorter = 0;
    NodeId node;  // none: a whole banned sequence
    bool operator==(const State&) const = default;
  };

  void add_sequences(const RoadGraph& graph, Profile profile);
  void link_shorter();
  void number_copies(const RoadGraph& graph);
  const Beginning* find(std::uint32_t parent, DirectedEdge edge) const;
  std::span<const AtJunction> copies_at(NodeId junction) const;

  const RoadGraph* graph_;
  std::size_t junctions_;
  std::vector<Beginning> beginnings_;  // ascending by (parent, edge)
  std::vector<State> states_;          // by number
  std::vector<NodeId> copy_of_;        // by copy
  std::vector<std::uint32_t> number_of_copy_;
  std::vector<AtJunction> at_;  // ascending by (junction, node)
};

}  // namespace grend::network
