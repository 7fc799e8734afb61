// Travel times between municipalities, as far as they are known.
#pragma once

#include <map>

#include "models/labour/commuting_table.h"

namespace grend::labour {

struct LinkTime {
  Duration road = Duration::max();        // max(): too far to commute
  Duration other_mode = Duration::max();  // by ferry, boat or plane, if that is how one goes
};

struct LinkTimes {
  std::map<Pair, LinkTime> known;
  // Whether a link that is not known counts as near enough for commuting to a centre (the times of
  // a publication cover only the links that were chosen); left-overs never join by such a link.
  bool unknown_is_near = false;
};

// One time per pair of units: the shortest between their members.
LinkTimes join_units(const LinkTimes& times,
                     const IdVector<MunicipalityId, MunicipalityId>& unit_of);

}  // namespace grend::labour
