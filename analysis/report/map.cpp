#include "analysis/report/map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "analysis/indicators/summary.h"
#include "analysis/indicators/table_view.h"
#include "analysis/report/svg.h"
#include "engine/store/append.h"

namespace grend::report {
namespace {

using indicators::TableView;

constexpr double kMapWidth = 760, kMostHeight = 820, kMargin = 0.06, kLegend = 96;
constexpr double kBlur = 250;  // m: simulated doors are shown to this grid

constexpr Text kMapTitle = {"Map of the area", "Kart over området", "Kart over området"};
constexpr Text kMapDescription = {
    "Roads, settlement, service zone, and where trips were served or turned away",
    "Veier, bosetting, tjenesteområde, og hvor turer ble betjent eller avvist",
    "Vegar, busetnad, tenesteområde, og kvar turar vart tente eller avviste"};
constexpr Text kServed = {"pick-up of a served trip", "henting, betjent tur", "henting, tent tur"};
constexpr Text kAway = {"pick-up that was turned away", "henting som ble avvist",
                        "henting som vart avvist"};
constexpr Text kSettlement = {"settlement (5 or more persons)",
                              "bosetting (5 eller flere personer)",
                              "busetnad (5 eller fleire personar)"};
constexpr Text kZone = {"service zone", "tjenesteområde", "tenesteområde"};
constexpr Text kKilometres = {"km", "km", "km"};
const std::map<std::string, Text> kPlaces = {{"school", {"school", "skole", "skule"}},
                                             {"clinic", {"doctor", "lege", "lege"}},
                                             {"centre", {"centre", "sentrum", "sentrum"}},
                                             {"station", {"station", "stasjon", "stasjon"}}};

class Map {
 public:
  Map(const store::Results& results, const Wording& wording)
      : results_(results), wording_(wording), persons_(results.tables, "persons") {
    find_extent();
  }

  std::string draw() {
    if (height_ == 0) return "";
    Svg svg(kMapWidth, height_ + kLegend, wording_(kMapTitle), wording_(kMapDescription));
    svg.rect({0, 0, kMapWidth, height_}, "land");
    draw_zones(svg);
    draw_settlement(svg);
    draw_roads(svg);
    draw_requests(svg);
    draw_places(svg);
    draw_legend(svg);
    return svg.str();
  }

 private:
  // Where people live or asked to be picked up, and a little around it.
  void find_extent() {
    auto x = persons_.measures("home_x"), y = persons_.measures("home_y");
    if (x.empty()) {  // a log of bookings: where they were asked for
      const TableView requests(results_.tables, "requests");
      x = requests.measures("from_x");
      y = requests.measures("from_y");
    }
    if (x.empty()) return;
    west_ = *std::min_element(x.begin(), x.end());
    double east = *std::max_element(x.begin(), x.end());
    double south = *std::min_element(y.begin(), y.end());
    north_ = *std::max_element(y.begin(), y.end());
    const double edge = kMargin * std::max({east - west_, north_ - south, 2000.0});
    west_ -= edge;
    east += edge;
    south -= edge;
    north_ += edge;
    scale_ = std::min(kMapWidth / (east - west_), kMostHeight / (north_ - south));
    height_ = (north_ - south) * scale_;
    west_ -= (kMapWidth / scale_ - (east - west_)) / 2;  // in the middle
  }

  double x(double easting) const { return (easting - west_) * scale_; }
  double y(double northing) const { return (north_ - northing) * scale_; }
  bool inside(double easting, double northing) const {
    return x(easting) >= 0 && x(easting) <= kMapWidth && y(northing) >= 0 && y(northing) <= height_;
  }

  void draw_zones(Svg& svg) {
    const TableView services(results_.tables, "services");
    const auto east = services.measures("centre_x"), north = services.measures("centre_y"),
               radius = services.measures("radius");
    for (std::size_t i = 0; i < services.rows(); ++i) {
      if (std::isnan(radius[i])) continue;
      svg.circle(x(east[i]), y(north[i]), radius[i] * scale_, "zone");
      has_zone_ = true;
    }
  }

  // Squares of 250 m or more, so that there are not too many; the fuller the darker.
  void draw_settlement(Svg& svg) {
    const auto east = persons_.measures("home_x"), north = persons_.measures("home_y");
    const double extent = kMapWidth / scale_;
    const double side = std::max(250.0, std::ceil(extent / 140 / 250) * 250);
    std::map<std::pair<std::int64_t, std::int64_t>, int> squares;
    for (std::size_t i = 0; i < persons_.rows(); ++i) {
      ++squares[{std::llround(std::floor(east[i] / side)),
                 std::llround(std::floor(north[i] / side))}];
    }
    for (const auto& [square, count] : squares) {
      if (count < indicators::kSmallestCell) continue;
      const char* style = count < 20 ? "home1" : count < 80 ? "home2" : "home3";
      svg.rect({x(static_cast<double>(square.first) * side),
                y(static_cast<double>(square.second + 1) * side), side * scale_, side * scale_},
               style);
    }
  }

  void draw_roads(Svg& svg) {
    const auto* table = store::find_table(results_.tables, "road_sections");
    if (table == nullptr) return;
    const TableView roads(*table);
    const auto road_class = roads.categories("road_class");
    const auto& names = roads.categories_of("road_class");
    const auto fx = roads.measures("from_x"), fy = roads.measures("from_y"),
               tx = roads.measures("to_x"), ty = roads.measures("to_y");
    const auto style_of = [&](std::size_t i) {
      const std::string& name = names[static_cast<std::size_t>(road_class[i])];
      if (name == "ferry") return 0;
      if (name == "motorway" || name == "trunk" || name == "primary") return 3;
      return name == "secondary" || name == "tertiary" ? 2 : 1;
    };
    constexpr const char* kRoadStyles[] = {"ferry", "road1", "road2", "road3"};
    for (int style = 0; style < 4; ++style) {
      svg.begin_lines();
      for (std::size_t i = 0; i < roads.rows(); ++i) {
        if (style_of(i) != style || (!inside(fx[i], fy[i]) && !inside(tx[i], ty[i]))) continue;
        svg.add_line(x(fx[i]), y(fy[i]), x(tx[i]), y(ty[i]));
      }
      svg.end_lines(kRoadStyles[style]);
    }
  }

  void draw_requests(Svg& svg) {
    const TableView requests(results_.tables, "requests");
    const auto replication = requests.counts("replication"), day = requests.counts("day");
    const auto east = requests.measures("from_x"), north = requests.measures("from_y");
    const auto status = requests.categories("status");
    const auto served = requests.category("status", "served");
    const auto rejected = requests.category("status", "rejected");
    for (const auto wanted : {served, rejected}) {
      for (std::size_t i = 0; i < requests.rows(); ++i) {
        if (status[i] != wanted || replication[i] != replication[0] || day[i] != day[0]) continue;
        const double px = x(std::round(east[i] / kBlur) * kBlur);
        const double py = y(std::round(north[i] / kBlur) * kBlur);
        wanted == served ? svg.circle(px, py, 4, "served") : svg.cross(px, py, 4.5, "away");
      }
    }
  }

  // The greatest place of each kind.
  void draw_places(Svg& svg) {
    const auto* table = store::find_table(results_.tables, "facilities");
    if (table == nullptr) return;
    const TableView places(*table);
    const auto kind = places.categories("kind");
    const auto east = places.measures("x"), north = places.measures("y"),
               weight = places.measures("weight");
    std::map<std::int8_t, std::size_t> greatest;
    for (std::size_t i = 0; i < places.rows(); ++i) {
      const auto [found, added] = greatest.try_emplace(kind[i], i);
      if (!added && weight[i] > weight[found->second]) found->second = i;
    }
    // Places at one spot share a label.
    std::map<std::pair<double, double>, std::string> labels;
    for (const auto& [index, i] : greatest) {
      const auto name = kPlaces.find(places.categories_of("kind")[static_cast<std::size_t>(index)]);
      if (name == kPlaces.end() || !inside(east[i], north[i])) continue;
      auto& label = labels[{std::round(x(east[i]) / 24) * 24, std::round(y(north[i]) / 24) * 24}];
      label += (label.empty() ? "" : ", ") + std::string(wording_(name->second));
    }
    for (const auto& [at, label] : labels) {
      const bool right = at.first > kMapWidth * 0.75;
      svg.rect({at.first - 5, at.second - 5, 10, 10}, "place");
      svg.text(at.first + (right ? -10 : 10), at.second - 7, label,
               right ? "end placename" : "start placename");
    }
  }

  void draw_legend(Svg& svg) {
    const double top = height_ + 24;
    svg.circle(14, top, 5, "served");
    svg.text(28, top + 6, wording_(kServed), "start");
    svg.cross(14, top + 30, 5, "away");
    svg.text(28, top + 36, wording_(kAway), "start");
    svg.rect({kMapWidth / 2, top - 8, 16, 16}, "home2");
    svg.text(kMapWidth / 2 + 24, top + 6, wording_(kSettlement), "start");
    if (has_zone_) {
      svg.circle(kMapWidth / 2 + 8, top + 30, 8, "zone");
      svg.text(kMapWidth / 2 + 24, top + 36, wording_(kZone), "start");
    }
    const double length = ticks(kMapWidth / scale_ / 1000 / 4, 1).back();  // km
    const double width = length * 1000 * scale_;
    svg.line(14, top + 60, 14 + width, top + 60, "scalebar");
    svg.text(22 + width, top + 65,
             wording_.number(length) + " " + std::string(wording_(kKilometres)));
  }

  const store::Results& results_;
  const Wording& wording_;
  TableView persons_;
  double west_ = 0, north_ = 0, scale_ = 1, height_ = 0;
  bool has_zone_ = false;
};

}  // namespace

std::string area_map(const store::Results& results, const Wording& wording) {
  return Map(results, wording).draw();
}

}  // namespace grend::report
