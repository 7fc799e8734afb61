#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/geo/crs.h"
#include "engine/io/csv_writer.h"
#include "engine/io/xml.h"
#include "models/exchange/travel_tables.h"

namespace grend::exchange {
namespace {

using io::XmlElement;

// "07:50:37" or seconds; nothing if there is none.
std::optional<Time> clock_of(const XmlElement& e, std::string_view name) {
  const std::string text = e.text_of(name);
  if (text.empty()) return std::nullopt;
  double seconds = 0;
  for (const auto part : split(text, ':')) {
    const auto value = parse_real(part);
    if (!value || !std::isfinite(*value)) return std::nullopt;  // "undefined", "-Infinity"
    seconds = 60 * seconds + *value;
  }
  if (std::abs(seconds) > 1e7) return std::nullopt;
  return Time(rounded(seconds * 1000));
}

std::optional<geo::Point> position_of(const XmlElement& e) {
  const auto x = parse_real(e.text_of("x"));
  const auto y = parse_real(e.text_of("y"));
  if (!x || !y || !(std::abs(*x) < 1e8) || !(std::abs(*y) < 1e8)) return std::nullopt;
  return geo::Point{rounded(*x * 100), rounded(*y * 100)};
}

// A coordinate system that the file names and PROJ may know.
std::string system_of(const std::string& given, const std::string& in_file,
                      const std::string& path) {
  const std::string name = given.empty() ? in_file : given;
  if (!name.empty() && name != "Atlantis") return name;
  throw Error(ExitCode::kUsage, path + ": does not say what its coordinates are",
              "give their system with --crs, such as --crs EPSG:2154");
}

// Activities in the middle of a trip: "pt interaction", "car interaction".
bool is_stage(const std::string& type) { return type.ends_with("interaction"); }

class Plans final : public io::XmlHandler {
 public:
  struct Trip {
    std::string person, purpose, mode;
    Time departure;
    geo::Point from, to;
  };
  std::vector<Trip> trips;
  std::string crs;
  std::size_t persons = 0;
  Dropped dropped;

  void begin(const XmlElement& e) override {
    if (e.name() == "person") {
      ++persons;
      person_ = e.text_of("id");
    } else if (e.name() == "attribute") {
      reads_crs_ = person_.empty() && e.text_of("name") == "coordinateReferenceSystem";
      reads_mode_ = in_leg_ && e.text_of("name") == "routingMode";
    } else if (e.name() == "plan") {
      selected_ = e.text_of("selected") != "no";
      if (!selected_) ++dropped["plans that are not the selected ones"];
      at_.reset();
    } else if (selected_ && (e.name() == "activity" || e.name() == "act")) {
      const std::string type = e.text_of("type");
      if (!is_stage(type)) arrive(e, type);
    } else if (selected_ && e.name() == "leg") {
      leave(e);
    }
  }
  void text(std::string_view piece) override {
    if (reads_crs_) crs += piece;
    if (reads_mode_) routing_mode_ += piece;
  }
  void end(std::string_view name) override {
    if (name == "attribute") reads_crs_ = reads_mode_ = false;
    if (name == "leg") {
      in_leg_ = false;
      if (!routing_mode_.empty()) mode_ = routing_mode_;
    }
    if (name == "plan") selected_ = false, travels_ = false;
  }

 private:
  void arrive(const XmlElement& e, const std::string& type) {
    const auto here = position_of(e);
    if (travels_) add(here, type);
    travels_ = false;
    at_ = here;
    departure_ = clock_of(e, "end_time");
  }

  void leave(const XmlElement& e) {
    in_leg_ = true;
    routing_mode_.clear();
    if (!travels_) {
      if (const auto time = clock_of(e, "dep_time")) departure_ = time;
      mode_.clear();
    }
    travels_ = true;
    const std::string mode = e.text_of("mode");
    // A walk to the car or the stop is not what the trip is made by.
    if (mode_.empty() || mode_.find("walk") != std::string::npos) mode_ = mode;
  }

  void add(const std::optional<geo::Point>& here, const std::string& type) {
    if (!at_ || !here) {
      ++dropped["trips from or to an activity without coordinates"];
    } else if (!departure_) {
      ++dropped["trips without a departure time"];
    } else {
      trips.push_back({person_, type, mode_, *departure_, *at_, *here});
    }
  }

  std::string person_, mode_, routing_mode_;
  std::optional<geo::Point> at_;
  std::optional<Time> departure_;
  bool selected_ = false, travels_ = false, in_leg_ = false, reads_crs_ = false,
       reads_mode_ = false;
};

// Activity types by what they begin with: "work", "work_9h", "education".
std::optional<region::FacilityKind> kind_of(const std::string& activity) {
  using region::FacilityKind;
  constexpr std::pair<const char*, FacilityKind> kKinds[] = {
      {"work", FacilityKind::kWorkplace}, {"edu", FacilityKind::kSchool},
      {"school", FacilityKind::kSchool},  {"kinder", FacilityKind::kKindergarten},
      {"shop", FacilityKind::kShop},      {"leisure", FacilityKind::kCentre},
      {"doctor", FacilityKind::kClinic},  {"health", FacilityKind::kClinic},
      {"clinic", FacilityKind::kClinic},  {"medic", FacilityKind::kClinic}};
  for (const auto& [begin, kind] : kKinds) {
    if (activity.rfind(begin, 0) == 0) return kind;
  }
  return std::nullopt;
}

class Facilities final : public io::XmlHandler {
 public:
  struct Row {
    region::FacilityKind kind;
    std::string id;
    geo::Point at;
    double weight = 1;
  };
  std::vector<Row> rows;
  std::string crs;
  Dropped dropped;

  void begin(const XmlElement& e) override {
    if (e.name() == "attribute") {
      reads_crs_ = e.text_of("name") == "coordinateReferenceSystem";
    } else if (e.name() == "facility") {
      id_ = e.text_of("id");
      at_ = position_of(e);
      if (!at_) ++dropped["facilities without coordinates"];
    } else if (e.name() == "activity" && at_) {
      const std::string type = e.text_of("type");
      const auto kind = kind_of(type);
      last_ = kind.has_value();
      if (kind) {
        rows.push_back({*kind, id_, *at_});
      } else {
        ++dropped["activities of type '" + type + "'"];
      }
    } else if (e.name() == "capacity" && last_) {
      const auto capacity = parse_real(e.text_of("value"));
      if (capacity && *capacity > 0 && *capacity < 1e9) rows.back().weight = *capacity;
    }
  }
  void text(std::string_view piece) override {
    if (reads_crs_) crs += piece;
  }
  void end(std::string_view name) override {
    if (name == "attribute") reads_crs_ = false;
    if (name == "activity") last_ = false;
  }

 private:
  std::string id_;
  std::optional<geo::Point> at_;
  bool last_ = false, reads_crs_ = false;
};

}  // namespace

ForeignTrips read_plan_trips(const std::string& path, const std::string& crs) {
  Plans plans;
  io::read_xml(path, plans);
  ForeignTrips result;
  result.persons = plans.persons;
  result.dropped = std::move(plans.dropped);
  if (plans.trips.empty()) return result;
  const geo::Crs system(system_of(crs, plans.crs, path));
  for (const auto& t : plans.trips) {
    result.trips.push_back({t.person, t.purpose, t.mode, t.departure, system.to_degrees(t.from),
                            system.to_degrees(t.to)});
  }
  return result;
}

ForeignFacilities read_foreign_facilities(const std::string& path, const std::string& crs) {
  Facilities facilities;
  io::read_xml(path, facilities);
  ForeignFacilities result;
  result.dropped = std::move(facilities.dropped);
  if (facilities.rows.empty()) return result;
  const geo::Crs system(system_of(crs, facilities.crs, path));
  for (const auto& row : facilities.rows) {
    result.facilities.push_back({row.kind, row.id, system.to_degrees(row.at), row.weight});
  }
  return result;
}

std::string trips_csv(const ForeignTrips& trips) {
  io::CsvWriter csv(
      {"person", "purpose", "mode", "wish", "from_lon", "from_lat", "to_lon", "to_lat"});
  for (const auto& t : trips.trips) {
    csv.field(t.person).field(t.purpose).field(t.mode);
    csv.field(t.departure.ticks() / 1000);
    csv.field(t.from.lon, 7).field(t.from.lat, 7).field(t.to.lon, 7).field(t.to.lat, 7);
    csv.end_row();
  }
  return csv.text();
}

std::string facilities_csv(const ForeignFacilities& facilities) {
  io::CsvWriter csv({"kind", "name", "lon", "lat", "weight"});
  for (const auto& f : facilities.facilities) {
    csv.field(io::EnumNames<region::FacilityKind>::names[static_cast<std::size_t>(f.kind)]);
    csv.field(f.name).field(f.position.lon, 7).field(f.position.lat, 7).field(f.weight);
    csv.end_row();
  }
  return csv.text();
}

}  // namespace grend::exchange
