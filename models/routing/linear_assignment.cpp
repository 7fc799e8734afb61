#include <algorithm>

#include "engine/base/check.h"
#include "models/routing/assignment.h"
#include "models/routing/insertion.h"
#include "models/routing/min_cost_flow.h"

namespace grend::routing {
namespace {

struct Offer {
  std::size_t request = 0;  // number among those who wait
  std::size_t vehicle = 0;
  Insertion insertion;
};

std::vector<Offer> offers_of(const Problem& problem, const Plan& plan, InsertionFinder& finder) {
  std::vector<Offer> offers;
  for (std::size_t r = 0; r < plan.unserved.size(); ++r) {
    const Loads& load = problem.stops[opening(plan.unserved[r])].change;
    for (std::size_t v = 0; v < plan.routes.size(); ++v) {
      if (!fits(load, problem.vehicles[v].capacity)) continue;
      const auto found = finder.find(plan.routes[v], plan.unserved[r]);
      if (found.found()) offers.push_back({r, v, found});
    }
  }
  return offers;
}

// The offers taken: from the source to each request, along offers to vehicles, to the sink; who
// finds no vehicle goes straight to the sink at a price above any
// sum of offers that can be taken.
std::vector<Offer> cheapest_matching(const std::vector<Offer>& offers, std::size_t requests,
                                     std::size_t vehicles) {
  const auto request_node = [](std::size_t r) { return static_cast<std::uint32_t>(r); };
  const auto vehicle_node = [&](std::size_t v) { return static_cast<std::uint32_t>(requests + v); };
  const auto source = static_cast<std::uint32_t>(requests + vehicles);
  const std::uint32_t sink = source + 1;
  std::vector<FlowArc> arcs;
  Ticks dearest = 0;
  for (const Offer& offer : offers) {
    const Ticks cost = std::max<Ticks>(offer.insertion.cost, 0);
    arcs.push_back({request_node(offer.request), vehicle_node(offer.vehicle), 1, cost});
    dearest = std::max(dearest, cost);
  }
  const Ticks nobody = 1 + dearest * static_cast<Ticks>(std::min(requests, vehicles));
  for (std::size_t r = 0; r < requests; ++r) {
    arcs.push_back({source, request_node(r), 1, 0});
    arcs.push_back({request_node(r), sink, 1, nobody});
  }
  for (std::size_t v = 0; v < vehicles; ++v) arcs.push_back({vehicle_node(v), sink, 1, 0});
  const auto flow = min_cost_max_flow(requests + vehicles + 2, arcs, source, sink);
  std::vector<Offer> taken;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (flow[i] > 0) taken.push_back(offers[i]);
  }
  return taken;
}

}  // namespace

Plan assign_linearly(const Problem& problem, const Plan& start) {
  Plan plan = start;
  InsertionFinder finder(problem);
  while (!plan.unserved.empty()) {
    const auto taken = cheapest_matching(offers_of(problem, plan, finder), plan.unserved.size(),
                                         plan.routes.size());
    if (taken.empty()) break;
    std::vector<Pair> served;
    for (const Offer& offer : taken) {
      const Pair request = plan.unserved[offer.request];
      GREND_CHECK(finder.apply(plan.routes[offer.vehicle], request, offer.insertion));
      plan.cost += offer.insertion.cost - problem.unserved_cost;
      served.push_back(request);
    }
    std::erase_if(plan.unserved, [&](Pair request) {
      return std::find(served.begin(), served.end(), request) != served.end();
    });
  }
  return plan;
}

}  // namespace grend::routing
