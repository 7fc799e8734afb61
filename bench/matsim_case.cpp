#include "bench/matsim_case.h"

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
    const double seconds = number(e, "length") / number(e, "freespeed");
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

// Vehicles and people are at the end of their link: a drive covers the whole of the last one.
std::unique_ptr<drt::ServicePoints> points_of(const Network& network,
                                              const std::map<std::string, std::uint32_t>& index) {
  std::vector<std::uint32_t> times;
  std::vector<network::Place> places;
  for (const auto& [from, a] : index) {
    places.push_back({network::EdgeId(a), 0});
    const auto reached = network.times_from(network.link(from).to);
    for (const auto& [to, b] : index) {
      const Link& last = network.link(to);
      times.push_back(a == b ? 0 : static_cast<std::uint32_t>(reached[last.from] + last.time));
    }
  }
  const std::size_t size = places.size();
  return std::make_unique<drt::ServicePoints>(
      std::move(places), std::make_shared<routing::Legs>(size, std::move(times)));
}

}  // namespace

MatsimCase read_mielec(const std::string& folder) {
  Network network;
  Plans plans;
  Cars cars;
  io::read_xml(folder + "/network.xml", network);
  io::read_xml(folder + "/plans_only_drt_1.0.xml.gz", plans);
  io::read_xml(folder + "/vehicles-10-cap-4.xml", cars);
  std::map<std::string, std::uint32_t> index;
  for (const auto& ride : plans.rides) index[ride.from], index[ride.to];
  for (const auto& car : cars.cars) index[car.link];
  std::uint32_t next = 0;
  for (auto& [link, at] : index) at = next++;
  MatsimCase result;
  result.points = points_of(network, index);
  for (const auto& car : cars.cars) {
    result.duties.push_back({{car.seats, 0}, car.shift, index.at(car.link)});
  }
  std::uint32_t trip = 0;
  for (const auto& ride : plans.rides) {
    drt::Request r;
    r.trip = trip++;
    r.from = result.points->place(index.at(ride.from));
    r.to = result.points->place(index.at(ride.to));
    r.wish = r.earliest = ride.departure;
    r.latest = r.earliest + seconds(600);
    r.direct = result.points->time(index.at(ride.from), index.at(ride.to));
    r.arrive_by = r.earliest + r.direct.scaled(1.3) + seconds(400);
    r.longest_ride = r.direct.scaled(1.3) + seconds(400);
    r.boarding = r.alighting = seconds(60);
    r.load = {1, 0};
    result.requests.push_back({r, r.earliest});
  }
  return result;
}

}  // namespace grend::bench
