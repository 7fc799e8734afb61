// How well an area stands as a labour market of its own (Coombes & Bond 2008). With L employed
// residents, W jobs and S who live and work inside:
//   msc = min(S/L, S/W)              Y = min(msc / tarSC, 1)
//   σ = max((tarSZ - L) / (tarSZ - minSZ), 0)      Z = 1 - (1 - minSC/tarSC) σ
//   validity = Y Z tarSC / minSC, valid from 1; msc = 1 is always valid.
#pragma once

#include "models/labour/commuting_table.h"
#include "models/labour/lma_spec.h"
#include "models/labour/ratio.h"

namespace grend::labour {

struct Totals {
  Persons live;  // L
  Persons work;  // W
  Persons both;  // S
};

// Exact; 0 for an area without residents or without jobs.
Ratio validity(const Totals& area, const LmaSpec& spec);

}  // namespace grend::labour
