#include "engine/network/road_use.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/network/access.h"
#include "engine/network/tag_values.h"

namespace grend::network {
namespace {

// A kind of road and who uses it where no access tag says otherwise.
struct RoadKind {
  std::string_view highway;
  RoadClass road_class;
  Speed UnsignedSpeeds::*unsigned_speed;
  ProfileSet users;
};

constexpr ProfileSet kEverybody = {Profile::kCar,  Profile::kMinibus, Profile::kBus,
                                   Profile::kBike, Profile::kEbike,   Profile::kWalk};
constexpr ProfileSet kMotor = ProfileSet::motor();
constexpr ProfileSet kPublicTransport = {Profile::kMinibus, Profile::kBus};
constexpr ProfileSet kAllButBus = {Profile::kCar, Profile::kMinibus, Profile::kBike,
                                   Profile::kEbike, Profile::kWalk};
constexpr ProfileSet kNoMotor = {Profile::kBike, Profile::kEbike, Profile::kWalk};
constexpr ProfileSet kFoot = {Profile::kWalk};

using U = UnsignedSpeeds;
constexpr RoadKind kRoadKinds[] = {
    {"motorway", RoadClass::kMotorway, &U::motorway, kMotor},
    {"trunk", RoadClass::kTrunk, &U::trunk, kEverybody},
    {"primary", RoadClass::kPrimary, &U::primary, kEverybody},
    {"secondary", RoadClass::kSecondary, &U::secondary, kEverybody},
    {"tertiary", RoadClass::kTertiary, &U::tertiary, kEverybody},
    {"unclassified", RoadClass::kUnclassified, &U::unclassified, kEverybody},
    {"road", RoadClass::kUnclassified, &U::unclassified, kEverybody},
    {"residential", RoadClass::kResidential, &U::residential, kEverybody},
    {"living_street", RoadClass::kResidential, &U::living_street, kEverybody},
    {"service", RoadClass::kService, &U::service, kEverybody},
    {"track", RoadClass::kTrack, &U::track, kAllButBus},
    {"busway", RoadClass::kService, &U::unclassified, kPublicTransport},
    {"bus_guideway", RoadClass::kService, &U::unclassified, {Profile::kBus}},
    {"pedestrian", RoadClass::kPath, &U::living_street, kFoot},
    {"cycleway", RoadClass::kPath, &U::living_street, kNoMotor},
    {"path", RoadClass::kPath, &U::living_street, kNoMotor},
    {"footway", RoadClass::kPath, &U::living_street, kFoot},
    {"bridleway", RoadClass::kPath, &U::living_street, kFoot},
    {"steps", RoadClass::kPath, &U::living_street, kFoot},
};

// Nothing for what is no road ("construction", "platform").
const RoadKind* road_kind(std::string_view highway) {
  if (highway.ends_with("_link")) highway.remove_suffix(5);
  for (const RoadKind& kind : kRoadKinds) {
    if (kind.highway == highway) return &kind;
  }
  return nullptr;
}

bool rough_track(const io::OsmWay& way) {
  return one_of(way.tag("tracktype"), {"grade4", "grade5"});
}

bool is_unpaved(const io::OsmWay& way) {
  const std::string_view surface = way.tag("surface");
  if (!surface.empty()) {
    return !one_of(surface,
                   {"paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes",
                    "paving_stones", "sett", "cobblestone", "metal", "metal_grid", "wood"});
  }
  return one_of(way.tag("highway"), {"track", "path", "bridleway"}) &&
         way.tag("tracktype") != "grade1";
}

struct Directions {
  bool forward = true;
  bool backward = true;
};

// Nothing if the tag says neither.
std::optional<Directions> parse_oneway(std::string_view value) {
  if (one_of(value, {"yes", "true", "1"})) return Directions{true, false};
  if (one_of(value, {"-1", "reverse"})) return Directions{false, true};
  if (one_of(value, {"no", "false", "0", "alternating"})) return Directions{};
  if (value == "reversible") return Directions{false, false};
  return std::nullopt;
}

Directions car_directions(const io::OsmWay& way) {
  if (const auto tagged = parse_oneway(way.tag("oneway"))) return *tagged;
  const bool implied =
      one_of(way.tag("junction"), {"roundabout", "circular"}) || way.tag("highway") == "motorway";
  return {true, !implied};
}

Directions public_transport_directions(const io::OsmWay& way, const char* own_key) {
  for (const char* key : {own_key, "oneway:psv"}) {
    if (const auto own = parse_oneway(way.tag(key))) return *own;
  }
  if (way.tag("busway").starts_with("opposite")) return {};
  return car_directions(way);
}

Directions bike_directions(const io::OsmWay& way) {
  if (const auto own = parse_oneway(way.tag("oneway:bicycle"))) return *own;
  for (const char* key : {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}) {
    if (way.tag(key).starts_with("opposite")) return {};
  }
  return car_directions(way);
}

Directions directions_of(const io::OsmWay& way, Profile profile) {
  switch (profile) {
    case Profile::kCar:
      return car_directions(way);
    case Profile::kMinibus:
      return public_transport_directions(way, "oneway:minibus");
    case Profile::kBus:
      return public_transport_directions(way, "oneway:bus");
    case Profile::kBike:
    case Profile::kEbike:
      return bike_directions(way);
    case Profile::kWalk:
      return parse_oneway(way.tag("oneway:foot")).value_or(Directions{});
  }
  return {};
}

std::optional<Speed> signed_limit(const io::OsmWay& way, std::string_view directed_key,
                                  const NamedLimits& named) {
  for (const std::string_view key :
       {directed_key, std::string_view("maxspeed"), std::string_view("zone:maxspeed"),
        std::string_view("maxspeed:type"), std::string_view("source:maxspeed"),
        std::string_view("zone:traffic")}) {
    const std::string_view value = way.tag(key);
    if (value.empty()) continue;
    if (const auto limit = parse_limit(value, named)) return limit;
  }
  return std::nullopt;
}

Speed car_speed(const io::OsmWay& way, std::string_view directed_key, const RoadKind& kind,
                const SpeedParameters& p) {
  const auto limit = signed_limit(way, directed_key, p.named_limits);
  const Speed speed =
      limit ? limit->scaled(p.limit_compliance) : p.unsigned_roads.*kind.unsigned_speed;
  return is_unpaved(way) ? std::min(speed, p.car_unpaved) : speed;
}

// Both directions of one traveller on a road that is open to them.
struct SpeedPair {
  Speed forward;
  Speed backward;
};

SpeedPair speeds_of(Profile profile, const io::OsmWay& way, SpeedPair car,
                    const SpeedParameters& p) {
  const auto both = [](Speed speed) { return SpeedPair{speed, speed}; };
  const auto like_a_car = [&](const LargeVehicle& vehicle) {
    const auto speed = [&](Speed s) {
      return std::min(s.scaled(vehicle.car_speed_share), vehicle.top);
    };
    return SpeedPair{speed(car.forward), speed(car.backward)};
  };
  const double rough = is_unpaved(way) ? p.bike_unpaved : 1;
  switch (profile) {
    case Profile::kCar:
      return car;
    case Profile::kMinibus:
      return like_a_car(p.minibus);
    case Profile::kBus:
      return like_a_car(p.bus);
    case Profile::kBike:
      return both(p.bike.scaled(rough));
    case Profile::kEbike:
      return both(p.ebike.scaled(rough));
    case Profile::kWalk:
      return both(p.walk);
  }
  return car;
}

bool is_too_large(Profile profile, const io::OsmWay& way, const SpeedParameters& p) {
  if (profile != Profile::kMinibus && profile != Profile::kBus) return false;
  const LargeVehicle& vehicle = profile == Profile::kBus ? p.bus : p.minibus;
  const auto height = parse_height(way.tag("maxheight"));
  const auto weight = parse_weight(way.tag("maxweight"));
  return (height && *height < vehicle.height) || (weight && *weight < vehicle.weight);
}

bool open_by_default(Profile profile, const io::OsmWay& way, const RoadKind& kind) {
  if (!kind.users.contains(profile)) return false;
  if (is_motor(profile)) return !rough_track(way) && way.tag("service") != "emergency_access";
  return way.tag("motorroad") != "yes";
}

RoadUse use_of_road(const io::OsmWay& way, const RoadKind& kind, const SpeedParameters& p) {
  RoadUse use;
  use.road_class = kind.road_class;
  const SpeedPair car{car_speed(way, "maxspeed:forward", kind, p),
                      car_speed(way, "maxspeed:backward", kind, p)};
  for (const Profile profile : kProfiles) {
    const bool open = allowed(way.tags, profile, open_by_default(profile, way, kind)) &&
                      !is_too_large(profile, way, p);
    if (!open) continue;
    const Directions directions = directions_of(way, profile);
    const SpeedPair speed = speeds_of(profile, way, car, p);
    if (directions.forward) use.of(profile).forward = speed.forward;
    if (directions.backward) use.of(profile).backward = speed.backward;
  }
  return use;
}

RoadUse use_of_ferry(const io::OsmWay& way, const SpeedParameters& p) {
  const Directions directions = car_directions(way);
  RoadUse use;
  use.road_class = RoadClass::kFerry;
  use.ferry.crossing = parse_duration(way.tag("duration"));
  use.ferry.interval = parse_duration(way.tag("interval"));
  for (const char* key : {"capacity:car", "capacity:motorcar", "capacity:vehicles"}) {
    const auto places = parse_int(way.tag(key));
    if (places && *places > 0 && *places <= 10'000) {
      use.ferry.deck_places = static_cast<std::int32_t>(*places);
    }
  }
  for (const Profile profile : kProfiles) {
    if (!allowed(way.tags, profile, true)) continue;
    if (directions.forward) use.of(profile).forward = p.ferry;
    if (directions.backward) use.of(profile).backward = p.ferry;
  }
  return use;
}

}  // namespace

RoadUseOrReason road_use(const io::OsmWay& way, const SpeedParameters& speeds) {
  const bool ferry = way.tag("route") == "ferry";
  const RoadKind* kind = road_kind(way.tag("highway"));
  if (!ferry && kind == nullptr) {
    return {std::nullopt, "highway=" + std::string(way.tag("highway"))};
  }
  if (way.tag("area") == "yes") return {std::nullopt, "area"};
  RoadUse use = ferry ? use_of_ferry(way, speeds) : use_of_road(way, *kind, speeds);
  const bool open = std::any_of(use.speeds.begin(), use.speeds.end(),
                                [](const DirectedSpeeds& s) { return s.open(); });
  if (!open) return {std::nullopt, "closed to every profile"};
  use.name = {std::string(way.tag("ref")), std::string(way.tag("name"))};
  return {use, ""};
}

}  // namespace grend::network
