// Says whether routes solve a dial-a-ride instance, from the plain definition: a textbook
// Bellman-Ford over the difference constraints of each route, in double. Shares nothing with the
// solver but the instance.
#pragma once

#include <string>

#include "bench/darp_instance.h"

namespace grend::bench {

// The first rule that is broken, in words; empty if the routes are feasible.
std::string darp_fault(const DarpInstance& instance, const DarpRoutes& routes);

}  // namespace grend::bench
