#include "engine/io/gmns.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fmt/core.h>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/csv.h"

namespace grend::io {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {"node.csv", "link.csv", "config.csv", "geometry.csv"};
constexpr RealRange kCoordinates{-1e9, 1e9};
constexpr double kLongestLength = 1e7;  // m

std::string in(const std::string& folder, const char* file) {
  return (fs::path(folder) / file).string();
}

struct NamedUnit {
  std::string_view name;
  double size;  // in m, or in m/s
};
constexpr NamedUnit kLengths[] = {{"m", 1},         {"meter", 1},        {"metre", 1},
                                  {"km", 1000},     {"kilometer", 1000}, {"kilometre", 1000},
                                  {"mi", 1609.344}, {"mile", 1609.344},  {"ft", 0.3048},
                                  {"foot", 0.3048}, {"feet", 0.3048}};
constexpr double kKilometreAnHour = 1000.0 / 3600.0;
constexpr double kMileAnHour = 1609.344 / 3600.0;
constexpr NamedUnit kSpeeds[] = {{"km/h", kKilometreAnHour},
                                 {"kph", kKilometreAnHour},
                                 {"kmh", kKilometreAnHour},
                                 {"kmph", kKilometreAnHour},
                                 {"mph", kMileAnHour},
                                 {"mi/h", kMileAnHour},
                                 {"m/s", 1},
                                 {"mps", 1}};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// The specification's missing values.
bool missing(std::string_view text) { return text.empty() || text == "NaN" || text == "NULL"; }

// A column that a file may lack; then every field of it is missing.
class OptionalColumn {
 public:
  OptionalColumn(CsvReader& csv, const std::string& name) : csv_(csv) {
    if (csv.has(name)) column_ = csv.require({name}).front();
  }
  std::string_view text() const {
    if (!column_ || missing(csv_.text(*column_))) return {};
    return csv_.text(*column_);
  }
  std::optional<double> real(double unit, RealRange range) const {
    if (text().empty()) return std::nullopt;
    return csv_.real(*column_, range) * unit;
  }
  void reject(const std::string& message, const std::string& fix) const {
    csv_.reject(*column_, message, fix);
  }

 private:
  CsvReader& csv_;
  std::optional<CsvColumn> column_;
};

struct Config {
  std::string crs;
  double length = 1;
  double speed = kKilometreAnHour;
  bool units_assumed = true;
};

template <std::size_t kSize>
std::optional<double> unit_of(const OptionalColumn& column, const NamedUnit (&units)[kSize]) {
  std::string name = lower(column.text());
  if (name.empty()) return std::nullopt;
  std::string known;
  for (const NamedUnit& unit : units) {
    if (name == unit.name || name == std::string(unit.name) + "s") return unit.size;
    known += (known.empty() ? "" : ", ") + std::string(unit.name);
  }
  column.reject(fmt::format("'{}' is no unit known here", name), "write one of " + known);
  return std::nullopt;
}

Config read_config(const std::string& path) {
  Config config;
  if (!fs::exists(path)) return config;
  CsvReader csv({path});
  const OptionalColumn crs(csv, "crs"), length(csv, "long_length"), speed(csv, "speed");
  if (csv.next()) {
    config.crs = crs.text();
    const auto metres = unit_of(length, kLengths);
    const auto metres_a_second = unit_of(speed, kSpeeds);
    config.length = metres.value_or(config.length);
    config.speed = metres_a_second.value_or(config.speed);
    config.units_assumed = !metres || !metres_a_second;
  }
  while (csv.next()) {
  }
  csv.finish();
  return config;
}

// "LINESTRING (1 2, 3 4)", also with a height; nothing if it is anything else.
std::optional<std::vector<GmnsPosition>> parse_line(std::string_view text) {
  const std::size_t open = text.find('('), close = text.rfind(')');
  if (open == text.npos || close == text.npos || close < open) return std::nullopt;
  const std::string kind = lower(trim(text.substr(0, open)));
  if (kind != "linestring" && kind != "linestring z") return std::nullopt;
  std::vector<GmnsPosition> line;
  for (const std::string_view point : split(text.substr(open + 1, close - open - 1), ',')) {
    std::vector<double> numbers;
    for (const std::string_view word : split(trim(point), ' ')) {
      if (word.empty()) continue;
      const auto value = parse_real(word);
      if (!value || *value < kCoordinates.min || *value > kCoordinates.max) return std::nullopt;
      numbers.push_back(*value);
    }
    if (numbers.size() < 2) return std::nullopt;
    line.push_back({numbers[0], numbers[1]});
  }
  if (line.size() < 2) return std::nullopt;
  return line;
}

std::vector<GmnsPosition> line_of(const OptionalColumn& column) {
  if (column.text().empty()) return {};
  auto line = parse_line(column.text());
  if (!line) column.reject("is no line in well-known text", "write LINESTRING (x y, x y, ...)");
  return line.value_or(std::vector<GmnsPosition>());
}

using Shapes = std::unordered_map<std::string, std::vector<GmnsPosition>>;  // lookup only: by id

Shapes read_shapes(const std::string& path) {
  Shapes shapes;
  if (!fs::exists(path)) return shapes;
  CsvReader csv({path});
  const auto id = csv.require({"geometry_id", "geometry"}).front();
  const OptionalColumn geometry(csv, "geometry");
  while (csv.next()) shapes.emplace(csv.text(id), line_of(geometry));
  csv.finish();
  return shapes;
}

class Reader {
 public:
  explicit Reader(const std::string& folder) : folder_(folder) {}

  GmnsNetwork read() {
    const Config config = read_config(in(folder_, "config.csv"));
    network_.crs = config.crs;
    network_.units_assumed = config.units_assumed;
    read_nodes();
    read_links(config, read_shapes(in(folder_, "geometry.csv")));
    if (network_.links.empty()) {
      throw Error(ExitCode::kBadData, in(folder_, "link.csv") + ": there are no links",
                  "check that the table is whole");
    }
    return std::move(network_);
  }

 private:
  void read_nodes() {
    CsvReader csv(source("node.csv"));
    const auto columns = csv.require({"node_id", "x_coord", "y_coord"});
    while (csv.next()) {
      const std::string id(csv.text(columns[0]));
      const GmnsPosition position{csv.real(columns[1], kCoordinates),
                                  csv.real(columns[2], kCoordinates)};
      if (missing(id)) csv.reject(columns[0], "is missing");
      if (node_index_.contains(id)) csv.reject(columns[0], fmt::format("a second '{}'", id));
      if (!csv.row_is_good()) continue;
      node_index_.emplace(id, static_cast<std::uint32_t>(network_.nodes.size()));
      network_.nodes.push_back({id, position});
    }
    csv.finish();
  }

  void read_links(const Config& config, const Shapes& shapes) {
    CsvReader csv(source("link.csv"));
    const auto required = csv.require({"link_id", "from_node_id", "to_node_id", "directed"});
    const OptionalColumn length(csv, "length"), speed(csv, "free_speed"), uses(csv, "allowed_uses"),
        type(csv, "facility_type"), type_name(csv, "link_type_name"), geometry(csv, "geometry"),
        geometry_id(csv, "geometry_id"), direction(csv, "dir_flag");
    const RealRange lengths{0, kLongestLength / config.length};
    constexpr RealRange kSpeedRange{1e-3, 1e12};
    std::unordered_set<std::string> ids;  // lookup only: which were seen
    while (csv.next()) {
      GmnsLink link;
      link.id = csv.text(required[0]);
      link.from = node(csv, required[1]);
      link.to = node(csv, required[2]);
      link.directed = truth(csv, required[3]);
      link.length = length.real(config.length, lengths);
      link.free_speed = speed.real(config.speed, kSpeedRange);
      link.allowed_uses = uses.text();
      link.facility_type = type.text().empty() ? type_name.text() : type.text();
      link.shape = line_of(geometry);
      if (link.shape.empty() && !geometry_id.text().empty() && !shapes.empty()) {
        const auto shape = shapes.find(std::string(geometry_id.text()));
        if (shape == shapes.end()) {
          geometry_id.reject("geometry.csv has no such line", "add it, or leave the field empty");
        } else {
          link.shape = shape->second;
        }
      }
      if (direction.text() == "-1") std::reverse(link.shape.begin(), link.shape.end());
      if (missing(link.id)) csv.reject(required[0], "is missing");
      if (!ids.insert(link.id).second) {
        csv.reject(required[0], fmt::format("a second '{}'", link.id));
      }
      if (csv.row_is_good()) network_.links.push_back(std::move(link));
    }
    csv.finish();
  }

  CsvSource source(const char* file) const {
    return {in(folder_, file), "a GMNS network is a folder with node.csv and link.csv"};
  }

  std::uint32_t node(CsvReader& csv, CsvColumn column) const {
    const auto found = node_index_.find(std::string(csv.text(column)));
    if (found != node_index_.end()) return found->second;
    csv.reject(column, fmt::format("node.csv has no node '{}'", csv.text(column)));
    return 0;
  }

  static bool truth(CsvReader& csv, CsvColumn column) {
    const std::string value = lower(csv.text(column));
    if (value == "true" || value == "1") return true;
    if (value != "false" && value != "0") {
      csv.reject(column, fmt::format("'{}' is neither true nor false", csv.text(column)));
    }
    return false;
  }

  const std::string& folder_;
  GmnsNetwork network_;
  std::unordered_map<std::string, std::uint32_t> node_index_;  // lookup only: id to index
};

}  // namespace

std::vector<std::string> gmns_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const char* file : kFiles) {
    if (fs::is_regular_file(in(folder, file))) files.push_back(in(folder, file));
  }
  const bool whole =
      fs::is_regular_file(in(folder, "node.csv")) && fs::is_regular_file(in(folder, "link.csv"));
  return whole ? files : std::vector<std::string>();
}

GmnsNetwork read_gmns(const std::string& folder) { return Reader(folder).read(); }

}  // namespace grend::io
