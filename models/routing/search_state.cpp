#include "models/routing/search_state.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {

SearchState::SearchState(const Problem& problem, const Plan& start, OrderWeights order,
                         double blink, unsigned cache_bits)
    : problem_(&problem),
      reinsertion_(problem, order, blink, cache_bits),
      timing_(problem),
      plan_(with_room(start)),
      before_(with_room(start)),
      best_(with_room(start)),
      route_of_(problem.pairs()),
      touched_(problem.vehicles.size()) {
  for (Pair r = problem.request(0); r < problem.pairs(); ++r) {
    if (problem.movable(r)) movable_.push_back(r);
  }
  pending_.reserve(problem.requests());
  visits_.reserve(2 * problem.requests() + 2);
  for (const Pair r : plan_.unserved) route_of_[r] = nobody();
  for (std::uint32_t v = 0; v < plan_.routes.size(); ++v) place_all(v);
}

Plan SearchState::with_room(Plan plan) const {
  GREND_CHECK(plan.routes.size() == problem_->vehicles.size());
  for (auto& route : plan.routes) route.stops.reserve(2 * problem_->requests() + 2);
  plan.unserved.reserve(problem_->requests());
  return plan;
}

void SearchState::place_all(std::uint32_t vehicle) {
  const auto& stops = plan_.routes[vehicle].stops;
  for (std::size_t i = 1; i + 1 < stops.size(); ++i) route_of_[pair_of(stops[i])] = vehicle;
}

void SearchState::touch(std::size_t vehicle) {
  if (touched_[vehicle] != 0) return;
  touched_[vehicle] = 1;
  before_.routes[vehicle] = plan_.routes[vehicle];
}

void SearchState::begin(Ticks most) {
  most_added_ = most;
  given_up_ = false;
  before_.cost = plan_.cost;
  before_.unserved.assign(plan_.unserved.begin(), plan_.unserved.end());
  std::fill(touched_.begin(), touched_.end(), std::uint8_t{0});
}

void SearchState::take_out(std::span<const Pair> requests) {
  pending_.assign(plan_.unserved.begin(), plan_.unserved.end());
  plan_.cost -= static_cast<Ticks>(plan_.unserved.size()) * problem_->unserved_cost;
  plan_.unserved.clear();
  for (const Pair request : requests) {
    touch(route_of_[request]);
    pending_.push_back(request);
    route_of_[request] = nobody();
  }
  for (std::size_t v = 0; v < plan_.routes.size(); ++v) {
    if (touched_[v] != 0) drop_removed(plan_.routes[v]);
  }
}

void SearchState::drop_removed(Route& route) {
  const auto gone = [&](StopIndex stop) {
    return problem_->is_request(stop) && route_of_[pair_of(stop)] == nobody();
  };
  route.stops.erase(std::remove_if(route.stops.begin(), route.stops.end(), gone),
                    route.stops.end());
  const Ticks old = route.cost;
  reinsertion_.finder().refresh(route);
  plan_.cost += route.cost - old;
}

// No route costs less than nothing, and who is left out stays so until the move ends.
bool SearchState::leaves_out_too_many() const {
  const auto left_out = static_cast<Ticks>(plan_.unserved.size());
  return left_out * problem_->unserved_cost - before_.cost > most_added_;
}

void SearchState::put_back(RandomStream& random, std::uint32_t shunned) {
  reinsertion_.arrange(pending_, random);
  for (const Pair request : pending_) {
    if (given_up_) {
      reinsertion_.pass_over(shunned, random);
      continue;
    }
    const std::size_t vehicle = reinsertion_.choose(plan_, request, shunned, random);
    if (vehicle != nobody()) touch(vehicle);
    if (vehicle != nobody() && reinsertion_.apply(plan_, vehicle, request)) {
      route_of_[request] = static_cast<std::uint32_t>(vehicle);
    } else {
      plan_.unserved.push_back(request);
      plan_.cost += problem_->unserved_cost;
      given_up_ = leaves_out_too_many();
    }
  }
}

bool SearchState::exchange_routes(std::uint32_t a, std::span<const StopIndex> stops_a,
                                  std::uint32_t b, std::span<const StopIndex> stops_b) {
  for (const auto stops : {stops_a, stops_b}) {
    if (!timing_.visit(stops, visits_)) return false;
  }
  const auto replace = [&](std::uint32_t vehicle, std::span<const StopIndex> stops) {
    touch(vehicle);
    Route& route = plan_.routes[vehicle];
    route.stops.assign(stops.begin(), stops.end());
    const Ticks old = route.cost;
    reinsertion_.finder().refresh(route);
    plan_.cost += route.cost - old;
    place_all(vehicle);
  };
  replace(a, stops_a);
  replace(b, stops_b);
  return true;
}

void SearchState::keep() {
  if (plan_.cost < best_.cost) best_ = plan_;
}

void SearchState::undo() {
  plan_.cost = before_.cost;
  plan_.unserved.assign(before_.unserved.begin(), before_.unserved.end());
  for (std::uint32_t v = 0; v < touched_.size(); ++v) {
    if (touched_[v] == 0) continue;
    std::swap(plan_.routes[v], before_.routes[v]);
    place_all(v);
  }
  for (const Pair request : plan_.unserved) route_of_[request] = nobody();
}

}  // namespace grend::routing
