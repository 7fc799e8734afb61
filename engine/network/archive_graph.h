// What a road graph and what is known about its making are as bytes: see engine/store/archive.h.
#pragma once

#include "engine/network/read_network.h"
#include "engine/store/archive.h"

namespace grend::network {

template <class Archive>
void archive(Archive& a, DirectedEdge& e) {
  a(e.edge);
  a(e.forward);
}

template <class Archive>
void archive(Archive& a, TurnBans& bans) {
  a(bans.edges);
  a(bans.profiles);
}

template <class Archive>
void archive(Archive& a, RoadName& name) {
  a(name.number);
  a(name.name);
}

template <class Archive>
void archive(Archive& a, Ferry& ferry) {
  a(ferry.edge);
  a(ferry.crossing);
  a(ferry.wait);
  a(ferry.deck_places);
}

template <class Archive>
void archive(Archive& a, RoadGraph& graph) {
  a(graph.position);
  a(graph.from);
  a(graph.to);
  a(graph.length);
  a(graph.road_class);
  a(graph.times);
  a(graph.geometry);
  a(graph.bans);
  a(graph.road);
  a(graph.roads);
  a(graph.ferries);
}

template <class Archive>
void archive(Archive& a, TurnRuleReport& report) {
  a(report.restrictions_used);
  a(report.restrictions_dropped);
  a(report.barriers_used);
}

template <class Archive>
void archive(Archive& a, BuildReport& report) {
  a(report.ways_used);
  a(report.ways_dropped);
  a(report.nodes_missing);
  a(report.zero_length_edges);
  a(report.edges_outside_component);
  a(report.turns);
}

template <class Archive>
void archive(Archive& a, ReadNetwork& read) {
  a(read.graph);
  a(read.report);
  a(read.format);
  a(read.crs);
  a(read.nodes_unused);
  a(read.notes);
}

}  // namespace grend::network
