#include "models/labour/published_links.h"

#include <cmath>
#include <limits>

namespace grend::labour {
namespace {

struct Fit {
  double misfit = std::numeric_limits<double>::infinity();
  Pair flow;
};

}  // namespace

LinkTimes published_link_times(const CommutingTable& units,
                               const IdVector<MunicipalityId, MunicipalityId>& unit_of,
                               const std::vector<PublishedLink>& links) {
  IdVector<MunicipalityId, std::vector<std::size_t>> links_of(unit_of.size());
  for (std::size_t i = 0; i < links.size(); ++i) links_of[unit_of[links[i].home]].push_back(i);
  std::vector<Fit> fits(links.size());
  for (const auto& flow : units.flows) {
    const auto percent_of = [&](MunicipalityId unit) {
      return 100 * (flow.employed / units.municipalities[unit].working_age);
    };
    const double out = percent_of(flow.home);
    const double in = percent_of(flow.work);
    const auto compare = [&](MunicipalityId end) {
      for (const auto i : links_of[end]) {
        const double misfit =
            std::abs(links[i].out_percent - out) + std::abs(links[i].in_percent - in);
        if (misfit < fits[i].misfit) fits[i] = {misfit, {flow.home, flow.work}};
      }
    };
    compare(flow.home);
    if (flow.work != flow.home) compare(flow.work);
  }
  LinkTimes times;
  times.unknown_is_near = true;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto& [home, work] = fits[i].flow;
    if (home != work) times.known[fits[i].flow] = {links[i].time, links[i].time};
  }
  return times;
}

}  // namespace grend::labour
