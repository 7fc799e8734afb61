// MATSim and GMNS networks as directed links on a plane: whose modes and uses mean which traveller,
// which speeds and lengths hold where the file is silent.
#pragma once

#include <string>

#include "engine/io/gmns.h"
#include "engine/io/matsim_network.h"
#include "engine/network/file_plane.h"
#include "engine/network/link_graph.h"

namespace grend::network {

struct PlacedLinks {
  LinkNetwork links;
  std::string crs;  // of the plane, empty if it is not known
};

// Modes car, bike and bicycle, walk; links for none of these are left out and counted. The file's
// own coordinate system holds where `plane` names none.
PlacedLinks import_matsim(const io::MatsimNetwork& network, PlaneChoice plane);

// Uses AUTO, BIKE and WALK as in the specification's examples, and their usual synonyms; ALL or
// nothing at all is everybody. Where no coordinate system is named, coordinates within +-180 and
// +-90 are taken as degrees. A missing length is that of the shape, a missing speed that of the
// road's class.
PlacedLinks import_gmns(const io::GmnsNetwork& network, PlaneChoice plane,
                        const SpeedParameters& speeds);

}  // namespace grend::network
