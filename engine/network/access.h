// Who may pass, by the access tags of a road or of a barrier on it
// (https://wiki.openstreetmap.org/wiki/Key:access). `access=private` closes a road: there is no
// notion yet of a road that only its residents may use.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "engine/io/osm.h"
#include "engine/network/profile.h"

namespace grend::network {

inline bool one_of(std::string_view value, std::initializer_list<std::string_view> values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// The tag that is most specific to the traveller decides; without any, the default.
bool allowed(const io::Tags& tags, Profile profile, bool by_default);

// Whom a barrier with these tags does not let pass: a bollard stops motor vehicles, a stile
// bicycles, too; a gate stops those whom its access tags name.
ProfileSet stopped_by_barrier(const io::Tags& tags);

}  // namespace grend::network
