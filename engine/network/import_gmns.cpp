#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/core.h>
#include <initializer_list>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/network/access.h"
#include "engine/network/import_links.h"

namespace grend::network {
namespace {

constexpr const char* kDegrees = "EPSG:4326";

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

// osm2gmns separates with ';', the specification with ','.
ProfileSet uses_of(const io::GmnsLink& link, RoadClass road_class) {
  if (link.allowed_uses.empty()) {
    return road_class == RoadClass::kPath ? ProfileSet::bikes() | ProfileSet{Profile::kWalk}
                                          : ProfileSet::all();
  }
  ProfileSet uses;
  std::string words = upper(link.allowed_uses);
  std::replace(words.begin(), words.end(), ';', ',');
  for (const std::string_view part : split(words, ',')) {
    const std::string_view word = trim(part);
    if (word == "ALL") uses |= ProfileSet::all();
    if (one_of(word, {"AUTO", "CAR", "MOTOR", "VEHICLE", "SOV", "HOV", "DRIVE"})) {
      uses |= ProfileSet::motor();
    }
    if (word == "MINIBUS") uses.add(Profile::kMinibus);
    if (one_of(word, {"BUS", "TRANSIT"})) uses.add(Profile::kBus);
    if (one_of(word, {"BIKE", "BICYCLE", "CYCLE"})) uses |= ProfileSet::bikes();
    if (one_of(word, {"WALK", "PED", "PEDESTRIAN", "FOOT"})) uses.add(Profile::kWalk);
  }
  return uses;
}

Speed class_speed(RoadClass road_class, const SpeedParameters& p) {
  const UnsignedSpeeds& u = p.unsigned_roads;
  switch (road_class) {
    case RoadClass::kMotorway:
      return u.motorway;
    case RoadClass::kTrunk:
      return u.trunk;
    case RoadClass::kPrimary:
      return u.primary;
    case RoadClass::kSecondary:
      return u.secondary;
    case RoadClass::kTertiary:
      return u.tertiary;
    case RoadClass::kUnclassified:
      return u.unclassified;
    case RoadClass::kResidential:
      return u.residential;
    case RoadClass::kService:
      return u.service;
    case RoadClass::kTrack:
      return u.track;
    case RoadClass::kPath:
      return u.living_street;
    case RoadClass::kFerry:
      return p.ferry;
  }
  return u.unclassified;
}

class Importer {
 public:
  Importer(const io::GmnsNetwork& network, const PlaneChoice& choice, const SpeedParameters& speeds)
      : network_(network), speeds_(speeds), plane_(plane_of(network, choice)) {}

  PlacedLinks run() {
    placed_.crs = plane_.crs();
    for (const io::GmnsNode& node : network_.nodes) {
      placed_.links.nodes.push_back(place(node.position));
    }
    for (const io::GmnsLink& link : network_.links) add(link);
    note_assumptions();
    return std::move(placed_);
  }

 private:
  static FilePlane plane_of(const io::GmnsNetwork& network, PlaneChoice choice) {
    if (choice.crs.empty() && !network.crs.empty()) {
      require_known(network.crs);
      choice.crs = network.crs;
    }
    FileExtent extent;
    for (const io::GmnsNode& node : network.nodes) {
      extent.add({node.position.x, node.position.y});
    }
    if (choice.crs.empty() && extent.could_be_degrees()) choice.crs = kDegrees;
    return {choice, extent};
  }

  static void require_known(const std::string& crs) {
    try {
      const geo::Crs known(crs);
    } catch (const Error& error) {
      throw Error(ExitCode::kBadData, std::string("config.csv: ") + error.what(), error.fix());
    }
  }

  geo::Point place(io::GmnsPosition p) const { return plane_.to_plane({p.x, p.y}); }

  void add(const io::GmnsLink& link) {
    const RoadClass road_class = road_class_of(link.facility_type);
    DirectedLink made{.from = link.from,
                      .to = link.to,
                      .length = Distance(0),
                      .free_flow = Duration(0),
                      .uses = uses_of(link, road_class),
                      .road_class = road_class,
                      .bends = {},
                      .two_way = !link.directed};
    if (made.uses.empty()) {
      ++placed_.links.report.ways_dropped["allowed_uses=" + link.allowed_uses];
      return;
    }
    // The ends of a line are those of its nodes, wherever it was drawn to.
    for (std::size_t i = 1; i + 1 < link.shape.size(); ++i) {
      made.bends.push_back(place(link.shape[i]));
    }
    made.length = link.length ? Distance(std::llround(*link.length * 100)) : shape_length(made);
    lengths_missing_ += !link.length;
    if (link.free_speed) {
      const double metres = link.length.value_or(to_metres(made.length));
      made.free_flow = free_flow_time(metres, *link.free_speed);
    } else {
      ++speeds_missing_;
      made.free_flow = travel_time(made.length, class_speed(road_class, speeds_));
    }
    placed_.links.links.push_back(std::move(made));
  }

  Distance shape_length(const DirectedLink& link) const {
    Distance length;
    geo::Point last = placed_.links.nodes[link.from];
    for (const geo::Point point : link.bends) {
      length += geo::distance(last, point);
      last = point;
    }
    return length + geo::distance(last, placed_.links.nodes[link.to]);
  }

  void note_assumptions() {
    auto& notes = placed_.links.notes;
    if (network_.units_assumed) {
      notes.push_back("config.csv names no units: lengths are taken as m, speeds as km/h");
    }
    if (lengths_missing_ > 0) {
      notes.push_back(
          fmt::format("{} links have no length: their shape's is used", lengths_missing_));
    }
    if (speeds_missing_ > 0) {
      notes.push_back(
          fmt::format("{} links have no speed: that of their class is used", speeds_missing_));
    }
  }

  const io::GmnsNetwork& network_;
  const SpeedParameters& speeds_;
  FilePlane plane_;
  PlacedLinks placed_;
  std::size_t lengths_missing_ = 0;
  std::size_t speeds_missing_ = 0;
};

}  // namespace

PlacedLinks import_gmns(const io::GmnsNetwork& network, PlaneChoice plane,
                        const SpeedParameters& speeds) {
  return Importer(network, plane, speeds).run();
}

}  // namespace grend::network
