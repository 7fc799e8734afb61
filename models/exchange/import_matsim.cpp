#include "models/exchange/import_matsim.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/matsim_network.h"
#include "engine/io/xml.h"
#include "models/exchange/matsim_files.h"
#include "models/exchange/plane_of.h"
#include "models/exchange/stop_links.h"

namespace grend::exchange {
namespace {

namespace fs = std::filesystem;

// The one file of the folder that is a configuration.
std::string find_config(const std::string& folder) {
  std::error_code status;
  if (!fs::is_directory(folder, status)) {
    throw Error(ExitCode::kMissingInput, folder + ": no such folder",
                "give the folder of a MATSim case, or its files with --network, --plans and "
                "--vehicles");
  }
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (entry.is_regular_file() && path.ends_with(".xml") && io::xml_root(path) == "config") {
      found.push_back(path);
    }
  }
  std::sort(found.begin(), found.end());
  if (found.size() == 1) return found[0];
  throw Error(found.empty() ? ExitCode::kMissingInput : ExitCode::kUsage,
              found.empty() ? folder + ": holds no MATSim configuration"
                            : fmt::format("{}: holds {} configurations: {}", folder, found.size(),
                                          fmt::join(found, ", ")),
              "name it with --config, or the files with --network, --plans and --vehicles");
}

struct Files {
  MatsimConfig config;
  std::string network, plans, vehicles;
};

Files find_files(const MatsimPaths& paths) {
  Files files;
  const bool complete = !paths.network.empty() && !paths.plans.empty() && !paths.vehicles.empty();
  std::string config = paths.config;
  if (config.empty() && !paths.folder.empty()) config = find_config(paths.folder);
  if (config.empty() && !complete) {
    throw Error(ExitCode::kUsage, "the case is not complete",
                "give a folder, or all of --network, --plans and --vehicles");
  }
  if (!config.empty()) files.config = read_matsim_config(config);
  const auto path = [&](const std::string& given, const std::string& written, const char* what) {
    if (!given.empty()) return given;
    if (written.empty()) {
      throw Error(ExitCode::kBadData, fmt::format("{}: names no {}", config, what),
                  fmt::format("give it with --{}", what));
    }
    return (fs::path(config).parent_path() / written).string();
  };
  files.network = path(paths.network, files.config.network, "network");
  files.plans = path(paths.plans, files.config.plans, "plans");
  files.vehicles = path(paths.vehicles, files.config.vehicles, "vehicles");
  return files;
}

// Only the links that vehicles may use, open to everybody, so that numbers and links agree.
struct Roads {
  io::MatsimNetwork network;
  std::map<std::string, std::uint32_t> link;  // by id
};

Roads roads_for_vehicles(io::MatsimNetwork all, std::vector<std::string>& notes) {
  Roads roads;
  roads.network.crs = all.crs;
  roads.network.nodes = std::move(all.nodes);
  constexpr std::uint32_t kLeftOut = ~std::uint32_t{0};
  std::vector<std::uint32_t> number(all.links.size(), kLeftOut);
  for (std::size_t i = 0; i < all.links.size(); ++i) {
    io::MatsimLink& link = all.links[i];
    const bool open = link.allows("car") || link.allows("drt") || link.allows("taxi");
    if (!open || std::isinf(link.free_speed)) continue;
    number[i] = static_cast<std::uint32_t>(roads.network.links.size());
    roads.link.emplace(link.id, number[i]);
    link.modes = "car,bike,walk";
    link.kind.clear();
    roads.network.links.push_back(std::move(link));
  }
  for (io::MatsimTurnBan& ban : all.bans) {
    for (std::uint32_t& link : ban.links) link = number[link];
    const bool whole = std::find(ban.links.begin(), ban.links.end(), kLeftOut) == ban.links.end();
    if (whole) roads.network.bans.push_back(std::move(ban));
  }
  const std::size_t dropped = all.links.size() - roads.network.links.size();
  if (dropped > 0) {
    notes.push_back(fmt::format("{} of {} links are left out: vehicles may not use them", dropped,
                                all.links.size()));
  }
  return roads;
}

// MATSim's names of the parameters; its own defaults where the file is silent ([K] from its code).
ForeignTerms terms_of(const MatsimConfig& config, std::vector<std::string>& notes) {
  const auto value = [&](const char* name, double otherwise) {
    const auto found = config.drt.find(name);
    const auto number = found == config.drt.end() ? std::nullopt : parse_real(found->second);
    if (!number) {
      notes.push_back(fmt::format("{} is not given: {} is assumed", name, otherwise));
    }
    return number.value_or(otherwise);
  };
  const auto in_seconds = [](double s) { return Duration(rounded(s * 1000)); };
  ForeignTerms terms;
  terms.longest_wait = in_seconds(value("maxWaitTime", 600));
  terms.ride_factor = value("maxTravelTimeAlpha", 1.7);
  terms.ride_extra = in_seconds(value("maxTravelTimeBeta", 120));
  terms.limits_whole_trip = true;
  terms.boarding = terms.alighting = in_seconds(value("stopDuration", 60));
  const auto rejects = config.drt.find("rejectRequestIfMaxWaitOrTravelTimeViolated");
  terms.rejects = rejects == config.drt.end() || rejects->second != "false";
  return terms;
}

class CaseBuilder {
 public:
  CaseBuilder(ForeignCase& made, std::map<std::string, std::uint32_t> links)
      : made_(made), links_(std::move(links)) {}

  void add(const MatsimPlans& plans, const std::string& mode) {
    std::size_t untimed = 0, homeless = 0, unknown = 0;
    for (const MatsimLeg& leg : plans.legs) {
      if (leg.from.empty() || leg.to.empty()) {
        ++homeless;
      } else if (!leg.departure) {
        ++untimed;
      } else if (!links_.contains(leg.from) || !links_.contains(leg.to)) {
        ++unknown;
      } else {
        made_.bookings.push_back(
            {leg.person, *leg.departure, *leg.departure, stop(leg.from), stop(leg.to), 1});
      }
    }
    tell(homeless, "bookings are left out: their activities name no link");
    tell(untimed, "bookings are left out: nobody knows when they leave");
    tell(unknown, "bookings are left out: their links are not in the network for vehicles");
    if (plans.other_legs > 0) {
      made_.notes.push_back(
          fmt::format("{} legs are no bookings: their mode is not '{}'", plans.other_legs, mode));
    }
  }

  void add(const std::vector<MatsimVehicle>& vehicles) {
    std::size_t unknown = 0;
    for (const MatsimVehicle& v : vehicles) {
      if (!links_.contains(v.link)) {
        ++unknown;
        continue;
      }
      const ForeignVehicles one{1, v.seats, stop(v.link), v.shift};
      auto* last = made_.vehicles.empty() ? nullptr : &made_.vehicles.back();
      const bool alike = last != nullptr && last->seats == one.seats && last->start == one.start &&
                         last->shift == one.shift;
      if (alike) {
        ++last->count;
      } else {
        made_.vehicles.push_back(one);
      }
    }
    tell(unknown, "vehicles are left out: their links are not in the network for vehicles");
  }

 private:
  void tell(std::size_t count, const char* what) {
    if (count > 0) made_.notes.push_back(fmt::format("{} {}", count, what));
  }

  StopNumber stop(const std::string& link) {
    const auto [found, fresh] = stops_.emplace(link, static_cast<StopNumber>(made_.stops.size()));
    if (fresh) made_.stops.push_back(split_at_end(made_.links, links_.at(link)));
    return found->second;
  }

  ForeignCase& made_;
  std::map<std::string, std::uint32_t> links_;  // numbers by id
  std::map<std::string, StopNumber> stops_;     // by link
};

}  // namespace

ForeignCase import_matsim_case(const MatsimOptions& options) {
  const Files files = find_files(options.paths);
  ForeignCase made;
  made.tool = "MATSim";
  made.name = fs::path(files.plans).parent_path().filename().string();
  if (made.name.empty()) made.name = "A MATSim case";
  Roads roads = roads_for_vehicles(io::read_matsim_network(files.network), made.notes);
  std::string crs = options.crs.empty() ? roads.network.crs : options.crs;
  if (crs.empty() && files.config.crs != "Atlantis") crs = files.config.crs;
  roads.network.crs = crs;
  std::vector<network::FilePosition> positions;
  for (const auto& node : roads.network.nodes) positions.push_back({node.x, node.y});
  made.utm_zone = zone_of(crs, options.utm_zone, positions);
  auto placed = network::import_matsim(roads.network, {crs, made.utm_zone});
  made.links = std::move(placed.links);
  made.crs = placed.crs;
  made.notes.insert(made.notes.end(), made.links.notes.begin(), made.links.notes.end());
  made.terms = terms_of(files.config, made.notes);
  CaseBuilder builder(made, std::move(roads.link));
  builder.add(read_matsim_plans(files.plans, options.mode), options.mode);
  builder.add(read_matsim_vehicles(files.vehicles));
  return made;
}

}  // namespace grend::exchange
