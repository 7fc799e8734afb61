#include "models/drt/external_assigner.h"

#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/error.h"
#include "engine/io/line_socket.h"
#include "models/routing/assignment.h"

namespace grend::drt {
namespace {

using nlohmann::json;
using routing::StopIndex;

constexpr int kProtocol = 1;

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ExitCode::kBadData, what, "docs/dispatch/external.md describes the answer");
}

// The places of a snapshot, numbered anew from 0 in the order they are met.
class Places {
 public:
  explicit Places(const routing::Problem& problem) : problem_(&problem) {}
  std::size_t number(routing::PlaceIndex place) {
    const auto [found, fresh] = numbers_.emplace(place, places_.size());
    if (fresh) places_.push_back(place);
    return found->second;
  }
  json times() const {
    json rows = json::array();
    for (const auto from : places_) {
      json row = json::array();
      for (const auto to : places_) row.push_back(problem_->legs->time(from, to));
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  const routing::Problem* problem_;
  std::map<routing::PlaceIndex, std::size_t> numbers_;
  std::vector<routing::PlaceIndex> places_;
};

json or_null(routing::Ticks ticks) { return ticks >= routing::kNever ? json() : json(ticks); }

json stop_json(const routing::Stop& stop, Places& places) {
  return {{"place", places.number(stop.place)},
          {"earliest", stop.earliest},
          {"latest", or_null(stop.latest)},
          {"service", stop.service}};
}

json loads_json(const routing::Loads& loads) { return json::array({loads[0], loads[1]}); }

json stops_json(const Snapshot& snapshot, const std::vector<StopIndex>& stops) {
  json list = json::array();
  for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
    list.push_back({{"request", snapshot.trip_of(routing::pair_of(stops[i]))},
                    {"kind", routing::opens(stops[i]) ? "pickup" : "dropoff"}});
  }
  return list;
}

json vehicle_json(const Snapshot& snapshot, routing::Pair v, Places& places) {
  const routing::Problem& problem = snapshot.problem();
  const auto& start = problem.stops[routing::opening(v)];
  const auto& end = problem.stops[routing::closing(v)];
  return {{"id", snapshot.vehicle(v)},
          {"place", places.number(start.place)},
          {"free_at", start.earliest},
          {"end_place", places.number(end.place)},
          {"end_by", or_null(end.latest)},
          {"longest", or_null(problem.longest[v])},
          {"capacity", loads_json(problem.vehicles[v].capacity)},
          {"load", loads_json(start.change)},
          {"stops", stops_json(snapshot, snapshot.plan().routes[v].stops)}};
}

json request_json(const Snapshot& snapshot, routing::Pair r, Places& places) {
  const routing::Problem& problem = snapshot.problem();
  const bool aboard = !problem.movable(r);
  json request = {{"id", snapshot.trip_of(r)},
                  {"state", aboard              ? "aboard"
                            : snapshot.waits(r) ? "waiting"
                                                : "promised"},
                  {"load", loads_json(-problem.stops[routing::closing(r)].change)},
                  {"dropoff", stop_json(problem.stops[routing::closing(r)], places)}};
  if (aboard) return request;
  request["pickup"] = stop_json(problem.stops[routing::opening(r)], places);
  request["longest_ride"] = or_null(problem.longest[r]);
  return request;
}

std::int64_t whole_number(const json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) {
    refuse(fmt::format("{} has no whole number '{}'", where, key));
  }
  return found->get<std::int64_t>();
}

const json& list(const json& object, const char* key, const std::string& where) {
  if (!object.is_object()) refuse(where + " is not an object");
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) {
    refuse(fmt::format("{} has no list '{}'", where, key));
  }
  return *found;
}

StopIndex stop_of(const std::map<std::int64_t, routing::Pair>& requests, const json& stop,
                  const std::string& where) {
  if (!stop.is_object()) refuse("a stop of " + where + " is not an object");
  const auto trip = whole_number(stop, "request", "a stop of " + where);
  const auto request = requests.find(trip);
  if (request == requests.end())
    refuse(fmt::format("{} names request {}, which is not open", where, trip));
  const auto kind = stop.find("kind");
  if (kind == stop.end() || (*kind != "pickup" && *kind != "dropoff")) {
    refuse(where + ": the kind of a stop is neither \"pickup\" nor \"dropoff\"");
  }
  return *kind == "pickup" ? routing::opening(request->second) : routing::closing(request->second);
}

json parsed(const std::string& line) {
  json answer = json::parse(line, nullptr, false);
  if (answer.is_discarded()) refuse("the answer is not JSON: " + line.substr(0, 80));
  return answer;
}

class ExternalAssigner final : public Assigner {
 public:
  ExternalAssigner(const ServiceSpec& spec, const AssignerContext& context)
      : spec_(&spec), goes_on_(spec.dispatch.external.on_failure == OnFailure::kInsertion) {
    attempt("at the start", [&] {
      const auto milliseconds = spec.dispatch.external.timeout.ticks();
      socket_.emplace(spec.dispatch.external.socket, std::chrono::milliseconds(milliseconds));
      greet(context);
    });
  }

  routing::Plan assign(const Snapshot& snapshot, Time now) override {
    std::optional<routing::Plan> plan;
    if (socket_) {
      attempt(fmt::format("at {:.0f} s", to_seconds(now - Time())), [&] {
        plan = plan_of_answer(snapshot, socket_->ask(decision_message(snapshot, now)));
        const auto fault = fault_of(snapshot, *plan);
        if (!fault.empty()) refuse(fault);
      });
    }
    if (socket_ && plan) return *plan;
    return routing::assign_in_order(snapshot.problem(), snapshot.plan());
  }

  std::string trouble() const override { return trouble_; }

 private:
  // On failure either everything ends, or this dispatcher is not asked again.
  template <class Work>
  void attempt(const std::string& when, Work&& work) {
    try {
      work();
    } catch (const Error& error) {
      const auto what =
          fmt::format("the dispatcher of '{}' failed {}: {}", spec_->id, when, error.what());
      if (!goes_on_) throw Error(error.code(), what, error.fix());
      trouble_ = what + "; the built-in insertion decided from then on";
      socket_.reset();
    }
  }

  void greet(const AssignerContext& context) {
    const json hello = {{"type", "hello"},
                        {"protocol", kProtocol},
                        {"service", spec_->id},
                        {"seed", context.source.seed},
                        {"replication", context.source.replication}};
    const json answer = parsed(socket_->ask(hello.dump()));
    if (!answer.is_object() || answer.value("protocol", json()) != json(kProtocol)) {
      refuse(fmt::format("it does not answer the greeting with {{\"protocol\": {}}}", kProtocol));
    }
  }

  const ServiceSpec* spec_;
  bool goes_on_;
  std::optional<io::LineSocket> socket_;
  std::string trouble_;
};

}  // namespace

std::string decision_message(const Snapshot& snapshot, Time now) {
  const routing::Problem& problem = snapshot.problem();
  Places places(problem);
  json vehicles = json::array();
  for (routing::Pair v = 0; v < problem.vehicles.size(); ++v) {
    vehicles.push_back(vehicle_json(snapshot, v, places));
  }
  json requests = json::array();
  for (routing::Pair r = problem.request(0); r < problem.pairs(); ++r) {
    requests.push_back(request_json(snapshot, r, places));
  }
  const json message = {{"type", "decide"},
                        {"now", now.ticks()},
                        {"vehicles", std::move(vehicles)},
                        {"requests", std::move(requests)},
                        {"times", places.times()}};
  return message.dump();
}

routing::Plan plan_of_answer(const Snapshot& snapshot, const std::string& line) {
  const routing::Problem& problem = snapshot.problem();
  std::map<std::int64_t, routing::Pair> vehicles;
  for (routing::Pair v = 0; v < problem.vehicles.size(); ++v) vehicles[snapshot.vehicle(v)] = v;
  std::map<std::int64_t, routing::Pair> requests;
  for (routing::Pair r = problem.request(0); r < problem.pairs(); ++r) {
    requests[snapshot.trip_of(r)] = r;
  }
  const json answer = parsed(line);
  routing::Plan plan = snapshot.plan();
  std::vector<std::uint8_t> given(vehicles.size(), 0);
  for (const json& route : list(answer, "routes", "the answer")) {
    const auto& stops = list(route, "stops", "a route");
    const auto id = whole_number(route, "vehicle", "a route");
    const auto where = fmt::format("the route of vehicle {}", id);
    const auto vehicle = vehicles.find(id);
    if (vehicle == vehicles.end()) refuse(where + ": there is no such vehicle on duty");
    if (given[vehicle->second] != 0) refuse(where + " comes twice");
    given[vehicle->second] = 1;
    auto& own = plan.routes[vehicle->second].stops;
    own.assign(1, routing::opening(vehicle->second));
    for (const json& stop : stops) own.push_back(stop_of(requests, stop, where));
    own.push_back(routing::closing(vehicle->second));
  }
  return plan;
}

std::shared_ptr<Assigner> make_external_assigner(const ServiceSpec& spec,
                                                 const AssignerContext& context) {
  return std::make_shared<ExternalAssigner>(spec, context);
}

}  // namespace grend::drt
