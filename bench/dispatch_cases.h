// The cases on which the peers' dispatchers were measured: requests with exponential-like trips of
// 10 to 15 minutes between junctions of a synthetic rural network, uniform over 05 to 23 h.
#pragma once

#include <memory>
#include <vector>

#include "engine/network/build.h"
#include "engine/network/read_network.h"
#include "models/drt/request_day.h"

namespace grend::bench {

struct DispatchCase {
  std::size_t vehicles = 30;
  std::size_t requests = 1000;
  Duration notice;  // between asking and the earliest pick-up
  std::int32_t seats = 8;
};

// A network with its service points.
class DispatchTown {
 public:
  // Throws Error if the file cannot be read.
  DispatchTown(const std::string& osm_file, std::size_t service_points);

  const drt::ServicePoints& points() const { return *points_; }
  std::vector<drt::TimedRequest> requests(const DispatchCase& c) const;
  std::vector<drt::Duty> duties(const DispatchCase& c) const;

 private:
  network::ReadNetwork network_;
  std::unique_ptr<par::Executor> executor_;
  std::unique_ptr<network::Router> router_;
  std::unique_ptr<drt::ServicePoints> points_;
};

// Booking at any notice, no deadline; insertion alone.
drt::ServiceSpec dispatch_spec();

}  // namespace grend::bench
