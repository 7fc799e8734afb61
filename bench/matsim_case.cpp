#include "bench/matsim_case.h"

#include <cmath>
#include <map>
#include <queue>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/xml.h"

namespace grend::bench {
namespace {

using Ms = std::int64_t;

struct Link {
  std::size_t from = 0;
  std::size_t to = 0;
  Ms time = 0;
};

std::string attribute(const io::XmlElement& e, std::string_view name) {
  return std::string(e.attribute(name).value_or(""));
}

double number(const io::XmlElement& e, std::string_view name) {
  const auto value = parse_real(e.attribute(name).value_or(""));
  if (!value) throw Error(ExitCode::kBadData, std::string(name) + " is not a number");
  return *value;
}

// "06:53:13"
Time clock(std::string_view text) {
  const auto parts = split(text, ':');
  Ms seconds = 0;
  for (const auto part : parts) {
    seconds = 60 * seconds + static_cast<Ms>(parse_real(part).value_or(0));
  }
  return Time(1000 * seconds);
}

class Network final : public io::XmlHandler {
 public:
  void begin(const io::XmlElement& e) override {
    if (e.name() != "link") return;
    // A link takes whole seconds, and one more over the node (QSimFreeSpeedTravelTime).
    const double seconds = std::floor(number(e, "length") / number(e, "freespeed")) + 1;
    links_[attribute(e, "id")] = {node(attribute(e, "from")), node(attribute(e, "to")),
                                  static_cast<Ms>(1000 * seconds)};
  }
  const Link& link(const std::string& id) const { return links_.at(id); }

  // Times from a node to all nodes.
  std::vector<Ms> times_from(std::size_t origin) const {
    std::vector<Ms> times(nodes_.size(), routing::kNever);
    std::priority_queue<std::pair<Ms, std::size_t>, std::vector<std::pair<Ms, std::size_t>>,
                        std::greater<>>
        queue;
    times[origin] = 0;
    queue.emplace(0, origin);
    while (!queue.empty()) {
      const auto [time, at] = queue.top();
      queue.pop();
      if (time > times[at]) continue;
      for (const auto& [_, link] : links_) {
        if (link.from != at || time + link.time >= times[link.to]) continue;
        times[link.to] = time + link.time;
        queue.emplace(times[link.to], link.to);
      }
    }
    return times;
  }

 private:
  std::size_t node(const std::string& id) {
    return nodes_.emplace(id, nodes_.size()).first->second;
  }

  std::map<std::string, std::size_t> nodes_;
  std::map<std::string, Link> links_;
};

struct Ride {
  std::string from;
  std::string to;
  Time departure;
};

class Plans final : public io::XmlHandler {
 public:
  void begin(const io::XmlElement& e) override {
    if (e.name() == "person") from_.clear();
    if (e.name() != "activity") return;
    if (!from_.empty()) rides.push_back({from_, attribute(e, "link"), departure_});
    from_ = attribute(e, "link");
    departure_ = clock(attribute(e, "end_time"));
  }
  std::vector<Ride> rides;

 private:
  std::string from_;
  Time departure_;
};

struct Car {
  std::string link;
  Interval<Time> shift;
  std::int32_t seats = 0;
};

class Cars final : public io::XmlHandler {
 public:
  void begin(const io::XmlElement& e) override {
    if (e.name() != "vehicle") return;
    const auto time = [&](std::string_view name) {
      return Time(static_cast<Ms>(1000 * number(e, name)));
    };
    cars.push_back({attribute(e, "start_link"),
                    {time("t_0"), time("t_1")},
                    static_cast<std::int32_t>(number(e, "capacity"))});
  }
  std::vector<Car> cars;
};

// From the end of the first link onto the next, less the node after the last one (VrpPaths).
constexpr Ms kSetOff = 1000;

// The places of a case: links that people are on, then one for each vehicle.
class Places {
 public:
  std::uint32_t of_link(const std::string& link) {
    const auto [found, fresh] = number_.emplace(link, static_cast<std::uint32_t>(links_.size()));
    if (fresh) links_.push_back(link);
    return found->second;
  }
  std::uint32_t of_vehicle(const std::string& link) {
    links_.push_back(link);
    return static_cast<std::uint32_t>(links_.size() - 1);
  }
  // After all links.
  void end_links() { first_vehicle_ = links_.size(); }

  // A stand lasts as long whoever gets on or off, and it ends when they do: it is part of the way
  // to another place, and there is none where the vehicle stands already. Vehicles stay where they
  // end: the way back to where they began takes no time, and they begin nowhere else. Vehicles and
  // people are at the end of their link: a drive covers the whole of the last one.
  std::vector<std::uint32_t> legs(const Network& network, Duration stand) const {
    std::vector<std::uint32_t> times;
    for (std::size_t a = 0; a < links_.size(); ++a) {
      const auto reached = network.times_from(network.link(links_[a]).to);
      for (std::size_t b = 0; b < links_.size(); ++b) {
        const Link& last = network.link(links_[b]);
        const bool here = links_[a] == links_[b] && (a == b || a < first_vehicle_);
        const Ms drive = links_[a] == links_[b] ? 0 : kSetOff + reached[last.from] + last.time;
        const bool home = b >= first_vehicle_;
        times.push_back(here || home ? 0 : static_cast<std::uint32_t>(drive + stand.ticks()));
      }
    }
    return times;
  }
  std::vector<network::Place> places() const {
    std::vector<network::Place> places;
    for (std::uint32_t i = 0; i < links_.size(); ++i) places.push_back({network::EdgeId(i), 0});
    return places;
  }

 private:
  std::map<std::string, std::uint32_t> number_;
  std::vector<std::string> links_;
  std::size_t first_vehicle_ = 0;
};

// From the wish to the end of the drop-off: there the limit is on its beginning. The stand is
// counted once more, as it ends here.
Duration longest_trip(Duration drive, Duration stand, MatsimLimits limits) {
  const bool with_stands = limits == MatsimLimits::kDirectWithStands;
  const Duration direct = with_stands ? drive + stand * 2 : drive;
  const Duration longest = direct.scaled(1.3) + seconds(400);
  return with_stands ? longest : longest + stand;
}

}  // namespace

MatsimCase read_mielec(const std::string& folder, MatsimLimits limits) {
  Network network;
  Plans plans;
  Cars cars;
  io::read_xml(folder + "/network.xml", network);
  io::read_xml(folder + "/plans_only_drt_1.0.xml.gz", plans);
  io::read_xml(folder + "/vehicles-10-cap-4.xml", cars);
  constexpr Duration kStand = seconds(60);
  Places places;
  for (const auto& ride : plans.rides) places.of_link(ride.from), places.of_link(ride.to);
  places.end_links();
  MatsimCase result;
  for (const auto& car : cars.cars) {
    result.duties.push_back({{car.seats, 0}, car.shift, places.of_vehicle(car.link)});
  }
  const auto all = places.places();
  result.points = std::make_unique<drt::ServicePoints>(
      all, std::make_shared<routing::Legs>(all.size(), places.legs(network, kStand)));
  std::uint32_t trip = 0;
  for (const auto& ride : plans.rides) {
    const auto from = places.of_link(ride.from), to = places.of_link(ride.to);
    drt::Request r;
    r.trip = trip++;
    r.from = result.points->place(from);
    r.to = result.points->place(to);
    const Duration drive = result.points->time(from, to) - kStand;
    r.wish = ride.departure;
    r.earliest = r.wish + kStand;  // a stand begins when its passenger is there
    r.latest = r.wish + seconds(600);
    r.direct = drive + kStand;
    r.arrive_by = r.wish + longest_trip(drive, kStand, limits);
    r.longest_ride = hours(24);
    r.load = {1, 0};
    result.requests.push_back({r, r.wish});
  }
  return result;
}

}  // namespace grend::bench
