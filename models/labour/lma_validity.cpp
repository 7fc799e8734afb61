#include "models/labour/lma_validity.h"

#include <algorithm>

namespace grend::labour {

Ratio validity(const Totals& area, const LmaSpec& spec) {
  if (area.live <= Persons() || area.work <= Persons()) return {0, 1};
  // All in hundredths of persons and millionths; with X = max(L, W) and D = tarSZ - minSZ,
  //   validity = min(S, X tarSC) (D tarSC - (tarSC - minSC) max(tarSZ - L, 0)) / (X D tarSC minSC)
  //              · tarSC / tarSC, where one tarSC of Y cancels against tarSC / minSC.
  const Ratio least = share_ratio(spec.min_self_containment);
  const Ratio target = share_ratio(spec.target_self_containment);
  const Wide larger = std::max(area.live, area.work).ticks();
  const Wide range = (persons(spec.target_size) - persons(spec.min_size)).ticks();
  const Wide lacking = std::max(persons(spec.target_size) - area.live, Persons()).ticks();
  const Wide contained = area.both.ticks() * target.under;
  const Wide enough = larger * target.over;
  const Ratio value{
      std::min(contained, enough) * (range * target.over - (target.over - least.over) * lacking),
      larger * range * target.over * least.over};
  const Ratio one{1, 1};
  return area.both == std::max(area.live, area.work) ? std::max(value, one) : value;
}

}  // namespace grend::labour
