#include "cli/network_text.h"

#include <fmt/core.h>

#include "cli/cache.h"
#include "engine/network/describe.h"

namespace grend::cli {
namespace {

class Printer {
 public:
  Printer(const network::ReadNetwork& read, Console& console)
      : read_(read), description_(network::describe_network(read.graph)), console_(console) {}

  void print() {
    print_size();
    print_classes();
    print_reach();
    print_left_out();
    print_oddities();
  }

 private:
  void row(std::string_view name, std::string_view value) {
    console_.print(fmt::format("{:<14} {}\n", name, value));
  }

  void print_size() {
    const auto& d = description_;
    row("format", network::network_format_name(read_.format));
    row("plane", read_.crs.empty() ? "not named by the file: coordinates as they are" : read_.crs);
    row("extent",
        fmt::format("{:.1f} x {:.1f} km", to_kilometres(Distance(d.north_east.x - d.south_west.x)),
                    to_kilometres(Distance(d.north_east.y - d.south_west.y))));
    row("nodes", std::to_string(d.nodes));
    row("edges", fmt::format("{}, of these {} one way for cars", d.edges, d.one_way_edges));
    row("length", fmt::format("{:.1f} km", to_kilometres(d.length)));
  }

  void print_classes() {
    for (const auto& [road_class, length] : description_.length_by_class) {
      row(fmt::format("  {}", network::road_class_name(road_class)),
          fmt::format("{:>9.1f} km", to_kilometres(length)));
    }
    for (const network::FerryLine& ferry : description_.ferries) {
      row("ferry",
          fmt::format(
              "{}{:.1f} km, {:.0f} min + {:.0f} min expected wait{}",
              ferry.name.empty() ? "" : ferry.name + ": ", to_kilometres(ferry.length),
              to_minutes(ferry.crossing), to_minutes(ferry.wait),
              ferry.deck_places > 0 ? fmt::format(", room for {} cars", ferry.deck_places) : ""));
    }
    if (description_.ferries.empty()) row("ferries", "none");
    row("road names",
        description_.road_names == 0
            ? "none: closures can be given by area only"
            : fmt::format("{}, such as '{}'", description_.road_names, description_.road_name));
    row("banned turns", fmt::format("{} for motor vehicles", description_.motor_bans));
  }

  void print_reach() {
    for (std::size_t p = 0; p < network::kProfileCount; ++p) {
      const network::ProfileReach& reach = description_.reach[p];
      if (reach.edges == 0) {
        row(network::kProfileNames[p], "may go nowhere");
        continue;
      }
      row(network::kProfileNames[p],
          fmt::format("{:.1f} km, {:.1f} % of it within reach of each other; {} piece{}",
                      to_kilometres(reach.open), 100 * (reach.in_largest / reach.open),
                      reach.pieces, reach.pieces == 1 ? "" : "s"));
    }
  }

  void print_left_out() {
    const network::BuildReport& report = read_.report;
    const auto left_out = [&](std::size_t count, std::string_view what) {
      if (count > 0) row("left out", fmt::format("{} {}", count, what));
    };
    for (const auto& [reason, count] : report.ways_dropped) {
      left_out(count, fmt::format("ways or links: {}", reason));
    }
    for (const auto& [reason, count] : report.turns.restrictions_dropped) {
      left_out(count, fmt::format("turn restrictions: {}", reason));
    }
    for (const auto& [reason, count] : report.turns.barriers_dropped) {
      left_out(count, fmt::format("barriers: {}", reason));
    }
    if (report.turns.barriers_used > 0) {
      row("barriers", fmt::format("{} stop somebody", report.turns.barriers_used));
    }
    left_out(report.nodes_missing, "mentions of nodes that the file does not hold");
    left_out(report.zero_length_edges, "edges without length (loops left out, others made 1 cm)");
    left_out(report.edges_too_long, "edges longer than 10,000 km");
    left_out(read_.nodes_unused, "nodes that nothing joins");
    for (const std::string& note : read_.notes) row("note", note);
  }

  void print_oddities() {
    if (description_.oddities.empty()) row("looks wrong", "nothing");
    for (const network::Oddity& oddity : description_.oddities) {
      row("looks wrong", fmt::format("{} {}", oddity.count, oddity.what));
      for (const std::string& example : oddity.examples) row("", "  " + example);
    }
  }

  const network::ReadNetwork& read_;
  network::NetworkDescription description_;
  Console& console_;
};

}  // namespace

network::ReadNetwork read_network(const NetworkFileOptions& options, Console& console) {
  console.progress("reading the network", 0);
  auto cache = open_cache(options.cache);
  auto read = network::read_network(
      options.path, {.utm_zone = options.utm_zone, .crs = options.crs, .speeds = {}},
      pointer_to(cache));
  console.end_progress();
  print_notes(cache, console);
  return read;
}

void print_network(const network::ReadNetwork& network, Console& console) {
  Printer(network, console).print();
}

}  // namespace grend::cli
