#include "engine/network/cost.h"

namespace grend::network {
namespace {

// Times of the parts before and after a place, in one direction of travel.
struct Parts {
  Cost before;
  Cost after;
};

Parts split(std::uint32_t time, std::uint32_t offset, std::uint32_t length) {
  const std::uint32_t first = partial_time(time, offset, length);
  return {make_cost(first, offset), make_cost(time - first, length - offset)};
}

}  // namespace

EdgeEnds departures(const RoadGraph& graph, Profile profile, Place place) {
  const EdgeTimes& times = graph.edge_times(profile, place.edge);
  const std::uint32_t length = graph.length[place.edge];
  EdgeEnds ends;
  if (times.forward != kClosed) {
    const Parts parts = split(times.forward, place.offset, length);
    ends.add({graph.to[place.edge], parts.after, true});
  }
  if (times.backward != kClosed) {
    const Parts parts = split(times.backward, length - place.offset, length);
    ends.add({graph.from[place.edge], parts.after, false});
  }
  return ends;
}

EdgeEnds arrivals(const RoadGraph& graph, Profile profile, Place place) {
  const EdgeTimes& times = graph.edge_times(profile, place.edge);
  const std::uint32_t length = graph.length[place.edge];
  EdgeEnds ends;
  if (times.forward != kClosed) {
    const Parts parts = split(times.forward, place.offset, length);
    ends.add({graph.from[place.edge], parts.before, true});
  }
  if (times.backward != kClosed) {
    const Parts parts = split(times.backward, length - place.offset, length);
    ends.add({graph.to[place.edge], parts.before, false});
  }
  return ends;
}

DirectTravel direct_travel(const RoadGraph& graph, Profile profile, Place from, Place to) {
  DirectTravel best;
  if (from.edge != to.edge) return best;
  const EdgeTimes& times = graph.edge_times(profile, from.edge);
  const std::uint32_t length = graph.length[from.edge];
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
