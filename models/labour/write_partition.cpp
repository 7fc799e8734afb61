#include "models/labour/write_partition.h"

#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/io/csv_writer.h"

namespace grend::labour {
namespace {

using Json = nlohmann::ordered_json;

std::string role_name(const Membership& member) {
  return std::string(kRoleNames[static_cast<std::size_t>(member.role)]);
}
std::string ground_name(const Membership& member) {
  return std::string(kGroundNames[static_cast<std::size_t>(member.ground)]);
}

// Names of the regions, by centre.
IdVector<MunicipalityId, std::string> region_names(const Partition& partition,
                                                   const CommutingTable& table) {
  IdVector<MunicipalityId, std::string> names(partition.size());
  for (const auto& region : regions_of(partition, table)) names[region.centre] = region.name;
  return names;
}

class MapWriter {
 public:
  MapWriter(const Partition& partition, const CommutingTable& table, const std::string& path)
      : partition_(partition),
        table_(table),
        path_(path),
        names_(region_names(partition, table)),
        drawn_(partition.size(), 0) {}

  PartitionMap draw(const std::map<std::string, std::string>& outlines);

 private:
  void draw_feature(const Json& feature);
  void draw(MunicipalityId id, const Json& properties, const Json& geometry);
  std::string code_of(const Json& feature) const;
  Json properties(MunicipalityId id) const;
  [[noreturn]] void fail(const std::string& what) const;

  const Partition& partition_;
  const CommutingTable& table_;
  const std::string& path_;
  IdVector<MunicipalityId, std::string> names_;
  IdVector<MunicipalityId, char> drawn_;
  std::size_t features_ = 0;
  PartitionMap map_;
};

void MapWriter::fail(const std::string& what) const {
  throw Error(ExitCode::kBadData, path_ + ": " + what,
              "give a GeoJSON FeatureCollection of municipalities in WGS 84 with the property "
              "kommunenummer");
}

std::string MapWriter::code_of(const Json& feature) const {
  for (const char* key : {"municipality", "kommunenummer"}) {
    const auto properties = feature.find("properties");
    if (properties == feature.end() || !properties->is_object()) break;
    const auto value = properties->find(key);
    if (value == properties->end()) continue;
    if (value->is_string()) return value->get<std::string>();
    if (value->is_number_integer()) return fmt::format("{:04}", value->get<std::int64_t>());
  }
  fail(fmt::format("feature {} has no municipality's code", features_));
}

Json MapWriter::properties(MunicipalityId id) const {
  const Membership& member = partition_[id];
  return {{"municipality", table_.municipalities[id].code},
          {"name", table_.municipalities[id].name},
          {"region", table_.municipalities[member.centre].code},
          {"region_name", names_[member.centre]},
          {"role", role_name(member)},
          {"ground", ground_name(member)}};
}

void MapWriter::draw_feature(const Json& feature) {
  ++features_;
  const std::string code = code_of(feature);
  const MunicipalityId id = find_municipality(table_, code);
  if (!id.valid()) {
    map_.without_municipality.push_back(code);
    return;
  }
  const auto geometry = feature.find("geometry");
  if (geometry == feature.end()) fail(fmt::format("feature {} has no geometry", features_));
  draw(id, properties(id), *geometry);
}

void MapWriter::draw(MunicipalityId id, const Json& properties, const Json& geometry) {
  drawn_[id] = 1;
  map_.geojson += map_.geojson.empty() ? "{\"type\":\"FeatureCollection\",\"features\":[\n" : ",\n";
  map_.geojson +=
      Json{{"type", "Feature"}, {"properties", properties}, {"geometry", geometry}}.dump();
}

PartitionMap MapWriter::draw(const std::map<std::string, std::string>& outlines) {
  std::ifstream file(path_, std::ios::binary);
  if (!file) {
    throw Error(ExitCode::kMissingInput, path_ + ": no such file",
                "municipality polygons as GeoJSON: kartkatalog.geonorge.no, \"Kommuner\"");
  }
  // The collection is at depth 0, its list of features at 1, a feature at 2, as may be other
  // things.
  const auto take_features = [this](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth != 2 || event != Json::parse_event_t::object_end) return true;
    const auto type = parsed.find("type");
    if (type == parsed.end() || *type != "Feature") return true;
    draw_feature(parsed);
    return false;
  };
  try {
    const Json rest = Json::parse(file, take_features);
    if (!rest.is_object()) fail("is no FeatureCollection");
  } catch (const Json::exception& problem) {
    fail(problem.what());
  }
  if (map_.geojson.empty()) fail("holds none of the municipalities");
  for (const auto id : drawn_.ids()) {
    if (drawn_[id] != 0) continue;
    const auto& m = table_.municipalities[id];
    if (const auto outline = outlines.find(m.code); outline != outlines.end()) {
      Json with_origin = properties(id);
      with_origin["shape"] = "inhabited cells";
      draw(id, with_origin, Json::parse(outline->second));
    } else {
      map_.without_shape.push_back(m.code + " " + m.name);
    }
  }
  map_.geojson += "\n]}\n";
  return std::move(map_);
}

}  // namespace

std::string partition_csv(const Partition& partition, const CommutingTable& table) {
  const auto names = region_names(partition, table);
  io::CsvWriter csv({"municipality", "name", "region", "region_name", "role", "ground", "joined_to",
                     "out_percent", "in_percent", "minutes"});
  for (const auto id : partition.ids()) {
    const Membership& member = partition[id];
    const auto& m = table.municipalities[id];
    csv.field(m.code).field(m.name);
    csv.field(table.municipalities[member.centre].code).field(names[member.centre]);
    csv.field(role_name(member)).field(ground_name(member));
    if (member.link) {
      csv.field(table.municipalities[member.link->to].code);
      csv.field(member.link->out_percent, 2).field(member.link->in_percent, 2);
    } else {
      csv.field("").field("").field("");
    }
    if (member.link && member.link->time) {
      csv.field(to_minutes(*member.link->time), 2);
    } else {
      csv.field("");
    }
    csv.end_row();
  }
  return csv.text();
}

PartitionMap partition_geojson(const Partition& partition, const CommutingTable& table,
                               const std::string& shapes,
                               const std::map<std::string, std::string>& outlines) {
  return MapWriter(partition, table, shapes).draw(outlines);
}

}  // namespace grend::labour
