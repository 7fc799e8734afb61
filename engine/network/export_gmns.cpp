#include <algorithm>
#include <filesystem>
#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/io/csv_writer.h"
#include "engine/io/text_file.h"
#include "engine/network/export_network.h"

namespace grend::network {
namespace {

namespace fs = std::filesystem;

double metres_of(std::int64_t centimetres) { return static_cast<double>(centimetres) / 100; }

// The times of one direction of travel.
using Times = std::array<std::uint32_t, kProfileCount>;

Times times_of(const RoadGraph& graph, EdgeId edge, bool forward) {
  Times times;
  for (const Profile profile : kProfiles) {
    const EdgeTimes& both = graph.edge_times(profile, edge);
    times[index_of(profile)] = forward ? both.forward : both.backward;
  }
  return times;
}

// The words of the specification, which means every motor vehicle by AUTO: where a car may go but a
// bus may not is lost.
std::string uses_of(const Times& times) {
  const auto open = [&](Profile profile) { return times[index_of(profile)] != kClosed; };
  std::string uses;
  const auto add = [&](bool is_open, std::string_view word) {
    if (!is_open) return;
    if (!uses.empty()) uses += ',';
    uses += word;
  };
  add(open(Profile::kCar), "AUTO");
  add(open(Profile::kMinibus) && !open(Profile::kCar), "MINIBUS");
  add(open(Profile::kBus) && !open(Profile::kCar), "BUS");
  add(open(Profile::kBike), "BIKE");
  add(open(Profile::kWalk), "WALK");
  return uses;
}

// That of cars, or where they may not go that of the fastest other, in km/h. A time of 0 becomes a
// quarter of a millisecond, which reads back as 0.
double speed_of(const Times& times, std::uint32_t length) {
  const std::uint32_t car = times[index_of(Profile::kCar)];
  const std::uint32_t time = car != kClosed ? car : *std::min_element(times.begin(), times.end());
  return 36.0 * length / std::max(static_cast<double>(time), 0.25);
}

std::string line_of(const RoadGraph& graph, EdgeId edge) {
  const auto shape = graph.geometry[edge];
  if (shape.size() <= 2) return "";
  std::string text = "LINESTRING (";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += fmt::format("{}{:.2f} {:.2f}", i == 0 ? "" : ", ", metres_of(shape[i].x),
                        metres_of(shape[i].y));
  }
  return text + ")";
}

std::string node_table(const RoadGraph& graph) {
  io::CsvWriter csv({"node_id", "x_coord", "y_coord"});
  for (const NodeId node : graph.position.ids()) {
    const geo::Point point = graph.position[node];
    csv.field(std::int64_t{node.value()});
    csv.field(metres_of(point.x), 2).field(metres_of(point.y), 2).end_row();
  }
  return csv.text();
}

std::string link_table(const RoadGraph& graph) {
  io::CsvWriter csv({"link_id", "from_node_id", "to_node_id", "directed", "dir_flag", "length",
                     "facility_type", "free_speed", "allowed_uses", "geometry"});
  const auto row = [&](EdgeId edge, bool forward, bool directed) {
    const Times times = times_of(graph, edge, forward);
    const NodeId from = forward ? graph.from[edge] : graph.to[edge];
    const NodeId to = forward ? graph.to[edge] : graph.from[edge];
    csv.field(fmt::format("{}{}", edge.value(), forward ? "" : "r"));
    csv.field(std::int64_t{from.value()}).field(std::int64_t{to.value()});
    csv.field(directed ? "true" : "false").field(std::int64_t{forward ? 1 : -1});
    csv.field(metres_of(graph.length[edge]), 2).field(road_class_name(graph.road_class[edge]));
    csv.field(speed_of(times, graph.length[edge])).field(uses_of(times));
    csv.field(line_of(graph, edge)).end_row();
  };
  for (const EdgeId edge : graph.from.ids()) {
    const Times forward = times_of(graph, edge, true), backward = times_of(graph, edge, false);
    if (!uses_of(forward).empty()) row(edge, true, forward != backward);
    if (!uses_of(backward).empty() && forward != backward) row(edge, false, true);
  }
  return csv.text();
}

std::string config_table(const std::string& crs) {
  io::CsvWriter csv({"dataset_name", "long_length", "speed", "crs", "version_number"});
  csv.field("Grend").field("m").field("km/h").field(crs).field("0.96").end_row();
  return csv.text();
}

}  // namespace

void write_gmns(const std::string& folder, const RoadGraph& graph, const std::string& crs,
                bool overwrite) {
  std::error_code status;
  fs::create_directories(folder, status);
  if (!fs::is_directory(folder)) {
    throw Error(ExitCode::kCannotCreate, folder + ": the folder cannot be made",
                "choose a folder of yours, or a file name ending in .osm.pbf");
  }
  const auto write = [&](const char* file, const std::string& text) {
    io::write_text_file((fs::path(folder) / file).string(), text, overwrite);
  };
  write("node.csv", node_table(graph));
  write("link.csv", link_table(graph));
  write("config.csv", config_table(crs));
}

}  // namespace grend::network
