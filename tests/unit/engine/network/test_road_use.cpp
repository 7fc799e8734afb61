#include "engine/network/road_use.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;

namespace {

using Tags = std::vector<io::Tag>;

// Which directions are open, for car, bike and walk unless told: "=" both, ">" forward, "<"
// backward, "x" none; the reason if the way is dropped.
std::string open(const Tags& tags, const std::vector<Profile>& profiles = {
                                       Profile::kCar, Profile::kBike, Profile::kWalk}) {
  RoadUseOrReason found = road_use({1, {1, 2}, tags}, SpeedParameters{});
  if (!found.use) return found.reason;
  std::string letters;
  for (const Profile profile : profiles) {
    const DirectedSpeeds speeds = found.use->of(profile);
    const bool forward = speeds.forward > Speed(0);
    const bool backward = speeds.backward > Speed(0);
    letters += forward && backward ? '=' : forward ? '>' : backward ? '<' : 'x';
  }
  return letters;
}

// For car, minibus and bus.
std::string open_to_motor(const Tags& tags) {
  return open(tags, {Profile::kCar, Profile::kMinibus, Profile::kBus});
}

DirectedSpeeds speeds(Profile profile, const Tags& tags,
                      const SpeedParameters& parameters = test::plain_speeds()) {
  return road_use({1, {1, 2}, tags}, parameters).use->speeds[static_cast<std::size_t>(profile)];
}

Speed car(const Tags& tags) { return speeds(Profile::kCar, tags).forward; }

}  // namespace

TEST_CASE("Who uses a road by default depends on its class") {
  CHECK(open({{"highway", "motorway"}}) == ">xx");
  CHECK(open({{"highway", "motorway_link"}}) == "=xx");
  CHECK(open({{"highway", "trunk"}}) == "===");
  CHECK(open({{"highway", "trunk"}, {"motorroad", "yes"}}) == "=xx");
  CHECK(open({{"highway", "primary_link"}}) == "===");
  CHECK(open({{"highway", "residential"}}) == "===");
  CHECK(open({{"highway", "service"}, {"service", "emergency_access"}}) == "x==");
  CHECK(open({{"highway", "track"}}) == "===");
  CHECK(open({{"highway", "track"}, {"tracktype", "grade5"}}) == "x==");
  CHECK(open({{"highway", "path"}}) == "x==");
  CHECK(open({{"highway", "cycleway"}}) == "x==");
  CHECK(open({{"highway", "footway"}}) == "xx=");
  CHECK(open({{"highway", "steps"}}) == "xx=");
}

TEST_CASE("What is no road is dropped with its reason") {
  CHECK(open({{"highway", "construction"}}) == "highway=construction");
  CHECK(open({{"highway", "platform"}}) == "highway=platform");
  CHECK(open({{"name", "nothing"}}) == "highway=");
  CHECK(open({{"highway", "pedestrian"}, {"area", "yes"}}) == "area");
  CHECK(open({{"highway", "service"}, {"access", "no"}}) == "closed to every profile");
}

TEST_CASE("Access: the more specific key wins") {
  CHECK(open({{"highway", "residential"}, {"access", "private"}}) == "closed to every profile");
  CHECK(open({{"highway", "residential"}, {"access", "no"}, {"foot", "yes"}}) == "xx=");
  CHECK(open({{"highway", "residential"}, {"vehicle", "no"}}) == "xx=");
  CHECK(open({{"highway", "residential"}, {"vehicle", "no"}, {"bicycle", "yes"}}) == "x==");
  CHECK(open({{"highway", "track"}, {"motor_vehicle", "no"}}) == "x==");
  CHECK(open({{"highway", "track"}, {"motor_vehicle", "no"}, {"motorcar", "yes"}}) == "===");
  CHECK(open({{"highway", "track"}, {"motor_vehicle", "agricultural;forestry"}}) == "x==");
  CHECK(open({{"highway", "track"}, {"motor_vehicle", "agricultural;destination"}}) == "===");
  CHECK(open({{"highway", "residential"}, {"access", "destination"}}) == "===");
  CHECK(open({{"highway", "residential"}, {"bicycle", "use_sidepath"}}) == "=x=");
  CHECK(open({{"highway", "residential"}, {"access", "unknown"}}) == "===");
}

TEST_CASE("Access: only a road's own key opens what its class closes") {
  CHECK(open({{"highway", "footway"}, {"bicycle", "yes"}}) == "x==");
  CHECK(open({{"highway", "footway"}, {"motor_vehicle", "yes"}}) == "=x=");
  CHECK(open({{"highway", "footway"}, {"access", "yes"}}) == "xx=");
  CHECK(open({{"highway", "motorway"}, {"access", "yes"}}) == ">xx");
}

TEST_CASE("One-way streets: walkers ignore them, cyclists have exceptions") {
  CHECK(open({{"highway", "residential"}, {"oneway", "yes"}}) == ">>=");
  CHECK(open({{"highway", "residential"}, {"oneway", "1"}}) == ">>=");
  CHECK(open({{"highway", "residential"}, {"oneway", "-1"}}) == "<<=");
  CHECK(open({{"highway", "residential"}, {"oneway", "reverse"}}) == "<<=");
  CHECK(open({{"highway", "residential"}, {"oneway", "no"}}) == "===");
  CHECK(open({{"highway", "residential"}, {"oneway", "reversible"}}) == "xx=");
  CHECK(open({{"highway", "residential"}, {"oneway", "yes"}, {"oneway:bicycle", "no"}}) == ">==");
  CHECK(open({{"highway", "residential"}, {"oneway", "yes"}, {"cycleway", "opposite_lane"}}) ==
        ">==");
  CHECK(open({{"highway", "footway"}, {"oneway:foot", "yes"}}) == "xx>");
}

TEST_CASE("Roundabouts and motorways are one-way unless tagged otherwise") {
  CHECK(open({{"highway", "tertiary"}, {"junction", "roundabout"}}) == ">>=");
  CHECK(open({{"highway", "tertiary"}, {"junction", "circular"}}) == ">>=");
  CHECK(open({{"highway", "tertiary"}, {"junction", "roundabout"}, {"oneway", "no"}}) == "===");
  CHECK(open({{"highway", "motorway"}, {"oneway", "-1"}}) == "<xx");
}

TEST_CASE("Car speed: the limit, else the zone, else what the class is driven at") {
  const SpeedParameters p;
  CHECK(car({{"highway", "secondary"}, {"maxspeed", "60"}}) == kilometres_per_hour(60));
  CHECK(car({{"highway", "secondary"}, {"maxspeed", "NO:urban"}}) == kilometres_per_hour(50));
  CHECK(car({{"highway", "secondary"}, {"source:maxspeed", "NO:rural"}}) ==
        kilometres_per_hour(80));
  CHECK(car({{"highway", "secondary"}, {"zone:maxspeed", "NO:30"}}) == kilometres_per_hour(30));
  CHECK(car({{"highway", "secondary"}, {"maxspeed:type", "sign"}}) == p.unsigned_roads.secondary);
  CHECK(car({{"highway", "secondary"}, {"maxspeed", "signals"}}) == p.unsigned_roads.secondary);
  CHECK(car({{"highway", "living_street"}}) == p.unsigned_roads.living_street);
}

TEST_CASE("Car speed may differ by direction") {
  const DirectedSpeeds both = speeds(
      Profile::kCar, {{"highway", "primary"}, {"maxspeed", "80"}, {"maxspeed:backward", "50"}});
  CHECK(both.forward == kilometres_per_hour(80));
  CHECK(both.backward == kilometres_per_hour(50));
}

TEST_CASE("Drivers reach a share of the signed limit, not of the unsigned speed") {
  SpeedParameters p;
  p.limit_compliance = 0.9;
  CHECK(speeds(Profile::kCar, {{"highway", "primary"}, {"maxspeed", "80"}}, p).forward ==
        kilometres_per_hour(72));
  CHECK(speeds(Profile::kCar, {{"highway", "primary"}}, p).forward == p.unsigned_roads.primary);
}

TEST_CASE("Unpaved roads slow cars to a cap and bikes by a share") {
  SpeedParameters p;
  p.limit_compliance = 1;
  p.bike = kilometres_per_hour(20);
  p.bike_unpaved = 0.75;
  p.car_unpaved = kilometres_per_hour(40);
  const Tags gravel = {{"highway", "unclassified"}, {"surface", "gravel"}, {"maxspeed", "80"}};
  const Tags slow_gravel = {{"highway", "unclassified"}, {"surface", "gravel"}, {"maxspeed", "30"}};
  CHECK(speeds(Profile::kCar, gravel, p).forward == kilometres_per_hour(40));
  CHECK(speeds(Profile::kCar, slow_gravel, p).forward == kilometres_per_hour(30));
  CHECK(speeds(Profile::kBike, gravel, p).forward == kilometres_per_hour(15));
  // A track is unpaved unless it says otherwise.
  CHECK(speeds(Profile::kBike, {{"highway", "track"}}, p).forward == kilometres_per_hour(15));
  CHECK(speeds(Profile::kBike, {{"highway", "track"}, {"tracktype", "grade1"}}, p).forward ==
        kilometres_per_hour(20));
  CHECK(speeds(Profile::kBike, {{"highway", "track"}, {"surface", "asphalt"}}, p).forward ==
        kilometres_per_hour(20));
}

TEST_CASE("Ferries carry everybody unless they say otherwise") {
  CHECK(open({{"route", "ferry"}}) == "===");
  CHECK(open({{"route", "ferry"}, {"motor_vehicle", "no"}}) == "x==");
  CHECK(open({{"route", "ferry"}, {"access", "no"}}) == "closed to every profile");
  const auto ferry = road_use({1, {1, 2}, {{"route", "ferry"}, {"duration", "0:20"}}}, {});
  CHECK(ferry.use->road_class == RoadClass::kFerry);
  CHECK(ferry.use->ferry.crossing == minutes(20));
}

TEST_CASE("A ferry's interval and deck are read where the map gives them") {
  const auto ferry = road_use(
      {1, {1, 2}, {{"route", "ferry"}, {"interval", "00:40"}, {"capacity:car", "35"}}}, {});
  CHECK(ferry.use->ferry.interval == minutes(40));
  CHECK(ferry.use->ferry.deck_places == 35);
  CHECK_FALSE(ferry.use->ferry.crossing);
}

TEST_CASE("Minibuses and buses use what is kept for public transport") {
  CHECK(open_to_motor({{"highway", "residential"}}) == "===");
  CHECK(open_to_motor({{"highway", "busway"}}) == "x==");
  CHECK(open_to_motor({{"highway", "bus_guideway"}}) == "xx=");
  CHECK(open_to_motor({{"highway", "service"}, {"access", "no"}, {"psv", "yes"}}) == "x==");
  CHECK(open_to_motor({{"highway", "service"}, {"access", "no"}, {"bus", "yes"}}) == "xx=");
  CHECK(open_to_motor({{"highway", "service"}, {"motor_vehicle", "psv"}}) == "x==");
  CHECK(open_to_motor({{"highway", "residential"}, {"motorcar", "no"}}) == "x==");
  CHECK(open_to_motor({{"highway", "residential"}, {"bus", "no"}}) == "==x");
  CHECK(open_to_motor({{"highway", "track"}}) == "==x");
  CHECK(open_to_motor({{"highway", "primary"}, {"oneway", "yes"}, {"oneway:psv", "no"}}) == ">==");
  CHECK(open_to_motor({{"highway", "primary"}, {"oneway", "yes"}, {"oneway:bus", "no"}}) == ">>=");
  CHECK(open_to_motor({{"highway", "footway"}, {"access", "yes"}}) == "xxx");
}

TEST_CASE("Low and weak bridges are closed to those who are too high or too heavy") {
  // A minibus: 2.9 m, 5 t; a bus: 3.4 m, 18 t.
  const auto with = [](const char* key, const char* value) {
    return open_to_motor({{"highway", "residential"}, {key, value}});
  };
  CHECK(with("maxheight", "3.4") == "===");
  CHECK(with("maxheight", "3.2") == "==x");
  CHECK(with("maxheight", "2.5 m") == "=xx");
  CHECK(with("maxheight", "9'0\"") == "=xx");  // 274 cm
  CHECK(with("maxheight", "default") == "===");
  CHECK(with("maxweight", "3.5") == "=xx");
  CHECK(with("maxweight", "7500 kg") == "==x");
  CHECK(with("maxweight", "none") == "===");
}

TEST_CASE("Minibuses keep up with cars, buses are slower, electric bikes faster than bikes") {
  SpeedParameters p;
  p.limit_compliance = 1;
  p.minibus = {1, kilometres_per_hour(90), metres(2), 3};
  p.bus = {0.9, kilometres_per_hour(80), metres(3), 18};
  const auto at = [&](Profile profile, const char* limit) {
    return speeds(profile, {{"highway", "primary"}, {"maxspeed", limit}}, p).forward;
  };
  CHECK(at(Profile::kMinibus, "80") == kilometres_per_hour(80));
  CHECK(at(Profile::kMinibus, "110") == kilometres_per_hour(90));
  CHECK(at(Profile::kBus, "70") == kilometres_per_hour(63));
  CHECK(at(Profile::kBus, "110") == kilometres_per_hour(80));
  CHECK(at(Profile::kEbike, "50") == p.ebike);
}

TEST_CASE("Roads keep their number and name") {
  const auto road =
      road_use({1, {1, 2}, {{"highway", "primary"}, {"ref", "Fv 27"}, {"name", "Fjellvegen"}}}, {});
  CHECK(road.use->name == RoadName{"Fv 27", "Fjellvegen"});
}
