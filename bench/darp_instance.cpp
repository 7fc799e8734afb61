#include "bench/darp_instance.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

#include "engine/base/error.h"
#include "engine/base/text.h"

namespace grend::bench {
namespace {

std::vector<double> numbers(const std::string& path, std::size_t line, std::string_view text) {
  std::vector<double> result;
  for (const auto word : split(text, ' ')) {
    if (trim(word).empty()) continue;
    const auto number = parse_real(trim(word));
    if (!number) throw Error(ExitCode::kBadData, fmt::format("{}:{}: not a number", path, line));
    result.push_back(*number);
  }
  return result;
}

// Rows of numbers, with no entry for empty lines.
std::vector<std::vector<double>> rows_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ExitCode::kMissingInput, fmt::format("{}: cannot be read", path));
  std::vector<std::vector<double>> rows;
  std::string text;
  for (std::size_t line = 1; std::getline(file, text); ++line) {
    std::replace(text.begin(), text.end(), '\t', ' ');
    auto row = numbers(path, line, text);
    if (!row.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

void expect(bool holds, const std::string& path, std::string_view what) {
  if (!holds) throw Error(ExitCode::kBadData, fmt::format("{}: {}", path, what));
}

double distance(const DarpNode& a, const DarpNode& b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

double longest_leg(const DarpInstance& instance) {
  double longest = 0;
  for (const auto& a : instance.nodes) {
    for (const auto& b : instance.nodes) longest = std::max(longest, distance(a, b));
  }
  return longest;
}

// Node 0 is place 0; the pick-up of request r is node r + 1, its drop-off node n + r + 1.
std::size_t node_of(const DarpInstance& instance, routing::StopIndex stop) {
  const auto pair = routing::pair_of(stop);
  if (pair < instance.vehicles) return 0;
  return pair - instance.vehicles + 1 + (routing::opens(stop) ? 0 : instance.requests);
}

}  // namespace

DarpInstance read_darp(const std::string& path) {
  const auto rows = rows_of(path);
  expect(!rows.empty() && rows[0].size() == 5, path, "the first line must be `m n T Q L`");
  DarpInstance instance;
  instance.vehicles = static_cast<std::size_t>(rows[0][0]);
  instance.longest_route = rows[0][2];
  instance.capacity = rows[0][3];
  instance.longest_ride = rows[0][4];
  instance.requests = (rows.size() - 2) / 2;
  const auto said = static_cast<std::size_t>(rows[0][1]);
  expect(said == instance.requests || said == 2 * instance.requests, path,
         "the number of nodes does not fit the first line");
  for (std::size_t i = 0; i <= 2 * instance.requests; ++i) {
    const auto& row = rows[i + 1];
    expect(row.size() == 7 && row[0] == static_cast<double>(i), path,
           "a node line must be `id x y service load earliest latest`, ids in order");
    instance.nodes.push_back({row[1], row[2], row[3], row[4], row[5], row[6]});
  }
  return instance;
}

DarpRoutes read_darp_routes(const std::string& path) {
  DarpRoutes routes;
  for (const auto& row : rows_of(path)) {
    routes.emplace_back();
    for (const double node : row) routes.back().push_back(static_cast<std::size_t>(node));
  }
  return routes;
}

double darp_cost(const DarpInstance& instance, const DarpRoutes& routes) {
  double cost = 0;
  for (const auto& route : routes) {
    std::size_t at = 0;
    for (const std::size_t node : route) {
      cost += distance(instance.nodes[at], instance.nodes.at(node));
      at = node;
    }
    cost += distance(instance.nodes[at], instance.nodes[0]);
  }
  return cost;
}

routing::Problem to_problem(const DarpInstance& instance) {
  double ticks = 1e7;
  while (longest_leg(instance) * ticks > 4e9) ticks /= 10;
  const auto whole = [&](double value) { return static_cast<routing::Ticks>(value * ticks); };
  routing::Problem problem;
  const auto pairs = static_cast<routing::Pair>(instance.requests + instance.vehicles);
  for (routing::StopIndex stop = 0; stop < 2 * pairs; ++stop) {
    const std::size_t place = node_of(instance, stop);
    const auto& node = instance.nodes[place];
    problem.stops.push_back({.earliest = whole(node.earliest),
                             .latest = whole(node.latest),
                             .service = whole(node.service),
                             .change = {static_cast<std::int16_t>(node.load)},
                             .place = static_cast<std::uint32_t>(place)});
  }
  problem.longest.assign(pairs, whole(instance.longest_ride));
  std::fill_n(problem.longest.begin(), instance.vehicles, whole(instance.longest_route));
  problem.vehicles.assign(instance.vehicles,
                          {.capacity = {static_cast<std::int16_t>(instance.capacity)}});
  std::vector<std::uint32_t> times;
  for (const auto& a : instance.nodes) {
    for (const auto& b : instance.nodes) {
      times.push_back(static_cast<std::uint32_t>(std::ceil(distance(a, b) * ticks)));
    }
  }
  problem.legs = std::make_shared<routing::Legs>(instance.nodes.size(), std::move(times));
  problem.unserved_cost = whole(20 * longest_leg(instance));
  routing::tighten_windows(problem);
  return problem;
}

DarpRoutes to_routes(const DarpInstance& instance, const routing::Plan& plan) {
  DarpRoutes routes;
  for (const auto& route : plan.routes) {
    if (route.stops.size() <= 2) continue;
    routes.emplace_back();
    for (std::size_t i = 1; i + 1 < route.stops.size(); ++i) {
      routes.back().push_back(node_of(instance, route.stops[i]));
    }
  }
  return routes;
}

}  // namespace grend::bench
