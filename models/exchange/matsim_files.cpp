#include "models/exchange/matsim_files.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/xml.h"

namespace grend::exchange {
namespace {

using io::XmlElement;

[[noreturn]] void fail(const XmlElement& e, const std::string& what, const std::string& fix) {
  throw Error(ExitCode::kBadData, e.mark().to_string() + ": " + what, fix);
}

double number(const XmlElement& e, std::string_view name) {
  const auto value = parse_real(e.text_of(name));
  if (!value) fail(e, fmt::format("'{}' is not a number", name), "");
  return *value;
}

// "06:53:13", seconds, or no time at all ("undefined", "-Infinity").
std::optional<Time> time_of(const XmlElement& e, std::string_view name) {
  const std::string text = e.text_of(name);
  if (text.empty() || text == "undefined" || text.find("nfinity") != std::string::npos) {
    return std::nullopt;
  }
  double seconds = 0;
  for (const auto part : split(text, ':')) {
    const auto value = parse_real(part);
    if (!value) fail(e, fmt::format("'{}' is not a time", text), "write it as 06:53:13");
    seconds = 60 * seconds + *value;
  }
  return Time(rounded(seconds * 1000));
}

class Config final : public io::XmlHandler {
 public:
  void begin(const XmlElement& e) override {
    const std::string name = e.text_of("name");
    if (e.name() == "module") module_ = name;
    if (e.name() != "param") return;
    const std::string value = e.text_of("value");
    if (module_ == "network" && name == "inputNetworkFile") config.network = value;
    if (module_ == "plans" && name == "inputPlansFile") config.plans = value;
    if (module_ == "global" && name == "coordinateSystem") config.crs = value;
    if (module_ != "drt" && module_ != "multiModeDrt") return;
    config.drt.emplace(name, value);  // the first of several
    if (name == "vehiclesFile" && config.vehicles.empty()) config.vehicles = value;
  }
  MatsimConfig config;

 private:
  std::string module_;
};

// A person's trips are the legs between the activities; the stages of routed public transport are
// activities as well, and their legs have other modes.
class DrtPlans final : public io::XmlHandler {
 public:
  explicit DrtPlans(std::string mode) : mode_(std::move(mode)) {}

  void begin(const XmlElement& e) override {
    if (e.name() == "person") {
      person_ = e.text_of("id");
      ++plans.persons;
    }
    if (e.name() == "plan") selected_ = e.text_of("selected") != "no", at_ = {};
    if (!selected_) return;
    if (e.name() == "activity" || e.name() == "act") arrive(e);
    if (e.name() == "leg") depart(e);
  }
  void end(std::string_view name) override {
    if (name == "plan") selected_ = false, riding_ = false;
  }
  MatsimPlans plans;

 private:
  void arrive(const XmlElement& e) {
    const std::string link = e.text_of("link");
    if (riding_) plans.legs.push_back({person_, at_, link, departure_});
    riding_ = false;
    at_ = link;
    departure_ = time_of(e, "end_time");
  }
  void depart(const XmlElement& e) {
    riding_ = e.text_of("mode") == mode_;
    plans.other_legs += !riding_;
    if (const auto time = time_of(e, "dep_time")) departure_ = time;
  }

  std::string mode_;
  std::string person_;
  std::string at_;
  std::optional<Time> departure_;
  bool selected_ = false;
  bool riding_ = false;
};

class Vehicles final : public io::XmlHandler {
 public:
  void begin(const XmlElement& e) override {
    if (e.name() != "vehicle") return;
    if (!e.attribute("start_link")) {
      fail(e, "the vehicle has no start_link", "give the fleet as dvrp_vehicles_v1");
    }
    const auto time = [&](std::string_view name) { return Time(rounded(1000 * number(e, name))); };
    MatsimVehicle vehicle{e.text_of("start_link"), {time("t_0"), time("t_1")}, 0};
    vehicle.seats = rounded(number(e, "capacity"));
    if (vehicle.shift.empty()) fail(e, "the vehicle's time ends before it begins", "");
    vehicles.push_back(vehicle);
  }
  std::vector<MatsimVehicle> vehicles;
};

}  // namespace

MatsimConfig read_matsim_config(const std::string& path) {
  Config config;
  io::read_xml(path, config);
  return config.config;
}

MatsimPlans read_matsim_plans(const std::string& path, const std::string& mode) {
  DrtPlans plans(mode);
  io::read_xml(path, plans);
  return std::move(plans.plans);
}

std::vector<MatsimVehicle> read_matsim_vehicles(const std::string& path) {
  Vehicles vehicles;
  io::read_xml(path, vehicles);
  return std::move(vehicles.vehicles);
}

}  // namespace grend::exchange
