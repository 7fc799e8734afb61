#include "models/labour/commuting_table.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"

namespace grend::labour {
namespace {

std::vector<Flow> sorted_flows(const std::map<Pair, Persons>& sums) {
  std::vector<Flow> flows;
  flows.reserve(sums.size());
  for (const auto& [pair, employed] : sums) {
    if (employed > Persons()) flows.push_back({pair.first, pair.second, employed});
  }
  return flows;
}

}  // namespace

bool code_before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

MunicipalityId find_municipality(const CommutingTable& table, const std::string& code) {
  const auto& all = table.municipalities;
  const auto at = std::lower_bound(
      all.begin(), all.end(), code,
      [](const Municipality& m, const std::string& c) { return code_before(m.code, c); });
  if (at == all.end() || at->code != code) return MunicipalityId::none();
  return MunicipalityId(static_cast<std::size_t>(at - all.begin()));
}

CommutingTable make_commuting_table(std::vector<Municipality> municipalities,
                                    const std::vector<CodedFlow>& flows) {
  std::sort(
      municipalities.begin(), municipalities.end(),
      [](const Municipality& a, const Municipality& b) { return code_before(a.code, b.code); });
  CommutingTable table;
  table.municipalities = IdVector<MunicipalityId, Municipality>(std::move(municipalities));
  const auto& all = table.municipalities;
  for (std::size_t i = 1; i < all.size(); ++i) {
    GREND_CHECK(all[MunicipalityId(i - 1)].code != all[MunicipalityId(i)].code);
  }
  std::map<Pair, Persons> sums;
  for (const auto& flow : flows) {
    const Pair pair(find_municipality(table, flow.home), find_municipality(table, flow.work));
    GREND_CHECK(pair.first.valid() && pair.second.valid());
    sums[pair] += flow.employed;
  }
  table.flows = sorted_flows(sums);
  return table;
}

CommutingTable join_units(const CommutingTable& table,
                          const IdVector<MunicipalityId, MunicipalityId>& unit_of) {
  CommutingTable units = table;
  for (auto& m : units.municipalities) m.working_age = Persons();
  for (const auto id : table.municipalities.ids()) {
    units.municipalities[unit_of[id]].working_age += table.municipalities[id].working_age;
  }
  std::map<Pair, Persons> sums;
  for (const auto& flow : table.flows) {
    sums[{unit_of[flow.home], unit_of[flow.work]}] += flow.employed;
  }
  units.flows = sorted_flows(sums);
  return units;
}

}  // namespace grend::labour
