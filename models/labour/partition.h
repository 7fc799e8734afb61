// A division of all municipalities into regions, with the reason for each. Every municipality is in
// exactly one region, named by its centre, which names itself.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/labour/commuting_table.h"

namespace grend::labour {

enum class Role : std::uint8_t {
  kCentre,     // others belong to it
  kSatellite,  // joined its centre by the method's main rule
  kLeftOver,   // joined by a later rule
  kAlone,      // a region of its own
};
inline constexpr std::array<std::string_view, 4> kRoleNames = {"centre", "satellite", "left-over",
                                                               "alone"};

// The step that gave a municipality its region.
enum class Ground : std::uint8_t {
  kNone,
  kTwinCentre,
  kOutCommuting,
  kSumOfCommuting,
  kShortWay,
  kOtherMode,
  kContiguity,
  kCohesion,
  kReserve,
};
inline constexpr std::array<std::string_view, 9> kGroundNames = {
    "",           "twin centre", "out-commuting", "sum of commuting", "short way",
    "other mode", "contiguity",  "cohesion",      "reserve list"};

// The link by which a municipality joined; shares of the working-age population in percent.
struct Link {
  MunicipalityId to;
  double out_percent = 0;  // of the home's
  double in_percent = 0;   // the same flow over the target's
  std::optional<Duration> time;
};

struct Membership {
  MunicipalityId centre;
  Role role = Role::kAlone;
  Ground ground = Ground::kNone;
  std::optional<Link> link;
};

using Partition = IdVector<MunicipalityId, Membership>;

struct Region {
  MunicipalityId centre;
  std::vector<MunicipalityId> members;  // ascending
  std::string name;  // of the centre; of twin centres "Oslo/Bærum", the larger first
};
// Ascending by the centre's code.
std::vector<Region> regions_of(const Partition& partition, const CommutingTable& table);

}  // namespace grend::labour
