#include "engine/network/access.h"

#include <array>
#include <optional>

#include "engine/base/text.h"

namespace grend::network {
namespace {

// Keys of access, the most specific first; an empty key is none. A road with "access=no, bus=yes"
// is open to buses.
struct AccessKeys {
  std::array<std::string_view, 3> own;      // open and close
  std::array<std::string_view, 2> general;  // may close only
  bool public_transport = false;            // "psv" and "bus" as values mean this traveller
};

const AccessKeys& access_keys(Profile profile) {
  static constexpr AccessKeys kCar = {{"motorcar", "motor_vehicle", ""}, {"vehicle", "access"}};
  static constexpr AccessKeys kMinibus = {
      {"minibus", "psv", "motor_vehicle"}, {"vehicle", "access"}, true};
  static constexpr AccessKeys kBus = {{"bus", "psv", "motor_vehicle"}, {"vehicle", "access"}, true};
  static constexpr AccessKeys kBike = {{"bicycle", "", ""}, {"vehicle", "access"}};
  static constexpr AccessKeys kWalk = {{"foot", "", ""}, {"access", ""}};
  switch (profile) {
    case Profile::kCar:
      return kCar;
    case Profile::kMinibus:
      return kMinibus;
    case Profile::kBus:
      return kBus;
    case Profile::kBike:
    case Profile::kEbike:
      return kBike;
    case Profile::kWalk:
      return kWalk;
  }
  return kCar;
}

// Does the value open or close a road? Nothing for values that say neither.
std::optional<bool> opens(std::string_view value, bool public_transport) {
  std::optional<bool> result;
  for (std::string_view part : split(value, ';')) {
    part = trim(part);
    if (one_of(part, {"yes", "designated", "permissive", "destination", "customers", "delivery",
                      "official", "shared", "public", "discouraged"})) {
      return true;
    }
    if (one_of(part, {"psv", "bus"}) && public_transport) return true;
    if (one_of(part, {"no", "private", "agricultural", "forestry", "permit", "military",
                      "emergency", "use_sidepath", "dismount", "psv", "bus", "residents"})) {
      result = false;
    }
  }
  return result;
}

}  // namespace

bool allowed(const io::Tags& tags, Profile profile, bool by_default) {
  const AccessKeys& keys = access_keys(profile);
  for (const std::string_view key : keys.own) {
    if (const auto open = opens(io::tag_of(tags, key), keys.public_transport)) return *open;
  }
  for (const std::string_view key : keys.general) {
    if (const auto open = opens(io::tag_of(tags, key), keys.public_transport)) {
      return *open && by_default;
    }
  }
  return by_default;
}

ProfileSet stopped_by_barrier(const io::Tags& tags) {
  const std::string_view barrier = io::tag_of(tags, "barrier");
  const bool lets_cars =
      one_of(barrier, {"gate", "lift_gate", "swing_gate", "sliding_gate", "bump_gate",
                       "cattle_grid", "toll_booth", "border_control", "sally_port", "entrance",
                       "height_restrictor", "kerb", "no"});
  const bool lets_bikes =
      lets_cars ||
      one_of(barrier, {"bollard", "block", "cycle_barrier", "motorcycle_barrier", "chicane",
                       "planter", "jersey_barrier", "bus_trap", "rope", "chain"});
  ProfileSet stopped;
  for (const Profile profile : kProfiles) {
    bool passes = profile == Profile::kWalk || (is_motor(profile) ? lets_cars : lets_bikes);
    if (profile == Profile::kBus && barrier == "bus_trap") passes = true;
    if (is_motor(profile) && io::tag_of(tags, "locked") == "yes") passes = false;
    if (!allowed(tags, profile, passes)) stopped.add(profile);
  }
  return stopped;
}

}  // namespace grend::network
