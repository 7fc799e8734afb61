// MATSim's test of its on-demand transport: Mielec, 388 requests made when people want to leave,
// ten vehicles with four seats, from link to link at free speed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/drt/request_day.h"

namespace grend::bench {

struct MatsimCase {
  std::unique_ptr<drt::ServicePoints> points;  // one per link that is used
  std::vector<drt::Duty> duties;
  std::vector<drt::TimedRequest> requests;
};

// `folder` holds network.xml, the plans and the vehicles. Throws Error.
MatsimCase read_mielec(const std::string& folder);

}  // namespace grend::bench
