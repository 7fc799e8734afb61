#include "engine/network/cost.h"

namespace grend::network {

EdgeEnds departures(const TravelGraph& graph, Place place) {
  const EdgeTimes& times = graph.times(place.edge);
  const std::uint32_t length = graph.roads().length[place.edge];
  EdgeEnds ends;
  const auto depart = [&](bool forward, std::uint32_t time, std::uint32_t offset) {
    if (time == kClosed) return;
    const NodeId node = graph.turns().entered_by({place.edge, forward});
    ends.add({node, parts_at(time, offset, length).after, forward});
  };
  depart(true, times.forward, place.offset);
  depart(false, times.backward, length - place.offset);
  return ends;
}

DirectTravel direct_travel(const TravelGraph& graph, Place from, Place to) {
  DirectTravel best;
  if (from.edge != to.edge) return best;
  const EdgeTimes& times = graph.times(from.edge);
  const std::uint32_t length = graph.roads().length[from.edge];
  if (times.forward != kClosed && from.offset <= to.offset) {
    const std::uint32_t time = partial_time(times.forward, to.offset, length) -
                               partial_time(times.forward, from.offset, length);
    best = {make_cost(time, to.offset - from.offset), true};
  }
  if (times.backward != kClosed && from.offset >= to.offset) {
    const std::uint32_t time = partial_time(times.backward, length - to.offset, length) -
                               partial_time(times.backward, length - from.offset, length);
    const Cost cost = make_cost(time, from.offset - to.offset);
    if (cost < best.cost) best = {cost, false};
  }
  return best;
}

}  // namespace grend::network
