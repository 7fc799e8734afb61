// A publication's table of municipalities that tells, for each one, the travel time and the
// commuting shares of the one link that was chosen for it, but not where that link leads (TØI
// report 1713/2019). Where it leads follows from the shares: they belong to the flow whose own
// shares come nearest (in two of TØI's rows, Bardu and Målselv, that is the flow back, to the last
// digit). Only times come out of this; which links are joined is the method's work.
#pragma once

#include <vector>

#include "models/labour/link_times.h"

namespace grend::labour {

struct PublishedLink {
  MunicipalityId home;
  Duration time;
  double out_percent = 0;
  double in_percent = 0;
};

// Times of flows between units (see join_units); where the flow within a unit fits best, the time
// is of no link and is left out. The publication does not say by which mode, so a time counts as
// road and as other mode.
LinkTimes published_link_times(const CommutingTable& units,
                               const IdVector<MunicipalityId, MunicipalityId>& unit_of,
                               const std::vector<PublishedLink>& links);

}  // namespace grend::labour
