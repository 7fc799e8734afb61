#include "engine/network/network_cache.h"

#include <algorithm>
#include <filesystem>

#include "engine/geo/projection.h"
#include "engine/io/field_writer.h"
#include "engine/network/archive_graph.h"
#include "engine/store/hash.h"

namespace grend::network {
namespace {

constexpr std::string_view kNetworkKind = "network";

bool columns_are_equally_long(const RoadGraph& graph) {
  const std::size_t edges = graph.edges();
  const auto fits = [edges](const auto& column) { return column.size() == edges; };
  return fits(graph.to) && fits(graph.length) && fits(graph.road_class) &&
         std::all_of(graph.times.begin(), graph.times.end(), fits) && fits(graph.geometry) &&
         fits(graph.road) && graph.bans.edges.size() == graph.bans.profiles.size();
}

bool is_time(std::uint32_t time) { return time <= kLongestTime || time == kClosed; }

bool edges_are_sound(const RoadGraph& graph) {
  for (const EdgeId edge : graph.from.ids()) {
    const RoadId road = graph.road[edge];
    const bool sound = graph.from[edge].value() < graph.nodes() &&
                       graph.to[edge].value() < graph.nodes() && graph.length[edge] > 0 &&
                       graph.road_class[edge] <= RoadClass::kFerry &&
                       (!road.valid() || road.value() < graph.roads.size());
    if (!sound) return false;
  }
  return std::all_of(graph.times.begin(), graph.times.end(), [](const auto& times) {
    return std::all_of(times.begin(), times.end(), [](const EdgeTimes& t) {
      return is_time(t.forward) && is_time(t.backward);
    });
  });
}

bool bans_are_sound(const RoadGraph& graph) {
  const auto& banned = graph.bans.edges;
  const auto ids = banned.ids();
  return std::all_of(ids.begin(), ids.end(), [&](BanId ban) { return banned[ban].size() >= 2; }) &&
         std::all_of(banned.flat().begin(), banned.flat().end(),
                     [&](const DirectedEdge& e) { return e.edge.value() < graph.edges(); });
}

bool ferries_are_sound(const RoadGraph& graph) {
  return std::all_of(graph.ferries.begin(), graph.ferries.end(),
                     [&](const Ferry& ferry) { return ferry.edge.value() < graph.edges(); });
}

}  // namespace

bool is_sound(const RoadGraph& graph) {
  return columns_are_equally_long(graph) && edges_are_sound(graph) && bans_are_sound(graph) &&
         ferries_are_sound(graph);
}

std::string network_key(const std::string& path, const NetworkOptions& options) {
  store::Hasher hasher;
  store::ArchiveWriter key(hasher);
  for (const std::string& file : network_files(path)) {
    key(std::filesystem::path(file).filename().string());  // whose ending may tell the format
    key(store::hash_file(file));
  }
  key(options.utm_zone.value_or(0));
  key(options.crs);
  key(io::write_yaml(options.speeds));
  key(geo::proj_version());
  return hasher.hex();
}

std::optional<ReadNetwork> load_network(store::Cache& cache, const std::string& key) {
  const auto bytes = cache.load(kNetworkKind, key);
  if (!bytes) return std::nullopt;
  auto network = store::from_bytes<ReadNetwork>(*bytes);
  if (network && network->format <= NetworkFormat::kGmns && is_sound(network->graph)) {
    return network;
  }
  cache.distrust(kNetworkKind, key);
  return std::nullopt;
}

void save_network(store::Cache& cache, const std::string& key, const ReadNetwork& network) {
  cache.save(kNetworkKind, key, store::to_bytes(network));
}

}  // namespace grend::network
