// MATSim's network.xml (network_v1.dtd, network_v2.dtd; plain or gzip) as plain tables. Every link
// leads one way; MATSim has ignored `oneway` for long, and so do we. Coordinates are as in the
// file, in metres of the plane that the file may name. What a link means for a traveller is decided
// in engine/network. 65,000 links take 0.3 s.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grend::io {

struct MatsimNode {
  std::string id;
  double x = 0;
  double y = 0;
};

struct MatsimLink {
  std::string id;
  std::uint32_t from = 0;  // indices of nodes
  std::uint32_t to = 0;
  double length = 0;      // m, >= 0
  double free_speed = 0;  // m/s, > 0, maybe infinite (links of public transport)
  std::string modes;      // "car,bus"
  std::string kind;       // OSM's highway value or the link's type, if the file keeps it
  int line = 0;

  bool allows(std::string_view mode) const;
};

// Links that vehicles of a mode may not travel one right after another.
struct MatsimTurnBan {
  std::string mode;
  std::vector<std::uint32_t> links;  // indices, at least two
};

struct MatsimNetwork {
  std::string crs;  // as the file names it, empty if it does not
  std::vector<MatsimNode> nodes;
  std::vector<MatsimLink> links;
  std::vector<MatsimTurnBan> bans;  // of disallowedNextLinks
};

// Throws Error: kMissingInput if the file is absent; kBadData if it is not well-formed or no
// network, with all its problems by file:line:column (the first ones of very many).
MatsimNetwork read_matsim_network(const std::string& path);

}  // namespace grend::io
