// MATSim's test of its on-demand transport: Mielec, 388 requests made when people want to leave,
// ten vehicles with four seats, from link to link at free speed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/drt/request_day.h"

namespace grend::bench {

// What the longest travel time, 1.3 times the direct ride and 400 s, is made of. The versions of
// 2023 and 2024 leave the stands out of the direct ride and count to the beginning of the drop-off.
// What the newer ones publish (rides 78 s longer, a quarter of the rejections) fits a direct ride
// with both its stands, counted to the end of the drop-off: inferred, not read in their code.
enum class MatsimLimits { kDriveAlone, kDirectWithStands };

struct MatsimCase {
  std::unique_ptr<drt::ServicePoints> points;  // one per link that is used
  std::vector<drt::Duty> duties;
  std::vector<drt::TimedRequest> requests;
};

// `folder` holds network.xml, the plans and the vehicles. Throws Error.
MatsimCase read_mielec(const std::string& folder, MatsimLimits limits);

}  // namespace grend::bench
