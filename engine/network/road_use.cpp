#include "engine/network/road_use.h"

#include <algorithm>
#include <initializer_list>

#include "engine/base/text.h"
#include "engine/network/tag_values.h"

namespace grend::network {
namespace {

bool one_of(std::string_view value, std::initializer_list<std::string_view> values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// A kind of road and who uses it where no access tag says otherwise.
struct RoadKind {
  std::string_view highway;
  RoadClass road_class;
  Speed UnsignedSpeeds::*unsigned_speed;
  bool car;
  bool bike;
  bool walk;
};

using U = UnsignedSpeeds;
constexpr RoadKind kRoadKinds[] = {
    {"motorway", RoadClass::kMotorway, &U::motorway, true, false, false},
    {"trunk", RoadClass::kTrunk, &U::trunk, true, true, true},
    {"primary", RoadClass::kPrimary, &U::primary, true, true, true},
    {"secondary", RoadClass::kSecondary, &U::secondary, true, true, true},
    {"tertiary", RoadClass::kTertiary, &U::tertiary, true, true, true},
    {"unclassified", RoadClass::kUnclassified, &U::unclassified, true, true, true},
    {"road", RoadClass::kUnclassified, &U::unclassified, true, true, true},
    {"residential", RoadClass::kResidential, &U::residential, true, true, true},
    {"living_street", RoadClass::kResidential, &U::living_street, true, true, true},
    {"service", RoadClass::kService, &U::service, true, true, true},
    {"track", RoadClass::kTrack, &U::track, true, true, true},
    {"pedestrian", RoadClass::kPath, &U::living_street, false, false, true},
    {"cycleway", RoadClass::kPath, &U::living_street, false, true, true},
    {"path", RoadClass::kPath, &U::living_street, false, true, true},
    {"footway", RoadClass::kPath, &U::living_street, false, false, true},
    {"bridleway", RoadClass::kPath, &U::living_street, false, false, true},
    {"steps", RoadClass::kPath, &U::living_street, false, false, true},
};

// Nothing for what is no road ("construction", "platform").
const RoadKind* road_kind(std::string_view highway) {
  if (highway.ends_with("_link")) highway.remove_suffix(5);
  for (const RoadKind& kind : kRoadKinds) {
    if (kind.highway == highway) return &kind;
  }
  return nullptr;
}

// Does the value open or close a road? Nothing for values that say neither.
std::optional<bool> opens(std::string_view value) {
  std::optional<bool> result;
  for (std::string_view part : split(value, ';')) {
    part = trim(part);
    if (one_of(part, {"yes", "designated", "permissive", "destination", "customers", "delivery",
                      "official", "shared", "public", "discouraged"})) {
      return true;
    }
    if (one_of(part, {"no", "private", "agricultural", "forestry", "permit", "military",
                      "emergency", "use_sidepath", "dismount", "psv", "residents"})) {
      result = false;
    }
  }
  return result;
}

// Most specific first; an empty key is none.
struct AccessKeys {
  std::array<std::string_view, 2> own;      // open and close
  std::array<std::string_view, 2> general;  // may close only
};

bool allowed(const io::OsmWay& way, bool by_default, const AccessKeys& keys) {
  for (const std::string_view key : keys.own) {
    if (const auto open = opens(way.tag(key))) return *open;
  }
  for (const std::string_view key : keys.general) {
    if (const auto open = opens(way.tag(key))) return *open && by_default;
  }
  return by_default;
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

Directions bike_directions(const io::OsmWay& way) {
  if (const auto own = parse_oneway(way.tag("oneway:bicycle"))) return *own;
  for (const char* key : {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}) {
    if (way.tag(key).starts_with("opposite")) return {};
  }
  return car_directions(way);
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

DirectedSpeeds in_directions(bool allowed, Directions directions, Speed forward, Speed backward) {
  return {allowed && directions.forward ? forward : Speed(0),
          allowed && directions.backward ? backward : Speed(0)};
}

void set_speeds(RoadUse& use, Profile profile, DirectedSpeeds speeds) {
  use.speeds[static_cast<std::size_t>(profile)] = speeds;
}

constexpr AccessKeys kCarKeys = {{"motorcar", "motor_vehicle"}, {"vehicle", "access"}};
constexpr AccessKeys kBikeKeys = {{"bicycle", ""}, {"vehicle", "access"}};
constexpr AccessKeys kWalkKeys = {{"foot", ""}, {"access", ""}};

RoadUse use_of_road(const io::OsmWay& way, const RoadKind& kind, const SpeedParameters& p) {
  const bool motorroad = way.tag("motorroad") == "yes";
  const bool car_by_default =
      kind.car && !rough_track(way) && way.tag("service") != "emergency_access";
  RoadUse use;
  use.road_class = kind.road_class;
  set_speeds(use, Profile::kCar,
             in_directions(allowed(way, car_by_default, kCarKeys), car_directions(way),
                           car_speed(way, "maxspeed:forward", kind, p),
                           car_speed(way, "maxspeed:backward", kind, p)));
  const Speed bike = is_unpaved(way) ? p.bike.scaled(p.bike_unpaved) : p.bike;
  set_speeds(use, Profile::kBike,
             in_directions(allowed(way, kind.bike && !motorroad, kBikeKeys), bike_directions(way),
                           bike, bike));
  const Directions on_foot = parse_oneway(way.tag("oneway:foot")).value_or(Directions{});
  set_speeds(
      use, Profile::kWalk,
      in_directions(allowed(way, kind.walk && !motorroad, kWalkKeys), on_foot, p.walk, p.walk));
  return use;
}

RoadUse use_of_ferry(const io::OsmWay& way, const SpeedParameters& p) {
  const Directions directions = car_directions(way);
  RoadUse use;
  use.road_class = RoadClass::kFerry;
  use.crossing = parse_duration(way.tag("duration"));
  const auto set = [&](Profile profile, const AccessKeys& keys) {
    set_speeds(use, profile, in_directions(allowed(way, true, keys), directions, p.ferry, p.ferry));
  };
  set(Profile::kCar, kCarKeys);
  set(Profile::kBike, kBikeKeys);
  set(Profile::kWalk, kWalkKeys);
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
  return {use, ""};
}

}  // namespace grend::network
