#include "models/labour/link_times.h"

#include <algorithm>

namespace grend::labour {

LinkTimes join_units(const LinkTimes& times,
                     const IdVector<MunicipalityId, MunicipalityId>& unit_of) {
  LinkTimes units;
  units.unknown_is_near = times.unknown_is_near;
  for (const auto& [pair, time] : times.known) {
    LinkTime& joined = units.known[{unit_of[pair.first], unit_of[pair.second]}];
    joined.road = std::min(joined.road, time.road);
    joined.other_mode = std::min(joined.other_mode, time.other_mode);
  }
  return units;
}

}  // namespace grend::labour
