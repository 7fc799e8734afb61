// A network in the General Modeling Network Specification (github.com/zephyr-data-specs/GMNS): a
// folder with node.csv and link.csv, and optionally config.csv (units, coordinate system) and
// geometry.csv, as plain tables in metres and m/s. Read strictly: every bad row is an error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace grend::io {

struct GmnsPosition {
  double x = 0;
  double y = 0;
  bool operator==(const GmnsPosition&) const = default;
};

struct GmnsNode {
  std::string id;
  GmnsPosition position;
};

struct GmnsLink {
  std::string id;
  std::uint32_t from = 0;  // indices of nodes
  std::uint32_t to = 0;
  bool directed = true;
  std::optional<double> length;      // m, >= 0
  std::optional<double> free_speed;  // m/s, > 0
  std::string allowed_uses;          // as written: "AUTO, BIKE", "ALL", ""
  std::string facility_type;         // as written, may be empty
  std::vector<GmnsPosition> shape;   // in the direction of travel, may be empty
};

struct GmnsNetwork {
  std::string crs;             // as config.csv names it, empty if it does not
  bool units_assumed = false;  // config.csv names none: metres and km/h
  std::vector<GmnsNode> nodes;
  std::vector<GmnsLink> links;
};

// The files of such a folder that exist, in a fixed order; empty if it is no GMNS folder.
std::vector<std::string> gmns_files(const std::string& folder);

// Throws Error: kMissingInput if node.csv or link.csv is absent, kBadData with all problems of the
// first bad file by file:line:column.
GmnsNetwork read_gmns(const std::string& folder);

}  // namespace grend::io
