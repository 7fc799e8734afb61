// Housing-and-labour-market regions by the method of TØI report 1713/2019 (Gundersen, Holmen,
// Hansen): a municipality belongs to the centre to which many of its people commute in tolerable
// time. With F the commuters from k to s and P the inhabitants of working age,
//   out(k,s) = F / P(k)      in(k,s) = F / P(s)      sum = out + in.
// 1. Twin centres are one unit. 2. All ordered pairs by falling out: k becomes a satellite of s if
// k is neither satellite nor centre and s is no satellite. 3.-5. What is left over joins a centre
// or another left-over by falling sum; see ToiSpec for the limits. 6. The rest stand alone.
// All comparisons are exact; ties go to the lower municipality number (home, then centre). Whole
// Norway in some 20 ms. Pure function.
#pragma once

#include "models/labour/link_times.h"
#include "models/labour/partition.h"
#include "models/labour/toi_spec.h"

namespace grend::labour {

// Step 2 in figures, units counted.
struct ToiCounts {
  std::size_t candidates = 0;  // pairs with a large enough out-share, near or not
  std::size_t satellites = 0;
  std::size_t centres = 0;
};

struct ToiOutcome {
  Partition partition;
  ToiCounts counts;
};

// The unit of each municipality: itself, or the lowest of its twin centres. Throws Error(kBadData)
// that names all codes of the spec which the table does not hold.
IdVector<MunicipalityId, MunicipalityId> twin_units(const CommutingTable& table,
                                                    const ToiSpec& spec);

// Every municipality needs people of working age. Throws as twin_units() does.
ToiOutcome toi_regions(const CommutingTable& table, const LinkTimes& times, const ToiSpec& spec);

}  // namespace grend::labour
